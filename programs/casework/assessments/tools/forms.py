"""A tool, its bands and its schedules, as an administrator sets them."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import (
    Card,
    DayField,
    LineField,
    NoteField,
    PortalForm,
    PortalModelForm,
    Row,
    SaveBar,
    VersionedModelForm,
)
from programs import registry
from programs.casework.assessments.models import Band, Schedule, Tool
from programs.casework.assessments.workflow import plain

OLDEST_MONTHS = 216


class LinesField(NoteField):
    """Short words, one a line; gives a list."""

    def prepare_value(self, value):
        return "\n".join(str(line) for line in value) if isinstance(value, list) else value

    def clean(self, value):
        lines = [" ".join(line.split()) for line in (super().clean(value) or "").splitlines()]
        lines = list(dict.fromkeys(line for line in lines if line))
        if len(lines) > 20 or any(len(line) > 60 for line in lines):
            raise ValidationError(_("Up to 20 parts, each of at most 60 characters."))
        return lines


class MonthsField(LineField):
    """Ages in months, such as “2, 4, 6”; gives a list in order."""

    def prepare_value(self, value):
        return ", ".join(str(month) for month in value) if isinstance(value, list) else value

    def clean(self, value):
        words = (super().clean(value) or "").replace(",", " ").split()
        try:
            months = sorted({int(word) for word in words})
        except ValueError as trouble:
            raise ValidationError(_("Give ages in months, such as 2, 4, 6.")) from trouble
        if any(not 0 < month <= OLDEST_MONTHS for month in months):
            raise ValidationError(_("Ages lie from 1 to %(most)s months.") % {"most": OLDEST_MONTHS})
        return months


class ToolForm(VersionedModelForm):
    """What a tool is. Its code and whether it is restricted stay as they were once there are results."""

    form_label = _("Assessment tool")

    code = forms.SlugField(
        label=_("Code"),
        max_length=30,
        help_text=_("Short and lasting, such as asq-3."),
        error_messages={"invalid": _("Use letters, digits and hyphens, such as asq-3.")},
    )
    name = LineField(label=_("Name"), max_length=80)
    parts = LinesField(
        label=_("Parts"), required=False, rows=4, help_text=_("One a line. Leave it empty if there is one result.")
    )
    forms_months = MonthsField(
        label=_("Forms by age in months"), required=False, max_length=200, help_text=_("Such as 2, 4, 6, 8.")
    )
    read_so = LineField(label=_("How it is read"), max_length=300, required=False)
    source = LineField(label=_("Source"), max_length=200, required=False)
    in_use_from = DayField(label=_("In use from"), required=False)
    in_use_until = DayField(label=_("In use until"), required=False)

    class Meta:
        model = Tool
        fields = (
            "code",
            "name",
            "about",
            "is_restricted",
            "adjusts_age",
            "higher_is",
            "score_from",
            "score_to",
            "parts",
            "forms_months",
            "read_so",
            "source",
            "in_use_from",
            "in_use_until",
        )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if not self.instance.pk:
            self.fields.pop("version", None)
        elif self.instance.assessments.exists():
            for name in ("code", "about", "is_restricted"):
                self.fields[name].disabled = True
                self.fields[name].help_text = _("It has results, so this stays.")

    @property
    def details(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def get_layout(self):
        return Layout(
            Card(_("What it is"), Row("name", "code"), "about", "is_restricted", "adjusts_age"),
            Card(_("What it gives"), "parts", "higher_is", Row("score_from", "score_to"), "forms_months", "read_so"),
            Card(_("Where it comes from, and when it is used"), "source", Row("in_use_from", "in_use_until")),
            SaveBar(_("Save the tool")),
        )


class BandForm(PortalModelForm):
    """From which total on a result is read so."""

    form_label = _("Band")

    label = LineField(label=_("Band"), max_length=40)
    what_follows = LineField(label=_("What follows"), max_length=200, required=False)

    class Meta:
        model = Band
        fields = ("at_least", "label", "concern", "what_follows")

    def __init__(self, *args, tool, **options):
        self.tool = tool
        super().__init__(*args, **options)

    def clean_at_least(self):
        at_least = self.cleaned_data["at_least"]
        if self.tool.is_scored and not self.tool.score_from <= at_least <= self.tool.score_to:
            raise ValidationError(
                _("A total of this tool lies from %(least)s to %(most)s.")
                % {"least": plain(self.tool.score_from), "most": plain(self.tool.score_to)}
            )
        if self.tool.bands.not_voided().filter(at_least=at_least).exists():
            raise ValidationError(_("Another band begins at this total."))
        return at_least

    def get_layout(self):
        return Layout(Card("", Row("at_least", "label"), "concern", "what_follows"), SaveBar(_("Add the band")))


class ScheduleForm(PortalModelForm):
    """When the tool is due in a program, from a day on."""

    form_label = _("When it is due")

    program = forms.ChoiceField(label=_("Program"))
    number = forms.IntegerField(label=_("Days or months"), min_value=1, max_value=OLDEST_MONTHS * 31)
    until_age_months = forms.IntegerField(
        label=_("Until the child is, in months"), min_value=1, max_value=OLDEST_MONTHS, required=False
    )
    starts_on = DayField(label=_("From"))
    source = LineField(label=_("Source"), max_length=200, required=False)

    class Meta:
        model = Schedule
        fields = ("program", "when", "number", "until_age_months", "starts_on", "source")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["program"].choices = [(one.code, one.name) for one in registry.all_programs()]

    def get_layout(self):
        return Layout(
            Card("", "program", "when", Row("number", "until_age_months"), Row("starts_on", "source")),
            SaveBar(_("Add the rule")),
        )


class EndScheduleForm(PortalForm):
    """The last day on which a rule holds."""

    form_label = _("End the rule")

    on = DayField(label=_("Last day"))

    def get_layout(self):
        return Layout(Card("", "on"), SaveBar(_("End the rule")))
