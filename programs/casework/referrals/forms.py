"""A referral as it comes in, a try to reach the family, who takes it in, and how it ends."""

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import SiteProgram
from mmp_portal.ui.forms import (
    Block,
    Card,
    Fold,
    LineField,
    NameField,
    NoteField,
    PastDayField,
    PortalForm,
    PortalModelForm,
    ReasonField,
    Row,
    SaveBar,
    VersionedModelForm,
)
from mmp_portal.ui.widgets import ChipSelect, RadioList, SuggestingInput
from participants.forms import BirthDateField
from participants.models import Language, ReachWay
from participants.reaching.forms import NOT_WHOLE, SafeField, is_whole_number
from programs import registry
from programs.casework.referrals.look_alikes import look_alikes
from programs.casework.referrals.models import Attempt, DivisionReport, Reason, Referral, Status
from programs.casework.referrals.models.referral import REASONS
from programs.casework.referrals.partners.models import CommunityPartner

ANY_PROGRAM = ("", _("Whichever fits"))


def programs_at(sites):
    """The programs that one of the sites offers today, as choices, after “whichever fits”."""
    offered = set(
        SiteProgram.objects.in_force(timezone.localdate()).filter(site__in=sites).values_list("program", flat=True)
    )
    return [ANY_PROGRAM, *((one.code, one.short_name) for one in registry.all_programs() if one.code in offered)]


def organization_field():
    """Where the referrer works; the community partners of the site are offered while one types."""
    return LineField(
        label=_("Organization"),
        required=False,
        widget=SuggestingInput,
        help_text=_("A community partner is offered while you type; the referral then stands with them."),
    )


def partners_at(sites):
    """The names of the community partners of the sites, to be offered."""
    return CommunityPartner.objects.not_voided().at_sites(sites).order_by("name").values_list("name", flat=True)


class LookAlikes(Block):
    """Those who could be meant, while one types (by htmx) and again after sending."""

    template = "programs/casework/referrals/look_alikes_block.html"
    name = "block"


class ReferralForm(PortalForm):
    """Who, how to reach them safely, who refers, and for which program. Everything else can be asked later."""

    form_label = _("Referral")

    given_name = NameField(label=_("Given name"))
    family_name = NameField(label=_("Family name"), required=False)
    born_on = BirthDateField(label=_("Birth date"), required=False)
    language = forms.ChoiceField(label=_("First language"), choices=Language.choices, initial=Language.ENGLISH)
    same_as = forms.CharField(label=_("Is it one of these?"), required=False, widget=forms.RadioSelect)
    phone = LineField(label=_("Phone"), max_length=30, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    may_text = SafeField(label=_("Are texts safe?"))
    may_leave_voicemail = SafeField(label=_("Is voicemail safe?"), help_text=_("Others may listen."))
    may_email = SafeField(label=_("Is e-mail safe?"), help_text=_("Others may read it."))
    reach_safely = NoteField(
        label=_("What else keeps it safe"),
        max_length=500,
        rows=2,
        required=False,
        help_text=_("Such as: only before 3 pm, never say where you call from."),
    )
    source = forms.ChoiceField(label=_("Who refers?"), choices=Referral.Source.choices, widget=ChipSelect)
    referrer_name = LineField(label=_("Name"), required=False)
    referrer_organization = organization_field()
    referrer_reach = LineField(label=_("How to reach them"), required=False, help_text=_("Phone or e-mail."))
    cris_number = LineField(label=_("CRIS number"), max_length=40, required=False)
    program = forms.ChoiceField(label=_("Program wished for"), required=False, widget=ChipSelect)
    site = forms.ChoiceField(label=_("Site"))
    received_on = PastDayField(label=_("Received on"))
    takes_it = forms.BooleanField(label=_("I take it in myself"), required=False, initial=True)
    family_knows = SafeField(label=_("Does the family know of the referral?"))
    hopes = NoteField(label=_("What do they hope for?"), max_length=2000, rows=3, required=False)

    FACTS = (
        "program",
        "source",
        "referrer_name",
        "referrer_organization",
        "referrer_reach",
        "cris_number",
        "family_knows",
        "reach_safely",
        "hopes",
        "received_on",
    )
    SOMEBODY_NEW = "new"

    def __init__(self, *args, user, sites, **options):
        super().__init__(*args, **options)
        self.user = user
        self.sites = list(sites)
        self.look_alikes = []
        self.fields["site"].choices = [(str(site.pk), site.name) for site in self.sites]
        self.fields["program"].choices = programs_at(self.sites)
        self.fields["referrer_organization"].widget.suggestions = partners_at(self.sites)
        if self.sites:
            self.initial.setdefault("site", str(self.sites[0].pk))
            self.initial.setdefault("received_on", self.sites[0].today())

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        if phone and not is_whole_number(phone):
            raise forms.ValidationError(NOT_WHOLE)
        return phone

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("given_name") and cleaned.get("site"):
            self._look_around(cleaned)
        return cleaned

    def _look_around(self, cleaned):
        """Whoever could be meant is offered; then it is said whether they are, before anything is stored."""
        self.look_alikes = look_alikes(
            user=self.user,
            site=self.chosen_site,
            name=f"{cleaned['given_name']} {cleaned.get('family_name', '')}",
            born_on=cleaned.get("born_on"),
            phone=cleaned.get("phone", ""),
        )
        said = cleaned.get("same_as", "")
        known = {one.value for one in self.look_alikes}
        if self.look_alikes and said not in {*known, self.SOMEBODY_NEW}:
            self.add_error("same_as", _("Somebody like this is known here. Say whether it is one of them."))
        elif said not in {*known, self.SOMEBODY_NEW}:
            cleaned["same_as"] = ""

    @property
    def said(self):
        """What was chosen among those who could be meant, for the page."""
        return self.data.get("same_as", "") if self.is_bound else ""

    @property
    def chosen_site(self):
        return next(site for site in self.sites if str(site.pk) == self.cleaned_data["site"])

    @property
    def known_person(self):
        """The person chosen among those who look alike, or None for somebody new."""
        said = self.cleaned_data["same_as"]
        return next((one.person for one in self.look_alikes if one.value == said), None)

    def facts(self):
        """What the form says, in the words of `workflow.receive`."""
        cleaned = self.cleaned_data
        facts = {name: cleaned[name] for name in self.FACTS}
        facts |= {"site": self.chosen_site, "intake_worker": self.user if cleaned["takes_it"] else None}
        safe = {name: cleaned[name] for name in ("may_text", "may_leave_voicemail")}
        by_email = {"may_email": cleaned["may_email"]}
        if person := self.known_person:
            ways = []
            if cleaned["phone"]:
                ways.append({"kind": ReachWay.Kind.PHONE, "value": cleaned["phone"], **safe})
            if cleaned["email"]:
                ways.append({"kind": ReachWay.Kind.EMAIL, "value": cleaned["email"], **by_email})
            return facts | {"person": person, "ways": ways}
        names = ("given_name", "family_name", "born_on", "language", "phone", "email")
        return facts | {"details": {name: cleaned[name] for name in names} | safe | by_email}

    def get_layout(self):
        return Layout(
            Card(_("Who"), Row("given_name", "family_name"), Row("born_on", "language")),
            LookAlikes(),
            Card(
                _("How to reach them, safely"),
                Row("phone", "email"),
                "may_text",
                "may_leave_voicemail",
                "may_email",
                "reach_safely",
            ),
            Card(
                _("Who refers, and for what"),
                "source",
                Row("referrer_name", "referrer_organization"),
                "referrer_reach",
                "program",
                Row("site", "received_on"),
                "takes_it",
            ),
            Fold(_("CRIS number, what they hope for"), "cris_number", "family_knows", "hopes"),
            SaveBar(_("Take the referral in")),
        )


class CorrectForm(VersionedModelForm):
    """What is written about a referral. The person is corrected on their own page."""

    form_label = _("Correct the referral")

    program = forms.ChoiceField(label=_("Program wished for"), required=False, widget=ChipSelect)
    received_on = PastDayField(label=_("Received on"))
    cris_number = LineField(label=_("CRIS number"), max_length=40, required=False)
    referrer_name = LineField(label=_("Name"), required=False)
    referrer_organization = organization_field()
    referrer_reach = LineField(label=_("How to reach them"), required=False)
    family_knows = SafeField(label=_("Does the family know of the referral?"))
    reach_safely = NoteField(label=_("What keeps it safe to reach them"), max_length=500, rows=2, required=False)
    hopes = NoteField(label=_("What do they hope for?"), max_length=2000, rows=3, required=False)

    class Meta:
        model = Referral
        fields = ReferralForm.FACTS
        widgets = {"source": ChipSelect}
        labels = {"source": _("Who refers?")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        choices = programs_at([self.instance.site])
        if self.instance.program not in dict(choices):
            choices.append((self.instance.program, registry.get(self.instance.program).short_name))
        self.fields["program"].choices = choices
        self.fields["referrer_organization"].widget.suggestions = partners_at([self.instance.site])

    def facts(self):
        return {name: self.cleaned_data[name] for name in ReferralForm.FACTS}

    def get_layout(self):
        return Layout(
            Card(_("For what"), "program", "hopes", Row("received_on", "cris_number")),
            Card(
                _("Who refers"),
                "source",
                Row("referrer_name", "referrer_organization"),
                "referrer_reach",
                "family_knows",
                "reach_safely",
            ),
            SaveBar(_("Save")),
        )


class AttemptForm(PortalModelForm):
    """A try that needs more than a tap: another day, another way, a note."""

    form_label = _("A try to reach them")

    made_on = PastDayField(label=_("When?"))
    note = LineField(label=_("Note"), max_length=300, required=False, help_text=_("Nothing that is restricted."))

    class Meta:
        model = Attempt
        fields = ("way", "outcome", "made_on", "note")
        widgets = {"way": ChipSelect, "outcome": ChipSelect}
        labels = {"way": _("How?"), "outcome": _("What came of it?")}

    def get_layout(self):
        return Layout(Card("", "way", "outcome", "made_on", "note"), SaveBar(_("Log the try")))


class WorkerField(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return user.name


class AssignForm(PortalForm):
    """Who takes the referral in. Who has it now travels along, so that a choice somebody has overtaken is refused."""

    form_label = _("Intake worker")

    worker = WorkerField(label=_("Intake worker"), queryset=None, required=False)

    def __init__(self, *args, workers, **options):
        super().__init__(*args, **options)
        self.fields["worker"].queryset = workers
        self.fields["worker"].empty_label = _("Nobody yet")

    def get_layout(self):
        return Layout(Card("", "worker"), SaveBar(_("Give the referral")))


class WaitForm(PortalForm):
    """On which list, and since when."""

    form_label = _("Put on the waiting list")

    program = forms.ChoiceField(label=_("Waiting for"), widget=ChipSelect)
    on = PastDayField(label=_("Since"))

    def __init__(self, *args, site, **options):
        super().__init__(*args, **options)
        self.fields["program"].choices = programs_at([site])[1:]

    def get_layout(self):
        return Layout(Card("", "program", "on"), SaveBar(_("Put on the waiting list")))


class EndForm(PortalForm):
    """How a referral ends without an enrollment, and why."""

    form_label = _("End the referral")

    status = forms.ChoiceField(
        label=_("How does it end?"),
        choices=[(status, status.label) for status in (Status.ELSEWHERE, Status.DECLINED, Status.UNREACHED)],
        widget=RadioList,
    )
    reason = forms.ChoiceField(label=_("Why?"))
    referred_to = LineField(
        label=_("Referred to"),
        required=False,
        help_text=_("The program or service, where they are referred elsewhere."),
    )
    words = LineField(label=_("In words"), max_length=300, required=False, help_text=_("Nothing that is restricted."))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["reason"].choices = [
            ("", _("Choose…")),
            *(
                (Status(status).label, [(reason, Reason(reason).label) for reason in reasons])
                for status, reasons in REASONS.items()
            ),
        ]

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        status, reason = cleaned.get("status"), cleaned.get("reason")
        if status and reason and reason not in REASONS[status]:
            self.add_error(
                "reason",
                _("This reason belongs to another end. Choose one under “%(status)s”.")
                % {"status": Status(status).label},
            )
        if status == Status.ELSEWHERE and not cleaned.get("referred_to") and "referred_to" not in self.errors:
            self.add_error("referred_to", _("Say where they were referred to."))
        if reason == Reason.OTHER and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Say why in a few words."))
        return cleaned

    def get_layout(self):
        return Layout(Card("", "status", "reason", "referred_to", "words"), SaveBar(_("End the referral")))


class ReopenForm(PortalForm):
    form_label = _("Take up again")

    reason = LineField(
        label=_("Why?"), max_length=200, help_text=_("Such as: she called and would like to begin now.")
    )

    def get_layout(self):
        return Layout(Card("", "reason"), SaveBar(_("Take it up again")))


class OpenReportForm(PortalForm):
    form_label = _("Open with a reason")
    keeps_draft = False  # why somebody looks says something of what is there

    reason = ReasonField()

    def get_layout(self):
        return Layout(Card(_("Open with a reason"), "reason"), SaveBar(_("Open what the Division wrote")))


class ReportForm(PortalModelForm):
    """What Children's Division wrote. It is in no draft."""

    form_label = _("What Children’s Division wrote")

    risk_level = LineField(
        label=_("Risk level of the report"), required=False, help_text=_("In the Division’s own words.")
    )
    words = NoteField(label=_("What else they wrote"), required=False)

    class Meta:
        model = DivisionReport
        fields = ("risk_level", "words")

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("risk_level") and not cleaned.get("words"):
            self.add_error("risk_level", _("Write the risk level, or what they wrote."))
        return cleaned

    def get_layout(self):
        return Layout(
            Card(
                _("Write it down"),
                "risk_level",
                "words",
                note=_("It stands here alone: in no list, search, reminder, report or print."),
            ),
            SaveBar(_("Keep it")),
        )
