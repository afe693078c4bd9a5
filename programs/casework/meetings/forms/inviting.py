"""Whom to invite, and what somebody answers."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mentors.models import Mentor
from mentors.models import Status as MentorStatus
from mmp_portal.links.forms import GuardedFormMixin
from mmp_portal.ui.forms import Card, LineField, Note, PortalForm, SaveBar
from mmp_portal.ui.widgets import CheckList, ChipSelect, ChipSelectMultiple, RadioList
from programs.casework.enrollments.models import Enrollment
from programs.casework.meetings.doors import ANSWERS
from programs.casework.meetings.models.attendance import MOST_CHILDREN, MOST_GUESTS, Answer

EVERYONE, OWN, CHOSEN = "everyone", "own", "chosen"
CHILD_CARE, RIDE = "child_care", "ride"


class PeopleField(forms.ModelMultipleChoiceField):
    """People ticked in a list. A number that no database can hold is a choice that is not offered."""

    widget = CheckList

    def _check_values(self, value):
        try:
            return super()._check_values(value)
        except OverflowError:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from None


class InviteForm(PortalForm):
    """Everyone it is for, one's own cases, or people chosen by name; those on the list are left out."""

    form_label = _("Invite people")

    whom = forms.ChoiceField(
        label=_("Whom do you invite?"),
        widget=RadioList,
        error_messages={"required": _("Choose whom you invite.")},
        choices=[
            (EVERYONE, _("Everyone it is for and who is not on the list yet")),
            (OWN, _("The participants of my own cases")),
            (CHOSEN, _("The people I choose below")),
        ],
    )
    participants = PeopleField(label=_("Participants"), queryset=Enrollment.objects.none(), required=False)
    mentors = PeopleField(label=_("Mentors"), queryset=Mentor.objects.none(), required=False)
    with_mentors = forms.BooleanField(label=_("Invite their mentors, too"), required=False, initial=True)

    def __init__(self, *args, meeting, user, **options):
        self.meeting, self.user = meeting, user
        super().__init__(*args, **options)
        asked = meeting.attendances.values("person")
        cases = meeting.open_cases().for_casework(user).exclude(participant__in=asked).with_people()
        self.fields["participants"].queryset = cases.order_by("participant__given_name", "number")
        self.fields["participants"].label_from_instance = lambda case: f"{case.participant.name} ({case.number})"
        mentors = Mentor.objects.not_voided().filter(site=meeting.site).exclude(person__in=asked)
        self.fields["mentors"].queryset = (
            mentors.filter(status__in=[MentorStatus.IN_TRAINING, MentorStatus.ACTIVE])
            .with_person()
            .order_by("person__given_name", "pk")
        )
        self.fields["mentors"].label_from_instance = lambda mentor: mentor.name

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("whom") == CHOSEN and not cleaned.get("participants") and not cleaned.get("mentors"):
            raise ValidationError(_("Choose at least one person below."))
        return cleaned

    @property
    def chosen(self):
        """What the form says, as `workflow.invite` takes it."""
        said = self.cleaned_data
        cases = self.fields["participants"].queryset
        if said["whom"] == CHOSEN:
            people = {"enrollments": said["participants"], "mentors": said["mentors"]}
        elif said["whom"] == OWN:
            people = {"enrollments": cases.filter(worker=self.user)}
        elif self.meeting.is_for_mentors:
            people = {"enrollments": cases.none(), "mentors": self.fields["mentors"].queryset}
        else:
            people = {"enrollments": cases}
        return people | {"with_mentors": said["with_mentors"]}

    def get_layout(self):
        people = [name for name in ("participants", "mentors") if self.fields[name].queryset.exists()]
        if not people:
            people = [Note(_("Everyone of this site is on the list already."))]
        return Layout(Card("", "whom", "with_mentors"), Card(_("The people I choose"), *people), SaveBar(_("Invite")))


ASKED = ("says", "guests_coming", "children_coming", "needs", "meal_needs")


class AnswerForm(PortalForm):
    """An answer to an invitation, with what would help somebody come."""

    form_label = _("Your answer")
    submit_label = _("Send the answer")

    says = forms.ChoiceField(
        label=_("Will you come?"),
        widget=ChipSelect,
        error_messages={"required": _("Choose whether you come.")},
        choices=[(Answer.YES, _("Yes, I come")), (Answer.MAYBE, _("Perhaps")), (Answer.NO, _("I cannot"))],
    )
    children_coming = forms.IntegerField(
        label=_("How many children come along?"),
        min_value=0,
        max_value=MOST_CHILDREN,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Type the children as a whole number, such as 2."),
            "max_value": _("At most 15 children. Call us if there are more."),
        },
    )
    guests_coming = forms.IntegerField(
        label=_("How many other grown-ups come along?"),
        min_value=0,
        max_value=MOST_GUESTS,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Type the grown-ups as a whole number, such as 1."),
            "max_value": _("At most 10 grown-ups. Call us if there are more."),
        },
    )
    needs = forms.MultipleChoiceField(
        label=_("What would help?"),
        widget=ChipSelectMultiple,
        choices=[(CHILD_CARE, _("Child care")), (RIDE, _("A ride"))],
        required=False,
    )
    meal_needs = LineField(
        label=_("What should we know about meals?"),
        max_length=120,
        required=False,
        help_text=_("Such as: no pork, no nuts."),
    )

    def __init__(self, *args, attendance, **options):
        initial = {
            "says": attendance.answer,
            "children_coming": attendance.children_coming or None,
            "guests_coming": attendance.guests_coming or None,
            "needs": [
                code
                for code, is_needed in ((CHILD_CARE, attendance.needs_child_care), (RIDE, attendance.needs_ride))
                if is_needed
            ],
            "meal_needs": attendance.meal_needs,
        }
        super().__init__(*args, initial=initial, **options)
        if not attendance.meeting.has_meal and not attendance.meal_needs:
            del self.fields["meal_needs"]
        if not attendance.meeting.may_bring_guests and not attendance.guests_coming:
            del self.fields["guests_coming"]

    @property
    def details(self):
        """What the form says, as `workflow.answer` takes it."""
        said = self.cleaned_data
        return {
            "says": said["says"],
            "children_coming": said["children_coming"] or 0,
            "guests_coming": said.get("guests_coming") or 0,
            "needs_child_care": CHILD_CARE in said["needs"],
            "needs_ride": RIDE in said["needs"],
            "meal_needs": said.get("meal_needs", ""),
        }

    def get_layout(self):
        return Layout(Card("", *self.asked()), SaveBar(self.submit_label))

    def asked(self):
        return [name for name in ASKED if name in self.fields]


class StaffAnswerForm(AnswerForm):
    """The same, noted by staff for somebody who called."""

    form_label = _("Answer to an invitation")
    submit_label = _("Save the answer")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["says"].label = _("What did they say?")
        self.fields["says"].choices = [
            (Answer.YES, _("Comes")),
            (Answer.MAYBE, _("Perhaps")),
            (Answer.NO, _("Cannot come")),
        ]
        self.put_plainly()


class PublicAnswerForm(GuardedFormMixin, AnswerForm):
    """The same, sent by a link without an account."""

    limit = ANSWERS

    def get_layout(self):
        return Layout(Card("", *self.asked(), self.guard()), SaveBar(self.submit_label))
