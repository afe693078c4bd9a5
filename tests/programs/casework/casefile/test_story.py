"""The case file: one family's story, its month, what is restricted, and who opened it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mmp_portal.audit.models import Event, Opening
from programs.casework.casefile.month import month_so_far, share_by
from programs.casework.casefile.owed import owed_in
from programs.casework.casefile.story import story_of
from programs.casework.closings import workflow as closings
from programs.casework.enrollments import workflow as enrollments
from programs.casework.enrollments.models import Enrollment, RestrictedFact
from programs.casework.matches import workflow as matches
from tests.factories.accounts import user_with
from tests.factories.caseload import task_for
from tests.factories.casework import AttendanceFactory, ContactFactory, EnrollmentFactory, MeetingFactory
from tests.participants.typed import LONG, error_beside


def case(cast):
    return Enrollment.objects.with_people().with_matches().get(pk=cast.here.enrollment.pk)


def told(cast, **options):
    """The story as a list of (heading, title, note)."""
    story = story_of(case(cast), today=cast.here.site.today(), **options)
    return [(group.title, entry.title, entry.note) for group in story.groups for entry in group.entries]


def titles(cast, **options):
    return [title for _, title, _ in told(cast, **options)]


def page(cast, query=""):
    return reverse("casefile:story", args=[cast.here.enrollment.pk]) + query


# --- The story -------------------------------------------------------------------------------


def test_the_story_begins_with_the_enrollment_and_ends_with_the_last_contact(cast):
    assert titles(cast, only="contacts") == ["Met with Hattie, 1 h"]
    assert titles(cast, only="changes") == ["Match with Hattie Goodtale OAK begins", "Enrolled in MMP Young Parent"]


def test_everything_that_happened_is_in_it(cast):
    today, case_, staff = cast.here.site.today(), cast.here.enrollment, cast.here.staff
    ContactFactory(
        enrollment=case_,
        kind="text",
        outcome="attempted",
        duration_minutes=None,
        started_at=timezone.now() - timedelta(days=4),
    )
    ContactFactory(enrollment=case_, kind="call", duration_minutes=None, started_at=timezone.now() - timedelta(days=5))
    for days, fields in (
        (6, {"came": True, "children_came": 1}),
        (7, {"came": False}),
        (8, {"came": None}),
        (9, {"came": False, "answer": "no"}),
    ):
        meeting = MeetingFactory(
            site=cast.here.site, topic=f"Topic {days}", starts_at=timezone.now() - timedelta(days=days)
        )
        AttendanceFactory(meeting=meeting, person=cast.here.participant, enrollment=case_, **fields)
    called_off = MeetingFactory(
        site=cast.here.site,
        topic="Snow",
        starts_at=timezone.now() - timedelta(days=3),
        called_off_at=timezone.now(),
        called_off_reason="Snow",
    )
    AttendanceFactory(meeting=called_off, person=cast.here.participant, enrollment=case_)
    enrollments.pause(enrollment=case_, reason="In the hospital", on=today - timedelta(days=40), by=staff)
    enrollments.resume(enrollment=case_, on=today - timedelta(days=30), by=staff)
    matches.end(match=cast.here.match, on=today, reason="moved", note="They write cards", by=staff)
    closings.close(enrollment=case_, on=today, reason="moved", what_follows="School in Far Hills", by=staff)

    story = told(cast)

    said = [title for _, title, _ in story]
    notes = " ".join(note for *_, note in story)
    for title in (
        "Tried to reach, no answer",
        "Call",
        "Support meeting: Topic 6",
        "Support meeting: Topic 7",
        "Support meeting: Topic 8",
        "Paused",
        "Went on after the pause",
        "Match with Hattie Goodtale OAK ended",
        "Closed",
    ):
        assert title in said
    assert "Support meeting: Snow" not in said
    assert f"Support meeting: {cast.here.meeting.topic}" not in said, "a meeting to come has not happened"
    for words in (
        "Came with 1 child.",
        "Did not come.",
        "Nobody has noted yet",
        "said so before",
        "In the hospital",
        "They write cards",
        "School in Far Hills",
    ):
        assert words in notes
    changes = titles(cast, only="changes")
    assert (changes[0], changes[-1]) == ("Closed", "Enrolled in MMP Young Parent")


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        ("contacts", ["Met with Hattie, 1 h"]),
        ("meetings", []),
        ("changes", ["Match with Hattie Goodtale OAK begins", "Enrolled in MMP Young Parent"]),
    ],
)
def test_one_kind_alone(cast, only, expected):
    assert titles(cast, only=only) == expected


def test_headings_are_the_last_days_then_months_then_years(cast):
    for days in (0, 6, 7, 400):
        ContactFactory(
            enrollment=cast.here.enrollment, started_at=timezone.now() - timedelta(days=days), note=f"n{days}"
        )

    heading = {note: title for title, _, note in told(cast) if note.startswith("n")}

    today = cast.here.site.today()
    assert heading["n0"] == heading["n6"] == "The last seven days"
    assert heading["n7"] == f"{today - timedelta(days=7):%B}" or heading["n7"].startswith(
        f"{today - timedelta(days=7):%B}"
    )
    assert heading["n400"] == f"{today - timedelta(days=400):%B %Y}"


def test_a_voided_contact_is_not_told(cast):
    cast.here.contact.voided_at, cast.here.contact.voided_by, cast.here.contact.void_reason = (
        timezone.now(),
        cast.here.staff,
        "Twice",
    )
    cast.here.contact.save()

    assert "Met with Hattie, 1 h" not in titles(cast)


def test_long_stories_show_the_newest_and_say_how_many_are_older(cast, client_of):
    for number in range(50):
        ContactFactory(
            enrollment=cast.here.enrollment,
            started_at=timezone.now() - timedelta(days=4 + number),
            note=f"Note {number}.",
        )
    client = client_of(cast.here.staff)

    short = client.get(page(cast, "?only=contacts")).content.decode()
    long = client.get(page(cast, "?only=contacts&show=60")).content.decode()

    assert "Note 0." in short
    assert "Note 49." not in short
    assert "31 entries are left" in short
    assert "Note 49." in long
    assert "entries are left" not in long


def test_the_case_file_costs_the_same_for_few_and_many(cast, client_of):
    client = client_of(cast.here.staff)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page(cast, "?show=500")).status_code == 200
        return len(captured)

    def add(count):
        for number in range(count):
            ContactFactory(
                enrollment=cast.here.enrollment,
                match=cast.here.match,
                recorded_by=cast.here.mentor_user,
                started_at=timezone.now() - timedelta(days=5 + number),
            )
            meeting = MeetingFactory(site=cast.here.site, starts_at=timezone.now() - timedelta(days=5 + number))
            AttendanceFactory(
                meeting=meeting, person=cast.here.participant, enrollment=cast.here.enrollment, came=True
            )

    queries()
    add(2)
    few = queries()
    add(25)

    assert queries() == few


def test_notes_are_shown_as_words(cast, client_of):
    ContactFactory(
        enrollment=cast.here.enrollment, started_at=timezone.now(), note="<script>alert(1)</script> 🌼 Nguyễn"
    )

    words = client_of(cast.here.staff).get(page(cast)).content.decode()

    assert "<script>alert" not in words
    assert "🌼 Nguyễn" in words


# --- The month -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "minutes"),
    [(date(2026, 11, 1), 8), (date(2026, 11, 15), 120), (date(2026, 11, 30), 240), (date(2026, 2, 28), 240)],
)
def test_what_is_expected_by_a_day(day, minutes):
    assert share_by(day, 240) == minutes


@pytest.mark.parametrize(
    ("since", "minutes"),
    [
        (date(2026, 5, 28), 120),  # began long ago
        (date(2026, 11, 1), 120),
        (date(2026, 11, 15), 8),  # began that day
        (date(2026, 11, 16), 0),  # begins tomorrow
    ],
)
def test_of_a_match_that_began_in_the_month_less_is_expected(since, minutes):
    assert share_by(date(2026, 11, 15), 240, since=since) == minutes


def test_the_month_counts_mentor_minutes_and_meetings(cast):
    site, today = cast.here.site, date(2026, 8, 20)
    zone = site.zone

    def at(day, hour=12, month=8):
        return timezone.datetime(2026, month, day, hour, tzinfo=zone)

    shared = {"enrollment": cast.here.enrollment}
    ContactFactory(match=cast.here.match, started_at=at(1, 0), duration_minutes=30, **shared)  # the first minute
    ContactFactory(match=cast.here.match, started_at=at(20, 23), duration_minutes=45, **shared)  # the last evening
    ContactFactory(match=cast.here.match, started_at=at(31, 23, 7), duration_minutes=60, **shared)  # the month before
    ContactFactory(match=cast.here.match, started_at=at(5), duration_minutes=None, **shared)  # nobody said how long
    ContactFactory(match=None, started_at=at(5), duration_minutes=60, **shared)  # without the mentor
    for came in (True, False, None):
        meeting = MeetingFactory(site=site, starts_at=at(10), duration_minutes=120)
        AttendanceFactory(meeting=meeting, person=cast.here.participant, came=came, **shared)

    mentored, attended = month_so_far(case(cast), today=today)

    assert (mentored.done, mentored.expected, mentored.by_today) == (75, 240, 154)
    assert mentored.kind == "low"
    assert (attended.done, attended.expected, attended.by_today, attended.kind) == (120, 120, None, "good")
    assert mentored.figure == "1 h 15 min of 4 h"


def test_more_than_expected_makes_a_longer_bar_not_a_broken_one(cast):
    ContactFactory(
        enrollment=cast.here.enrollment,
        match=cast.here.match,
        started_at=timezone.datetime(2026, 8, 5, 12, tzinfo=cast.here.site.zone),
        duration_minutes=700,
    )

    mentored, _ = month_so_far(case(cast), today=date(2026, 8, 20))

    assert (mentored.most, mentored.kind) == (700, "good")


# --- The page --------------------------------------------------------------------------------


def test_the_page_answers_how_to_reach_and_what_is_owed(cast, client_of):
    words = client_of(cast.here.staff).get(page(cast)).content.decode()

    for part in (
        "Juniper Fableton",
        "(417) 555-0142",
        "Matched",
        "Day 180 of 365",
        "Anniversary",
        "Owed",
        "Clover",
        "13 months",
        "Coming up",
        "Record a contact",
    ):
        assert part in words


def test_opening_the_case_file_is_recorded_once_an_hour(cast, client_of):
    client = client_of(cast.here.staff)

    client.get(page(cast))
    client.get(page(cast, "?only=contacts"))

    opening = Opening.objects.about(cast.here.enrollment).get()
    assert (opening.by, opening.what) == (cast.here.staff, "case file")


def test_a_mentor_never_opens_the_case_file(cast, client_of):
    assert client_of(cast.here.mentor_user).get(page(cast)).status_code == 403
    assert not Opening.objects.exists()


def test_a_closed_case_can_be_read_and_not_written(cast, client_of):
    today = cast.here.site.today()
    closings.close(enrollment=cast.here.enrollment, on=today, reason="year_kept", by=cast.here.staff)

    words = client_of(cast.here.staff).get(page(cast)).content.decode()

    assert "Closed" in words
    assert "Record a contact" not in words
    assert reverse("closings:close", args=[cast.here.enrollment.pk]) not in words


# --- What is restricted ----------------------------------------------------------------------


@pytest.fixture
def secret(cast):
    return RestrictedFact.objects.create(
        enrollment=cast.here.enrollment, about="address", words="Behind the old mill", recorded_by=cast.here.staff
    )


def restricted(cast):
    return reverse("casefile:restricted", args=[cast.here.enrollment.pk])


def test_the_story_tells_that_facts_exist_to_those_who_may_know(cast, client_of, secret):
    assert "1 restricted fact" in client_of(cast.here.staff).get(page(cast)).content.decode()
    colleague = user_with("staff", site=cast.here.site)
    words = client_of(colleague).get(page(cast)).content.decode()
    assert "1 restricted fact" not in words
    assert "Only the assigned worker and the supervisor know" in words


@pytest.mark.parametrize("address", ["casefile:story", "casefile:history", "enrollments:pause", "matches:start"])
def test_restricted_words_are_on_no_other_page(cast, client_of, secret, address):
    words = client_of(cast.here.staff).get(reverse(address, args=[cast.here.enrollment.pk])).content.decode()

    assert "old mill" not in words


def test_a_reason_opens_the_facts_and_every_view_is_recorded(cast, client_of, secret):
    client = client_of(cast.here.staff)
    closed = client.get(restricted(cast)).content.decode()
    assert "old mill" not in closed
    assert not Opening.objects.exists()

    opened = client.post(restricted(cast), {"reason": "Safety plan with the family"}, follow=True)

    assert "Behind the old mill" in opened.content.decode()
    assert opened["Cache-Control"] == "no-store"
    row = Opening.objects.filter(what="restricted facts").first()
    assert (row.by, row.reason) == (cast.here.staff, "Safety plan with the family")


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [("", "Say in a sentence"), ("   ", "Say in a sentence"), ("x", "Say a little more"), (LONG, "Keep this to 500")],
)
def test_no_reason_no_facts(cast, client_of, secret, reason, sentence):
    answer = client_of(cast.here.staff).post(restricted(cast), {"reason": reason})

    assert sentence in error_beside(answer, "reason")
    assert "old mill" not in answer.content.decode()


def test_the_door_closes_after_a_while(cast, client_of, secret, time_machine):
    client = client_of(cast.here.staff)
    client.post(restricted(cast), {"reason": "Safety plan with the family"})

    time_machine.move_to(timezone.now() + timedelta(minutes=16))

    assert "old mill" not in client.get(restricted(cast)).content.decode()


def test_a_reason_given_for_one_case_opens_no_other(cast, client_of, secret):
    from tests.factories.casework import EnrollmentFactory

    other = EnrollmentFactory(site=cast.here.site, worker=cast.here.staff)
    client = client_of(cast.here.staff)

    client.post(reverse("casefile:restricted", args=[other.pk]), {"reason": "Safety plan with the family"})

    assert "old mill" not in client.get(restricted(cast)).content.decode()


def test_a_colleague_who_is_not_the_worker_is_refused(cast, client_of, secret):
    colleague = user_with("staff", site=cast.here.site)

    for method in ("get", "post"):
        assert (
            getattr(client_of(colleague), method)(restricted(cast), {"reason": "I should like to know"}).status_code
            == 403
        )


def test_the_worker_adds_a_fact(cast, client_of):
    client = client_of(cast.here.staff)
    client.post(restricted(cast), {"reason": "Safety plan with the family"})

    bad = client.post(restricted(cast), {"about": "", "words": "Kept as typed"})
    assert "Choose one" in error_beside(bad, "about")
    assert "Kept as typed" in bad.content.decode()
    long = client.post(restricted(cast), {"about": "ipv", "words": LONG})
    assert "Keep this to 4000" in error_beside(long, "words")

    client.post(restricted(cast), {"about": "ipv", "words": "He waits at the bus stop"})
    fact = RestrictedFact.objects.get()
    assert (fact.about, fact.recorded_by) == ("ipv", cast.here.staff)
    assert Event.objects.filter(verb="restricted.added").exists()


# --- History ---------------------------------------------------------------------------------


def test_history_says_who_what_before_and_after(cast, client_of):
    client = client_of(cast.here.staff)
    client.post(
        reverse("enrollments:pause", args=[cast.here.enrollment.pk]),
        {"on": cast.here.site.today().isoformat(), "kind": "health", "reason": "In the hospital"},
    )

    words = client.get(reverse("casefile:history", args=[cast.here.enrollment.pk])).content.decode()

    assert "Paused the case" in words
    assert "In the hospital" in words
    assert "Status: Enrolled, then Paused" in words
    assert f"by {cast.here.staff.name}" in words


def test_restricted_words_leave_no_trace_in_the_history(cast, client_of, secret):
    secret.words = "At the new mill"
    secret.save()

    words = (
        client_of(cast.here.supervisor)
        .get(reverse("casefile:history", args=[cast.here.enrollment.pk]))
        .content.decode()
    )

    assert "mill" not in words


def test_openings_are_told_to_the_supervisor_alone(cast, client_of):
    client_of(cast.here.staff).get(page(cast))
    address = reverse("casefile:history", args=[cast.here.enrollment.pk])

    assert "Opened: case file" in client_of(cast.here.supervisor).get(address).content.decode()
    assert "Opened: case file" not in client_of(cast.here.staff).get(address).content.decode()


def test_history_costs_the_same_for_few_and_many(cast, client_of):
    client = client_of(cast.here.supervisor)
    address = reverse("casefile:history", args=[cast.here.enrollment.pk]) + "?show=400"

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    def change(count):
        for _ in range(count):
            enrollments.reassign(enrollment=cast.here.enrollment, worker=cast.here.supervisor, by=cast.here.staff)
            enrollments.reassign(enrollment=cast.here.enrollment, worker=cast.here.staff, by=cast.here.staff)

    queries()
    change(1)
    few = queries()
    change(10)

    assert queries() == few


# --- With a reason, from outside -------------------------------------------------------------


def glass(cast):
    return reverse("casefile:break_glass", args=[cast.here.enrollment.pk])


def test_an_administrator_reads_a_case_after_giving_a_reason(cast, client_of, secret):
    client = client_of(cast.administrator)
    closed = client.get(glass(cast)).content.decode()
    assert "Juniper" not in closed
    assert not Opening.objects.exists()

    opened = client.post(glass(cast), {"reason": "A complaint was made about this case"}, follow=True)

    words = opened.content.decode()
    assert "Juniper Fableton" in words
    assert "Met with Hattie" in words
    assert "old mill" not in words
    assert "restricted fact" not in words
    assert "Record a contact" not in words
    assert reverse("enrollments:pause", args=[cast.here.enrollment.pk]) not in words
    row = Opening.objects.about(cast.here.enrollment).get()
    assert row.reason == "A complaint was made about this case"


def test_the_glass_is_whole_again_after_half_an_hour(cast, client_of, time_machine):
    client = client_of(cast.administrator)
    client.post(glass(cast), {"reason": "A complaint was made about this case"})

    time_machine.move_to(timezone.now() + timedelta(minutes=31))

    assert "Juniper" not in client.get(glass(cast)).content.decode()


def test_a_reason_opens_that_page_and_no_other(cast, client_of):
    client = client_of(cast.administrator)
    client.post(glass(cast), {"reason": "A complaint was made about this case"})

    assert client.get(page(cast)).status_code == 403
    assert "Wren" not in client.get(reverse("casefile:break_glass", args=[cast.there.enrollment.pk])).content.decode()


def test_an_administrator_of_another_agency_finds_nothing(cast, client_of):
    from tests.factories.agencies import AgencyFactory

    stranger = user_with("administrator", agency=AgencyFactory())
    client = client_of(stranger)

    assert client.get(glass(cast)).status_code == 404
    found = client.post(reverse("casefile:break_glass_by_number"), {"number": cast.here.enrollment.number})
    assert "no case with this number" in error_beside(found, "number")


def test_a_case_is_found_by_its_number(cast, client_of):
    client = client_of(cast.administrator)

    found = client.post(
        reverse("casefile:break_glass_by_number"), {"number": f" {cast.here.enrollment.number.lower()} "}
    )

    assert found.url == glass(cast)
    assert "still empty" in error_beside(
        client.post(reverse("casefile:break_glass_by_number"), {"number": ""}), "number"
    )


@pytest.mark.parametrize("who", ["staff", "supervisor", "mentor_user"])
def test_the_glass_is_for_administrators(cast, client_of, who):
    assert client_of(getattr(cast.here, who)).get(glass(cast)).status_code == 403


def test_a_task_about_another_family_is_not_owed_in_this_one(cast):
    other = EnrollmentFactory(site=cast.here.site, worker=cast.here.staff)
    task_for(other, to=cast.here.staff, by=cast.here.supervisor)
    own = task_for(cast.here.enrollment, to=cast.here.staff, by=cast.here.supervisor)

    owed = owed_in(case(cast), on=cast.here.site.today(), user=cast.here.staff)

    assert {item.enrollment.pk for item in owed} == {own.enrollment_id}
