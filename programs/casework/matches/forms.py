"""What a family wishes, making a match with both agreements, pausing, ending and opening it again."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mentors.models import FreeTime, Mentor, WishedGender
from mmp_portal.ui.forms import (
    Card,
    DayField,
    LineField,
    PastDayField,
    PortalForm,
    Row,
    SaveBar,
    VersionedModelForm,
)
from mmp_portal.ui.widgets import ChipSelect, ChipSelectMultiple, RadioList
from programs.casework.matches.models import EndReason, MatchPause, MatchSay, MatchWishes, Weight


class MatchForm(PortalForm):
    """Who, from when, and on which day each side agreed."""

    form_label = _("Make the match")

    mentor = forms.ModelChoiceField(
        queryset=Mentor.objects.none(),
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Choose a mentor first."),
            "invalid_choice": _("This mentor cannot be chosen for this case. Choose another."),
        },
    )
    participant_agreed_on = PastDayField(label=_("The participant agreed on"), required=False)
    mentor_agreed_on = PastDayField(label=_("The mentor agreed on"), required=False)
    starts_on = DayField(
        label=_("First day of the match"),
        help_text=_("While a yes is missing the two are introduced, and nothing begins."),
    )

    def __init__(self, *args, mentors, **options):
        super().__init__(*args, **options)
        self.fields["mentor"].queryset = mentors

    def get_layout(self):
        return Layout(
            "mentor",
            Card("", Row("participant_agreed_on", "mentor_agreed_on"), "starts_on"),
            SaveBar(_("Make the match")),
        )


class AcceptForm(PortalForm):
    """Who said yes, and when; with both, the first day."""

    form_label = _("Who said yes")

    participant_agreed_on = PastDayField(label=_("The participant agreed on"), required=False)
    mentor_agreed_on = PastDayField(label=_("The mentor agreed on"), required=False)
    starts_on = DayField(
        label=_("First day of the match"), required=False, help_text=_("It begins when both have said yes.")
    )

    def get_layout(self):
        return Layout(
            Card("", Row("participant_agreed_on", "mentor_agreed_on"), "starts_on"), SaveBar(_("Note who said yes"))
        )


class PauseForm(PortalForm):
    """From when a match rests, and why."""

    form_label = _("Pause the match")

    on = PastDayField(label=_("Paused since"))
    kind = forms.ChoiceField(label=_("Why?"), choices=MatchPause.Kind.choices, widget=RadioList)
    note = LineField(label=_("In words"), max_length=200, required=False)
    expected_on = DayField(label=_("Expected to go on"), required=False)

    def get_layout(self):
        return Layout(Card("", "on", "kind", "note", "expected_on"), SaveBar(_("Pause the match")))


class ResumeForm(PortalForm):
    """From when a paused match goes on."""

    form_label = _("Go on")

    on = PastDayField(label=_("They go on since"))

    def get_layout(self):
        return Layout(Card("", "on"), SaveBar(_("Go on")))


class ReopenForm(PortalForm):
    """Why a match that had ended goes on."""

    form_label = _("Open the match again")

    reason = LineField(label=_("Why?"), max_length=200, help_text=_("Such as: ended by mistake, or both wish it."))

    def get_layout(self):
        return Layout(Card("", "reason"), SaveBar(_("Open the match again")))


class WishesForm(VersionedModelForm):
    """What a participant wishes of a mentor. Nobody has to answer."""

    form_label = _("What they wish of a mentor")

    culture = forms.ChoiceField(
        label=_("Somebody of the same culture"), choices=Weight.choices, required=False, widget=ChipSelect
    )
    experience = forms.ChoiceField(
        label=_("Somebody who has been through it themselves"),
        choices=Weight.choices,
        required=False,
        widget=ChipSelect,
    )
    gender = forms.ChoiceField(
        label=_("Would rather have"), choices=WishedGender.choices, required=False, widget=ChipSelect
    )
    free_times = forms.MultipleChoiceField(
        label=_("When do they have time?"), choices=FreeTime.choices, required=False, widget=ChipSelectMultiple
    )
    interests = LineField(
        label=_("What do they like?"),
        max_length=200,
        required=False,
        help_text=_("With commas between, such as cooking, gardens, football."),
    )
    words = LineField(
        label=_("In their own words"),
        max_length=300,
        required=False,
        help_text=_("Such as: somebody patient, who laughs a lot."),
    )

    class Meta:
        model = MatchWishes
        fields = ("culture", "experience", "gender", "free_times", "interests", "words")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if not self.instance.pk:
            self.fields["version"].initial = self.initial["version"] = 0

    def clean_version(self):
        return self.cleaned_data["version"] or 0

    def get_layout(self):
        return Layout(
            Card(_("The mentor"), "culture", "experience", "gender"),
            Card(_("Together"), "free_times", "interests", "words"),
            SaveBar(_("Save")),
        )


class MentorField(forms.ModelChoiceField):
    def label_from_instance(self, mentor):
        return mentor.name


class SayForm(PortalForm):
    """What one of the two said about the other, or how close they are."""

    form_label = _("A yes or a no")

    mentor = MentorField(label=_("Mentor"), queryset=Mentor.objects.none(), empty_label=_("Choose a mentor"))
    kind = forms.ChoiceField(label=_("What was said?"), choices=MatchSay.Kind.choices, widget=RadioList)
    said_on = PastDayField(label=_("Said on"))
    words = LineField(label=_("In their own words"), max_length=300, required=False)

    def __init__(self, *args, mentors, **options):
        super().__init__(*args, **options)
        self.fields["mentor"].queryset = mentors

    def get_layout(self):
        return Layout(Card("", "mentor", "kind", "said_on", "words"), SaveBar(_("Note it")))


class EndForm(PortalForm):
    """When and why a match ended."""

    form_label = _("End the match")

    on = PastDayField(label=_("Ended on"))
    reason = forms.ChoiceField(label=_("Why did it end?"), widget=RadioList)
    note = LineField(label=_("In the participant's words"), max_length=300, required=False)
    mentor_note = LineField(
        label=_("In the mentor's words"),
        max_length=300,
        required=False,
        help_text=_("What each of them said about the time together, and why it ends."),
    )

    # Reasons that the portal itself gives, when a case is closed or somebody leaves a job.
    GIVEN_BY_THE_PORTAL = (EndReason.ENROLLMENT_CLOSED, EndReason.LEFT_WORK)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["reason"].choices = [
            (code, label) for code, label in EndReason.choices if code not in self.GIVEN_BY_THE_PORTAL
        ]

    def get_layout(self):
        return Layout(Card("", "on", "reason", "note", "mentor_note"), SaveBar(_("End the match")))


class RenewForm(PortalForm):
    """Until when both promise to go on, and on which day each agreed."""

    form_label = _("Renew the promise")

    until = DayField(label=_("Promised until"))
    participant_agreed_on = PastDayField(label=_("The participant agreed on"))
    mentor_agreed_on = PastDayField(label=_("The mentor agreed on"))

    def get_layout(self):
        return Layout(
            Card("", "until", Row("participant_agreed_on", "mentor_agreed_on")), SaveBar(_("Renew the promise"))
        )


class LetInForm(PortalForm):
    """The address under which a mentor signs in."""

    form_label = _("Invite to sign in")

    email = forms.EmailField(
        label=_("E-mail"), max_length=254, help_text=_("A letter with a link goes there. They sign in with it.")
    )

    def get_layout(self):
        return Layout(Card("", "email"), SaveBar(_("Send the invitation")))
