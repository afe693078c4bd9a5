"""Inputs of the look: chips, days, and a few chips with "other" beside them."""

from collections.abc import Iterable

from django import forms
from django.forms.renderers import TemplatesSetting, get_default_renderer
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext_lazy as _

ours = TemplatesSetting()


class OurTemplate:
    """A widget whose template lies with the portal's other templates."""

    def _render(self, template_name, context, renderer=None):
        return super()._render(template_name, context, ours)


class ChipSelect(OurTemplate, forms.RadioSelect):
    """One of a few: every choice is a chip that one can touch."""

    template_name = "ui/widgets/chips.html"
    option_template_name = "ui/widgets/chip.html"
    use_fieldset = True


class ChipSelectMultiple(OurTemplate, forms.CheckboxSelectMultiple):
    """Any of a few, as chips."""

    template_name = "ui/widgets/chips.html"
    option_template_name = "ui/widgets/chip.html"
    use_fieldset = True


class RadioList(OurTemplate, forms.RadioSelect):
    """One of a few long sentences, each on its own line."""

    template_name = "ui/widgets/check_list.html"
    use_fieldset = True


class CheckList(OurTemplate, forms.CheckboxSelectMultiple):
    """Any of a few long sentences, each on its own line."""

    template_name = "ui/widgets/check_list.html"
    use_fieldset = True


class DayInput(forms.DateInput):
    """A day. The browser's own picker, unless what was typed is no day: then a text field that keeps it."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not is_iso_day(shown):
            context["widget"]["type"] = "text"
        return context


class TimeOfDayInput(forms.TimeInput):
    """A time of day, with the same care for what was typed."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%H:%M")

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not is_plain_time(shown):
            context["widget"]["type"] = "text"
        return context


def is_iso_day(words):
    try:
        return parse_date(words) is not None
    except ValueError:
        return False


def is_plain_time(words):
    try:
        return parse_time(words) is not None
    except ValueError:
        return False


class ChipsOrOther(OurTemplate, forms.MultiWidget):
    """A few usual answers as chips, and a field for any other. The last chip opens the field."""

    template_name = "ui/widgets/chips_or_other.html"
    use_fieldset = True
    OTHER = "other"

    def __init__(self, choices, other, other_label=_("Other"), other_hint="", attrs=None):
        self.other_label = other_label
        self.other_hint = other_hint
        super().__init__({"chip": ChipSelect(), "other": other}, attrs)
        self.choices = choices

    @property
    def choices(self):
        return self.widgets[0].choices

    @choices.setter
    def choices(self, choices):
        self.widgets[0].choices = [*choices, (self.OTHER, self.other_label)]

    def decompress(self, value):
        if value in (None, ""):
            return [None, None]
        if str(value) in {str(code) for code, _label in self.choices}:
            return [str(value), None]
        return [self.OTHER, value]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["other_hint"] = self.other_hint
        chips, other = context["widget"]["subwidgets"]
        context["widget"]["chips"] = self.widgets[0]._render(chips["template_name"], {"widget": chips})
        context["widget"]["other"] = self.widgets[1]._render(
            other["template_name"], {"widget": other}, get_default_renderer()
        )
        context["widget"]["other_id"] = other["attrs"].get("id", "")
        return context

    def id_for_label(self, id_):
        return ""


class SuggestingInput(OurTemplate, forms.TextInput):
    """One line that offers words while one types; any others may be typed. `suggestions` may be a queryset of words."""

    template_name = "ui/widgets/suggesting.html"
    suggestions: Iterable[str] = ()

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        found = list(self.suggestions)
        context["widget"]["suggestions"] = found
        if found:
            context["widget"]["attrs"]["list"] = f"{name}-suggestions"
        return context


def has_options(widget):
    """Whether the widget is a group of radio buttons or boxes."""
    return isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple))
