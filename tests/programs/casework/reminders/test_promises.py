"""The worker is told sixty and thirty days before a promised time ends, by the site's calendar."""

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
    ("days_before", "reached"), [(61, None), (60, "60"), (31, "60"), (30, "30"), (0, "30"), (-1, None)]
)
def test_worker_is_told_sixty_and_thirty_days_before(promise, days_before, reached):
    assert occasions(noon(days_before)) == ([f"2027-03-01-{reached}"] if reached else [])


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
