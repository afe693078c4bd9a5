"""Text messages: to whom, at which hours, how they leave, and what is done with what people answer."""

import base64
import hashlib
import hmac
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from mmp_portal.audit.models import Event
from mmp_portal.outbox import sending, texts
from mmp_portal.outbox.models import Channel, Message, State, StoppedNumber
from mmp_portal.outbox.queue import queue
from participants.consents.models import Consent, Kind
from participants.models import Person
from programs.casework.reminders import replies, workflow
from programs.casework.reminders.meaning import Meaning, meaning_of
from programs.casework.reminders.models import TextReply
from tests.factories.casework import AttendanceFactory, MeetingFactory

pytestmark = pytest.mark.django_db

NUMBER = "4175550142"
TOKEN = "a-token-of-nobody"
NOON = datetime(2026, 12, 8, 18, 0, tzinfo=UTC)
MEETING_AT = datetime(2026, 12, 11, 0, 0, tzinfo=UTC)


@pytest.fixture
def texted(cast):
    """Juniper, who would rather have texts, said they are safe, and agreed to them; no e-mail."""
    Message.objects.all().delete()
    person = cast.here.participant
    person.email, person.phone, person.may_text, person.phone_is_of, person.reach_by = "", NUMBER, True, "", "text"
    person.save()
    Consent.objects.create(
        person=person,
        site=cast.here.site,
        kind=Kind.TEXTS,
        given_by=person,
        given_on="2026-01-05",
        how="voice",
        text_from="2026-01-01",
        text_title="Texts",
        text_body="I agree to texts.",
        recorded_by=cast.here.staff,
    )
    return person


def a_text(site, **changes):
    facts = {"rule": "test", "subject": "Reminder", "body": "Thursday at 6.", "channel": Channel.TEXT}
    return queue(**facts | {"address": NUMBER, "site": site} | changes)


def sent(message, at=NOON):
    with time_machine.travel(at, tick=False):
        sending.send(message.pk)
    message.refresh_from_db()
    return message


# --- To whom, and at which hours --------------------------------------------------------------


def test_meeting_is_told_by_text_to_whom_it_is_safe_and_who_agreed(cast, texted):
    meeting = MeetingFactory(site=cast.here.site, starts_at=MEETING_AT, topic="Living with HIV", kind="support")
    AttendanceFactory(meeting=meeting, person=texted, enrollment=cast.here.enrollment)

    def told():
        due = workflow.queue_due(now=NOON, rules=["meeting-soon"], dry_run=True)[0]
        return [one for one in due if one.about["starts_at"] == MEETING_AT.isoformat()]

    with time_machine.travel(NOON, tick=False):
        (reminder,) = told()
        assert (reminder.by_text, reminder.address) == (True, NUMBER)
        assert reminder.body.startswith("Reminder: Thursday, December 10 at 6:00 pm. Reply STOP for no more texts.")
        assert "HIV" not in reminder.body
        assert texted.given_name not in reminder.body
        Consent.objects.update(revoked_on="2026-12-01", revoked_by="Juniper")
        assert told() == []


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        (datetime(2026, 12, 8, 13, 59, tzinfo=UTC), datetime(2026, 12, 8, 14, 0, tzinfo=UTC)),
        (datetime(2026, 12, 8, 14, 0, tzinfo=UTC), None),
        (datetime(2026, 12, 9, 2, 59, tzinfo=UTC), None),
        (datetime(2026, 12, 9, 3, 0, tzinfo=UTC), datetime(2026, 12, 9, 14, 0, tzinfo=UTC)),
    ],
)
def test_text_leaves_between_eight_and_twenty_one_at_the_site(cast, texted, at, leaves):
    message = sent(a_text(cast.here.site, due_at=at, is_urgent=True), at)

    assert (message.state, message.due_at) == ((State.PLANNED, leaves) if leaves else (State.SENT, at))


@pytest.mark.parametrize("change", ["may_text", "consent", "died", "stopped"])
def test_text_is_skipped_once_it_is_not_wanted_any_more(cast, texted, change):
    message = a_text(cast.here.site, due_at=NOON)
    if change == "consent":
        Consent.objects.update(revoked_on="2026-12-08", revoked_by="Juniper")
    elif change == "stopped":
        replies.receive(provider_id="SM1", number=f"+1{NUMBER}", words="Stop!", at=NOON - timedelta(seconds=1))
    else:
        facts = {"may_text": {"may_text": False}, "died": {"died_on": "2026-12-01", "death_told_by": "Her aunt"}}
        Person.objects.filter(pk=texted.pk).update(**facts[change])

    assert sent(message).state == State.SKIPPED


# --- How they leave ---------------------------------------------------------------------------


def test_text_is_printed_where_no_provider_is_set(cast, texted, capsys):
    assert sent(a_text(cast.here.site, due_at=NOON)).state == State.SENT
    assert f"Text to +1{NUMBER}: Thursday at 6." in capsys.readouterr().out


class Twilio:
    """What stands in for the provider: keeps the request, gives one answer."""

    status, answer, request_words = 201, {"sid": "SM42"}, ""

    def __init__(self, host, timeout):
        assert (host, timeout) == ("api.twilio.com", 20)

    def request(self, method, path, body, headers):
        Twilio.request_words = f"{method} {path} {body} {headers['Authorization']}"

    def getresponse(self):
        response = io.BytesIO(json.dumps(self.answer).encode())
        response.status = self.status
        return response

    def close(self):
        pass


@pytest.fixture
def twilio(settings, monkeypatch):
    settings.TEXT_URL = f"twilio://AC1:{TOKEN}@+14175550100"
    settings.PORTAL_URL = "https://portal.example.org"
    monkeypatch.setattr(texts, "HTTPSConnection", Twilio)
    monkeypatch.setattr(Twilio, "status", 201)
    monkeypatch.setattr(Twilio, "answer", {"sid": "SM42"})
    return Twilio


def test_provider_is_asked_with_our_account_and_its_number_is_kept(cast, texted, twilio):
    message = sent(a_text(cast.here.site, due_at=NOON))

    assert (message.state, message.provider_id) == (State.SENT, "SM42")
    assert twilio.request_words.startswith(
        "POST /2010-04-01/Accounts/AC1/Messages.json To=%2B14175550142&From=%2B1417"
    )
    assert "texts%2Freport%2F" in twilio.request_words


def test_provider_that_fails_is_asked_again_and_a_number_that_said_stop_is_not(cast, texted, twilio, monkeypatch):
    monkeypatch.setattr(Twilio, "status", 500)
    failed = sent(a_text(cast.here.site, due_at=NOON))
    monkeypatch.setattr(Twilio, "status", 400)
    monkeypatch.setattr(Twilio, "answer", {"code": 21610})
    stopped = sent(a_text(cast.here.site, due_at=NOON))

    assert (failed.state, failed.trouble) == (State.PLANNED, "TextRefused")
    assert (stopped.state, stopped.trouble) == (State.SKIPPED, "They want no more texts.")
    assert StoppedNumber.objects.stopped().filter(digits=NUMBER).exists()


# --- What people answer -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("STOP", Meaning.STOP),
        ("Stop.", Meaning.STOP),
        ("revoke", Meaning.STOP),
        ("OPTOUT", Meaning.STOP),
        ("please don’t text me anymore", Meaning.STOP),
        ("You have the wrong number", Meaning.STOP),
        ("No más mensajes por favor", Meaning.STOP),
        ("Alto", Meaning.STOP),
        ("start", Meaning.START),
        ("¿Ayuda?", Meaning.HELP),
        ("I will stop by at 6", Meaning.OTHER),
        ("The end of the week is better", Meaning.OTHER),
        ("", Meaning.OTHER),
    ],
)
def test_meaning_of_an_answer(words, meaning):
    assert meaning_of(words) == meaning


def test_answer_stands_in_the_story_and_rings_for_the_worker(cast, client_of, texted):
    cast.here.enrollment.worker = cast.here.staff
    cast.here.enrollment.save()
    a_text(cast.here.site)

    reply = replies.receive(provider_id="SM7", number=f"+1{NUMBER}", words="Can I bring the baby?")
    again = replies.receive(provider_id="SM7", number=f"+1{NUMBER}", words="Can I bring the baby?")

    assert (reply.handed_to, reply.enrollment, again) == (cast.here.staff, cast.here.enrollment, None)
    bell = Message.objects.get(rule="text-answered")  # and none at the other site, where the number is known, too
    assert (bell.recipient, bell.channel) == (cast.here.staff, Channel.BELL)
    assert "baby" not in bell.subject + bell.body
    page = client_of(cast.here.staff).get(cast.here.enrollment.get_absolute_url())
    assert "Can I bring the baby?" in page.content.decode()


def test_answer_without_a_worker_goes_to_a_supervisor_of_the_site_and_of_a_stranger_to_nobody(cast, texted):
    cast.here.enrollment.worker = None
    cast.here.enrollment.save()
    unclear = replies.receive(provider_id="SM6", number=NUMBER, words="Which site is it?")
    a_text(cast.here.site)

    known = replies.receive(provider_id="SM8", number=NUMBER, words="Late")
    unknown = replies.receive(provider_id="SM9", number="+13145550199", words="Who is this?")

    assert known.handed_to == cast.here.supervisor
    assert [unclear.handed_to, unclear.enrollment, unknown.handed_to, unknown.enrollment] == [None] * 4


def test_start_opens_the_number_again_and_both_are_on_the_trail(texted):
    for number, words in enumerate(("stop", "start")):
        replies.receive(provider_id=f"SM{number}", number=NUMBER, words=words, at=NOON + timedelta(minutes=number))

    assert not StoppedNumber.objects.stopped().exists()
    assert set(Event.objects.values_list("verb", flat=True)) >= {"text.stopped", "text.restarted"}


# --- The provider's doors ---------------------------------------------------------------------


def posted(client, name, facts, *, token=TOKEN):
    url = f"https://portal.example.org{reverse(name)}"
    words = url + "".join(f"{field}{value}" for field, value in sorted(facts.items()))
    signature = base64.b64encode(hmac.new(token.encode(), words.encode(), hashlib.sha1).digest()).decode()
    return client.post(reverse(name), facts, headers={"X-Twilio-Signature": signature})


def test_only_what_the_provider_signed_is_taken(client, texted, twilio, django_assert_num_queries):
    facts = {"MessageSid": "SM5", "From": f"+1{NUMBER}", "Body": "STOP"}

    with django_assert_num_queries(0):
        assert client.post(reverse("reminders:text_answered"), facts).status_code == 403
        assert posted(client, "reminders:text_answered", facts, token="another").status_code == 403
    assert posted(client, "reminders:text_answered", facts).status_code == 200
    assert TextReply.objects.get().meaning == Meaning.STOP


def test_report_of_a_delivery_is_noted_and_never_taken_back(cast, client, texted, twilio):
    message = sent(a_text(cast.here.site, due_at=NOON))

    for became in ("sent", "delivered", "failed"):
        facts = {"MessageSid": "SM42", "MessageStatus": became}
        assert posted(client, "reminders:text_report", facts).status_code == 204

    message.refresh_from_db()
    assert message.delivery == Message.Delivery.DELIVERED
