"""Worker and mentor are told before a promised time ends, and of its milestones, by the site's calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from mmp_portal.outbox import sending
from mmp_portal.outbox.models import Message, State
from programs.casework.matches.models import Match
from programs.casework.reminders import workflow

pytestmark = pytest.mark.django_db

ENDS_ON = date(2027, 3, 1)
RULE = ["commitment-ends"]
MILESTONES = ["commitment-milestone"]


@pytest.fixture
def promise(cast):
    Match.objects.exclude(pk=cast.here.match.pk).update(commitment_ends_on=None)
    Match.objects.filter(pk=cast.here.match.pk).update(commitment_ends_on=ENDS_ON)
    cast.here.match.refresh_from_db()
    return cast.here.match


def occasions(moment):
    return [one.occurrence for one in workflow.queue_due(now=moment, rules=RULE, dry_run=True)[0]]


def noon(days_before):
    return datetime(2027, 3, 1, 18, 0, tzinfo=UTC) - timedelta(days=days_before)


@pytest.mark.parametrize(
    ("days_before", "reached"), [(61, None), (60, "60"), (31, "60"), (30, "30"), (1, "30"), (0, "0"), (-1, None)]
)
def test_both_are_told_sixty_and_thirty_days_before_and_on_the_last(promise, days_before, reached):
    assert occasions(noon(days_before)) == ([f"2027-03-01-{reached}"] * 2 if reached else [])


@pytest.mark.parametrize(
    ("began", "at", "is_told"),
    [
        (date(2026, 8, 1), date(2026, 8, 30), False),
        (date(2026, 8, 1), date(2026, 8, 31), True),
        (date(2026, 8, 1), date(2026, 9, 3), True),
        (date(2026, 8, 1), date(2026, 9, 4), False),
        (date(2024, 2, 29), date(2025, 2, 28), True),
        (date(2024, 2, 29), date(2025, 2, 27), False),
    ],
)
def test_day_to_look_back_on_is_told_for_three_days(cast, promise, began, at, is_told):
    Match.objects.filter(pk=promise.pk).update(starts_on=began, commitment_ends_on=date(2027, 8, 1))
    moment = datetime(at.year, at.month, at.day, 18, 0, tzinfo=UTC)

    new, _known = workflow.queue_due(now=moment, rules=MILESTONES, dry_run=True)

    assert {one.user for one in new} == ({cast.here.staff, cast.here.mentor_user} if is_told else set())
    assert not any(one.link for one in new if one.user == cast.here.mentor_user)


@pytest.mark.parametrize(
    ("zone", "is_told"), [("Pacific/Honolulu", False), ("America/Chicago", False), ("Pacific/Auckland", True)]
)
def test_day_is_the_sites_day(promise, zone, is_told):
    """At eleven in the morning in Greenwich, sixty-one days before, Auckland has the next day already."""
    site = promise.enrollment.site
    site.time_zone = zone
    site.save()

    assert bool(occasions(datetime(2026, 12, 30, 11, 0, tzinfo=UTC))) == is_told


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"commitment_ends_on": date(2028, 3, 1)}, "The promised time was changed."),
        (
            {"status": "ended", "ended_on": date(2027, 1, 5), "end_reason": "moved"},
            "The match has ended.",
        ),
    ],
)
def test_reminder_of_a_promise_that_changed_is_skipped(promise, change, reason):
    with time_machine.travel(noon(40), tick=False):
        workflow.queue_due(rules=RULE)
        Match.objects.filter(pk=promise.pk).update(**change)
        sending.sweep()

    message = Message.objects.filter(rule="commitment-ends").first()
    assert (message.state, message.trouble) == (State.SKIPPED, reason)


def test_reminder_does_not_go_to_a_former_worker(cast, promise):
    with time_machine.travel(noon(40), tick=False):
        workflow.queue_due(rules=RULE)
        cast.here.enrollment.worker = cast.here.supervisor
        cast.here.enrollment.save()
        sending.sweep()

    old = Message.objects.filter(rule="commitment-ends", recipient=cast.here.staff)
    assert {message.trouble for message in old} == {"The case has another worker now."}
