"""What a form says when something has to be put right: our sentences in place of the library's."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.widgets import has_options


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
