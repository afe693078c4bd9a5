"""An opening as the company tells it."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mentors.partners.forms import NewOrOldForm
from mentors.partners.models import Workplace
from mmp_portal.ui.forms import Card, DayField, LineField, NoteField, PastDayField, PortalForm, Row, SaveBar
from mmp_portal.ui.widgets import ChipSelect, ChipSelectMultiple
from participants.income.forms import MoneyField
from programs.worksite.models.openings import (
    MOST_HOURS,
    MOST_PLACES,
    MOST_WAGE_CENTS,
    TRANSITIONS,
    Opening,
    Shift,
    Status,
)
from programs.worksite.openings import workflow

OLDEST = 99


class WageField(MoneyField):
    """Dollars and cents an hour; gives whole cents."""

    default_error_messages = {
        "nothing": _("Type more than zero, or leave it empty."),
        "too_high": _("That is more than $200 an hour. Check the number."),
    }

    def validate(self, value):
        super().validate(value)
        if value is not None and value > MOST_WAGE_CENTS:
            raise forms.ValidationError(self.error_messages["too_high"], code="too_high")


class HoursField(forms.IntegerField):
    """Whole hours a week."""

    def __init__(self, **options):
        super().__init__(min_value=1, max_value=MOST_HOURS, **options)


class WorkplaceField(forms.ModelChoiceField):
    def label_from_instance(self, place):
        return ", ".join(part for part in (place.name, place.city) if part)


class OpeningForm(NewOrOldForm):
    form_label = _("Opening")

    title = LineField(label=_("Job"), help_text=_("Such as baker's helper."))
    workplace = WorkplaceField(label=_("Place of work"), queryset=Workplace.objects.none(), required=False)
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=MOST_PLACES, initial=1)
    hours_from = HoursField(label=_("Hours a week, at least"), required=False)
    hours_to = HoursField(label=_("Hours a week, at most"), required=False)
    shifts = forms.MultipleChoiceField(
        label=_("When"), choices=Shift.choices, required=False, widget=ChipSelectMultiple
    )
    wage_from_cents = WageField(label=_("Wage an hour, from"), required=False)
    wage_to_cents = WageField(label=_("Wage an hour, to"), required=False)
    youngest_age = forms.IntegerField(label=_("From the age of"), min_value=14, max_value=OLDEST, required=False)
    oldest_age = forms.IntegerField(label=_("To the age of"), min_value=14, max_value=OLDEST, required=False)
    needs_experience = forms.BooleanField(label=_("They ask for experience"), required=False)
    opens_on = PastDayField(label=_("Open since"))
    last_day = DayField(label=_("Last day to apply"), required=False, help_text=_("Empty: until it is filled."))
    note = NoteField(
        label=_("Good to know"),
        max_length=2000,
        rows=3,
        required=False,
        help_text=_("Such as what to wear, or whom to ask for."),
    )

    class Meta:
        model = Opening
        fields = workflow.FIELDS
        labels = {"industry": _("Industry")}

    def __init__(self, *args, partner, **options):
        super().__init__(*args, **options)
        self.fields["workplace"].queryset = partner.workplaces.not_voided()
        self.fields["workplace"].empty_label = _("Not said")
        self.put_plainly()

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        for name, sentence in workflow.pairs_that_fall(cleaned):
            self.add_error(name, sentence)
        return cleaned

    def get_layout(self):
        return Layout(
            Card(_("The job"), "title", Row("industry", "workplace"), "places"),
            Card(
                _("Hours and wage"), Row("hours_from", "hours_to"), "shifts", Row("wage_from_cents", "wage_to_cents")
            ),
            Card(_("For whom"), Row("youngest_age", "oldest_age"), "needs_experience"),
            Card(_("Until when"), Row("opens_on", "last_day"), "note"),
            SaveBar(_("Save the opening")),
        )


class MoveForm(PortalForm):
    """Filled, closed, or open again."""

    form_label = _("Status")

    status = forms.ChoiceField(label=_("What is it now?"), widget=ChipSelect)
    reason = LineField(label=_("Why?"), max_length=200, required=False)

    def __init__(self, *args, opening, **options):
        super().__init__(*args, **options)
        then = TRANSITIONS[opening.status]
        self.fields["status"].choices = [(code, label) for code, label in Status.choices if code in then]
        self.initial["status"] = self.fields["status"].choices[0][0]

    def get_layout(self):
        return Layout(Card("", "status", "reason"), SaveBar(_("Change the status")))
