"""What reminders say, to whom, when, and in which language; and when they are not true any more."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from mmp_portal.outbox import sending
from mmp_portal.outbox.models import Channel, Message, State
from programs import registry
from programs.casework.closings.workflow import close
from programs.casework.meetings import workflow as meetings
from programs.casework.meetings.models import Attendance, Meeting
from programs.casework.reminders import workflow
from tests.factories.casework import AttendanceFactory, EnrollmentFactory, MeetingFactory
from tests.factories.participants import PersonFactory

pytestmark = pytest.mark.django_db

# Six in the evening, Central, on Thursday, December 10, 2026.
MEETING_AT = datetime(2026, 12, 11, 0, 0, tzinfo=UTC)
KINDS = [(program, kind) for program in ("worksite", "young_parent", "mpmp", "moppp") for kind in range(3)]


@pytest.fixture
def invited(cast):
    """Juniper, by e-mail, asked to a meeting."""
    Meeting.objects.all().update(voided_at=timezone.now(), voided_by=cast.here.staff, void_reason="not in this test")
    person = cast.here.participant
    person.email, person.may_email = "juniper@example.org", True
    person.save()
    meeting = MeetingFactory(
        site=cast.here.site, starts_at=MEETING_AT, topic="Baby Store day", place="Library, room 2", kind="support"
    )
    return AttendanceFactory(meeting=meeting, person=person, enrollment=cast.here.enrollment)


def due(moment):
    return workflow.queue_due(now=moment, rules=["meeting-soon"], dry_run=True)[0]


def the_one(moment):
    (reminder,) = due(moment)
    return reminder


# --- When ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "occasion"),
    [
        (timedelta(days=7, seconds=1), None),
        (timedelta(days=7), "7"),
        (timedelta(days=1, seconds=1), "7"),
        (timedelta(days=1), "1"),
        (timedelta(hours=2, seconds=1), "1"),
        (timedelta(hours=2), "2h"),
        (timedelta(seconds=1), "2h"),
        (timedelta(0), None),
    ],
)
def test_reminder_is_due_a_week_a_day_and_two_hours_before(invited, before, occasion):
    found = due(MEETING_AT - before)

    assert [reminder.occurrence.rsplit("-", 1)[1] for reminder in found] == ([occasion] if occasion else [])


def test_nobody_is_told_twice_of_one_occasion(invited):
    moment = MEETING_AT - timedelta(days=3)

    first, known = workflow.queue_due(now=moment, rules=["meeting-soon"])
    second, known_then = workflow.queue_due(now=moment + timedelta(days=1), rules=["meeting-soon"])

    assert (len(first), len(known)) == (1, 0)
    assert (len(second), len(known_then)) == (0, 1)
    assert Message.objects.filter(rule="meeting-soon").count() == 1


def test_both_occasions_make_two_messages(invited):
    workflow.queue_due(now=MEETING_AT - timedelta(days=3), rules=["meeting-soon"])
    workflow.queue_due(now=MEETING_AT - timedelta(hours=3), rules=["meeting-soon"])

    assert Message.objects.filter(rule="meeting-soon").count() == 2


def test_meeting_that_moved_is_a_new_occasion(invited):
    workflow.queue_due(now=MEETING_AT - timedelta(days=3), rules=["meeting-soon"])
    Meeting.objects.filter(pk=invited.meeting_id).update(starts_at=MEETING_AT + timedelta(hours=1))

    new, _known = workflow.queue_due(now=MEETING_AT - timedelta(days=3), rules=["meeting-soon"])

    assert len(new) == 1


def test_somebody_who_signs_in_gets_mail_and_bell(cast, invited):
    AttendanceFactory(meeting=invited.meeting, person=cast.here.mentor.person)

    workflow.queue_due(now=MEETING_AT - timedelta(days=3), rules=["meeting-soon"])

    channels = Message.objects.filter(recipient=cast.here.mentor_user, rule="meeting-soon")
    assert set(channels.values_list("channel", flat=True)) == {Channel.EMAIL, Channel.BELL}


def test_nobody_without_an_address_is_told(invited):
    invited.person.email = ""
    invited.person.save()

    assert due(MEETING_AT - timedelta(days=3)) == []


def test_dry_run_writes_nothing(invited):
    workflow.queue_due(now=MEETING_AT - timedelta(days=3), dry_run=True)

    assert not Message.objects.filter(rule="meeting-soon").exists()


def test_coming_shows_each_occasion_once(invited):
    found = workflow.coming(now=MEETING_AT - timedelta(days=7, hours=12), days=7)

    mine = [one for one in found if one.reminder.rule == "meeting-soon"]
    assert [one.reminder.occurrence[-2:] for one in mine] == ["-7", "-1"]


# --- Words -----------------------------------------------------------------------------------


def test_reminder_says_when_and_where_in_the_time_of_the_site(invited):
    reminder = the_one(MEETING_AT - timedelta(days=3))

    assert reminder.title == "Reminder: Thursday, December 10 at 6:00 pm"
    assert "Hello Juniper," in reminder.body
    assert "Where: Library, room 2" in reminder.body


@pytest.mark.parametrize(("program", "number"), KINDS)
def test_words_name_no_program_no_child_and_nothing_private(cast, invited, program, number):
    definition = registry.get(program)
    kinds = definition.meeting_kinds
    kind = kinds[number % len(kinds)]
    Meeting.objects.filter(pk=invited.meeting_id).update(program=program, kind=kind.code, topic="Living with HIV")
    words = " ".join(
        f"{reminder.title} {reminder.body}" for reminder in due(MEETING_AT - timedelta(days=3))
    ).casefold()

    forbidden = [
        definition.name,
        definition.short_name,
        definition.people_served,
        kind.label,
        "Living with HIV",
        cast.here.child.given_name,
        cast.here.participant.family_name,
        cast.here.enrollment.number,
        "parent",
        "mentor",
        "child",
        "visit",
    ]
    assert "december 10" in words
    for word in forbidden:
        assert str(word).casefold() not in words, word


def test_commitment_reminder_names_a_number_and_nobody(cast):
    cast.here.match.commitment_ends_on = cast.here.site.today() + timedelta(days=40)
    cast.here.match.save()

    new, _known = workflow.queue_due(rules=["commitment-ends"], dry_run=True)

    told = {one.user: f"{one.title} {one.body}" for one in new if one.site == cast.here.site}
    assert set(told) == {cast.here.staff, cast.here.mentor_user}
    assert cast.here.enrollment.number in told[cast.here.staff]
    words = " ".join(told.values())
    for name in ("Juniper", "Fableton", "Hattie", "Goodtale", "Clover", "Young Parent"):
        assert name not in words


def test_reminder_speaks_the_language_of_whoever_gets_it(cast, invited):
    invited.person.language = "es"
    invited.person.save()
    cast.here.mentor_user.language = "es"
    cast.here.mentor_user.save()
    AttendanceFactory(meeting=invited.meeting, person=cast.here.mentor.person)

    found = due(MEETING_AT - timedelta(days=3))

    assert {reminder.language for reminder in found} == {"es"}
    assert all("jueves" in reminder.title for reminder in found)


def test_language_that_the_portal_does_not_speak_becomes_english(invited):
    invited.person.language = "so"
    invited.person.save()

    reminder = the_one(MEETING_AT - timedelta(days=3))

    assert reminder.language == "en"
    assert "Thursday" in reminder.title


# --- Not true any more -----------------------------------------------------------------------


def queued(moment):
    workflow.queue_due(now=moment, rules=["meeting-soon"])
    return Message.objects.get(rule="meeting-soon")


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("called off", "The meeting was called off."),
        ("moved", "The meeting was moved."),
        ("said no", "They answered that they cannot come."),
        ("closed", "The case is paused or closed."),
        ("begun", "The meeting has begun already."),
        ("voided", "The invitation was taken back."),
    ],
)
def test_reminder_that_is_no_longer_true_is_skipped(cast, invited, what, reason):
    moment = MEETING_AT - timedelta(days=3)
    with time_machine.travel(moment, tick=False):
        message = queued(moment)
        meeting = invited.meeting
        if what == "called off":
            meetings.call_off(meeting=meeting, reason="Ice", by=cast.here.staff)
        elif what == "moved":
            details = {"starts_at": MEETING_AT + timedelta(days=1)}
            meetings.change(meeting=meeting, by=cast.here.staff, version=1, **details)
        elif what == "said no":
            meetings.answer(attendance=invited, says="no", by=cast.here.staff)
        elif what == "closed":
            close(enrollment=cast.here.enrollment, reason="moved", on=cast.here.site.today(), by=cast.here.staff)
        elif what == "voided":
            Meeting.objects.filter(pk=meeting.pk).update(
                voided_at=moment, voided_by=cast.here.staff, void_reason="Twice"
            )
    with time_machine.travel(MEETING_AT if what == "begun" else moment, tick=False):
        sending.sweep()

    message.refresh_from_db()
    assert (message.state, message.trouble) == (State.SKIPPED, reason)
    assert [sent for sent in mail.outbox if sent.to == ["juniper@example.org"]] == []


def test_reminder_that_is_still_true_is_sent(invited):
    moment = MEETING_AT - timedelta(days=3)
    with time_machine.travel(moment, tick=False):
        message = queued(moment)
        sending.sweep()

    message.refresh_from_db()
    assert message.state == State.SENT
    assert mail.outbox[-1].to == ["juniper@example.org"]


def test_called_off_or_refused_meetings_are_not_queued_at_all(invited):
    Attendance.objects.update(answer="no")

    assert due(MEETING_AT - timedelta(days=3)) == []


def test_looking_costs_the_same_for_few_and_many(invited, django_assert_max_num_queries):
    for number in range(15):
        enrollment = EnrollmentFactory(
            site=invited.meeting.site, participant=PersonFactory(email=f"person{number}@example.org")
        )
        AttendanceFactory(meeting=invited.meeting, person=enrollment.participant, enrollment=enrollment)

    with django_assert_max_num_queries(8):
        assert len(due(MEETING_AT - timedelta(days=3))) == 16
