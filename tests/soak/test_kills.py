"""Every message goes out, though a worker, the scheduler or the broker dies in between.

Never lost, one row each, and at most one repeat for each kill, under the same Message-ID.
"""

import json
import random
import time
from collections import Counter

import pytest

from tests import servers

COUNT = 300

QUEUE = """
from mmp_portal.outbox.queue import queue
for number in range({first}, {last}):
    queue(rule="soak", key=f"soak:{{number}}", subject=f"Message {{number}}", body="A few words.",
          address=f"person{{number}}@example.org")
"""

COUNT_STATES = """
import json
from collections import Counter
from mmp_portal.outbox.models import Message
print(json.dumps(Counter(Message.objects.values_list("state", flat=True))))
"""


@pytest.fixture
def box():
    with servers.mailbox() as box:
        yield box


@pytest.fixture
def broker():
    with servers.redis() as broker:
        yield broker


@pytest.fixture
def house(box, broker):
    with servers.postgresql() as database:
        environment = {
            "DATABASE_URL": database,
            "REDIS_URL": broker.url,
            "EMAIL_URL": box.url,
            "OUTBOX_SWEEP_SECONDS": "2",
            "PORTAL_URL": "http://portal.example.org",
        }
        with servers.portal(environment) as house:
            yield house


def arrived(box):
    return Counter(message["Message-ID"] for message in box.messages)


def wait_for_all(box, *, seconds):
    """Wait until every message arrived and the sweep had the time to send one of them again."""
    deadline = time.monotonic() + seconds
    while len(arrived(box)) < COUNT and time.monotonic() < deadline:
        time.sleep(0.5)
    time.sleep(6)


def test_messages_survive_kills_of_worker_beat_and_broker(house, box, broker):
    """Eight kills at random moments, while messages are queued and sent."""
    chance = random.Random(20261123)
    kills = 0
    for first in range(0, COUNT, 50):
        if first == 200:  # with the broker down, queueing still succeeds
            broker.kill()
            kills += 1
        house.say(QUEUE.format(first=first, last=first + 50))
        if first == 200:
            broker.start()
        time.sleep(chance.uniform(0.2, 2))
        for victim in chance.choice((["worker"], ["beat"], ["worker", "beat"])):
            house.kill(victim)
            house.start(victim)
            kills += 1

    # What a dead worker had claimed is taken up again after two minutes.
    wait_for_all(box, seconds=240)

    counts = arrived(box)
    states = json.loads(house.say(COUNT_STATES))
    assert len(counts) == COUNT, house.log("worker")[-3000:]
    assert sum(counts.values()) - COUNT <= kills
    assert max(counts.values()) <= 1 + kills
    wait_until_settled(house, states)


def wait_until_settled(house, states):
    """Whoever was killed between sending and noting it leaves a claim; the sweep settles it, and none stays open."""
    deadline = time.monotonic() + 180
    while states != {"sent": COUNT} and time.monotonic() < deadline:
        time.sleep(3)
        states = json.loads(house.say(COUNT_STATES))
    assert states == {"sent": COUNT}


def test_messages_wait_while_the_mail_server_is_away(house, box):
    """A mail server that refuses is asked again later, and the row says what went wrong."""
    house.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{servers.free_port()}"
    house.kill("worker")
    house.start("worker")
    house.say(QUEUE.format(first=0, last=5))
    servers.wait_until(
        lambda: (
            house.say(
                "from mmp_portal.outbox.models import Message as M; print(M.objects.exclude(trouble='').count())"
            )
            == "5\n"
        ),
        seconds=40,
        what="the note of what went wrong",
    )
    assert box.messages == []

    house.environment["EMAIL_URL"] = box.url
    house.kill("worker")
    house.start("worker")
    servers.wait_until(lambda: len(arrived(box)) == 5, seconds=90, what="the second attempt")

    assert set(arrived(box).values()) == {1}
