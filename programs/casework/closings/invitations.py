"""Places at meetings end with a case: nobody waits for a family that is not in the program any more."""

from django.utils import timezone
from django.utils.translation import ngettext

from programs.casework.enrollments.endings import Ending
from programs.casework.meetings.models import Attendance
from programs.casework.meetings.workflow import answer


def ahead(enrollment):
    """Invitations to meetings still to come that were not declined."""
    return Attendance.objects.filter(
        enrollment=enrollment,
        meeting__starts_at__gt=timezone.now(),
        meeting__called_off_at=None,
        meeting__voided_at=None,
    ).exclude(answer=Attendance.Answer.NO)


def describe(enrollment):
    count = ahead(enrollment).count()
    if count:
        yield ngettext(
            "The invitation to %(count)d meeting, declined in their place",
            "The invitations to %(count)d meetings, declined in their place",
            count,
        ) % {"count": count}


def decline(enrollment, on, by):
    """Decline in their place, as staff; every answer given before is kept."""
    for attendance in ahead(enrollment).select_related("person", "meeting"):
        answer(attendance=attendance, says=Attendance.Answer.NO, by=by)


INVITATIONS = Ending(name="invitations", describe=describe, end=decline)
