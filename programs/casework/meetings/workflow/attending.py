"""Noting who came, when, and what was given."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from programs.casework.meetings.models import Attendance, Meeting
from programs.casework.meetings.models.attendance import GRACE
from programs.casework.meetings.workflow.inviting import credit_also, new_pins
from programs.casework.meetings.workflow.refusals import CannotTakeAttendance


class Presence(NamedTuple):
    """Whether somebody came (None: not noted), with how many children, from when to when if not the whole time."""

    came: bool | None
    children: int = 0
    arrived_at: datetime | None = None
    left_at: datetime | None = None


@transaction.atomic
def take_attendance(*, meeting, rows, by):
    """Note who came. `rows` maps an attendance's id to its Presence; who is left out stays as noted.

    It may be corrected at any time later. Raises CannotTakeAttendance before the meeting has begun.
    """
    check_can_take_attendance(meeting)
    for attendance in meeting.attendances.select_for_update():
        if attendance.pk in rows:
            note_presence(attendance, meeting, Presence(*rows[attendance.pk]))
    trail.record(by, "meeting.attendance_taken", meeting, after={"came": meeting.attendances.came().count()})


def check_can_take_attendance(meeting):
    if not meeting.has_begun:
        raise CannotTakeAttendance(_("Attendance can be noted once the meeting has begun."))
    if meeting.called_off_at:
        raise CannotTakeAttendance(_("This meeting was called off. Nobody can have come."))


def note_presence(attendance, meeting, presence):
    """Write one person's presence, and the minutes that it is worth."""
    came, children, arrived_at, left_at = presence
    attendance.came = came
    attendance.children_came = children if came else 0
    attendance.arrived_at = arrived_at if came else None
    attendance.left_at = left_at if came else None
    attendance.minutes_credited = credited(meeting, arrived_at, left_at) if came else None
    attendance.save(update_fields=["came", "children_came", "arrived_at", "left_at", "minutes_credited"])


def credited(meeting, arrived_at, left_at):
    """The minutes of a part of the meeting, or None where all of it counts.

    A quarter of an hour at either end is forgiven: who came in ten minutes late was at the meeting.
    """
    begins, ends = meeting.starts_at, meeting.ends_at
    is_late = arrived_at is not None and arrived_at > begins + GRACE
    is_early = left_at is not None and left_at < ends - GRACE
    if not is_late and not is_early:
        return None
    first = max(begins, arrived_at) if is_late else begins
    last = min(ends, left_at) if is_early else ends
    return max(0, int((last - first).total_seconds() // 60))


@transaction.atomic
def add_walk_in(*, meeting, by, enrollment=None, mentor=None):
    """Add a participant, or a mentor, who came without being asked. Raises CannotTakeAttendance."""
    check_can_take_attendance(meeting)
    return put_on_list(meeting=meeting, by=by, enrollment=enrollment, mentor=mentor)


def put_on_list(*, meeting, by, enrollment=None, mentor=None, presence=None):
    """Note that somebody came, on the list or not. Their other cases in the meeting's programs are credited too."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    person = enrollment.participant if enrollment else mentor.person
    attendance = meeting.attendances.select_for_update().filter(person=person).first()
    if attendance is None:
        attendance = Attendance.objects.create(
            meeting=meeting, person=person, enrollment=enrollment, is_walk_in=True, pin=new_pins(meeting, 1)[0]
        )
    known = Presence(True, attendance.children_came, attendance.arrived_at, attendance.left_at)
    note_presence(attendance, meeting, presence or known)
    if enrollment:
        credit_also(meeting, list(meeting.open_cases().filter(participant=person)))
    after = {"case": enrollment.number} if enrollment else {"mentor": mentor.pk}
    trail.record(by, "meeting.walk_in", meeting, after=after)
    return attendance


@transaction.atomic
def note_what_was_given(*, meeting, by, **counts):
    """Note child care, meals and rides of a meeting that was held. `counts` are fields of Meeting."""
    check_can_take_attendance(meeting)
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if all(getattr(meeting, name) == value for name, value in counts.items()):
        return meeting
    for name, value in counts.items():
        setattr(meeting, name, value)
    meeting.version += 1
    meeting.save(update_fields=[*counts, "version"])
    trail.record(by, "meeting.given_noted", meeting)
    return meeting
