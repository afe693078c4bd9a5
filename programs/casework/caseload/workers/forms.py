"""Who is away, how much somebody carries, and which cases go to whom."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import date as date_format
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.models import User
from mmp_portal.ui.forms import Card, ComingDayField, DayField, LineField, PortalForm, Row, SaveBar
from mmp_portal.ui.widgets import CheckList
from programs.casework.caseload.models.workers import MOST_CASES
from programs.casework.caseload.tasks.forms import PersonField
from programs.casework.enrollments.models import Enrollment

YEARS_AHEAD = 3


def check_year(day, today):
    """A slip of the year is caught: nothing here is planned further ahead than three years."""
    if day and day.year > today.year + YEARS_AHEAD:
        raise ValidationError(_("That is more than three years ahead. Check the year."), code="too_far")


class PeopleField(forms.ModelMultipleChoiceField):
    """People by name; `away` says of some until when they are not there."""

    widget = CheckList
    away: dict = {}

    def label_from_instance(self, user):
        if user.pk in self.away:
            until = date_format(self.away[user.pk], "D, M j")
            return _("%(name)s, away until %(day)s") % {"name": user.name, "day": until}
        return user.name


class CasesField(forms.ModelMultipleChoiceField):
    widget = CheckList

    def label_from_instance(self, case):
        return _("%(name)s, %(number)s, %(program)s") % {
            "name": case.participant.name,
            "number": case.number,
            "program": case.definition.short_name,
        }


class StretchForm(PortalForm):
    """A stretch of days, neither end of which lies too far ahead."""

    def __init__(self, *args, today, **options):
        super().__init__(*args, **options)
        self.today = today
        self.initial.setdefault("starts_on", today)

    def clean(self):
        cleaned = super().clean()
        for name in ("starts_on", "ends_on"):
            try:
                check_year(cleaned.get(name), self.today)
            except ValidationError as refusal:
                self.add_error(name, refusal)
        return cleaned


class HandoverForm(StretchForm):
    """Which cases of a worker, to whom, from when, until when, and why."""

    form_label = _("Hand cases over")

    takers = PeopleField(
        label=_("Who gets them?"),
        queryset=User.objects.none(),
        help_text=_("Choose several, and the cases are spread evenly: whoever carries least gets the next one."),
    )
    starts_on = ComingDayField(label=_("From when?"))
    ends_on = ComingDayField(
        label=_("Until when?"),
        required=False,
        help_text=_("The last day. Leave it empty when the worker leaves for good."),
    )
    reason = LineField(label=_("Why?"), max_length=200, help_text=_("Such as: parental leave, leaves the agency."))
    cases = CasesField(label=_("Which cases?"), queryset=Enrollment.objects.none())

    def __init__(self, *args, cases, takers, away, **options):
        super().__init__(*args, **options)
        self.fields["takers"].away = away
        self.fields["cases"].queryset = cases
        self.fields["takers"].queryset = takers
        self.initial.setdefault("cases", [case.pk for case in cases])

    @property
    def facts(self):
        """What the workflow takes."""
        facts = {name: self.cleaned_data[name] for name in ("starts_on", "ends_on", "reason")}
        return {**facts, "cases": self.cleaned_data["cases"], "takers": list(self.cleaned_data["takers"])}

    def get_layout(self):
        return Layout(
            Card(_("To whom, and when"), "takers", Row("starts_on", "ends_on"), "reason"),
            Card(_("The cases"), "cases"),
            SaveBar(_("Hand the cases over"), note=_("Open tasks and appointments go along. Everybody is told once.")),
        )


class AbsenceForm(StretchForm):
    """Who is away, from when to when, and who stands in."""

    form_label = _("Note who is away")

    worker = PersonField(label=_("Who is away?"), queryset=User.objects.none())
    stands_in = PersonField(
        label=_("Who stands in?"),
        queryset=User.objects.none(),
        help_text=_(
            "They see this work on My day, marked with the name of whom it is for. The cases stay as they are."
        ),
    )
    starts_on = DayField(label=_("From"))
    ends_on = ComingDayField(label=_("Until"), help_text=_("The last day away."))

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        for name in ("worker", "stands_in"):
            self.fields[name].queryset = people

    def get_layout(self):
        return Layout(Card("", "worker", "stands_in", Row("starts_on", "ends_on")), SaveBar(_("Save")))


class BackForm(PortalForm):
    form_label = _("Back earlier or later")

    ends_on = DayField(label=_("Last day away"))

    def __init__(self, *args, today, **options):
        super().__init__(*args, **options)
        self.today = today

    def clean_ends_on(self):
        check_year(self.cleaned_data["ends_on"], self.today)
        return self.cleaned_data["ends_on"]

    def get_layout(self):
        return Layout(Card("", "ends_on"), SaveBar(_("Save")))


class CapacityForm(PortalForm):
    form_label = _("How many cases")

    cases = forms.IntegerField(
        label=_("Open cases at most"),
        min_value=0,
        max_value=MOST_CASES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    starts_on = DayField(label=_("From"))

    def __init__(self, *args, today, **options):
        super().__init__(*args, **options)
        self.today = today
        self.initial.setdefault("starts_on", today)

    def clean_starts_on(self):
        check_year(self.cleaned_data["starts_on"], self.today)
        return self.cleaned_data["starts_on"]

    def get_layout(self):
        return Layout(Card("", Row("cases", "starts_on")), SaveBar(_("Save the number")))
