"""One letter with what waits: each working day for staff, on Mondays for supervisors, and no names of families in it."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail

from mmp_portal.accounts.models import RoleGrant
from mmp_portal.outbox import sending
from mmp_portal.outbox.models import Digest, Message, Preference, State
from programs.casework.caseload.digest import DAILY, WEEKLY
from programs.casework.contacts.models import Contact
from programs.casework.reminders import workflow
from tests.factories.accounts import RoleGrantFactory

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)  # eight in the morning in Chicago


def told(moment, rule):
    return {one.user for one in workflow.queue_due(now=moment, rules=[rule], dry_run=True)[0]}


def at(day, hour):
    """November 2026, by the clock of Chicago."""
    return datetime(2026, 11, day, hour, 0, tzinfo=ZoneInfo("America/Chicago")).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "is_told"),
    [(at(23, 6), False), (at(23, 7), True), (at(23, 17), True), (at(24, 7), True), (at(28, 9), False)],
)
def test_staff_are_told_on_working_days_from_seven_in_the_morning(cast, moment, is_told):
    people = told(moment, DAILY)

    assert (cast.here.staff in people) == is_told
    assert not {cast.here.supervisor, cast.here.mentor_user, cast.administrator, cast.viewer} & people


def test_supervisors_are_told_on_mondays(cast):
    assert cast.here.supervisor in told(MONDAY, WEEKLY)
    assert cast.here.staff not in told(MONDAY, WEEKLY)
    assert told(at(24, 9), WEEKLY) == set()


def test_choice_goes_before_what_is_usual(cast):
    Preference.objects.create(user=cast.here.staff, digest=Digest.WEEKLY)
    Preference.objects.create(user=cast.here.supervisor, digest=Digest.OFF)

    assert cast.here.staff in told(MONDAY, WEEKLY)
    assert cast.here.staff not in told(MONDAY, DAILY)
    assert cast.here.supervisor not in told(MONDAY, WEEKLY) | told(MONDAY, DAILY)


def test_morning_is_that_of_the_site(cast):
    cast.here.site.time_zone = "Pacific/Honolulu"
    cast.here.site.save()

    assert cast.here.staff not in told(MONDAY, DAILY)
    assert cast.there.staff in told(MONDAY, DAILY)


def send_all(moment, rule):
    Message.objects.all().delete()
    with time_machine.travel(moment, tick=False):
        workflow.queue_due(rules=[rule])
        workflow.queue_due(rules=[rule])
        sending.sweep()
    return {message.recipient: message for message in Message.objects.filter(rule=rule).select_related("recipient")}


def test_letter_counts_what_waits_and_names_no_family(cast):
    Contact.objects.filter(pk=cast.here.contact.pk).update(follow_up="Call the school", follow_up_by="2026-11-20")

    message = send_all(at(23, 8), DAILY)[cast.here.staff]

    assert message.state == State.SENT
    assert "late" in message.body
    for name in ("Juniper", "Fableton", "Hattie", "Call the school", cast.here.enrollment.number):
        assert name not in message.subject + message.body
    assert [letter.to for letter in mail.outbox].count([cast.here.staff.email]) == 1


def test_supervisors_letter_says_with_whom_things_are_late(cast):
    Contact.objects.filter(pk=cast.here.contact.pk).update(follow_up="Call the school", follow_up_by="2026-11-20")
    cast.here.enrollment.worker = cast.here.staff
    cast.here.enrollment.save()

    message = send_all(at(23, 8), WEEKLY)[cast.here.supervisor]

    assert f"{cast.here.staff.name}: " in message.body
    assert cast.there.staff.name not in message.body


def test_nothing_waits_and_nobody_is_written_to(cast):
    stranger = RoleGrantFactory(
        user__email="new@far.example", role="staff", site=cast.there.site, program="mpmp", starts_on="2026-01-01"
    ).user

    message = send_all(at(23, 8), DAILY)[stranger]

    assert (message.state, message.trouble) == (State.SKIPPED, "Nothing waited for them.")


def test_whoever_lost_the_role_since_is_not_written_to(cast):
    Message.objects.all().delete()
    with time_machine.travel(at(23, 8), tick=False):
        workflow.queue_due(rules=[DAILY])
        RoleGrant.objects.filter(user=cast.here.staff).update(ends_on="2026-11-22")
        sending.sweep()

    message = Message.objects.get(rule=DAILY, recipient=cast.here.staff)
    assert (message.state, message.trouble) == (State.SKIPPED, "They do not work on cases any more.")


def test_letter_that_waited_until_the_evening_is_not_sent(cast):
    Preference.objects.create(user=cast.here.staff, quiet_from=time(6), quiet_until=time(19))
    Message.objects.all().delete()
    with time_machine.travel(at(23, 8), tick=False):
        workflow.queue_due(rules=[DAILY])
        sending.sweep()
    with time_machine.travel(at(23, 19), tick=False):
        sending.sweep()

    assert Message.objects.get(rule=DAILY, recipient=cast.here.staff).state == State.SKIPPED
