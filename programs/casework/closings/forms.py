"""Ending an enrollment, opening it again, and correcting its days."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, DayField, LineField, Note, PastDayField, PortalForm, SaveBar
from mmp_portal.ui.widgets import ChipSelect, RadioList
from programs.casework.goals.models import Status as GoalStatus

# What may come of a goal when the case closes; the empty code leaves it open.
GOAL_OUTCOMES = [
    ("", _("They go on with it themselves")),
    (GoalStatus.REACHED.value, GoalStatus.REACHED.label),
    (GoalStatus.DROPPED.value, GoalStatus.DROPPED.label),
]


class ClosingForm(PortalForm):
    """When, why in the program's own words, what came of each goal, and what follows for the family."""

    form_label = _("Close the enrollment")

    on = PastDayField(label=_("Closed on"))
    reason = forms.ChoiceField(label=_("Why?"), widget=RadioList)
    outcome_words = LineField(
        label=_("How it turned out"),
        max_length=500,
        required=False,
        help_text=_("What they take with them, in their words or yours."),
    )
    what_follows = LineField(
        label=_("What follows"),
        max_length=300,
        required=False,
        help_text=_("Such as another program, a school, or whom they may call."),
    )
    next_service = LineField(
        label=_("Who goes on with them"),
        max_length=200,
        required=False,
        help_text=_("A service or a person they are in touch with from now on."),
    )

    def __init__(self, *args, program, goals=(), **options):
        super().__init__(*args, **options)
        self.fields["reason"].choices = program.choices("closing_reasons")
        self.goals = list(goals)
        for goal in self.goals:
            self.fields[f"goal_{goal.pk}"] = forms.ChoiceField(
                label=goal.words, choices=GOAL_OUTCOMES, widget=ChipSelect, required=False
            )
            self.fields[f"goal_{goal.pk}_words"] = LineField(label=_("In their words"), max_length=500, required=False)
        self.put_plainly()

    @property
    def facts(self):
        """What the workflow takes."""
        facts = {
            name: self.cleaned_data[name] for name in ("on", "reason", "outcome_words", "what_follows", "next_service")
        }
        outcomes = {}
        for goal in self.goals:
            status = self.cleaned_data[f"goal_{goal.pk}"]
            if status:
                outcomes[goal.pk] = (status, self.cleaned_data[f"goal_{goal.pk}_words"])
        return {**facts, "goal_outcomes": outcomes}

    def get_layout(self):
        named = [name for goal in self.goals for name in (f"goal_{goal.pk}", f"goal_{goal.pk}_words")]
        goals = [Card(_("What came of their goals"), *named)] if named else []
        return Layout(
            Card("", "on", "reason"),
            *goals,
            Card(_("How it turned out"), "outcome_words", "what_follows", "next_service"),
            SaveBar(_("Close the enrollment")),
        )


class ReopenForm(PortalForm):
    form_label = _("Open the case again")

    reason = LineField(
        label=_("Why?"), max_length=200, help_text=_("Such as: closed by mistake, or the family is back.")
    )

    def get_layout(self):
        return Layout(Card("", "reason"), SaveBar(_("Open the case again")))


class DaysForm(PortalForm):
    """The days a case began and ended, corrected with a reason."""

    form_label = _("Correct the days")

    enrolled_on = PastDayField(label=_("Enrolled on"))
    closed_on = PastDayField(label=_("Closed on"))
    reason = LineField(label=_("Why?"), max_length=200, help_text=_("Such as: the paper form says March 3."))
    version = forms.IntegerField(widget=forms.HiddenInput, max_value=2_000_000_000)

    def __init__(self, *args, is_closed, **options):
        super().__init__(*args, **options)
        if not is_closed:
            del self.fields["closed_on"]

    def get_layout(self):
        days = ["enrolled_on", *(["closed_on"] if "closed_on" in self.fields else [])]
        return Layout("version", Card("", *days, "reason"), SaveBar(_("Save the days")))


class ReopenLimitForm(PortalForm):
    form_label = _("Opening closed cases again")

    days = forms.IntegerField(
        label=_("Days"),
        min_value=0,
        max_value=366,
        help_text=_(
            "For so long a closed case is opened again. After that the family enrolls anew; both stay linked."
        ),
    )
    starts_on = DayField(label=_("For cases that close from"))

    def get_layout(self):
        return Layout(
            Card("", "days", "starts_on"),
            Note(_("A case that closed before keeps the days that held then.")),
            SaveBar(_("Save the days")),
        )
