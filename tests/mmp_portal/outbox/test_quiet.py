"""Quiet hours by the clock of whoever is written to: across midnight, and on the nights when the clock changes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail

from mmp_portal.outbox import sending
from mmp_portal.outbox.models import Channel, Declined, Message, Preference, State
from mmp_portal.outbox.queue import queue, register_composer
from mmp_portal.outbox.quiet import leaves_at

CHICAGO = ZoneInfo("America/Chicago")
NIGHT = {"quiet_from": time(21), "quiet_until": time(8)}
NOW = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)  # half past ten in the evening in Chicago


def local(*moment, fold=0, zone=CHICAGO):
    return datetime(*moment, tzinfo=zone, fold=fold)


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        (local(2026, 11, 23, 20, 59, 59), None),
        (local(2026, 11, 23, 21, 0), local(2026, 11, 24, 8, 0)),
        (local(2026, 11, 24, 0, 0), local(2026, 11, 24, 8, 0)),
        (local(2026, 11, 24, 7, 59, 59), local(2026, 11, 24, 8, 0)),
        (local(2026, 11, 24, 8, 0), None),
        # The night of the change in spring has nine hours of quiet less one, the one in autumn one more.
        (local(2026, 3, 7, 21, 0), local(2026, 3, 7, 21, 0).astimezone(UTC) + timedelta(hours=10)),
        (local(2026, 10, 31, 21, 0), local(2026, 10, 31, 21, 0).astimezone(UTC) + timedelta(hours=12)),
        (local(2028, 2, 28, 22, 0), local(2028, 2, 29, 8, 0)),
        (local(2026, 2, 28, 22, 0), local(2026, 3, 1, 8, 0)),
        (local(2026, 12, 31, 23, 0), local(2027, 1, 1, 8, 0)),
    ],
)
def test_what_falls_into_the_night_leaves_in_the_morning(at, leaves):
    moment = at.astimezone(UTC)

    assert leaves_at(moment, zone=CHICAGO, **NIGHT) == (leaves or moment)


def test_hours_within_one_day_and_no_hours_at_all():
    noon = local(2026, 11, 23, 12, 30).astimezone(UTC)

    assert leaves_at(noon, zone=CHICAGO, quiet_from=time(12), quiet_until=time(14)) == local(2026, 11, 23, 14, 0)
    assert leaves_at(noon, zone=CHICAGO, quiet_from=time(12), quiet_until=time(12)) == noon


def test_end_that_the_clock_skips_or_shows_twice():
    skipped = leaves_at(local(2026, 3, 8, 1, 30), zone=CHICAGO, quiet_from=time(22), quiet_until=time(2, 30))
    twice = leaves_at(
        local(2026, 11, 1, 1, 10, fold=1).astimezone(UTC), zone=CHICAGO, quiet_from=time(22), quiet_until=time(1, 30)
    )

    assert skipped == datetime(2026, 3, 8, 8, 30, tzinfo=UTC)
    assert twice == local(2026, 11, 1, 1, 30, fold=1).astimezone(UTC)


@pytest.mark.parametrize(("zone", "leaves"), [("America/Chicago", 14), ("America/New_York", 13), ("UTC", 8)])
def test_night_is_that_of_the_recipient(zone, leaves):
    midnight = local(2026, 11, 24, 0, 0).astimezone(UTC)

    assert leaves_at(midnight, zone=ZoneInfo(zone), **NIGHT).astimezone(UTC).hour == leaves


# --- On sending ------------------------------------------------------------------------------


@pytest.fixture
def night_owl(cast):
    """Staff with quiet hours of their own, at half past ten in the evening."""
    Message.objects.all().delete()
    Preference.objects.create(user=cast.here.staff, **NIGHT)
    with time_machine.travel(NOW, tick=False):
        yield cast.here.staff


def sent(user, site, **changes):
    facts = {"rule": "test", "subject": "Hello", "body": "Come.", "to": user, "site": site} | changes
    message = queue(**facts)
    sending.send(message.pk)
    message.refresh_from_db()
    return message


@pytest.mark.django_db
def test_mail_waits_for_the_morning_and_urgent_mail_does_not(cast, night_owl):
    ordinary, bell, urgent, code = (
        sent(night_owl, cast.here.site, **facts)
        for facts in ({}, {"channel": Channel.BELL}, {"is_urgent": True}, {"is_secret": True})
    )

    assert (ordinary.state, ordinary.due_at) == (State.PLANNED, datetime(2026, 11, 24, 14, 0, tzinfo=UTC))
    assert ordinary.attempts == 0
    assert [bell.state, urgent.state, code.state] == [State.SENT] * 3


@pytest.mark.django_db
def test_own_clock_goes_before_that_of_the_site(cast, night_owl):
    Preference.objects.filter(user=night_owl).update(time_zone="Pacific/Honolulu")

    assert sent(night_owl, cast.here.site).state == State.SENT


@pytest.mark.django_db
def test_what_came_too_late_is_skipped_with_the_reason(cast):
    with time_machine.travel(NOW, tick=False):
        message = sent(cast.here.staff, cast.here.site, worth_until=NOW - timedelta(seconds=1))
        last = sent(cast.here.staff, cast.here.site, worth_until=NOW)

    assert (message.state, message.trouble) == (State.SKIPPED, "It came too late to be of use.")
    assert last.state == State.SENT


@pytest.mark.django_db
def test_declined_kind_is_skipped_by_that_channel_alone(cast):
    Declined.objects.create(user=cast.here.staff, rule="test", channel=Channel.EMAIL)

    by_mail, by_bell, urgent = (
        sent(cast.here.staff, cast.here.site, **facts)
        for facts in ({}, {"channel": Channel.BELL}, {"is_urgent": True})
    )

    assert [by_mail.state, by_bell.state, urgent.state] == [State.SKIPPED, State.SENT, State.SENT]
    assert by_mail.trouble == "They chose not to get this kind of message this way."


@pytest.mark.django_db
def test_letter_is_a_page_too_and_carries_a_calendar_file_without_names(cast):
    at = "2026-12-11T00:00:00+00:00"

    sent(cast.here.staff, cast.here.site, body="Come <soon>.", about={"meeting": 7, "starts_at": at})

    (letter,) = mail.outbox
    (page, kind), (name, calendar, _mime) = letter.alternatives[0], letter.attachments[0]
    assert kind == "text/html"
    assert "Come &lt;soon&gt;." in page
    assert name == "calendar.ics"
    assert "DTSTART:20261211T000000Z" in calendar
    assert "SUMMARY:Appointment" in calendar


@pytest.mark.django_db
def test_kind_that_is_written_on_sending_keeps_what_was_sent(cast, monkeypatch):
    monkeypatch.setattr("mmp_portal.outbox.queue._composers", {})
    register_composer("test", lambda message: ("Now", "Written now."))

    message = sent(cast.here.staff, cast.here.site)

    assert (message.subject, message.body) == ("Now", "Written now.")
    assert mail.outbox[0].subject == "Now"
