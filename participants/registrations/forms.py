"""Ending a registration, and handing somebody over to another site."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import Site
from mmp_portal.ui.forms import Card, DayField, LineField, NoteField, PastDayField, PortalForm, SaveBar
from mmp_portal.ui.widgets import CheckList
from participants.models import Registration
from participants.registrations.workflow import consent_to_share


class EndForm(PortalForm):
    form_label = _("End the registration")

    on = PastDayField(label=_("Last day"))
    reason = LineField(label=_("Why?"), max_length=200, required=False)

    def get_layout(self):
        note = _("What this site recorded stays with it, and its staff can still read it.")
        return Layout(Card("", "on", "reason", note=note), SaveBar(_("End the registration")))


class SiteField(forms.ModelChoiceField):
    def label_from_instance(self, site):
        return site.name


class TransferForm(PortalForm):
    """To which site, from when, and what of what is known may travel."""

    form_label = _("Transfer to another site")

    site = SiteField(label=_("To which site?"), queryset=Site.objects.none())
    on = DayField(label=_("From"), help_text=_("Until this day they belong to this site, from this day to the other."))
    parts = forms.MultipleChoiceField(
        label=_("What may travel?"), choices=Registration.Part.choices, widget=CheckList, required=False
    )
    reason = NoteField(
        label=_("Why without their consent?"),
        max_length=300,
        rows=2,
        required=False,
        help_text=_("Only if nobody could ask them. The reason is recorded with your name."),
    )

    def __init__(self, *args, person, sites, today, **options):
        super().__init__(*args, **options)
        self.fields["site"].queryset = sites
        self.person = person
        self.today = today

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("Enter the transfer on the day it happens, or later."))
        return on

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        site, on = cleaned.get("site"), cleaned.get("on")
        is_asked = site and on and "reason" not in self.errors and not cleaned.get("reason")
        if is_asked and consent_to_share(self.person, site, on=on) is None:
            self.add_error(
                "reason",
                _("No consent names %(site)s. Record one under Consents first, or say why it is done without.")
                % {"site": site.name},
            )
        return cleaned

    def get_layout(self):
        always = _("Their name, birth date and number travel always. What is not ticked, the other site asks anew.")
        return Layout(
            Card(_("Where to"), "site", "on"),
            Card(_("What travels"), "parts", note=always),
            Card(
                _("Their consent"),
                "reason",
                note=_("A consent to share that names the other site is found by itself."),
            ),
            SaveBar(_("Transfer")),
        )
