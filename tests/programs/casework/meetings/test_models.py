"""What a meeting can be, what its verbs refuse, and what it leaves owed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from programs.casework.enrollments.models import Enrollment
from programs.casework.meetings import workflow
from programs.casework.meetings.due import SOURCES
from programs.casework.meetings.models import Meeting
from programs.gathering import gathered
from tests.factories.casework import AttendanceFactory, EnrollmentFactory, MeetingFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("facts", [{"duration_minutes": 10}, {"duration_minutes": 960}])
def test_meeting_that_can_be_is_kept(facts):
    assert MeetingFactory(**facts).pk


@pytest.mark.parametrize(
    "facts",
    [
        {"duration_minutes": 9},
        {"duration_minutes": 961},
        {"called_off_at": timezone.now()},
        {"called_off_reason": "Ice"},
    ],
)
def test_meeting_that_cannot_be_is_refused_by_the_database(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingFactory(**facts)


@pytest.mark.parametrize(
    "facts", [{"answer": "may"}, {"came": True, "children_came": 16}, {"came": False, "children_came": 1}]
)
def test_attendance_that_cannot_be_is_refused_by_the_database(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        AttendanceFactory(**facts)


def test_person_is_asked_once():
    row = AttendanceFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        AttendanceFactory(meeting=row.meeting, person=row.person)


def test_asking_again_leaves_answers_as_they_are(cast):
    workflow.answer(attendance=cast.here.attendance, says="yes", by=cast.here.staff)

    workflow.ask(meeting=cast.here.meeting, enrollments=Enrollment.objects.filter(pk=cast.here.enrollment.pk))

    cast.here.attendance.refresh_from_db()
    assert cast.here.attendance.answer == "yes"
    assert cast.here.meeting.attendances.count() == 2


def details(**changes):
    facts = {"kind": "support", "topic": "Sleep", "starts_at": timezone.now() + timedelta(days=3)}
    return facts | changes


def test_meeting_of_a_program_that_is_not_offered_is_refused(cast):
    cast.here.site.programs.filter(program="young_parent").delete()

    with pytest.raises(workflow.CannotPlan, match="does not offer this program"):
        workflow.plan(site=cast.here.site, program="young_parent", by=cast.here.staff, **details())


def test_meeting_of_a_kind_that_the_program_does_not_hold_is_refused(cast):
    with pytest.raises(workflow.CannotPlan, match="no meetings of this kind"):
        workflow.plan(site=cast.here.site, program="young_parent", by=cast.here.staff, **details(kind="downtime"))


def test_nobody_is_asked_unless_wanted(cast):
    meeting = workflow.plan(
        site=cast.here.site, program="young_parent", by=cast.here.staff, ask_everyone=False, **details()
    )

    assert meeting.attendances.count() == 0


def test_verbs_refuse_what_was_called_off(cast):
    workflow.call_off(meeting=cast.here.meeting, reason="Ice", by=cast.here.staff)

    with pytest.raises(workflow.CannotPlan):
        workflow.call_off(meeting=cast.here.meeting, reason="Ice", by=cast.here.staff)
    with pytest.raises(workflow.CannotPlan):
        workflow.change(meeting=cast.here.meeting, by=cast.here.staff, version=2, topic="New")
    with pytest.raises(workflow.CannotAnswer):
        workflow.answer(attendance=cast.here.attendance, says="yes", by=cast.here.staff)
    Meeting.objects.filter(pk=cast.here.meeting.pk).update(starts_at=timezone.now() - timedelta(hours=1))
    cast.here.meeting.refresh_from_db()
    with pytest.raises(workflow.CannotTakeAttendance, match="called off"):
        workflow.take_attendance(meeting=cast.here.meeting, rows={}, by=cast.here.staff)
    with pytest.raises(workflow.CannotTakeAttendance, match="called off"):
        workflow.add_walk_in(meeting=cast.here.meeting, enrollment=EnrollmentFactory(), by=cast.here.staff)


def missing(household):
    """Meetings of the household's site of which nobody noted who came."""
    items = gathered(SOURCES, Enrollment.objects.none(), household.site.today(), household.staff)
    return [item for item in items if item.rule == "attendance-missing"]


def test_attendance_is_owed_until_somebody_notes_it(cast):
    held = MeetingFactory(site=cast.here.site, starts_at=timezone.now() - timedelta(days=3), topic="Sleep")
    row = AttendanceFactory(meeting=held, person=cast.here.participant, enrollment=cast.here.enrollment)

    def owed():
        return missing(cast.here)

    (item,) = owed()
    assert item.due_on == timezone.localtime(held.starts_at, cast.here.site.zone).date() + timedelta(days=1)
    assert item.site == cast.here.site
    workflow.take_attendance(meeting=held, rows={row.pk: (False, 0)}, by=cast.here.staff)
    assert owed() == []


def test_meeting_to_which_nobody_was_asked_owes_nothing(cast):
    MeetingFactory(site=cast.here.site, starts_at=timezone.now() - timedelta(days=3))

    assert missing(cast.here) == []


@pytest.mark.parametrize(
    ("hour_utc", "day"),
    [(5, 30), (6, 1)],  # Central time: eleven at night on November 30, midnight of December 1
)
def test_day_of_a_meeting_is_the_sites_day(cast, hour_utc, day):
    MeetingFactory(site=cast.here.site, starts_at=datetime(2026, 12, 1, hour_utc, 0, tzinfo=UTC), topic="Late")
    on = datetime(2026, 11 if day == 30 else 12, day, tzinfo=UTC).date()

    assert Meeting.objects.filter(topic="Late").between(on, on, cast.here.site.zone).exists()
