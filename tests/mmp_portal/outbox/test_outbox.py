"""Messages: queued with the change they tell of, sent once, tried again, never lost."""

import threading
import uuid
from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from mmp_portal.outbox import queue as outbox_queue
from mmp_portal.outbox import sending, tasks
from mmp_portal.outbox.models import CLAIM_LASTS, RETRY_AFTER, TRANSITIONS, Channel, Message, State
from mmp_portal.outbox.queue import queue, register_check, ring
from tests.factories.accounts import UserFactory
from tests.factories.agencies import SiteFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def a_message(**changes):
    facts = {
        "rule": "test",
        "subject": "Hello",
        "body": "Come.",
        "address": "one@example.org",
        "key": str(uuid.uuid4()),
    }
    return queue(**facts | changes)


@pytest.fixture
def broken_mail(monkeypatch):
    """A mail server that breaks off while `broken_mail.is_broken`."""

    class Server:
        is_broken = True

    def send(message, *args, **options):
        if Server.is_broken:
            raise SMTPServerDisconnected("gone")
        mail.outbox.append(message)
        return 1

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", send)
    return Server


# --- Queueing --------------------------------------------------------------------------------


def test_message_vanishes_with_the_change_that_was_rolled_back():
    def enroll():
        with transaction.atomic():
            a_message(key="lost")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        enroll()

    assert not Message.objects.filter(key="lost").exists()


def test_same_key_is_queued_once():
    first = a_message(key="meeting-soon:1")
    second = a_message(key="meeting-soon:1", subject="Again")

    assert first is not None
    assert second is None
    assert Message.objects.get(key="meeting-soon:1").subject == "Hello"


def test_subject_is_one_line_of_at_most_200_signs():
    message = a_message(subject="Two\r\nBcc: everyone@example.org " + "x" * 300)

    assert "\n" not in message.subject
    assert len(message.subject) == 200


def test_first_attempt_follows_the_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        a_message()

    assert [sent.to for sent in mail.outbox] == [["one@example.org"]]


def test_message_for_later_is_not_sent_at_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        a_message(due_at=timezone.now() + timedelta(hours=1))

    assert mail.outbox == []
    assert sending.sweep() == 0


def test_broken_broker_loses_nothing(monkeypatch, django_capture_on_commit_callbacks):
    def refuse(*args):
        raise ConnectionError("no broker")

    monkeypatch.setattr(tasks.send_one, "delay", refuse)

    with django_capture_on_commit_callbacks(execute=True):
        a_message()
    waiting = Message.objects.get()
    swept = sending.sweep()

    assert waiting.state == State.PLANNED
    assert swept == 1
    assert len(mail.outbox) == 1


def test_bell_rings_without_mail():
    user = UserFactory()
    message = ring(to=user, rule="test", subject="Look")

    sending.send(message.pk)

    assert list(Message.objects.bell_of(user)) == [message]
    assert mail.outbox == []


def test_message_speaks_the_language_of_whoever_gets_it():
    assert a_message(to=UserFactory(language="es"), address="").language == "es"
    assert a_message().language == "en"
    assert a_message(language="es").language == "es"


# --- Sending ---------------------------------------------------------------------------------


def test_sweep_sends_what_is_due_and_nothing_twice():
    a_message()
    a_message(address="two@example.org")

    assert sending.sweep() == 2
    assert sending.sweep() == 0
    assert {to for sent in mail.outbox for to in sent.to} == {"one@example.org", "two@example.org"}


def test_link_leads_into_the_portal(settings):
    settings.PORTAL_URL = "https://portal.example.org"
    sending.send(a_message(link="/meetings/7/").pk)

    assert mail.outbox[0].body == "Come.\n\nhttps://portal.example.org/meetings/7/"


def test_every_attempt_carries_the_same_message_id(broken_mail):
    message = a_message()
    with time_machine.travel(NOON, tick=False):
        Message.objects.update(due_at=NOON)
        sending.sweep(now=NOON)
        broken_mail.is_broken = False
        sending.sweep(now=NOON + RETRY_AFTER[0])

    assert str(message.message_id) in mail.outbox[0].extra_headers["Message-ID"]


def test_broken_mail_server_is_tried_again_later_and_later_then_it_has_failed(broken_mail):
    message = a_message()
    moment = NOON
    Message.objects.update(due_at=moment)

    for attempt, wait in enumerate(RETRY_AFTER, start=1):
        assert sending.sweep(now=moment) == 0
        message.refresh_from_db()
        assert (message.state, message.attempts, message.due_at) == (State.PLANNED, attempt, moment + wait)
        assert message.trouble == "SMTPServerDisconnected"
        assert sending.sweep(now=moment + wait - timedelta(seconds=1)) == 0
        message.refresh_from_db()
        assert message.attempts == attempt
        moment += wait
    sending.sweep(now=moment)

    message.refresh_from_db()
    assert message.state == State.FAILED
    assert mail.outbox == []


def test_failed_message_can_be_tried_again(broken_mail):
    user = UserFactory()
    message = a_message()
    Message.objects.update(state=State.FAILED, attempts=6, trouble="SMTPServerDisconnected")
    broken_mail.is_broken = False

    count = sending.try_again(Message.objects.all(), by=user)
    sending.sweep()

    message.refresh_from_db()
    assert count == 1
    assert message.state == State.SENT


def test_one_broken_address_does_not_stop_the_others(monkeypatch):
    bad = a_message(address="bad@example.org")
    good = a_message(address="good@example.org")
    send = mail.EmailMultiAlternatives.send

    def picky(message, *args, **options):
        if message.to == ["bad@example.org"]:
            raise ValueError("no such address")
        return send(message, *args, **options)

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", picky)
    sending.sweep()

    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, good.state) == (State.PLANNED, State.SENT)


def test_claim_of_a_process_that_died_is_taken_up_again_under_the_same_message_id():
    message = a_message()
    Message.objects.update(state=State.SENDING, claimed_at=NOON)

    too_early = sending.sweep(now=NOON + CLAIM_LASTS - timedelta(seconds=1))
    in_time = sending.sweep(now=NOON + CLAIM_LASTS)

    assert (too_early, in_time) == (0, 1)
    assert str(message.message_id) in mail.outbox[0].extra_headers["Message-ID"]


def test_task_may_run_twice():
    message = a_message()

    assert tasks.send_one(message.pk) is True
    assert tasks.send_one(message.pk) is False
    assert tasks.sweep() == 0
    assert len(mail.outbox) == 1


def test_nothing_is_sent_to_somebody_who_no_longer_signs_in():
    message = a_message(to=UserFactory(is_active=False), address="")

    sending.sweep()

    message.refresh_from_db()
    assert (message.state, message.trouble) == (State.SKIPPED, "This person no longer signs in.")
    assert mail.outbox == []


@pytest.mark.parametrize("trouble", [None, "sent", "failed", "skipped"])
def test_secret_is_kept_no_longer_than_it_takes_to_send(broken_mail, trouble):
    user = UserFactory(is_active=trouble != "skipped")
    message = a_message(body="Your code is 123456.", is_secret=True, to=user)
    if trouble is None:
        sending.sweep()
        message.refresh_from_db()
        assert message.body == "Your code is 123456."
        return
    broken_mail.is_broken = trouble == "failed"
    Message.objects.update(attempts=len(RETRY_AFTER))

    sending.sweep()

    message.refresh_from_db()
    assert message.state == trouble
    assert message.body == ""


# --- Looked at again before sending ------------------------------------------------------------


@pytest.fixture
def checked():
    """A rule of which each message is looked at again; `checked["reason"]` is the answer."""
    answer = {"reason": ""}

    def still_true(message):
        if isinstance(answer["reason"], Exception):
            raise answer["reason"]
        return answer["reason"]

    register_check("checked", still_true)
    yield answer
    outbox_queue._checks.pop("checked")


def test_message_that_is_no_longer_true_is_skipped_with_the_reason(checked):
    checked["reason"] = "The meeting was called off."
    message = a_message(rule="checked", about={"meeting": 7})

    sending.sweep()

    message.refresh_from_db()
    assert message.about == {"meeting": 7}
    assert (message.state, message.trouble) == (State.SKIPPED, "The meeting was called off.")
    assert mail.outbox == []


def test_message_that_is_still_true_is_sent(checked):
    a_message(rule="checked")

    assert sending.sweep() == 1


def test_check_that_breaks_is_tried_again(checked):
    checked["reason"] = LookupError("no table")
    message = a_message(rule="checked")

    sending.sweep()

    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.PLANNED, 1)


# --- Who sees it -----------------------------------------------------------------------------


def test_messages_are_seen_at_their_site_and_secrets_nowhere(cast):
    here = a_message(site=cast.here.site)
    there = a_message(site=cast.there.site)
    secret = a_message(site=cast.here.site, is_secret=True)

    def seen_by(user):
        return {here, there, secret} & set(Message.objects.for_user(user))

    assert seen_by(cast.here.staff) == {here}
    assert seen_by(cast.there.staff) == {there}
    assert seen_by(cast.administrator) == {here, there}
    assert seen_by(cast.here.mentor_user) == set()


def test_table_of_states_names_every_state():
    assert set(TRANSITIONS) == set(State)
    assert set().union(*TRANSITIONS.values()) <= set(State)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"channel": "pigeon"},
        {"state": State.SENT, "sent_at": None},
        {"state": State.PLANNED, "sent_at": NOON},
        {"state": State.SENDING, "claimed_at": None},
        {"channel": Channel.BELL, "recipient": None},
        {"read_at": NOON, "sent_at": None},
    ],
)
def test_row_that_cannot_be_is_refused_by_the_database(wrong):
    from django.db import IntegrityError

    facts = {"key": "x", "rule": "test", "subject": "Hello", "address": "one@example.org"}

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(**facts | wrong)


# --- Two at once -----------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_send_each_message_once():
    site = SiteFactory()
    for number in range(20):
        a_message(site=site, address=f"person{number}@example.org")
    Message.objects.update(state=State.PLANNED, sent_at=None, claimed_at=None, due_at=timezone.now())
    mail.outbox.clear()
    gate = threading.Barrier(3)

    def sweep():
        gate.wait()
        try:
            sending.sweep()
        finally:
            connection.close()

    sweeps = [threading.Thread(target=sweep) for _ in range(3)]
    for one in sweeps:
        one.start()
    for one in sweeps:
        one.join()

    addresses = [to for sent in mail.outbox for to in sent.to]
    assert sorted(addresses) == sorted({f"person{number}@example.org" for number in range(20)})
    assert Message.objects.filter(state=State.SENT).count() == 20
