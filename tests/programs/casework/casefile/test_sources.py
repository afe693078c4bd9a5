"""What each kind of thing tells in a family's story, what stands beside it, and how few statements it takes."""

from datetime import date, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from programs.casework.casefile import glance
from programs.casework.casefile.entries import Telling
from programs.casework.casefile.month import month_so_far
from programs.casework.casefile.rhythm import usual_days_between
from programs.casework.casefile.sources import SOURCES
from programs.casework.casefile.sources.changes import tell_screened
from programs.casework.casefile.sources.lines import read
from programs.casework.casefile.story import KINDS, story_of
from programs.casework.closings import workflow as closings
from programs.casework.contacts.models import ContactShare
from programs.casework.enrollments import workflow as enrollments
from programs.casework.enrollments.models import Enrollment
from programs.casework.goals import workflow as goals
from tests.factories.casework import AttendanceFactory, ContactFactory, MeetingFactory
from tests.factories.participants import child_of
from tests.factories.referrals import referral_at
from tests.factories.screenings import screening_of


def case(cast):
    return Enrollment.objects.with_people().with_matches().get(pk=cast.here.enrollment.pk)


def told(cast, only=""):
    """Pairs of title and note."""
    story = story_of(case(cast), today=cast.here.site.today(), only=only, limit=500)
    return {entry.title: entry.note for group in story.groups for entry in group.entries}


def test_every_kind_has_one_name_and_stands_under_a_filter_that_exists():
    kinds = [source.kind for source in SOURCES]

    assert len(kinds) == len(set(kinds))
    assert {source.chip for source in SOURCES} <= {code for code, _label in KINDS}
    assert all(source.tell for source in SOURCES if source.chip)


def test_goals_steps_and_notes_are_told(cast):
    goal, staff = cast.here.goal, cast.here.staff
    goals.note_done(step=cast.here.step, by=cast.here.mentor_user)
    goals.write_note(goal=goal, words="Slowly", by=staff)
    goals.end(goal=goal, status="reached", on=cast.here.site.today(), outcome_words="At last", by=staff)

    story = told(cast, "goals")

    assert story == {
        "Goal reached: Finish school before summer": "At last",
        "Step done: Ask the school what is missing": "",
        "How it goes: Finish school before summer": "Slowly",
        "Goal: Finish school before summer": "",
    }


def test_a_changed_worker_is_named_and_a_reopened_case_says_why(cast):
    enrollments.reassign(
        enrollment=cast.here.enrollment, worker=cast.here.supervisor, by=cast.here.staff, reason="Leave"
    )
    closings.close(enrollment=cast.here.enrollment, on=cast.here.site.today(), reason="moved", by=cast.here.staff)
    closings.reopen(enrollment=cast.here.enrollment, reason="They are back", by=cast.here.staff)

    story = told(cast, "changes")

    assert story[f"Given to {cast.here.supervisor.name}"] == "Leave"
    assert story["Opened again"] == "They are back"
    assert story["Closed, and opened again later"] == "Moved away"


def test_a_screening_for_the_program_is_told_with_its_answer_and_none_for_another(cast):
    person, site, staff = cast.here.participant, cast.here.site, cast.here.staff
    before = site.today() - timedelta(days=400)
    screening_of(person, site=site, by=staff, program="young_parent", on=before)
    screening_of(person, site=site, by=staff, program="moppp")

    said = told(cast, "changes")

    assert [title for title in said if title.startswith("Screened")] == ["Screened: An answer is missing"]
    assert list(said)[-1] == "Screened: An answer is missing", "it stands before the enrollment it led to"


def test_of_risk_factors_the_story_tells_how_many(cast):
    row = screening_of(cast.here.participant, site=cast.here.site, by=cast.here.staff, program="moppp")
    cast.here.enrollment.program = "moppp"

    read_lines = read([source for source in SOURCES if source.kind == "screened"], cast.here.enrollment)
    line = next(one for one in read_lines if one.pk == row.pk)
    entry = tell_screened(line, Telling(cast.here.enrollment))

    assert (entry.title, entry.note) == ("Screened: Eligible", "5 of 15 risk factors")
    assert entry.url == row.get_absolute_url()


def test_a_contact_shared_with_the_family_is_told(cast):
    contact = ContactFactory(enrollment=cast.there.enrollment, note="At the zoo", started_at=timezone.now())
    ContactShare.objects.create(contact=contact, enrollment=cast.here.enrollment)

    assert "At the zoo" in told(cast, "contacts").values()


def test_what_is_voided_is_not_told(cast):
    for record in (cast.here.goal, cast.here.contact):
        type(record).objects.filter(pk=record.pk).update(
            voided_at=timezone.now(), voided_by=cast.here.staff, void_reason="Twice"
        )

    assert told(cast, "goals") == {}
    assert told(cast, "contacts") == {}


def test_a_period_has_both_its_days(cast):
    today = cast.here.site.today()
    on = timezone.localtime(cast.here.contact.started_at, cast.here.site.zone).date()

    def count(first, last):
        story = story_of(case(cast), today=today, only="contacts", first=first, last=last)
        return story.total

    assert count(on, on) == 1
    assert count(on + timedelta(days=1), today) == 0
    assert count(today - timedelta(days=300), on - timedelta(days=1)) == 0


# --- At a glance -----------------------------------------------------------------------------


def lines(cast):
    return read(SOURCES, case(cast))


def test_children_stand_with_their_age_the_oldest_first(cast):
    today = cast.here.site.today()
    child_of(cast.here.participant, given_name="Basil", born_on=today - timedelta(days=1200))

    found = glance.children_of(lines(cast), today)

    assert [name for name, _age in found] == ["Basil Fableton", "Clover Fableton"]
    assert found[1][1] == "13 months"


def test_the_month_of_the_lines_is_the_month_of_the_lists(cast):
    zone, match = cast.here.site.zone, cast.here.match
    today = date(2026, 8, 20)
    shared = {"enrollment": cast.here.enrollment, "match": match}

    def at(day, month=8):
        return timezone.datetime(2026, month, day, 12, tzinfo=zone)

    ContactFactory(started_at=at(1), duration_minutes=30, **shared)
    ContactFactory(started_at=at(20), duration_minutes=45, **shared)
    ContactFactory(started_at=at(31, 7), duration_minutes=60, **shared)
    ContactFactory(started_at=at(5), duration_minutes=None, **shared)
    ContactFactory(started_at=at(6), outcome="attempted", duration_minutes=None, **shared)
    ContactFactory(started_at=at(5), duration_minutes=60, enrollment=cast.here.enrollment)
    other = ContactFactory(started_at=at(7), duration_minutes=15, enrollment=cast.there.enrollment)
    ContactShare.objects.create(contact=other, enrollment=cast.here.enrollment, match=match)
    for came in (True, False):
        meeting = MeetingFactory(site=cast.here.site, starts_at=at(10), duration_minutes=90)
        AttendanceFactory(meeting=meeting, person=cast.here.participant, enrollment=cast.here.enrollment, came=came)

    by_lines = glance.month_of(lines(cast), case(cast), today=today)

    assert [row.done for row in by_lines] == [90, 90]
    assert by_lines == month_so_far(case(cast), today=today)


def test_the_expected_return_is_that_of_the_running_pause(cast):
    today = cast.here.site.today()
    assert glance.expected_back_on(lines(cast)) is None
    enrollments.pause(
        enrollment=cast.here.enrollment,
        kind="away",
        on=today,
        expected_on=today + timedelta(days=9),
        by=cast.here.staff,
    )
    assert glance.expected_back_on(lines(cast)) == today + timedelta(days=9)

    enrollments.resume(enrollment=cast.here.enrollment, on=today, by=cast.here.staff)

    assert glance.expected_back_on(lines(cast)) is None


def test_what_is_planned_comes_next_first(cast):
    coming = glance.coming_up(lines(cast), case(cast))

    assert any(one.title == cast.here.meeting.topic for one in coming)
    assert all(one.url for one in coming)


# --- The rhythm ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((3, 10, 17), None),  # too few
        ((3, 10, 17, 24), 7),
        ((3, 10, 10, 17, 24), 7),  # two on one day are one day
        ((3, 4, 5, 35), 1),  # the middle one, not the mean
        ((3, 10, 17, 400), None),  # too long ago
    ],
)
def test_the_usual_days_between_contacts(cast, days, expected):
    cast.here.enrollment.contacts.update(voided_at=timezone.now(), voided_by=cast.here.staff, void_reason="x")
    for ago in days:
        ContactFactory(enrollment=cast.here.enrollment, started_at=timezone.now() - timedelta(days=ago))

    assert usual_days_between(case(cast)) == expected


# --- Statements ------------------------------------------------------------------------------


def test_the_case_file_takes_fewer_than_twenty_statements_however_much_happened(cast, client_of):
    """Every kind of thing stands on the page, and the opening is recorded: the dearest there is."""
    case_, staff, today = cast.here.enrollment, cast.here.staff, cast.here.site.today()
    enrollments.pause(enrollment=case_, kind="away", on=today - timedelta(days=20), by=staff)
    enrollments.resume(enrollment=case_, on=today - timedelta(days=10), by=staff)
    goals.note_done(step=cast.here.step, by=staff)
    for count in range(60):
        ContactFactory(
            enrollment=case_,
            match=cast.here.match,
            started_at=timezone.now() - timedelta(days=count),
            recorded_by=staff,
        )

    statements = statements_of(case_, client_of(staff))

    assert len(statements) < 20, statements


@pytest.mark.parametrize("room", ["worksite", "mpmp", "moppp"])
def test_no_room_makes_the_case_file_dearer(cast, client_of, room):
    case_ = cast.here.mpmp.enrollment if room == "mpmp" else getattr(cast.here, room).enrollment

    statements = statements_of(case_, client_of(cast.here.staff))

    assert len(statements) < 20, statements


def statements_of(case_, client):
    """The beginnings of the statements that the case file takes."""
    client.get(reverse("casefile:people"))  # what is read once in a process is read
    ContentType.objects.get_for_model(Enrollment)

    with CaptureQueriesContext(connection) as captured:
        answer = client.get(reverse("casefile:story", args=[case_.pk]) + "?show=500")

    assert answer.status_code == 200
    return [query["sql"][:90] for query in captured.captured_queries]


def test_how_the_family_came_stands_in_their_story(cast, client_of):
    row = referral_at(cast.here.site, by=cast.here.staff, days_ago=210, referrer_organization="Lindenwald Clinic")
    Enrollment.objects.filter(pk=cast.here.enrollment.pk).update(referral=row)

    page = client_of(cast.here.staff).get(reverse("casefile:story", args=[cast.here.enrollment.pk])).content.decode()

    assert "Hospital, clinic or WIC: Lindenwald Clinic" in page
    assert row.get_absolute_url() in page
