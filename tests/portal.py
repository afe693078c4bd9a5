"""The whole portal as processes of its own, as `make run` starts it: web server, beat, and a worker with Redis.

    with portal(demo=True) as running: ...
    with portal(mail=box.url, redis_url=server.url) as running:
        running.manage("remind")

The database is a SQLite file in a temporary folder unless another address is given. Every process is
stopped by its own id.
"""

import atexit
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers import free_port, stop, wait_until

ROOT = Path(__file__).parent.parent


@dataclass
class Portal:
    """A running portal: its address, its environment, and its processes by name."""

    address: str
    environment: dict
    processes: dict = field(default_factory=dict)

    def manage(self, *arguments):
        """Run one management command to its end; returns what it printed."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def start(self, name, *command):
        """Start a process under a name; one that ran under it before is stopped."""
        self.stop(name)
        self.processes[name] = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return self.processes[name]

    def start_web(self):
        port = self.address.rsplit(":", 1)[1]
        self.start(
            "web", "django", "runserver", "--noreload", "--settings", "mmp_portal.settings", f"127.0.0.1:{port}"
        )
        wait_until(self.answers, seconds=60, what="the portal")

    def start_beat(self):
        # Each beat keeps its own clock, so that two portals at once do not wind the same one.
        clock = Path(self.environment["CLOCK"]) / "beat"
        self.start("beat", "celery", "--app", "mmp_portal", "--quiet", "beat", "--pidfile=", "--schedule", str(clock))

    def start_worker(self):
        self.start(
            "worker", "celery", "--app", "mmp_portal", "--quiet", "worker", "--pool", "threads", "--concurrency", "2"
        )

    def stop(self, name):
        if name in self.processes:
            stop(self.processes.pop(name))

    def kill(self, name):
        """End a process at once, as a power cut would."""
        process = self.processes.pop(name)
        process.kill()
        process.wait()

    def answers(self):
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False


def with_tables(path, running):
    """Give the database file its tables: migrated once by a test process, and copied from then on."""
    kept = Path(tempfile.gettempdir()) / f"mmp-tables-{os.getpid()}.sqlite3"
    if not kept.exists():
        running.manage("migrate", "--verbosity", "0")
        shutil.copy(path, kept)
        atexit.register(kept.unlink, missing_ok=True)
    else:
        shutil.copy(kept, path)


@contextlib.contextmanager
def portal(*, demo=False, beat=False, mail="dummymail://", redis_url="", database=""):
    """Start a portal, with the demo data or empty, and stop it again."""
    with tempfile.TemporaryDirectory(prefix="mmp-portal-") as folder:
        address = f"http://127.0.0.1:{free_port()}"
        running = Portal(
            address=address,
            environment={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "mmp_portal.settings",
                "DEBUG": "true",
                "DATABASE_URL": database or f"sqlite:///{folder}/portal.sqlite3",
                "PORTAL_URL": address,
                "EMAIL_URL": mail,
                "REDIS_URL": redis_url,
                "OUTBOX_SWEEP_SECONDS": "1",
                "CLOCK": folder,
                "FILES_DIR": f"{folder}/files",
            },
        )
        if not database:
            with_tables(Path(folder) / "portal.sqlite3", running)
        running.manage("migrate", "--verbosity", "0")
        if demo:
            running.manage("demo")
        try:
            running.start_web()
            if beat:
                running.start_beat()
            if beat and redis_url:
                running.start_worker()
            yield running
        finally:
            for name in list(running.processes):
                running.stop(name)
