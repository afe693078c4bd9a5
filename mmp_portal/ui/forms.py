"""Forms of the look: one column, labels above, a sentence beside each field that needs mending.

A form class inherits from `PortalForm`, `PortalModelForm` or `VersionedModelForm`, says its layout in
`get_layout()` with the blocks below, and is shown with `{% crispy form %}`.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.models import ModelForm, model_to_dict
from django.template.defaultfilters import date as format_date
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.keeping import begin
from mmp_portal.ui.widgets import ChipsOrOther, DayInput, TimeOfDayInput, has_options

DAY_FORMATS = ["%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y"]
TIME_FORMATS = ["%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p"]

# --- Sentences ------------------------------------------------------------------------------


class TooLong(MaxLengthValidator):
    message = ngettext_lazy(
        "Keep this to %(limit_value)d character. You typed %(show_value)d.",
        "Keep this to %(limit_value)d characters. You typed %(show_value)d.",
        "limit_value",
    )


def say_plainly(field):
    """Replace the library's standard error sentences of a field by ours; sentences set on purpose stay."""
    plain = {code: words for code, words in _sentences(field).items() if _is_standard(field, code)}
    field._plain = plain
    field.error_messages = {**field.error_messages, **plain}
    field.validators = [
        TooLong(validator.limit_value) if type(validator) is MaxLengthValidator else validator
        for validator in field.validators
    ]
    field.widget.attrs.pop("maxlength", None)  # a browser would cut what is pasted, without a word


def _is_standard(field, code):
    if code not in field.error_messages:  # said by a validator, in the library's words
        return True
    if code in getattr(field, "_plain", {}) and field.error_messages.get(code) == field._plain[code]:
        return True
    for parent in type(field).__mro__:
        standard = vars(parent).get("default_error_messages", {})
        if code in standard:
            return parent.__module__.startswith("django.") and field.error_messages.get(code) == standard[code]
    return False


def _sentences(field):
    label = str(field.label or "").strip()
    if isinstance(field, forms.BooleanField):
        required = gettext("Tick the box to go on.")
    elif isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
        required = gettext("Choose one.")
        if isinstance(field, (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)):
            required = gettext("Choose at least one.")
    elif label:
        required = gettext("“%(label)s” is still empty.") % {"label": label}
    else:
        required = gettext("This is still empty.")
    sentences = {
        "required": required,
        "invalid_choice": _("This choice is not offered. Choose one of the list."),
        "invalid_pk_value": _("This choice is not offered. Choose one of the list."),
        "invalid_list": _("Choose from the list."),
        "incomplete": _("Something is missing here."),
        "min_value": _("It must be at least %(limit_value)s."),
        "max_value": _("It must be at most %(limit_value)s."),
        "min_length": _("Type at least %(limit_value)s characters."),
        "max_digits": _("Too many digits: %(max)s at most."),
        "max_decimal_places": _("Too many digits after the point: %(max)s at most."),
        "null_characters_not_allowed": _("There is a sign in it that cannot be stored. Type it anew."),
    }
    if isinstance(field, forms.DateField):
        sentences["invalid"] = _("The portal cannot read this as a day. Type it like 11/23/2026.")
    elif isinstance(field, forms.TimeField):
        sentences["invalid"] = _("The portal cannot read this as a time. Type it like 3:30 pm.")
    elif isinstance(field, forms.EmailField):
        sentences["invalid"] = _("This is not an e-mail address. One looks like rosalind@ridgeline.example.")
    elif isinstance(field, (forms.DecimalField, forms.FloatField)):
        sentences["invalid"] = _("Type a number, such as 12.5.")
    elif isinstance(field, forms.IntegerField):
        sentences["invalid"] = _("Type a whole number, such as 45.")
    return sentences


DASHES = BLANK_CHOICE_DASH[0][1]


def name_the_empty_choice(field):
    """Words in place of the library's dashes; chips that must be chosen have no empty one."""
    words = _("Choose one") if field.required else _("None")
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == DASHES:
            field.empty_label = None if has_options(field.widget) else words
    elif isinstance(field, forms.ChoiceField) and not callable(field.choices):
        choices = list(field.choices)
        if ("", DASHES) in choices:
            rest = [choice for choice in choices if choice != ("", DASHES)]
            field.choices = rest if has_options(field.widget) and field.required else [("", words), *rest]


def refuse_ids_beyond_reach(field):
    """A number larger than any id is no choice. SQLite cannot even be asked for it."""
    check = field._check_values

    def checked(values):
        try:
            return check(values)
        except OverflowError as beyond:
            raise ValidationError(field.error_messages["invalid_choice"], code="invalid_choice") from beyond

    field._check_values = checked


# --- Fields ---------------------------------------------------------------------------------


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


# --- Layout ---------------------------------------------------------------------------------


class Block(LayoutObject):
    """A part of a form's layout with fields inside."""

    template = ""
    name = "block"

    def __init__(self, *fields):
        self.fields = list(fields)

    def values(self, form):
        return {}

    def render(self, form, context, template_pack=TEMPLATE_PACK, **options):
        fields = self.get_rendered_fields(form, context, template_pack, **options)
        return render_to_string(self.template, {self.name: self, "fields": fields, "form": form, **self.values(form)})


class Card(Block):
    """Fields on a card, under a heading if one is given: `Card(_("Who"), "given_name", "family_name")`."""

    template = "ui/layout/card.html"
    name = "card"

    def __init__(self, title, *fields, note=""):
        super().__init__(*fields)
        self.title = title
        self.note = note


class Row(Block):
    """Short fields side by side, under each other on a phone."""

    template = "ui/layout/row.html"
    name = "row"


class Fold(Block):
    """Fields behind a summary; open by itself when one of them has an error."""

    template = "ui/layout/fold.html"
    name = "fold"

    def __init__(self, title, *fields):
        super().__init__(*fields)
        self.title = title

    def values(self, form):
        names = {pointer.name for pointer in self.get_field_names()}
        return {"is_open": bool(names & set(form.errors)) if form.is_bound else False}


class Note(Block):
    """A sentence between fields; `kind` is "", "wait", "bad" or "good"."""

    template = "ui/layout/note.html"
    name = "note"

    def __init__(self, words, kind=""):
        super().__init__()
        self.words = words
        self.kind = kind


class SaveBar(Block):
    """The one button of the form, others as (name, value, label), and the way back."""

    template = "ui/layout/savebar.html"
    name = "bar"

    def __init__(self, label=_("Save"), *, others=(), note="", cancel_label=_("Cancel")):
        super().__init__()
        self.label = label
        self.others = others
        self.note = note
        self.cancel_label = cancel_label

    def values(self, form):
        return {"cancel_url": getattr(form, "cancel_url", None)}


class PortalHelper(FormHelper):
    def __init__(self, form):
        super().__init__()
        self.attrs = {"novalidate": ""}  # the portal's sentences, not the browser's
        self.include_media = False
        self.render_hidden_fields = True
        if form.form_label:
            self.attrs["aria-label"] = form.form_label

    def render_layout(self, form, context, template_pack=TEMPLATE_PACK):
        if self.form_method == "post":
            begin(form, context.get("request"))
        return super().render_layout(form, context, template_pack)


class PortalFormMixin:
    """What all our forms share. `cancel_url` is where "Cancel" leads; without it there is none.

    What is typed is kept as a draft. A form of restricted words says `keeps_draft = False`, and a single
    field is left out by its name in `not_in_draft`.
    """

    submit_label = _("Save")
    form_label: Any = ""
    cancel_url = None
    keeps_draft = True
    not_in_draft: tuple[str, ...] = ()

    def __init__(self, *args, cancel_url=None, **options):
        super().__init__(*args, **options)
        if cancel_url:
            self.cancel_url = cancel_url
        self.put_plainly()

    def put_plainly(self):
        """Give every field our inputs and our sentences. Call it again after adding fields or changing labels."""
        for field in self.fields.values():
            say_plainly(field)
            if type(field.widget) is forms.DateInput:
                field.widget = DayInput(attrs=field.widget.attrs)
                field.input_formats = DAY_FORMATS
            if type(field.widget) is forms.TimeInput:
                field.widget = TimeOfDayInput(attrs=field.widget.attrs)
                field.input_formats = TIME_FORMATS
            name_the_empty_choice(field)
            if isinstance(field, forms.ModelMultipleChoiceField) and "_check_values" not in vars(field):
                refuse_ids_beyond_reach(field)

    def get_layout(self):
        return Layout(Card("", *self.fields), SaveBar(self.submit_label))

    @cached_property
    def helper(self):
        helper = PortalHelper(self)
        layout = self.get_layout()
        helper.layout = layout if isinstance(layout, Layout) else Layout(*layout)
        return helper


class PortalForm(PortalFormMixin, forms.Form):
    pass


class PortalModelForm(PortalFormMixin, ModelForm):
    pass


# --- Two people, one record -----------------------------------------------------------------


@dataclass
class ConflictLine:
    label: str
    theirs: str
    yours: str


class VersionedModelForm(PortalModelForm):
    """Refuses to overwrite what somebody else saved after this form was opened, and shows both versions.

    The row's `version` travels in a hidden field. On a lost update the form is invalid, `conflict`
    lists what differs, and the form then carries the newer version, so that saving again is a
    decision. Whoever saves raises the version (the workflow verb, or `save()` of this form).
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.conflict = []
        self.conflict_is_with_draft = False
        self.fields["version"].initial = self.instance.version
        self.initial["version"] = self.instance.version

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk:
            current = type(self.instance)._base_manager.get(pk=self.instance.pk)
            if cleaned.get("version") != current.version:
                self.conflict = self._differences(current)
                self.data = self.data.copy()
                self.data[self.add_prefix("version")] = str(current.version)
                raise ValidationError(
                    _("Somebody saved this record after you opened it. Both versions are shown above the fields."),
                    code="lost_update",
                )
        return cleaned

    def _differences(self, current):
        now = model_to_dict(current, fields=list(self.fields))
        lines = []
        for name, theirs in now.items():
            if name == "version":
                continue
            yours = self.cleaned_data.get(name, self.data.get(self.add_prefix(name)))
            theirs_words, yours_words = self._words(name, theirs), self._words(name, yours)
            if theirs_words != yours_words:
                lines.append(ConflictLine(str(self.fields[name].label), theirs_words, yours_words))
        return lines

    def _words(self, name, value):
        field = self.fields[name]
        if value in (None, "", []):
            return gettext("empty")
        if hasattr(value, "pk"):
            value = value.pk
        if isinstance(value, bool):
            return gettext("yes") if value else gettext("no")
        if hasattr(field, "queryset"):
            values = value if hasattr(value, "__iter__") and not isinstance(value, str) else [value]
            return ", ".join(
                field.label_from_instance(one) if hasattr(one, "pk") else self._label_of(field, one) for one in values
            )
        if getattr(field, "choices", None) is not None and not isinstance(field, ChipsOrOtherField):
            words = {str(code): str(label) for code, label in field.choices}
            values = value if isinstance(value, (list, tuple)) else [value]
            return ", ".join(words.get(str(one), str(one)) for one in values)
        if hasattr(value, "strftime") and hasattr(value, "year"):
            return format_date(value, "D, M j, Y")
        return str(value)

    def _label_of(self, field, pk):
        found = field.queryset.filter(pk=pk).first()
        return field.label_from_instance(found) if found else str(pk)

    def save(self, commit=True):
        if self.instance.pk and self.has_changed():
            self.instance.version += 1
        return super().save(commit)

    @cached_property
    def helper(self):
        helper = PortalHelper(self)
        layout = self.get_layout()
        fields = layout.fields if isinstance(layout, Layout) else layout
        helper.layout = Layout(ConflictBlock(), *fields)
        return helper

    def get_layout(self):
        return Layout(Card("", *(name for name in self.fields if name != "version")), SaveBar(self.submit_label))


class ConflictBlock(Block):
    template = "ui/layout/conflict.html"

    def render(self, form, context, template_pack=TEMPLATE_PACK, **options):
        if not form.conflict:
            return ""
        request = context.get("request")
        begin(form, request)
        return render_to_string(
            self.template,
            {
                "conflict": form.conflict,
                "is_with_draft": form.conflict_is_with_draft,
                "give_up": form.keeping.give_up_id if form.keeping.mark else "",
                "reload_url": request.get_full_path() if request else "",
            },
        )
