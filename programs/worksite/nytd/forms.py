"""Services and outcomes of one moment, each under its number; what nobody asked stays empty."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.ui.forms import Card, ConflictLine, PastDayField, SaveBar, VersionedModelForm
from mmp_portal.ui.widgets import CheckList, ChipSelect
from programs.worksite.models.nytd import NytdRecord
from programs.worksite.nytd.elements import WORDS, groups, outcomes, services


def answers_of(record):
    """The services (numbers) and the answers by their numbers of a record that is kept."""
    said = dict(record.answers.values_list("element", "said"))
    numbers = {one.number for one in services()}
    return [number for number in said if number in numbers], {
        number: word for number, word in said.items() if number not in numbers
    }


class NytdForm(VersionedModelForm):
    form_label = gettext_lazy("State youth outcomes")

    taken_on = PastDayField(label=gettext_lazy("Asked on"))
    services = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Services received"), coerce=int, required=False, widget=CheckList
    )

    class Meta:
        model = NytdRecord
        fields = ("taken_on",)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["services"].choices = [(one.number, f"{one.number} {one.label}") for one in services()]
        for one in outcomes():
            self.fields[f"e{one.number}"] = forms.ChoiceField(
                label=f"{one.number} {one.label}",
                choices=one.answers,
                required=False,
                widget=ChipSelect if len(one.answers) < 6 else forms.Select,
            )
        self.put_plainly()
        if not self.instance.pk:
            del self.fields["version"]

    def details(self):
        """What the form says, in the words of the workflow."""
        cleaned = self.cleaned_data
        said = {one.number: cleaned.get(f"e{one.number}") for one in outcomes()}
        return {
            "taken_on": cleaned["taken_on"],
            "services": cleaned["services"],
            "answers": {number: word for number, word in said.items() if word},
            "version": cleaned.get("version"),
        }

    def _differences(self, current):
        lines = super()._differences(current)
        theirs, said = answers_of(current)
        now = {"services": sorted(theirs), **{f"e{one.number}": said.get(one.number, "") for one in outcomes()}}
        for name, value in now.items():
            words, yours = self._words(name, value), self._words(name, self.cleaned_data.get(name))
            if words != yours:
                lines.append(ConflictLine(str(self.fields[name].label), words, yours))
        return lines

    def get_layout(self):
        return Layout(
            Card(
                _("When, and what they received"),
                "taken_on",
                "services",
                note=_("At the start: before the program. At the end: during it."),
            ),
            *(Card(WORDS[code], *(f"e{one.number}" for one in elements)) for code, elements in groups()),
            SaveBar(_("Save the outcomes")),
        )
