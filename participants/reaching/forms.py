"""A further way to reach somebody, and what is safe on it."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, LineField, PastDayField, PortalForm, Row, SaveBar, VersionedModelForm
from mmp_portal.ui.widgets import ChipSelect
from participants.models import ReachWay
from participants.phones import digits_of

NOT_WHOLE = _("This is not a whole phone number. One looks like (417) 555-0142.")


class SafeField(forms.TypedChoiceField):
    """Yes, no, or not asked yet: unknown is an answer of its own."""

    CHOICES = (("", _("Not asked yet")), ("yes", _("Yes")), ("no", _("No")))

    def __init__(self, **options):
        super().__init__(
            choices=self.CHOICES, coerce=self.answer, empty_value=None, required=False, widget=ChipSelect, **options
        )

    @staticmethod
    def answer(value):
        return {"yes": True, "no": False}.get(value)

    def prepare_value(self, value):
        return {True: "yes", False: "no", None: ""}.get(value, value)


def is_whole_number(phone):
    """Whether it has as many digits as a phone number has."""
    return 7 <= len(digits_of(phone)) <= 15


def is_email(words):
    try:
        validate_email(words)
    except ValidationError:
        return False
    return True


class ReachWayForm(VersionedModelForm):
    """One way more: a phone of hers, her mother's e-mail, a neighbor who takes messages."""

    form_label = _("A way to reach them")

    kind = forms.ChoiceField(label=_("What it is"), choices=ReachWay.Kind.choices, widget=ChipSelect)
    value = LineField(
        label=_("Number or address"),
        max_length=120,
        help_text=_("For another way, say it in words: a message at the front desk of the school."),
    )
    is_of = LineField(
        label=_("Whose it is"), max_length=80, required=False, help_text=_("Leave it empty if it is their own.")
    )
    may_text = SafeField(label=_("Are texts safe?"))
    may_leave_voicemail = SafeField(label=_("Is voicemail safe?"), help_text=_("Others may listen."))
    may_email = SafeField(label=_("Is e-mail safe?"), help_text=_("Others may read it."))
    hours = LineField(label=_("Which hours"), max_length=80, required=False)
    seen_by = LineField(
        label=_("Who else sees it"),
        max_length=120,
        required=False,
        help_text=_("Whoever reads or hears what is sent there."),
    )

    DETAILS = ("kind", "value", "is_of", "may_text", "may_leave_voicemail", "may_email", "hours", "seen_by")

    class Meta:
        model = ReachWay
        fields = ("kind", "value", "is_of", "may_text", "may_leave_voicemail", "may_email", "hours", "seen_by")

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        kind, value = cleaned.get("kind"), cleaned.get("value")
        if kind == ReachWay.Kind.PHONE and value and not is_whole_number(value):
            self.add_error("value", NOT_WHOLE)
        if kind == ReachWay.Kind.EMAIL and value and not is_email(value):
            self.add_error("value", _("This is not an e-mail address. One looks like rosalind@ridgeline.example."))
        return cleaned

    @property
    def details(self):
        return {name: self.cleaned_data[name] for name in self.DETAILS}

    def get_layout(self):
        return Layout(
            Card(_("The way"), "kind", Row("value", "is_of")),
            Card(_("What is safe"), "may_text", "may_leave_voicemail", "may_email", Row("hours", "seen_by")),
            SaveBar(_("Save")),
        )


class StopForm(PortalForm):
    """Since when a way no longer reaches them."""

    form_label = _("No longer in use")

    on = PastDayField(label=_("Since"), help_text=_("About right is good enough."))

    def get_layout(self):
        return Layout(
            Card("", "on", note=_("It stays written: somebody may still call from it.")), SaveBar(_("Take out of use"))
        )
