"""Recording a result, correcting it, saying what followed, and opening one that is restricted."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import (
    Card,
    DayField,
    LineField,
    NoteField,
    PastDayField,
    PortalForm,
    Row,
    SaveBar,
    VersionedModelForm,
)
from mmp_portal.ui.widgets import ChipSelect
from participants.models import Person
from programs.casework.assessments.models import Assessment, Concern, Tool
from programs.casework.assessments.models.result import Outcome
from programs.casework.assessments.workflow import plain


def part_field(number):
    """The name under which the part with this number is sent."""
    return f"part_{number}"


class ResultForm(VersionedModelForm):
    """What came out of one tool in one case. Items are never asked: only what the tool's own scoring says."""

    form_label = _("Assessment")

    person = forms.ModelChoiceField(label=_("About"), queryset=Person.objects.none(), required=False)
    given_on = PastDayField(label=_("Given on"))
    outcome = forms.ChoiceField(label=_("Was it done?"), choices=Outcome, widget=ChipSelect)
    total = forms.DecimalField(label=_("Total"), required=False, max_digits=6, decimal_places=1)
    concern = forms.ChoiceField(
        label=_("What does it say?"),
        choices=[("", _("Not said")), *Concern.choices],
        required=False,
        widget=ChipSelect,
    )
    note = NoteField(label=_("Note"), required=False, max_length=2000)
    is_urgent = forms.BooleanField(
        label=_("Tell the supervisor now"),
        required=False,
        help_text=_("For an answer about self-harm or danger. They get a notice at once, without a word of it."),
    )
    follow_up = LineField(label=_("What follows"), max_length=200, required=False)
    follow_up_on = DayField(label=_("By when"), required=False)

    class Meta:
        model = Assessment
        fields = ("outcome", "given_on", "follow_up", "follow_up_on")

    def __init__(self, *args, tool, children, **options):
        self.tool = tool
        super().__init__(*args, **options)
        # What only the worker and the supervisor may read is not kept while it is typed.
        self.keeps_draft = not tool.is_restricted
        if not self.instance.pk:
            self.fields.pop("version", None)
        self._set_person(children)
        self._set_total()
        self.parts = list(enumerate(tool.parts)) if not tool.is_restricted else []
        for number, name in self.parts:
            self.fields[part_field(number)] = forms.ChoiceField(
                label=name, choices=[("", _("Not said")), *Concern.choices], required=False, widget=ChipSelect
            )
        if not tool.is_restricted:
            del self.fields["is_urgent"]
        if self.parts or tool.bands.not_voided().exists():
            del self.fields["concern"]
        if self.instance.pk:
            self.initial |= self._of(self.instance)

    def _set_person(self, children):
        if self.tool.about != Tool.About.CHILD or self.instance.pk:
            del self.fields["person"]
            return
        field = self.fields["person"]
        field.queryset = children
        field.required = True
        field.label_from_instance = lambda child: child.name
        field.error_messages["required"] = _("Choose the child it is about.")

    def _set_total(self):
        if not self.tool.higher_is:
            del self.fields["total"]
        elif self.tool.is_scored:
            self.fields["total"].help_text = _("From %(least)s to %(most)s. The tool's own scoring gives it.") % {
                "least": plain(self.tool.score_from),
                "most": plain(self.tool.score_to),
            }

    def _of(self, assessment):
        found = assessment.found
        by_name = {part.name: part.concern for part in assessment.result_parts.all()}
        return {
            "total": found.total,
            "concern": found.concern,
            "note": found.note,
            "follow_up": found.follow_up,
            "is_urgent": getattr(found, "is_urgent", False),
            **{part_field(number): by_name.get(name, "") for number, name in self.parts},
        }

    def clean(self):
        said = super().clean() or self.cleaned_data
        if said.get("follow_up_on") and not said.get("follow_up") and "follow_up" not in self.errors:
            self.add_error("follow_up", _("Say what is to follow, or take the day away."))
        if self._lacks_total(said):
            self.add_error("total", _("Give the total, or say that it was not done."))
        return said

    def _lacks_total(self, said):
        is_asked = "total" in self.fields and self.tool.is_scored and "total" not in self.errors
        return is_asked and said.get("outcome") == Outcome.DONE and said.get("total") is None

    @property
    def facts(self):
        """What the form says, in the words of the workflow."""
        said = self.cleaned_data
        names = ("person", "given_on", "outcome", "total", "concern", "note", "is_urgent", "follow_up", "follow_up_on")
        facts = {name: said[name] for name in names if name in said}
        facts["parts"] = {name: said[part_field(number)] for number, name in self.parts}
        return facts

    def refuse(self, refusal):
        self.add_error(refusal.about if refusal.about in self.fields else None, str(refusal))

    def get_layout(self):
        whom = ["person"] if "person" in self.fields else []
        result = [part_field(number) for number, _name in self.parts]
        result += [name for name in ("total", "concern") if name in self.fields]
        urgent = ["is_urgent"] if "is_urgent" in self.fields else []
        return Layout(
            Card("", *whom, Row("given_on"), "outcome"),
            Card(_("What came out"), *result, "note", *urgent),
            Card(_("What follows"), Row("follow_up", "follow_up_on")),
            SaveBar(_("Save the correction") if self.instance.pk else _("Save the assessment")),
        )


class FollowUpForm(PortalForm):
    """What came of what was to follow."""

    form_label = _("What came of it")
    submit_label = _("Save")

    on = PastDayField(label=_("Done on"))
    words = LineField(label=_("What came of it"), max_length=300)

    def __init__(self, *args, tool, **options):
        super().__init__(*args, **options)
        self.keeps_draft = not tool.is_restricted

    def get_layout(self):
        return Layout(Row("on", "words"), SaveBar(_("Save")))


class OpenResultForm(PortalForm):
    """Why a restricted result is opened."""

    form_label = _("Open the result")
    keeps_draft = False  # why somebody looks says something of what is there

    reason = LineField(
        label=_("Why do you open it?"), max_length=200, help_text=_("Who opened it, when and why is recorded.")
    )

    def get_layout(self):
        return Layout(Card("", "reason"), SaveBar(_("Open the result")))
