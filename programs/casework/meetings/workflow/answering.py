"""Noting what somebody answers to an invitation."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from programs.casework.meetings.models import Attendance, GivenAnswer, Meeting
from programs.casework.meetings.models.attendance import Answer
from programs.casework.meetings.workflow.refusals import CannotAnswer

WISHES = ("children_coming", "guests_coming", "needs_child_care", "needs_ride", "meal_needs")


@transaction.atomic
def answer(*, attendance, says, by, **wishes):
    """Note an answer: `by` the person, staff on their behalf, or None by the link in the message.

    `wishes` are the fields of `Wishes` besides the answer; without any, those said before stay. The last answer
    holds, and every one is kept. Whoever cannot come needs nothing. Raises CannotAnswer.
    """
    row = Attendance.objects.select_for_update(of=("self",)).get(pk=attendance.pk)
    row.meeting = Meeting.objects.select_related("site").get(pk=row.meeting_id)
    check_can_answer(row.meeting)
    row.answer = says
    said = {} if says == Answer.NO else {name: getattr(row, name) for name in WISHES} | wishes
    for name in WISHES:
        setattr(row, name, said.get(name, Attendance._meta.get_field(name).get_default()))
    row.answered_at = timezone.now()
    row.save(update_fields=["answer", "answered_at", *WISHES])
    GivenAnswer.objects.create(
        attendance=row,
        answer=says,
        given_at=row.answered_at,
        given_by=by,
        through=_through(attendance, by),
        **{name: getattr(row, name) for name in WISHES},
    )
    trail.record(by, "meeting.answered", row.meeting, after={"answer": str(says)})
    return row


def _through(attendance, by):
    if by is None:
        return GivenAnswer.Through.LINK
    return GivenAnswer.Through.OWN if attendance.person.user_id == by.pk else GivenAnswer.Through.STAFF


def check_can_answer(meeting):
    """Raises CannotAnswer, with a sentence for whoever asks, once the meeting has begun or is called off."""
    if meeting.called_off_at:
        raise CannotAnswer(_("This meeting was called off."))
    if meeting.has_begun:
        raise CannotAnswer(_("This meeting has begun already."))
