"""What links of meetings are for: answering an invitation, and signing in at the door."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from mmp_portal.links.flood import Limit
from mmp_portal.links.purposes import Purpose
from programs.casework.meetings.models import Attendance, Meeting

ANSWER = "meeting-answer"
DOOR = "meeting-door"
# A meeting that is moved keeps the links that were sent, if it is not moved further than this.
MOVED_AT_MOST = timedelta(days=60)

ANSWERS = Limit(door="meeting-answer", from_one_address=40, from_everywhere=600)
# A whole group signs in over the network of one building.
SIGN_INS = Limit(door="meeting-door", from_one_address=120, from_everywhere=600)
GUESTS = Limit(door="meeting-guest", from_one_address=40, from_everywhere=200)
# Ten thousand PINs: who tries them out is stopped long before one fits.
WRONG_PINS = Limit(door="meeting-wrong-pin", from_one_address=10, from_everywhere=60)


def answers_end_at(meeting):
    """Until when a link to answer by is good. Whether an answer is still taken, the meeting says."""
    return meeting.ends_at + MOVED_AT_MOST


def _meeting_of_answer(user, attendance_id):
    row = Attendance.objects.for_casework(user).filter(pk=attendance_id).select_related("meeting").first()
    return row.meeting if row else None


def _meeting_of_door(user, meeting_id):
    return Meeting.objects.not_voided().for_casework(user).filter(pk=meeting_id).first()


PURPOSES = (
    Purpose(
        code=ANSWER,
        describes=_("Answer an invitation"),
        url_name="meetings:invited",
        subject_for=_meeting_of_answer,
    ),
    Purpose(
        code=DOOR,
        describes=_("Sign in at the door"),
        url_name="meetings:sign_in",
        subject_for=_meeting_of_door,
    ),
)
