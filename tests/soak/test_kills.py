"""Every message goes out, though a worker, the scheduler, the broker or the database dies in between.

Never lost, one row each, and at most one repeat for each kill, under the same Message-ID.
"""

import json
import random
import time
from collections import Counter

import pytest

from tests import servers
from tests.portal import portal

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
def database():
    with servers.postgresql_server() as database:
        yield database


@pytest.fixture
def running(box, broker, database):
    """The portal on PostgreSQL and Redis, with web server, worker and beat."""
    with portal(beat=True, database=database.url, redis_url=broker.url, mail=box.url) as running:
        yield running


def say(running, lines):
    """What a few lines print in the portal's shell."""
    return running.manage("shell", "--no-imports", "--command", lines)


def restart_after_kill(running, name):
    running.kill(name)
    {"worker": running.start_worker, "beat": running.start_beat}[name]()


def arrived(box):
    return Counter(message["Message-ID"] for message in box.messages)


def wait_for_all(box, *, seconds):
    """Wait until every message arrived and the sweep had the time to send one of them again."""
    deadline = time.monotonic() + seconds
    while len(arrived(box)) < COUNT and time.monotonic() < deadline:
        time.sleep(0.5)
    time.sleep(6)


def test_messages_survive_kills_of_worker_beat_broker_and_database(running, box, broker, database):
    """A dozen kills at random moments, while messages are queued and sent."""
    chance = random.Random(20261123)
    kills = 0
    for first in range(0, COUNT, 50):
        if first == 200:  # with the broker down, queueing still succeeds
            broker.kill()
            kills += 1
        say(running, QUEUE.format(first=first, last=first + 50))
        if first == 200:
            broker.start()
        time.sleep(chance.uniform(0.2, 2))
        for victim in chance.choice((["worker"], ["beat"], ["worker", "beat"])):
            restart_after_kill(running, victim)
            kills += 1
        if first in (100, 250):
            database.kill()
            time.sleep(1)
            database.start()
            kills += 1

    # What a dead worker had claimed is taken up again after two minutes.
    wait_for_all(box, seconds=240)

    counts = arrived(box)
    states = json.loads(say(running, COUNT_STATES))
    assert len(counts) == COUNT
    assert sum(counts.values()) - COUNT <= kills
    assert max(counts.values()) <= 1 + kills
    wait_until_settled(running, states)


def wait_until_settled(running, states):
    """Whoever was killed between sending and noting it leaves a claim; the sweep settles it, and none stays open."""
    deadline = time.monotonic() + 180
    while states != {"sent": COUNT} and time.monotonic() < deadline:
        time.sleep(3)
        states = json.loads(say(running, COUNT_STATES))
    assert states == {"sent": COUNT}


def test_messages_wait_while_the_mail_server_is_away(running, box):
    """A mail server that refuses is asked again later, and the row says what went wrong."""
    running.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{servers.free_port()}"
    restart_after_kill(running, "worker")
    say(running, QUEUE.format(first=0, last=5))
    servers.wait_until(
        lambda: (
            say(
                running,
                "from mmp_portal.outbox.models import Message as M; print(M.objects.exclude(trouble='').count())",
            )
            == "5\n"
        ),
        seconds=40,
        what="the note of what went wrong",
    )
    assert box.messages == []

    running.environment["EMAIL_URL"] = box.url
    restart_after_kill(running, "worker")
    servers.wait_until(lambda: len(arrived(box)) == 5, seconds=90, what="the second attempt")

    assert set(arrived(box).values()) == {1}
