"""Setting goals and steps, and saying what came of them."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import (
    Card,
    DayField,
    LineField,
    NoteField,
    PastDayField,
    PortalForm,
    PortalModelForm,
    Row,
    SaveBar,
    VersionedModelForm,
)
from mmp_portal.ui.widgets import CheckList, ChipSelect
from programs.casework.goals.models import Area, Goal, GoalNote, Status, Step

LONGEST_STEP = 200
MOST_STEPS = 12


class OwnStepsField(NoteField):
    """Steps in the family's words, one a line; gives a list."""

    def clean(self, value):
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > MOST_STEPS:
            raise ValidationError(_("Begin with %(count)d steps at most. More can follow.") % {"count": MOST_STEPS})
        if any(len(line) > LONGEST_STEP for line in lines):
            raise ValidationError(_("A step has at most %(count)d characters.") % {"count": LONGEST_STEP})
        return lines


class GoalForm(PortalForm):
    """A new goal: from a template of the program, or all the family's own."""

    form_label = _("Set a goal")

    template = forms.CharField(required=False, widget=forms.HiddenInput)
    words = LineField(
        label=_("The goal in their own words"),
        max_length=300,
        help_text=_("Such as: I want my diploma before Clover turns two."),
    )
    area = forms.ChoiceField(label=_("What is it about?"), choices=Area, widget=ChipSelect)
    first_steps = forms.MultipleChoiceField(label=_("First steps"), required=False, widget=CheckList)
    own_steps = OwnStepsField(
        label=_("Steps of their own"), required=False, rows=2, max_length=2000, help_text=_("One a line.")
    )
    target_on = DayField(label=_("Reached by"), required=False)
    review_on = DayField(label=_("Look at it again on"), required=False)
    set_on = PastDayField(label=_("Set on"))

    def __init__(self, *args, templates, chosen=None, **options):
        super().__init__(*args, **options)
        self.templates = {template.code: template for template in templates}
        steps = chosen.steps if chosen else ()
        self.steps = [str(step) for step in steps]
        self.fields["first_steps"].choices = [(str(place), step) for place, step in enumerate(self.steps)]
        if chosen:
            self.initial |= {
                "template": chosen.code,
                "words": str(chosen.label),
                "area": chosen.area,
                "first_steps": [str(place) for place in range(len(self.steps))],
            }
        if not self.steps:
            del self.fields["first_steps"]

    def clean_template(self):
        code = self.cleaned_data["template"]
        if code and code not in self.templates:
            raise ValidationError(_("This program has no such goal. Choose one of the list."))
        return code

    @property
    def facts(self):
        """What the workflow takes."""
        facts = {name: self.cleaned_data[name] for name in ("words", "area", "template", "target_on", "review_on")}
        chosen = [self.steps[int(place)] for place in self.cleaned_data.get("first_steps", [])]
        return {**facts, "set_on": self.cleaned_data["set_on"], "steps": [*chosen, *self.cleaned_data["own_steps"]]}

    def get_layout(self):
        steps = ["first_steps"] if "first_steps" in self.fields else []
        return Layout(
            "template",
            Card(_("The goal"), "words", "area"),
            Card(_("The way there"), *steps, "own_steps", Row("target_on", "review_on"), "set_on"),
            SaveBar(_("Set the goal")),
        )


class GoalEditForm(VersionedModelForm):
    form_label = _("Correct the goal")

    words = LineField(label=_("The goal in their own words"), max_length=300)
    set_on = PastDayField(label=_("Set on"))
    target_on = DayField(label=_("Reached by"), required=False)
    review_on = DayField(label=_("Look at it again on"), required=False)

    class Meta:
        model = Goal
        fields = ("words", "area", "set_on", "target_on", "review_on")
        widgets = {"area": ChipSelect}
        labels = {"area": _("What is it about?")}

    def get_layout(self):
        return Layout(Card("", "words", "area", Row("target_on", "review_on"), "set_on"), SaveBar(_("Save the goal")))


class GoalEndForm(PortalForm):
    """What came of a goal: reached, changed or dropped."""

    form_label = _("What came of it")

    status = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[(code, label) for code, label in Status.choices if code != Status.OPEN],
        widget=ChipSelect,
    )
    outcome_words = LineField(
        label=_("In their words"), max_length=500, required=False, help_text=_("What they say about it.")
    )
    next_words = LineField(
        label=_("What the goal is now"),
        max_length=300,
        required=False,
        help_text=_("Only where it was changed: the new goal takes its place."),
    )
    on = PastDayField(label=_("Since"))

    def get_layout(self):
        return Layout(Card("", "status", "outcome_words", "next_words", "on"), SaveBar(_("Save what came of it")))


class ReopenGoalForm(PortalForm):
    form_label = _("Take the goal up again")

    reason = LineField(label=_("Why?"), max_length=200)

    def get_layout(self):
        return Layout(Card("", "reason"), SaveBar(_("Take it up again")))


class StepForm(PortalModelForm):
    form_label = _("Add a step")

    words = LineField(label=_("What is to be done"), max_length=LONGEST_STEP)
    due_on = DayField(label=_("By when"), required=False)

    class Meta:
        model = Step
        fields = ("words", "who", "due_on")
        widgets = {"who": ChipSelect}
        labels = {"who": _("Whose turn?")}


class StepEditForm(VersionedModelForm):
    form_label = _("Correct the step")

    words = LineField(label=_("What is to be done"), max_length=LONGEST_STEP)
    due_on = DayField(label=_("By when"), required=False)

    class Meta:
        model = Step
        fields = ("words", "who", "due_on")
        widgets = {"who": ChipSelect}
        labels = {"who": _("Whose turn?")}

    def get_layout(self):
        return Layout(Card("", "words", "who", "due_on"), SaveBar(_("Save the step")))


class GoalNoteForm(PortalModelForm):
    """How it goes; staff also say when to look again."""

    form_label = _("Write how it goes")

    words = NoteField(label=_("How does it go?"), rows=2, max_length=1000)
    review_on = DayField(label=_("Look at it again on"), required=False)

    class Meta:
        model = GoalNote
        fields = ("words",)

    def __init__(self, *args, may_set_review, **options):
        super().__init__(*args, **options)
        if not may_set_review:
            del self.fields["review_on"]
