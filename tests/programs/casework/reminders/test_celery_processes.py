"""Real processes: beat, worker, Redis and a mail server; killed in the middle, and still every reminder leaves.

The portal runs on a database file of its own. What the processes do is seen from outside: in the mail
server's letters and in the rows of that database.
"""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from django.conf import settings

from tests.servers import mailbox, redis, stop, wait_until

PEOPLE = 12

# Runs inside the portal of its own database: a meeting tomorrow, and so many people asked to it.
SEED = f"""
import os, sys
sys.path.insert(0, os.getcwd())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mmp_portal.settings")
import django
django.setup()
from datetime import timedelta
from django.core.management import call_command
from django.utils import timezone
call_command("migrate", interactive=False, verbosity=0)
from tests.factories.agencies import SiteFactory
from tests.factories.casework import AttendanceFactory, EnrollmentFactory, MeetingFactory
from tests.factories.participants import PersonFactory
meeting = MeetingFactory(site=SiteFactory(), starts_at=timezone.now() + timedelta(hours=20))
for number in range({PEOPLE}):
    person = PersonFactory(email=f"person{{number}}@example.org")
    AttendanceFactory(meeting=meeting, person=person, enrollment=EnrollmentFactory(participant=person, site=meeting.site))
"""


@pytest.fixture(scope="module")
def seeded(tmp_path_factory):
    """A database with the meeting in it, made once."""
    database = tmp_path_factory.mktemp("seeded") / "portal.sqlite3"
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}", "REDIS_URL": "", "LOG_LEVEL": "WARNING"}
    subprocess.run([sys.executable, "-c", SEED], cwd=settings.BASE_DIR, env=environment, check=True)
    return database


class Portal:
    """The portal's processes on one database, each started and ended by its own id."""

    def __init__(self, folder, seeded, *, mail_url, redis_url=""):
        self.folder = folder
        self.database = shutil.copy(seeded, folder / "portal.sqlite3")
        self.environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "REDIS_URL": redis_url,
            "EMAIL_URL": mail_url,
            "OUTBOX_SWEEP_SECONDS": "1",
            "LOG_LEVEL": "WARNING",
            "SECRET_KEY": "only for this test",
        }
        self.started = []

    def _start(self, name, *arguments):
        log = open(self.folder / f"{name}.log", "ab")  # noqa: SIM115 - the process keeps it open
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "--app", "mmp_portal", "--quiet", *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        log.close()
        self.started.append(process)
        return process

    def beat(self):
        return self._start(
            "beat", "beat", "--loglevel", "WARNING", "--pidfile=", "--schedule", str(self.folder / "beat")
        )

    def worker(self):
        # One thread in one process, so that killing it kills all of it.
        return self._start(
            "worker", "worker", "--loglevel", "WARNING", "--pool", "solo", "--without-gossip", "--without-mingle"
        )

    def rows(self, query):
        with contextlib.closing(sqlite3.connect(self.database, timeout=20)) as database:
            found = database.execute(query).fetchall()
            database.commit()
        return found

    def states(self):
        return dict(self.rows("SELECT state, COUNT(*) FROM outbox_message GROUP BY state"))

    def all_are_sent(self):
        return self.states() == {"sent": PEOPLE}

    def log(self):
        return "\n".join(path.read_text() for path in self.folder.glob("*.log"))


@pytest.fixture
def portal_on(tmp_path, seeded):
    """`portal_on(mail_url=..., redis_url=...)`, with its rows; all that it started is ended afterwards."""
    made = []

    def portal_on(**addresses):
        portal = Portal(tmp_path, seeded, **addresses)
        made.append(portal)
        return portal

    yield portal_on
    for portal in made:
        for process in portal.started:
            stop(process, gently=signal.SIGKILL)


def letters(box):
    """For each address how many letters arrived, and the Message-IDs under which they did."""
    found = {}
    for letter in list(box.messages):
        found.setdefault(letter["X-Envelope-To"], []).append(letter["Message-ID"])
    return found


def test_worker_and_beat_send_each_reminder_once_though_the_worker_is_killed_in_between(portal_on):
    with redis() as broker, mailbox() as box:
        slow_down(box, seconds=0.15)
        portal = portal_on(mail_url=box.url, redis_url=broker.url)
        portal.beat()
        first = portal.worker()
        wait_until(lambda: len(box.messages) >= 3, seconds=30, what="The first worker\n" + portal.log())

        first.send_signal(signal.SIGKILL)
        first.wait()
        sent_before = portal.states().get("sent", 0)
        # What the dead worker held is taken up when its claim is old; two minutes pass here at once.
        portal.rows("UPDATE outbox_message SET claimed_at = '2020-01-01 00:00:00' WHERE state = 'sending'")
        portal.worker()
        wait_until(portal.all_are_sent, seconds=30, what="The second worker")
        time.sleep(1.5)  # another sweep, which must find nothing

        arrived = letters(box)
        assert sent_before < PEOPLE
        assert set(arrived) == {f"person{number}@example.org" for number in range(PEOPLE)}
        assert all(len(set(ids)) == 1 for ids in arrived.values()), "a repeat carries the same Message-ID"
        repeats = sum(len(ids) - 1 for ids in arrived.values())
        assert repeats <= 1, "one kill repeats at most the one letter that was on its way"
        assert portal.rows("SELECT COUNT(*), COUNT(DISTINCT key) FROM outbox_message") == [(PEOPLE, PEOPLE)]


def test_broker_that_was_down_loses_nothing(portal_on):
    with redis() as broker, mailbox() as box:
        portal = portal_on(mail_url=box.url, redis_url=broker.url)
        broker.kill()
        portal.beat()
        time.sleep(2)
        assert box.messages == []

        broker.start()
        portal.worker()
        wait_until(portal.all_are_sent, seconds=40, what="The sweep after the broker came back")

        assert {address: len(ids) for address, ids in letters(box).items()} == {
            f"person{number}@example.org": 1 for number in range(PEOPLE)
        }


def test_beat_alone_sends_without_any_broker(portal_on):
    with mailbox() as box:
        portal = portal_on(mail_url=box.url)
        beat = portal.beat()
        wait_until(lambda: len(box.messages) >= 3, seconds=30, what="The beat process\n" + portal.log())

        beat.send_signal(signal.SIGKILL)
        beat.wait()
        portal.rows("UPDATE outbox_message SET claimed_at = '2020-01-01 00:00:00' WHERE state = 'sending'")
        portal.beat()
        wait_until(portal.all_are_sent, seconds=30, what="The second beat process")

        arrived = letters(box)
        assert set(arrived) == {f"person{number}@example.org" for number in range(PEOPLE)}
        assert sum(len(ids) - 1 for ids in arrived.values()) <= 1


def slow_down(box, *, seconds):
    """Have the mail server take its time, so that a kill falls into the middle."""
    import asyncio

    take = box.handle_DATA

    async def take_slowly(server, session, envelope):
        await asyncio.sleep(seconds)
        return await take(server, session, envelope)

    box.handle_DATA = take_slowly
