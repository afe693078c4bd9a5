"""Fields of a screening: an answer that may be unknown, several birth dates, and money by how often it comes."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.fields import DAY_FORMATS
from mmp_portal.ui.widgets import ChipSelect

YES_NO = (("yes", _("Yes")), ("no", _("No")), ("", _("Not known")))
MOST_CHILDREN = 20


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not known: True, False or None."""

    def __init__(self, *, choices=YES_NO, widget=ChipSelect, **options):
        super().__init__(
            choices=choices,
            coerce=lambda said: said == "yes",
            empty_value=None,
            required=False,
            widget=widget,
            **options,
        )

    def prepare_value(self, value):
        return {True: "yes", False: "no", None: ""}.get(value, value)


class DaysField(forms.CharField):
    """Birth dates, one a line, as a tuple of days; None where nothing was typed."""

    widget = forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
    default_error_messages = {
        "not_a_day": _("“%(words)s” is not a day. Write one a line, such as 11/23/2020."),
        "too_many": _("Write at most %(most)d days."),
    }

    def to_python(self, value):
        words = [one.strip() for one in re.split(r"[\n;]", super().to_python(value)) if one.strip()]
        if len(words) > MOST_CHILDREN:
            raise ValidationError(self.error_messages["too_many"], params={"most": MOST_CHILDREN}, code="too_many")
        return tuple(self._day(one) for one in words) or None

    def _day(self, words):
        try:
            day = forms.DateField(input_formats=DAY_FORMATS).to_python(words)
        except ValidationError:
            day = None
        if day is None or day.year < 1900:
            raise ValidationError(self.error_messages["not_a_day"], params={"words": words[:20]}, code="not_a_day")
        return day

    def run_validators(self, value):
        """The checks of text are done: what is left are days."""

    def prepare_value(self, value):
        return "\n".join(day.strftime("%m/%d/%Y") for day in value) if isinstance(value, tuple) else value

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != data
