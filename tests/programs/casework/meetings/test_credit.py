"""What an attendance is worth: for a case, for two programs at once, and for a mentor's training."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from programs.casework.casefile.month import month_so_far
from programs.casework.enrollments.models import Enrollment
from programs.casework.meetings import credit, workflow
from programs.casework.meetings.models import Meeting
from programs.casework.meetings.workflow import Presence
from reports.measures import meetings as measures
from tests.factories.accounts import user_with
from tests.factories.casework import AttendanceFactory, EnrollmentFactory, MeetingFactory
from tests.factories.mentors import MentorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mid_month(time_machine):
    """The fifteenth at six in the evening, so that a meeting of today lies in this month."""
    time_machine.move_to("2026-12-16T00:00:00Z", tick=False)


@pytest.fixture
def meeting(cast):
    """Two hours, from two hours ago on."""
    return MeetingFactory(site=cast.here.site, starts_at=timezone.now() - timedelta(hours=2), duration_minutes=120)


@pytest.fixture
def row(cast, meeting):
    return AttendanceFactory(meeting=meeting, person=cast.here.participant, enrollment=cast.here.enrollment)


def at_meetings(enrollment):
    case = Enrollment.objects.with_matches().get(pk=enrollment.pk)
    return next(line.done for line in month_so_far(case, today=case.site.today()) if "meetings" in str(line.name))


@pytest.mark.parametrize(
    ("arrives", "leaves", "minutes"),
    [
        (None, None, 120),
        (15, None, 120),
        (16, None, 104),
        (None, 105, 120),
        (None, 104, 104),
        (30, 90, 60),
        (-30, 150, 120),
    ],
)
def test_part_of_a_meeting_counts_as_a_part(cast, meeting, row, arrives, leaves, minutes):
    def moment(after):
        return None if after is None else meeting.starts_at + timedelta(minutes=after)

    workflow.take_attendance(
        meeting=meeting,
        rows={row.pk: Presence(True, arrived_at=moment(arrives), left_at=moment(leaves))},
        by=cast.here.staff,
    )

    row.refresh_from_db()
    assert row.minutes_there == minutes
    assert at_meetings(cast.here.enrollment) == minutes


def test_late_correction_takes_the_minutes_away(cast, meeting, row):
    workflow.take_attendance(meeting=meeting, rows={row.pk: Presence(True, 2)}, by=cast.here.staff)
    workflow.take_attendance(meeting=meeting, rows={row.pk: Presence(False)}, by=cast.here.staff)

    row.refresh_from_db()
    assert (row.came, row.children_came, row.minutes_there) == (False, 0, 0)
    assert at_meetings(cast.here.enrollment) == 0


@pytest.mark.parametrize(
    "facts",
    [
        {"came": False, "minutes_credited": 10},
        {"came": None, "arrived_at": timezone.now()},
        {"came": True, "arrived_at": timezone.now(), "left_at": timezone.now() - timedelta(minutes=1)},
        {"came": True, "children_coming": 16},
    ],
)
def test_presence_that_cannot_be_is_refused_by_the_database(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        AttendanceFactory(**facts)


# --- Two programs ----------------------------------------------------------------------------


@pytest.fixture
def in_both(cast):
    """Juniper is enrolled in MOPPP, too."""
    return EnrollmentFactory(
        participant=cast.here.participant,
        site=cast.here.site,
        program="moppp",
        registered=False,
        enrolled_on=cast.here.site.today() - timedelta(days=30),
    )


@pytest.fixture
def joint(cast, in_both):
    """A support meeting that is a Parent Café of MOPPP, an hour ago; Juniper came, and a MOPPP family alone."""
    alone = EnrollmentFactory(
        site=cast.here.site, program="moppp", enrolled_on=cast.here.site.today() - timedelta(days=30)
    )
    meeting = workflow.plan(
        site=cast.here.site,
        program="young_parent",
        kind="support",
        topic="Supper for all",
        starts_at=timezone.now() - timedelta(hours=1),
        also=[("moppp", "parent_cafe")],
        by=cast.here.staff,
    )
    workflow.take_attendance(
        meeting=meeting,
        rows={row.pk: Presence(True) for row in meeting.attendances.all()},
        by=cast.here.staff,
    )
    return meeting, alone


def test_person_in_two_programs_is_asked_once_and_credited_in_both(cast, joint, in_both):
    meeting, alone = joint
    today = cast.here.site.today()

    row = meeting.attendances.get(person=cast.here.participant)
    own, also = credit.credited([cast.here.enrollment, in_both, alone], today, today, cast.here.site.zone)

    assert row.enrollment == cast.here.enrollment
    assert {(one.enrollment_id, one.minutes_worth) for one in own} == {(cast.here.enrollment.pk, 120), (alone.pk, 120)}
    assert {(one.enrollment_id, one.minutes_worth) for one in also} == {(in_both.pk, 120)}
    assert at_meetings(cast.here.enrollment) == 120


def test_meeting_stands_in_the_story_of_both_cases(cast, client_of, joint, in_both):
    client = client_of(cast.here.staff)

    first = client.get(reverse("casefile:story", args=[cast.here.enrollment.pk])).content.decode()
    second = client.get(reverse("casefile:story", args=[in_both.pk])).content.decode()

    assert "Support meeting: Supper for all" in first
    assert "Parent Café: Supper for all" in second


def test_meeting_counts_once_in_the_report_of_each_program(cast, joint):
    from programs import registry
    from reports.periods import Span

    today = cast.here.site.today()
    period = Span(today - timedelta(days=1), today + timedelta(days=1))
    for code, kind, people in (("young_parent", "support", 1), ("moppp", "parent_cafe", 2)):
        program = registry.get(code)
        held = measures.meetings_held(period, [cast.here.site], program)
        places = measures.places(period, [cast.here.site], program)

        assert {part.code: part.value for part in held.parts if part.value} == {kind: 1}
        assert places.count() == people


def test_staff_of_either_program_see_a_joint_meeting(cast, client_of, joint):
    meeting, _alone = joint
    for program, status in (("young_parent", 200), ("moppp", 200), ("worksite", 404)):
        worker = user_with("staff", site=cast.here.site, program=program)

        assert client_of(worker).get(meeting.get_absolute_url()).status_code == status


def test_program_whose_people_are_on_the_list_stays(cast, joint):
    meeting, _alone = joint

    with pytest.raises(workflow.CannotPlan, match="has to stay"):
        workflow.change(meeting=meeting, by=cast.here.staff, version=1, also=[])


def test_same_program_twice_is_refused_on_the_page(cast, client_of):
    day = cast.here.site.today() + timedelta(days=7)
    facts = {
        "version": "1",
        "site": cast.here.site.pk,
        "kind": "young_parent:support",
        "topic": "Joint",
        "day": f"{day:%Y-%m-%d}",
        "begins": "18:00",
        "minutes_chip": "120",
        "also": ["young_parent:banquet"],
    }
    client = client_of(cast.here.staff)

    own = client.post(reverse("meetings:plan"), facts)
    twice = client.post(reverse("meetings:plan"), facts | {"also": ["moppp:parent_cafe", "moppp:group_connection"]})

    assert "Choose another program" in own.content.decode()
    assert "Choose one kind of each program." in twice.content.decode()
    assert not Meeting.objects.filter(topic="Joint").exists()


# --- Training --------------------------------------------------------------------------------


def test_mentor_is_credited_with_trainings_and_not_with_meetings(cast):
    mentor = MentorFactory(site=cast.here.site, kind="parent_mentor")
    for kind, program in (("refresher", "mpmp"), ("peer_group", "mpmp"), ("support", "young_parent")):
        held = MeetingFactory(
            site=cast.here.site,
            program=program,
            kind=kind,
            starts_at=timezone.now() - timedelta(hours=3),
            duration_minutes=60,
        )
        AttendanceFactory(meeting=held, person=mentor.person, came=True)
    today = cast.here.site.today()

    done = credit.training_minutes([mentor.person], today, today, cast.here.site.zone)

    assert done == {mentor.person_id: 60}
    assert credit.training_expected("parent_mentor") == 120
    assert credit.training_expected("community") == 0


def test_training_page_shows_what_is_done_and_owed(cast, client_of):
    mentor = MentorFactory(site=cast.here.site, kind="parent_mentor")
    held = MeetingFactory(
        site=cast.here.site,
        program="mpmp",
        kind="refresher",
        starts_at=timezone.now() - timedelta(hours=3),
        duration_minutes=60,
    )
    AttendanceFactory(meeting=held, person=mentor.person, came=True)

    page = client_of(cast.here.staff).get(reverse("meetings:training")).content.decode()

    assert "1 h of 2 h" in page
    assert "Hattie" not in client_of(cast.there.staff).get(reverse("meetings:training")).content.decode().replace(
        "Hattie Goodtale FAR", ""
    )


def test_mentor_sees_the_own_training_on_the_phone(cast, client_of):
    cast.here.mentor.kind = "parent_mentor"
    cast.here.mentor.save()

    page = client_of(cast.here.mentor_user).get(reverse("meetings:meetings")).content.decode()

    assert "Your training this month" in page
