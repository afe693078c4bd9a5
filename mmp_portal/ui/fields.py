"""Fields of the look: names and notes in any script, days, times, and a few usual answers with room for others."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.widgets import ChipsOrOther, DayInput, TimeOfDayInput

DAY_FORMATS = ["%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y"]
TIME_FORMATS = ["%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p"]


class LineField(forms.CharField):
    """One line of text in any script. Too much of it gets a sentence; nothing is cut."""

    def __init__(self, *, max_length=120, **options):
        super().__init__(max_length=max_length, **options)


class NameField(LineField):
    """A person's name, as they write it: any script, any accent, any sign."""

    def __init__(self, *, max_length=80, **options):
        super().__init__(max_length=max_length, **options)

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "autocomplete": "off", "spellcheck": "false"}


class NoteField(forms.CharField):
    """A few sentences."""

    def __init__(self, *, max_length=4000, rows=4, **options):
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **options)


class ReasonField(forms.CharField):
    """Why somebody opens this, in a sentence that a supervisor can judge."""

    LEAST = 8

    def __init__(self, **options):
        options.setdefault("label", _("Why do you open this?"))
        options.setdefault("help_text", _("It is recorded with your name and the time, for the supervisor to read."))
        options.setdefault("error_messages", {"required": _("Say in a sentence why you open this.")})
        super().__init__(max_length=500, widget=forms.Textarea(attrs={"rows": 2}), **options)

    def validate(self, value):
        super().validate(value)
        if value and len(value.strip()) < self.LEAST:
            raise ValidationError(_("Say a little more: a sentence that others understand later."), code="too_short")


class DayField(forms.DateField):
    """A day, from the browser's picker or typed like 11/23/2026."""

    widget = DayInput

    def __init__(self, **options):
        options.setdefault("input_formats", DAY_FORMATS)
        super().__init__(**options)

    def validate(self, value):
        super().validate(value)
        if value and value.year < 1900:
            raise ValidationError(_("The year is before 1900. Check the year."), code="too_early")


class PastDayField(DayField):
    """Today or a day before it."""

    default_error_messages = {"future": _("The date lies in the future. Check the year.")}

    def validate(self, value):
        super().validate(value)
        if value and value > timezone.localdate():
            raise ValidationError(self.error_messages["future"], code="future")


PastDateField = PastDayField


class ComingDayField(DayField):
    """Today or a day after it."""

    default_error_messages = {"past": _("This day is past. Check the month and the year.")}

    def validate(self, value):
        super().validate(value)
        if value and value < timezone.localdate():
            raise ValidationError(self.error_messages["past"], code="past")


class TimeOfDayField(forms.TimeField):
    widget = TimeOfDayInput

    def __init__(self, **options):
        options.setdefault("input_formats", TIME_FORMATS)
        super().__init__(**options)


class ChipsOrOtherField(forms.MultiValueField):
    """A few usual answers as chips, any other in the field beside them; gives the other field's value."""

    def __init__(self, *, other, choices=(), other_label=_("Other"), other_hint="", **options):
        other.required = False
        self.other = other
        options["widget"] = ChipsOrOther(choices, other.widget, other_label, other_hint)
        super().__init__(fields=(forms.CharField(required=False), other), require_all_fields=False, **options)

    @property
    def choices(self):
        return self.widget.choices

    @choices.setter
    def choices(self, choices):
        self.widget.choices = choices

    def clean(self, value):
        chip, typed = (list(value or []) + [None, None])[:2]
        if chip in (None, "") and typed in (None, ""):
            answer = None
        elif chip in (None, "", ChipsOrOther.OTHER):
            answer = self.other.clean(typed)
        elif chip not in {str(code) for code, _label in self.choices}:
            raise ValidationError(self.fields[0].error_messages.get("invalid", _("Choose one of the list.")))
        else:
            answer = self.other.clean(chip)
        if self.required and answer in (None, ""):
            raise ValidationError(self.error_messages["required"], code="required")
        return answer

    def has_changed(self, initial, data):
        try:
            return self.clean(data) != initial
        except ValidationError:
            return True


class MinutesField(ChipsOrOtherField):
    """How long something took, in whole minutes: the usual lengths as chips, any other typed."""

    USUAL = (15, 30, 45, 60, 90, 120)

    def __init__(self, *, usual=USUAL, most=12 * 60, **options):
        from mmp_portal.ui.templatetags.ui import minutes  # templatetags need this module first

        other = forms.IntegerField(
            min_value=1,
            max_value=most,
            widget=forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"}),
            error_messages={
                "invalid": _("Type the minutes as a whole number, such as 75."),
                "min_value": _("It must have taken at least one minute."),
                "max_value": _("That is more than %(limit_value)s minutes. Check the number."),
            },
        )
        options.setdefault("label", _("How long?"))
        super().__init__(
            other=other, choices=[(str(m), minutes(m)) for m in usual], other_hint=_("Minutes"), **options
        )


class RecentDayField(ChipsOrOtherField):
    """A day that has been: today and yesterday as chips, another day typed."""

    def __init__(self, *, other=None, **options):
        other = other or PastDayField()
        other.widget.attrs["class"] = "form-control"
        options.setdefault("label", _("When?"))
        super().__init__(other=other, other_label=_("Another day"), other_hint=_("Day"), **options)

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)  # made for each form, so that today is today
        today = timezone.localdate()
        copied.choices = [(today.isoformat(), _("Today")), ((today - timedelta(days=1)).isoformat(), _("Yesterday"))]
        return copied
