"""Making a match, with both agreements, and ending one."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mentors.models import Mentor
from mmp_portal.ui.forms import Card, DayField, LineField, PastDayField, PortalForm, Row, SaveBar
from mmp_portal.ui.widgets import RadioList
from programs.casework.matches.models import EndReason


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
    participant_agreed_on = PastDayField(label=_("The participant agreed on"))
    mentor_agreed_on = PastDayField(label=_("The mentor agreed on"))
    starts_on = DayField(label=_("First day of the match"))

    def __init__(self, *args, mentors, **options):
        super().__init__(*args, **options)
        self.fields["mentor"].queryset = mentors

    def get_layout(self):
        return Layout(
            "mentor",
            Card("", Row("participant_agreed_on", "mentor_agreed_on"), "starts_on"),
            SaveBar(_("Make the match")),
        )


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
