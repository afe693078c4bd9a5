"""Planning a meeting, asking people to it, calling it off, and noting who came."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from mmp_portal.outbox.queue import ring
from programs import registry
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match
from programs.casework.meetings.models import Attendance, Meeting


class CannotPlan(Exception):
    """Why the meeting cannot be planned or changed so, in a sentence for the user."""


class CannotAnswer(Exception):
    """Why an invitation cannot be answered any more, in a sentence for the user."""


class CannotTakeAttendance(Exception):
    """Why attendance cannot be noted, in a sentence for the user."""


def kind_of(program, code):
    """The kind of meeting of a program, or None."""
    return next((kind for kind in registry.get(program).meeting_kinds if kind.code == code), None)


@transaction.atomic
def plan(*, site, program, by, ask_everyone=True, **details):
    """Plan a meeting, and ask every enrolled participant of the program at the site, with their mentors.

    `details` are the fields of Meeting. Raises CannotPlan.
    """
    day = timezone.localtime(details["starts_at"], site.zone).date()
    if not site.offers(program, on=day):
        raise CannotPlan(_("%(site)s does not offer this program on that day.") % {"site": site.name})
    if kind_of(program, details["kind"]) is None:
        raise CannotPlan(_("This program holds no meetings of this kind."))
    meeting = Meeting.objects.create(site=site, program=program, recorded_by=by, **details)
    if ask_everyone:
        ask(meeting=meeting, enrollments=Enrollment.objects.open().filter(site=site, program=program))
    trail.record(by, "meeting.planned", meeting, site=site, after={"starts_at": meeting.starts_at.isoformat()})
    return meeting


@transaction.atomic
def ask(*, meeting, enrollments):
    """Ask participants and the mentors of their open matches. Those asked already stay as they are."""
    rows = {}
    for match in Match.objects.open().filter(enrollment__in=enrollments).select_related("mentor"):
        rows[match.mentor.person_id] = Attendance(meeting=meeting, person_id=match.mentor.person_id)
    for enrollment in enrollments:
        rows[enrollment.participant_id] = Attendance(
            meeting=meeting, person_id=enrollment.participant_id, enrollment=enrollment
        )
    Attendance.objects.bulk_create(rows.values(), ignore_conflicts=True)


@transaction.atomic
def change(*, meeting, by, version, **details):
    """Move or correct a meeting. Raises CannotPlan if somebody changed it since, or it was called off."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.called_off_at:
        raise CannotPlan(_("This meeting was called off. Plan a new one."))
    if meeting.version != version:
        raise CannotPlan(_("Somebody changed this meeting while you were writing. Both versions are shown."))
    before = meeting.starts_at
    for name, value in details.items():
        setattr(meeting, name, value)
    meeting.version += 1
    meeting.save()
    trail.record(
        by,
        "meeting.changed",
        meeting,
        before={"starts_at": before.isoformat()},
        after={"starts_at": meeting.starts_at.isoformat()},
    )
    return meeting


@transaction.atomic
def call_off(*, meeting, reason, by):
    """Call a meeting off, and tell everyone who was asked and signs in. Raises CannotPlan."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.called_off_at:
        raise CannotPlan(_("This meeting was called off already."))
    if meeting.has_begun:
        raise CannotPlan(_("This meeting has taken place. Note who came instead."))
    meeting.called_off_at = timezone.now()
    meeting.called_off_reason = reason
    meeting.version += 1
    meeting.save(update_fields=["called_off_at", "called_off_reason", "version"])
    trail.record(by, "meeting.called_off", meeting, reason=reason)
    for attendance in meeting.attendances.filter(person__user__isnull=False).select_related("person__user"):
        ring(
            to=attendance.person.user,
            rule="meeting-called-off",
            key=f"meeting-called-off:{meeting.pk}:{attendance.person_id}",
            subject=_("Called off: %(topic)s") % {"topic": meeting.topic},
            body=reason,
            site=meeting.site,
            link=meeting.get_absolute_url(),
        )
    return meeting


@transaction.atomic
def answer(*, attendance, comes, by):
    """Note what somebody answered to the invitation. Raises CannotAnswer."""
    attendance = Attendance.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=attendance.pk)
    if attendance.meeting.called_off_at:
        raise CannotAnswer(_("This meeting was called off."))
    if attendance.meeting.has_begun:
        raise CannotAnswer(_("This meeting has begun already."))
    attendance.answer = Attendance.Answer.YES if comes else Attendance.Answer.NO
    attendance.answered_at = timezone.now()
    attendance.save(update_fields=["answer", "answered_at"])
    trail.record(by, "meeting.answered", attendance.meeting, after={"answer": str(attendance.answer)})
    return attendance


@transaction.atomic
def take_attendance(*, meeting, rows, by):
    """Note who came. `rows` maps an attendance's id to (came, number of children).

    Raises CannotTakeAttendance before the meeting has begun.
    """
    if not meeting.has_begun:
        raise CannotTakeAttendance(_("Attendance can be noted once the meeting has begun."))
    if meeting.called_off_at:
        raise CannotTakeAttendance(_("This meeting was called off. Nobody can have come."))
    for attendance in meeting.attendances.select_for_update():
        if attendance.pk in rows:
            came, children = rows[attendance.pk]
            attendance.came = came
            attendance.children_came = children if came else 0
            attendance.save(update_fields=["came", "children_came"])
    trail.record(by, "meeting.attendance_taken", meeting, after={"came": meeting.attendances.came().count()})


@transaction.atomic
def add_walk_in(*, meeting, enrollment, by):
    """Add a participant who came without being asked. Raises CannotTakeAttendance."""
    if not meeting.has_begun:
        raise CannotTakeAttendance(_("Attendance can be noted once the meeting has begun."))
    if meeting.called_off_at:
        raise CannotTakeAttendance(_("This meeting was called off. Nobody can have come."))
    attendance, _created = Attendance.objects.get_or_create(
        meeting=meeting,
        person=enrollment.participant,
        defaults={"enrollment": enrollment, "is_walk_in": True},
    )
    attendance.came = True
    attendance.save(update_fields=["came"])
    trail.record(by, "meeting.walk_in", meeting, after={"case": enrollment.number})
    return attendance
