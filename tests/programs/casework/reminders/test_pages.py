"""The pages of reminders and notices, and the command that sweeps by hand."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mmp_portal.outbox.models import Message, State
from mmp_portal.outbox.queue import queue, ring

pytestmark = pytest.mark.django_db

OUTBOX = "reminders:outbox"
NOTICES = "reminders:notices"


def words(response):
    return response.content.decode()


@pytest.fixture
def messages(cast):
    """One message in each state at Oak Grove, one at Far Hills, and a secret."""
    Message.objects.all().delete()
    now = timezone.now()
    states = {
        "waiting": {"state": State.PLANNED},
        "sent": {"state": State.SENT, "sent_at": now},
        "failed": {"state": State.FAILED, "attempts": 6, "trouble": "SMTPServerDisconnected"},
        "skipped": {"state": State.SKIPPED, "trouble": "The meeting was called off."},
    }
    for name, state in states.items():
        message = queue(
            rule="meeting-soon",
            subject=f"It is {name}",
            body="Where?",
            address="juniper@example.org",
            site=cast.here.site,
        )
        Message.objects.filter(pk=message.pk).update(**state)
    queue(rule="meeting-soon", subject="Far away", body="", address="far@example.org", site=cast.there.site)
    queue(
        rule="login_code", subject="Your code", body="123456", to=cast.here.staff, site=cast.here.site, is_secret=True
    )


# --- The outbox ------------------------------------------------------------------------------


def test_outbox_is_for_staff_and_administrators(cast, client_of):
    assert client_of(cast.here.staff).get(reverse(OUTBOX)).status_code == 200
    assert client_of(cast.administrator).get(reverse(OUTBOX)).status_code == 200
    assert client_of(cast.here.mentor_user).get(reverse(OUTBOX)).status_code == 403
    assert client_of(cast.viewer).get(reverse(OUTBOX)).status_code == 403


@pytest.mark.parametrize("show", ["waiting", "sent", "failed", "skipped"])
def test_each_tab_shows_its_messages_and_no_other(cast, client_of, messages, show):
    page = words(client_of(cast.here.staff).get(reverse(OUTBOX), {"show": show}))

    for name in ("waiting", "sent", "failed", "skipped"):
        assert (f"It is {name}" in page) == (name == show)
    assert "Far away" not in page
    assert "juniper@example.org" not in page


def test_outbox_says_why_something_was_not_sent(cast, client_of, messages):
    client = client_of(cast.here.staff)

    assert "The mail server broke off." in words(client.get(reverse(OUTBOX), {"show": "failed"}))
    assert "The meeting was called off." in words(client.get(reverse(OUTBOX), {"show": "skipped"}))


@pytest.mark.parametrize("who", ["staff", "supervisor"])
def test_outbox_never_shows_a_secret(cast, client_of, messages, who):
    client = client_of(getattr(cast.here, who))

    for show in ("waiting", "sent", "failed", "skipped", "coming", "odd"):
        page = words(client.get(reverse(OUTBOX), {"show": show}))
        assert "123456" not in page
        assert "Your code" not in page


def test_what_comes_is_worked_out_for_ones_own_sites(cast, client_of):
    client = client_of(cast.here.staff)

    coming = client.get(reverse(OUTBOX), {"show": "coming"}).context["table"].data.data
    all_coming = client_of(cast.administrator).get(reverse(OUTBOX), {"show": "coming"}).context["table"].data.data

    assert {one.reminder.site for one in coming} == {cast.here.site}
    assert {one.reminder.site for one in all_coming} == {cast.here.site, cast.there.site}


def test_failed_messages_of_ones_own_site_are_tried_again(cast, client_of, messages):
    Message.objects.filter(subject="Far away").update(state=State.FAILED)
    client = client_of(cast.here.staff)

    client.post(reverse("reminders:retry"))

    assert Message.objects.get(subject="It is failed").state == State.PLANNED
    assert Message.objects.get(subject="Far away").state == State.FAILED
    assert client.get(reverse("reminders:retry")).status_code == 405


@pytest.mark.parametrize("show", ["waiting", "coming"])
def test_outbox_costs_the_same_for_few_and_many(cast, client_of, show):
    client = client_of(cast.here.staff)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(OUTBOX), {"show": show})
        return len(queries)

    queue(rule="test", subject="Hello", body="", to=cast.here.staff, site=cast.here.site)
    cost()
    few = cost()
    for number in range(20):
        queue(rule="test", subject=f"Hello {number}", body="", to=cast.here.staff, site=cast.here.site)

    assert cost() == few


# --- Notices ---------------------------------------------------------------------------------


@pytest.fixture
def notice(cast):
    message = ring(to=cast.here.staff, rule="help-wanted", subject="Help wanted", site=cast.here.site, link="/day/")
    Message.objects.filter(pk=message.pk).update(state=State.SENT, sent_at=timezone.now())
    return message


def test_bell_counts_what_was_not_read(cast, client_of, notice):
    client = client_of(cast.here.staff)
    unread = Message.objects.bell_of(cast.here.staff).unread().count()

    assert f"Notices, {unread} new" in words(client.get(reverse("caseload:day")))


def test_opening_a_notice_reads_it_and_leads_on(cast, client_of, notice):
    answer = client_of(cast.here.staff).get(reverse("reminders:notice", args=[notice.pk]))

    notice.refresh_from_db()
    assert answer.url == "/day/"
    assert notice.read_at


@pytest.mark.parametrize("link", ["", "https://elsewhere.example/", "//elsewhere.example"])
def test_notice_leads_nowhere_else(cast, client_of, notice, link):
    Message.objects.filter(pk=notice.pk).update(link=link)

    answer = client_of(cast.here.staff).get(reverse("reminders:notice", args=[notice.pk]))

    assert answer.url == reverse(NOTICES)


def test_notices_are_ones_own(cast, client_of, notice):
    assert "Help wanted" in words(client_of(cast.here.staff).get(reverse(NOTICES)))
    client = client_of(cast.here.supervisor)
    assert client.get(reverse("reminders:notice", args=[notice.pk])).status_code == 404
    client.post(reverse("reminders:read_all"))
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_can_be_marked_as_read(cast, client_of, notice):
    client = client_of(cast.here.staff)

    client.post(reverse("reminders:read_all"))

    assert Message.objects.bell_of(cast.here.staff).unread().count() == 0
    assert client.get(reverse("reminders:read_all")).status_code == 405


def test_every_role_has_a_bell(cast, client_of):
    people = (cast.here.staff, cast.here.supervisor, cast.here.mentor_user, cast.administrator, cast.viewer)
    for person in people:
        assert client_of(person).get(reverse(NOTICES)).status_code == 200


# --- The command -----------------------------------------------------------------------------


def remind(*options):
    out = StringIO()
    call_command("remind", *options, stdout=out)
    return out.getvalue()


def test_dry_run_says_and_does_nothing(cast):
    before = Message.objects.count()

    told = remind("--dry-run")

    assert "to queue: meeting-soon" in told
    assert "Nothing was written or sent." in told
    assert Message.objects.count() == before
    assert mail.outbox == []


def test_sweep_by_hand_queues_and_sends_once(cast):
    first = json.loads(remind("--format", "json"))
    second = json.loads(remind("--format", "json"))

    assert first["queued"] > 0
    assert first["sent"] > 0
    assert (second["queued"], second["sent"]) == (0, 0)
    assert second["known"] == first["queued"]
    subjects = [sent.subject for sent in mail.outbox if sent.to == [cast.here.mentor_user.email]]
    assert len(set(subjects)) == len(subjects) > 0


def test_another_moment_can_be_given(cast):
    later = timezone.now() + timedelta(days=4, hours=12)

    told = json.loads(remind("--dry-run", "--format", "json", "--at", later.isoformat()))

    assert any(one["occurrence"].endswith("-1") for one in told["due"] if one["rule"] == "meeting-soon")


@pytest.mark.parametrize("moment", ["soon", "2026-13-45", "2026-02-30T10:00"])
def test_moment_that_is_none_is_refused_in_words(moment):
    with pytest.raises(CommandError, match="is not a moment"):
        remind("--at", moment)


def test_command_prints_no_address_and_no_name(cast):
    told = remind("--dry-run")

    for hidden in ("@", "Juniper", "Fableton", "Hattie", "Goodtale"):
        assert hidden not in told
