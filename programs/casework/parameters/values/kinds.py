"""How each value is typed and said: a number, yes or no, one of two words, or a list."""

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eligibility.rules import worksite
from mentors.models import Qualification
from mmp_portal.ui.forms import LineField
from mmp_portal.ui.widgets import CheckList, ChipSelect
from programs import registry
from programs.casework.parameters.values.descriptions import unit_of
from programs.casework.parameters.wording import translated

WORDS = {
    "under": gettext_lazy("Under the limit, strictly"),
    "at_or_below": gettext_lazy("At the limit or below"),
    "either": gettext_lazy("Either is enough"),
    "both": gettext_lazy("Both are needed"),
    "birth": gettext_lazy("The birth of the child"),
    "referral": gettext_lazy("The day of the referral"),
}
CHOICES = {
    "income_comparison": ("under", "at_or_below"),
    "low_birth_weight_and_preterm": ("either", "both"),
    "child_welfare_clock_starts": ("birth", "referral"),
}
LARGEST_NUMBER = 1000
LONGEST_NAME = 40
MONTH = "month, 1 to 12"
WEEKDAY = "day of the week"


class CodesField(forms.CharField):
    """Short words, one a line; kept as codes such as `recent_refugee`."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value):
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        codes = list(dict.fromkeys(slugify(line).replace("-", "_") for line in lines if line.strip()))
        if "" in codes or any(len(code) > 60 for code in codes) or len(codes) > 30:
            raise forms.ValidationError(_("Up to 30 lines, each a few plain words."))
        return codes


def is_of_qualifications(parameter):
    """Whether the value is a list of what mentors must hold."""
    return parameter.unit == "qualifications"


def field_for(parameter):
    """The form field for a parameter, by its name or by the kind of its value."""
    label = _("Value, in %(unit)s") % {"unit": unit_of(parameter)}
    if parameter.name in CHOICES:
        return forms.ChoiceField(
            label=_("Value"), choices=[(code, WORDS[code]) for code in CHOICES[parameter.name]], widget=ChipSelect
        )
    sample = parameter.values[-1][1]
    if isinstance(sample, bool):
        return forms.TypedChoiceField(
            label=_("Value"),
            choices=[("yes", _("Yes")), ("no", _("No"))],
            coerce=lambda said: said == "yes",
            widget=ChipSelect,
        )
    if parameter.unit == MONTH:
        return forms.IntegerField(label=label, min_value=1, max_value=12)
    if parameter.unit == WEEKDAY:
        return forms.IntegerField(label=label, min_value=1, max_value=7)
    if isinstance(sample, str):
        return LineField(label=_("Name"), max_length=LONGEST_NAME)
    if isinstance(sample, int):
        return forms.IntegerField(label=label, min_value=0, max_value=LARGEST_NUMBER)
    if parameter.name == "site_rules":
        return forms.MultipleChoiceField(
            label=_("Rules of the site"),
            choices=[(code, translated(rule["rule"])) for code, rule in worksite.site_rules().items()],
            required=False,
            widget=CheckList,
        )
    if is_of_qualifications(parameter):
        return forms.MultipleChoiceField(
            label=_("What they must hold"), choices=Qualification.What.choices, required=False, widget=CheckList
        )
    if offered := components_among(sample):
        return forms.MultipleChoiceField(label=_("What the site offers"), choices=offered, widget=CheckList)
    return CodesField(label=_("One a line"), required=False, max_length=2000)


def in_words(parameter, value):
    """A value as a person reads it."""
    if value is None:
        return _("As the source says")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        if not value:
            return _("None")
        if is_of_qualifications(parameter):
            labels = dict(Qualification.What.choices)
            return ", ".join(str(labels.get(code, code)) for code in value)
        if words := dict(components_among(parameter.values[0][1])):
            return ", ".join(str(words.get(code, code)) for code in value)
        rules = worksite.site_rules() if parameter.name == "site_rules" else {}
        return ", ".join(
            translated(rules[code]["rule"]) if code in rules else code.replace("_", " ") for code in value
        )
    if parameter.name in CHOICES:
        return str(WORDS.get(value, value))
    if isinstance(value, str):
        return value
    return f"{value} {unit_of(parameter)}"


def components_among(codes):
    """Pairs of code and word, where the codes are the parts of a program; none where they are not."""
    for program in registry.all_programs():
        if codes and set(codes) == {component.code for component in program.components}:
            return program.choices("components")
    return []
