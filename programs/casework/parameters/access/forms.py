"""Inviting somebody, ending an access, and one's own settings."""

from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts import workflow as accounts
from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Role
from mmp_portal.agencies.models import Agency, Site
from mmp_portal.ui.forms import Card, ComingDayField, LineField, NameField, PortalForm, PortalModelForm, SaveBar
from mmp_portal.ui.widgets import ChipSelect, RadioList
from programs import registry

WHAT_ROLES_DO = {
    Role.MENTOR: _("accompanies families: sees the own matches and records contacts, on a phone"),
    Role.STAFF: _("works on cases of the site: people, matches, contacts, meetings"),
    Role.SUPERVISOR: _("as staff, and reviews, reassigns, and manages the site's people who sign in"),
    Role.ADMINISTRATOR: _("sites, people who sign in, totals; no case file without a reason"),
    Role.VIEWER: _("reports only, and no person"),
}


def sites_to_give(by):
    """The sites at which `by` may give a role."""
    if accounts.serves_the_installation(by):
        return Site.objects.all()
    if accounts.agencies_administered(by):
        return Site.objects.filter(agency__in=accounts.agencies_administered(by))
    return Site.objects.filter(pk__in=accounts.sites_supervised(by))


def agencies_to_give(by):
    """The agencies for which `by` may name an administrator or a viewer."""
    if accounts.serves_the_installation(by):
        return Agency.objects.all()
    return Agency.objects.filter(pk__in=accounts.agencies_administered(by))


class InviteForm(PortalForm):
    form_label = _("Invitation")
    submit_label = _("Send the invitation")

    name = NameField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), max_length=254, help_text=_("They sign in with this address."))
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES, widget=ChipSelect)
    role = forms.ChoiceField(label=_("Role"), widget=RadioList)
    site = forms.ModelChoiceField(label=_("Site"), queryset=Site.objects.none(), required=False)
    program = forms.ChoiceField(label=_("Program"), required=False)
    agency = forms.ModelChoiceField(
        label=_("Agency"),
        queryset=Agency.objects.none(),
        required=False,
        help_text=_(
            "For administrators and viewers. An administrator without an agency serves the whole installation."
        ),
    )

    def __init__(self, *args, by, **options):
        options["initial"] = {"language": "en", **(options.get("initial") or {})}
        super().__init__(*args, **options)
        self.by = by
        self.fields["role"].choices = [
            (role.value, f"{role.label}: {WHAT_ROLES_DO[role]}.") for role in accounts.roles_to_give(by)
        ]
        self.fields["program"].choices = [
            ("", _("All programs of the site")),
            *((program.code, program.short_name) for program in registry.all_programs()),
        ]
        sites = self.fields["site"].queryset = sites_to_give(by).order_by("name")
        if len(sites) == 1:
            self.fields["site"].initial = sites[0]
        agencies = agencies_to_give(by)
        if agencies:
            self.fields["agency"].queryset = agencies
        else:
            del self.fields["agency"]

    def get_layout(self):
        where = ["site", "program", *(["agency"] if "agency" in self.fields else [])]
        return Layout(
            Card(_("Who"), "name", "email", "language"), Card(_("As what"), "role", *where), SaveBar(self.submit_label)
        )

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        role, site, program = cleaned["role"], cleaned["site"], cleaned["program"]
        agency = cleaned.setdefault("agency", None)
        if role in accounts.WITH_A_SITE and agency:
            cleaned["agency"] = agency = None  # the site says whose it is
        if role in accounts.WITH_A_SITE and not site:
            self.add_error("site", _("Choose the site."))
        elif role == Role.ADMINISTRATOR and site:
            self.add_error("site", _("An administrator serves an agency or the whole installation, not one site."))
        elif role == Role.ADMINISTRATOR and program:
            self.add_error("program", _("An administrator serves every program. Choose all of them."))
        elif role == Role.VIEWER and site and agency:
            self.add_error("agency", _("Choose a site or an agency, not both."))
        elif program and site and not site.programs.filter(program=program).exists():
            self.add_error("program", _("This site does not offer the program."))
        else:
            try:
                accounts.check_can_give(self.by, role=role, site=site, agency=agency, program=program)
            except accounts.CannotGrant as refusal:
                self.add_error(
                    "site" if role in accounts.WITH_A_SITE or not self.fields.get("agency") else "agency", str(refusal)
                )
        return cleaned


class EndForm(PortalForm):
    form_label = _("End the access")
    submit_label = _("End the access")

    on = ComingDayField(label=_("Last day"), required=False, help_text=_("Leave it empty to end the access at once."))
    reason = LineField(label=_("Why"), max_length=200)

    def get_layout(self):
        return Layout(Card("", "on", "reason"), SaveBar(self.submit_label))


class SettingsForm(PortalModelForm):
    form_label = _("My settings")

    language = forms.ChoiceField(
        label=_("Language you would rather read"),
        choices=settings.LANGUAGES,
        widget=ChipSelect,
        help_text=_("Kept with your account, for pages and letters."),
    )

    class Meta:
        model = User
        fields = ["name", "language"]

    def get_layout(self):
        return Layout(Card("", "name", "language"), SaveBar(self.submit_label))
