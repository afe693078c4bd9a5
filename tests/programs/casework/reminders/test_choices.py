"""What somebody chooses of their own messages; and the alarm where messages do not leave."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mmp_portal.outbox import pulse, tasks
from mmp_portal.outbox.models import Channel, Declined, Message, Preference, Pulse, State
from mmp_portal.outbox.queue import queue
from programs.casework.reminders import tasks as reminder_tasks
from programs.casework.reminders import workflow
from programs.casework.reminders.tables import MAY_BE_DECLINED

pytestmark = pytest.mark.django_db

CHOICES = "reminders:choices"


def chosen(**changes):
    facts = {
        "digest": "",
        "by_email": MAY_BE_DECLINED,
        "by_bell": MAY_BE_DECLINED,
        "quiet_from": "",
        "quiet_until": "",
    }
    return facts | {"time_zone": ""} | changes


def test_choices_are_kept_and_shown_again(cast, client_of):
    client = client_of(cast.here.staff)
    kept = [rule for rule in MAY_BE_DECLINED if rule != "contact-seen"]

    answer = client.post(
        reverse(CHOICES),
        chosen(digest="weekly", by_email=kept, quiet_from="9:00 pm", quiet_until="7:00 am"),
    )

    assert answer.status_code == 302
    preference = Preference.objects.get(user=cast.here.staff)
    assert (preference.digest, preference.quiet_from, preference.quiet_until) == ("weekly", time(21), time(7))
    assert list(Declined.objects.values_list("user", "rule", "channel")) == [
        (cast.here.staff.pk, "contact-seen", Channel.EMAIL)
    ]
    assert client.get(reverse(CHOICES)).context["form"].initial["by_email"] == kept


def test_choosing_everything_again_declines_nothing(cast, client_of):
    client = client_of(cast.here.staff)
    client.post(reverse(CHOICES), chosen(by_bell=[]))
    client.post(reverse(CHOICES), chosen())

    assert not Declined.objects.exists()


def test_half_of_the_quiet_hours_is_refused_beside_the_other_half(cast, client_of):
    page = client_of(cast.here.staff).post(reverse(CHOICES), chosen(quiet_from="9:00 pm"))

    assert page.context["form"].errors == {"quiet_until": ["Quiet hours need a beginning and an end."]}
    assert not Preference.objects.exists()


def test_mentor_chooses_too_and_has_no_letter_of_what_waits(cast, client_of):
    client = client_of(cast.here.mentor_user)

    assert "digest" not in client.get(reverse(CHOICES)).context["form"].fields
    assert client.post(reverse(CHOICES), chosen()).status_code == 302


# --- The list, narrowed and downloaded --------------------------------------------------------


def test_list_is_narrowed_within_its_tab_and_downloaded(cast, client_of):
    Message.objects.all().delete()
    for rule in ("match-started", "contact-seen"):
        queue(rule=rule, subject=f"About {rule}", body="", to=cast.here.staff, site=cast.here.site)
    client = client_of(cast.here.staff)

    page = client.get(reverse("reminders:outbox"), {"show": "waiting", "rule": "contact-seen"}).content.decode()
    file = client.get(reverse("reminders:outbox"), {"show": "waiting", "format": "csv"})

    assert "About contact-seen" in page
    assert "About match-started" not in page
    assert "About match-started" in file.content.decode("utf-8-sig")


# --- The alarm --------------------------------------------------------------------------------


@pytest.fixture
def quiet_box(cast):
    Message.objects.all().delete()
    Pulse.objects.all().delete()


def test_nothing_is_wrong_where_nothing_is_due_and_the_clock_ticks(quiet_box):
    reminder_tasks.queue_due()
    tasks.sweep()

    assert {one.name for one in Pulse.objects.all()} == {pulse.SWEEP, pulse.QUEUE}
    assert pulse.troubles(timezone.now() + pulse.SILENT_AFTER - timedelta(minutes=1)) == []


def test_sweep_that_stands_still_is_said_on_the_page(cast, client_of, quiet_box):
    pulse.beat(pulse.SWEEP, timezone.now() - timedelta(minutes=11))

    page = client_of(cast.here.staff).get(reverse("reminders:outbox")).content.decode()

    assert "the scheduler does not run" in page


@pytest.mark.parametrize(
    ("hours_late", "state", "count"),
    [(0, State.PLANNED, 0), (2, State.PLANNED, 2), (2, State.SENT, 0), (30, State.SENT, 0), (2, State.SKIPPED, 0)],
)
def test_a_day_in_which_nothing_left_is_told(cast, quiet_box, hours_late, state, count):
    now = timezone.now()
    message = queue(rule="test", subject="Hello", body="", to=cast.here.staff, site=cast.here.site)
    sent_at = now if state == State.SENT else None
    Message.objects.filter(pk=message.pk).update(
        state=state, sent_at=sent_at, due_at=now - timedelta(hours=hours_late)
    )

    assert len(pulse.troubles(now)) == count


def test_administrators_of_the_installation_are_told_once_a_day(cast, quiet_box):
    assert workflow.tell_of_trouble() == 0
    pulse.beat(pulse.QUEUE, timezone.now() - timedelta(hours=1))

    workflow.tell_of_trouble()
    workflow.tell_of_trouble()

    told = Message.objects.filter(rule="messages-stuck")
    assert {message.recipient for message in told} == {cast.administrator}
    assert {message.channel for message in told} == {Channel.EMAIL, Channel.BELL}
    assert told.count() == 2
