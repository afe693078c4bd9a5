"""What somebody looks for, being sent to a company, the next step, being hired, and all that changes in a job."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mentors.models import Industry, Mentor
from mentors.models import Status as MentorStatus
from mmp_portal.ui.forms import (
    Card,
    DayField,
    LineField,
    PastDayField,
    PortalForm,
    RecentDayField,
    Row,
    SaveBar,
    VersionedModelForm,
)
from mmp_portal.ui.widgets import ChipSelectMultiple, RadioList
from programs.worksite.models.openings import Shift
from programs.worksite.models.placements import CandidateStatus, JobEnd, JobWishes, Transport
from programs.worksite.openings.forms import HoursField, WageField


class MentorField(forms.ModelChoiceField):
    def label_from_instance(self, mentor):
        return mentor.name


def mentors_of(partner):
    """Employees of the company who may accompany somebody."""
    return Mentor.objects.not_voided().filter(partner=partner, status=MentorStatus.ACTIVE).select_related("person")


class WishesForm(VersionedModelForm):
    form_label = _("What they look for")

    industries = forms.MultipleChoiceField(
        label=_("Would like to work with"), choices=Industry.choices, required=False, widget=ChipSelectMultiple
    )
    hours_from = HoursField(label=_("Hours a week, at least"), required=False)
    hours_to = HoursField(label=_("Hours a week, at most"), required=False)
    shifts = forms.MultipleChoiceField(
        label=_("Can work"), choices=Shift.choices, required=False, widget=ChipSelectMultiple
    )
    transport = forms.MultipleChoiceField(
        label=_("Gets there by"), choices=Transport.choices, required=False, widget=ChipSelectMultiple
    )
    experience = LineField(
        label=_("What they have done"), max_length=300, required=False, help_text=_("Jobs, chores, helping out.")
    )

    class Meta:
        model = JobWishes
        fields = ("industries", "hours_from", "hours_to", "shifts", "transport", "experience")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if not self.instance.pk:
            del self.fields["version"]

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        least, most = cleaned.get("hours_from"), cleaned.get("hours_to")
        if least and most and most < least:
            self.add_error("hours_to", _("The most hours are fewer than the least."))
        return cleaned

    def get_layout(self):
        return Layout(
            Card(_("The work"), "industries", "experience"),
            Card(_("When and how"), Row("hours_from", "hours_to"), "shifts", "transport"),
            SaveBar(_("Save")),
        )


class ReferForm(PortalForm):
    """Somebody is sent to the company."""

    form_label = _("Send to the company")

    referred_on = RecentDayField()
    note = LineField(label=_("Note"), max_length=300, required=False, help_text=_("Such as whom they ask for."))

    def get_layout(self):
        return Layout(Card("", "referred_on", "note"), SaveBar(_("Send them there")))


class StepForm(PortalForm):
    """What became of it; being hired has a form of its own."""

    form_label = _("The next step")

    status = forms.ChoiceField(label=_("What happened?"), widget=RadioList)
    on = RecentDayField()
    note = LineField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args, candidate, **options):
        super().__init__(*args, **options)
        then = candidate.TRANSITIONS[candidate.status] - {CandidateStatus.HIRED}
        self.fields["status"].choices = [(code, label) for code, label in CandidateStatus.choices if code in then]

    def get_layout(self):
        return Layout(Card("", "status", "on", "note"), SaveBar(_("Note it")))


class JobFields(forms.Form):
    """What is asked of every job."""

    title = LineField(label=_("Job"))
    wage_cents = WageField(label=_("Wage an hour"))
    hours_a_week = HoursField(label=_("Hours a week"))


class HireForm(JobFields, PortalForm):
    form_label = _("Hired")

    starts_on = DayField(label=_("First day"))
    mentor = MentorField(
        label=_("Mentor at work"),
        queryset=Mentor.objects.none(),
        required=False,
        help_text=_("The employee whom the company chose. They sit down together every week, at work."),
    )

    def __init__(self, *args, partner, **options):
        super().__init__(*args, **options)
        self.fields["mentor"].queryset = mentors_of(partner)
        self.fields["mentor"].empty_label = _("Not chosen yet")

    def get_layout(self):
        return Layout(
            Card(_("The job"), "title", "starts_on", Row("wage_cents", "hours_a_week")),
            Card(_("Who accompanies them"), "mentor"),
            SaveBar(_("They are hired")),
        )


class OutsideJobForm(JobFields, PortalForm):
    """A job outside the partners."""

    form_label = _("A job elsewhere")

    employer = LineField(label=_("Employer"))
    starts_on = PastDayField(label=_("First day"))

    def get_layout(self):
        return Layout(
            Card("", Row("employer", "title"), "starts_on", Row("wage_cents", "hours_a_week")),
            SaveBar(_("Note the job")),
        )


class PayForm(PortalForm):
    form_label = _("Wage and hours")

    from_on = DayField(label=_("From"))
    wage_cents = WageField(label=_("Wage an hour"))
    hours_a_week = HoursField(label=_("Hours a week"))

    def get_layout(self):
        return Layout(Card("", "from_on", Row("wage_cents", "hours_a_week")), SaveBar(_("Save the wage")))


class MentorForm(PortalForm):
    """Whom the company chose."""

    form_label = _("Mentor at work")

    mentor = MentorField(label=_("Mentor at work"), queryset=Mentor.objects.none())
    from_on = PastDayField(label=_("From"))
    promised_until = DayField(
        label=_("Promised until"),
        required=False,
        help_text=_("Where both promise to stay for a time. It can be renewed."),
    )

    def __init__(self, *args, partner, **options):
        super().__init__(*args, **options)
        self.fields["mentor"].queryset = mentors_of(partner)

    def get_layout(self):
        return Layout(Card("", "mentor", Row("from_on", "promised_until")), SaveBar(_("Choose this mentor")))


class MentorLeftForm(PortalForm):
    """The mentor left the company."""

    form_label = _("The mentor left")

    on = PastDayField(label=_("Last day as a mentor"))

    def get_layout(self):
        return Layout(Card("", "on"), SaveBar(_("The mentor left")))


class EndForm(PortalForm):
    form_label = _("The job ends")

    on = PastDayField(label=_("Last day"))
    reason = forms.ChoiceField(label=_("Why?"), choices=JobEnd.choices, widget=RadioList)
    note = LineField(label=_("In their words"), max_length=300, required=False)
    keeps_mentor = forms.BooleanField(label=_("The mentor goes on with them"), required=False)

    def get_layout(self):
        return Layout(Card("", "on", "reason", "note", "keeps_mentor"), SaveBar(_("End the job")))
