"""Signing in at the door, and saying afterward who the guests were."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mentors.models import Mentor
from mmp_portal.links.flood import may_enter
from mmp_portal.links.forms import GuardedFormMixin
from mmp_portal.ui.forms import Card, LineField, NameField, PortalForm, SaveBar
from programs.casework.enrollments.models import Enrollment
from programs.casework.meetings.doors import GUESTS, SIGN_INS, WRONG_PINS
from programs.casework.meetings.models.attendance import MOST_CHILDREN


class ChildrenField(forms.IntegerField):
    """How many children came along, in whole children."""

    def __init__(self, **options):
        super().__init__(
            label=_("How many children are with you?"),
            min_value=0,
            max_value=MOST_CHILDREN,
            required=False,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            error_messages={
                "invalid": _("Type the children as a whole number, such as 2."),
                "max_value": _("At most 15 children. Tell the people at the door."),
            },
            **options,
        )

    def clean(self, value):
        return super().clean(value) or 0


class PinForm(GuardedFormMixin, PortalForm):
    """The PIN of one's own message."""

    form_label = _("Sign in")
    limit = SIGN_INS

    pin = forms.RegexField(
        r"^\d{4}$",
        label=_("Your PIN"),
        help_text=_("Four digits. They stand in your message, and the people at the door know them."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("A PIN has four digits, such as 0427.")},
    )
    children = ChildrenField()

    def clean_pin(self):
        """ASCII digits alone, whatever digits a keyboard writes."""
        return "".join(str(int(digit)) for digit in self.cleaned_data["pin"])

    def wrong_pin(self, sentence):
        """Say that nobody has this PIN; whoever tries many is stopped."""
        if may_enter(self.request, WRONG_PINS, door=self.door):
            self.add_error("pin", sentence)
        else:
            self.status = 429
            self.add_error(
                None, _("Too many PINs did not fit. Wait ten minutes, sign in by name, or ask the people at the door.")
            )

    def get_layout(self):
        return Layout(Card("", "pin", "children", self.guard()), SaveBar(_("I am here")))


class GuestForm(GuardedFormMixin, PortalForm):
    """Name and phone of somebody without a PIN."""

    form_label = _("Sign in by name")
    limit = GUESTS

    name = NameField(label=_("Your name"), max_length=120)
    phone = LineField(
        label=_("Your phone number"),
        max_length=30,
        required=False,
        help_text=_("So that we know who you are."),
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    children = ChildrenField()

    def get_layout(self):
        return Layout(Card("", "name", "phone", "children", self.guard()), SaveBar(_("I am here")))


class WalkInForm(PortalForm):
    """A participant or a mentor who came without being asked."""

    form_label = _("Somebody else came")
    enrollment = forms.ModelChoiceField(
        label=_("Which participant came?"),
        queryset=Enrollment.objects.none(),
        empty_label=_("Choose a participant"),
        required=False,
        error_messages={"invalid_choice": _("This participant is on the list already, or not enrolled here.")},
    )
    mentor = forms.ModelChoiceField(
        label=_("Or which mentor?"),
        queryset=Mentor.objects.none(),
        empty_label=_("Choose a mentor"),
        required=False,
        error_messages={"invalid_choice": _("This mentor is on the list already, or not at this site.")},
    )

    def __init__(self, *args, meeting, user, **options):
        self.meeting, self.user = meeting, user
        super().__init__(*args, **options)
        cases, mentors = self.people()
        self.fields["enrollment"].queryset = cases
        self.fields["enrollment"].label_from_instance = lambda case: f"{case.participant.name} ({case.number})"
        self.fields["mentor"].queryset = mentors
        self.fields["mentor"].label_from_instance = lambda mentor: mentor.name

    def people(self):
        """Cases and mentors to choose from: those who are not on the list."""
        asked = self.meeting.attendances.values("person")
        cases, mentors = everybody(self.meeting, self.user)
        return cases.exclude(participant__in=asked), mentors.exclude(person__in=asked)

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("enrollment")) == bool(cleaned.get("mentor")) and not self.errors:
            self.add_error("enrollment", _("Choose one person: a participant or a mentor."))
        return cleaned

    def get_layout(self):
        return Layout(Card("", "enrollment", "mentor"), SaveBar(_("Add to the list")))


class MatchForm(WalkInForm):
    """Who a guest was: somebody of the site, on the list or not; or nobody we know, with a reason."""

    form_label = _("Who was it?")
    reason = LineField(
        label=_("Or nobody we follow: who was it?"),
        max_length=200,
        required=False,
        help_text=_("Such as: a grandmother who visited. The guest is then set aside, and counted for nobody."),
    )

    def people(self):
        return everybody(self.meeting, self.user)

    def clean(self):
        cleaned = super(WalkInForm, self).clean()
        said = [name for name in ("enrollment", "mentor", "reason") if cleaned.get(name)]
        if len(said) != 1 and not self.errors:
            raise ValidationError(_("Say one thing: a participant, a mentor, or nobody we follow."))
        return cleaned

    def get_layout(self):
        return Layout(Card("", "enrollment", "mentor", "reason"), SaveBar(_("Save")))


def everybody(meeting, user):
    """Cases and mentors whom `user` may note at a meeting."""
    cases = meeting.open_cases().for_casework(user).with_people().order_by("participant__given_name", "number")
    mentors = Mentor.objects.not_voided().filter(site=meeting.site).with_person().order_by("person__given_name", "pk")
    return cases, mentors
