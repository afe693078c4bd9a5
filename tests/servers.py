"""Throw-away PostgreSQL, Redis and mail servers on free loopback ports.

In tests:

    with postgresql() as url: ...
    with redis() as server: ...     # server.url, server.kill(), server.start()
    with mailbox() as box: ...      # box.url, box.messages
    with portal({"DATABASE_URL": url, ...}) as house: ...   # a real worker and a real beat

From a shell, to run one command against a throw-away PostgreSQL:

    python -m tests.servers postgresql -- pytest ...

Each server lives in its own temporary folder, and is stopped by its own process id.
"""

import contextlib
import email
import email.policy
import glob
import logging
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent


class Missing(RuntimeError):
    """A server is not installed on this machine; the text names the line that installs it."""


def free_port():
    """A port on the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(question, *, seconds=20, what="a server"):
    """Ask until the answer is yes; raise TimeoutError when it never comes."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if question():
            return
        time.sleep(0.02)
    raise TimeoutError(f"{what} did not answer within {seconds} seconds")


def listens(port):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def stop(process, *, gently=signal.SIGTERM, seconds=10):
    """End one process that we started, and wait until it is gone."""
    if process.poll() is None:
        process.send_signal(gently)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


# --- PostgreSQL ------------------------------------------------------------------------------


def postgresql_binaries():
    """The folder of the newest PostgreSQL server on this machine."""
    versions = glob.glob("/usr/lib/postgresql/*/bin/initdb")
    if versions:
        return Path(max(versions, key=lambda path: float(path.split("/")[4]))).parent
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    raise Missing("PostgreSQL is not installed. On Debian and Ubuntu: apt-get install postgresql")


@contextlib.contextmanager
def postgresql():
    """A fresh PostgreSQL; yields its address. It refuses to run as root, so root hands it to its own user."""
    binaries = postgresql_binaries()
    folder = Path(tempfile.mkdtemp(prefix="mmp-postgresql-"))
    demoted = {}
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        demoted = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    plain = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    data = folder / "data"
    port = free_port()
    try:
        subprocess.run(
            [binaries / "initdb", "-D", data, "-U", "portal", "-A", "trust", "-E", "UTF8"]
            + ["--locale=C.UTF-8", "--no-sync"],
            cwd=folder,
            env=plain,
            check=True,
            capture_output=True,
            **demoted,
        )
        with open(folder / "log", "wb") as log:
            server = subprocess.Popen(
                [binaries / "postgres", "-D", data, "-p", str(port), "-k", folder]
                + ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "synchronous_commit=off"]
                + ["-c", "full_page_writes=off"],
                cwd=folder,
                env=plain,
                stdout=log,
                stderr=subprocess.STDOUT,
                **demoted,
            )
        try:
            ready = [binaries / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
            wait_until(lambda: subprocess.run(ready, check=False).returncode == 0, what="PostgreSQL")
            yield f"postgres://portal@127.0.0.1:{port}/postgres"
        finally:
            stop(server, gently=signal.SIGINT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# --- Redis -----------------------------------------------------------------------------------


class Redis:
    """A Redis that can be killed and started again on the same port; it remembers nothing."""

    def __init__(self):
        self.program = shutil.which("redis-server")
        if not self.program:
            raise Missing("Redis is not installed. On Debian and Ubuntu: apt-get install redis-server")
        self.folder = tempfile.mkdtemp(prefix="mmp-redis-")
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "--port", str(self.port), "--bind", "127.0.0.1", "--dir", self.folder]
            + ["--save", "", "--appendonly", "no"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(lambda: listens(self.port), what="Redis")

    def kill(self):
        """End it at once, as a power cut would."""
        self.process.kill()
        self.process.wait()


@contextlib.contextmanager
def redis():
    server = Redis()
    try:
        server.start()
        yield server
    finally:
        if server.process:
            stop(server.process)
        shutil.rmtree(server.folder, ignore_errors=True)


# --- Mail ------------------------------------------------------------------------------------


class Mailbox:
    """A mail server that keeps what it is sent, in the order of arrival."""

    def __init__(self):
        self.messages = []
        self.port = free_port()
        self.url = f"smtp://127.0.0.1:{self.port}"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        message["X-Envelope-To"] = ", ".join(envelope.rcpt_tos)
        self.messages.append(message)
        return "250 Message accepted for delivery"


@contextlib.contextmanager
def mailbox():
    from aiosmtpd.controller import Controller

    logging.getLogger("mail.log").setLevel(logging.WARNING)
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


# --- The portal's own processes --------------------------------------------------------------


class Portal:
    """The portal as it runs for an agency: worker and beat as processes of their own, on servers of ours.

    `environment` holds the variables of .env.example. `say` runs a few lines in the portal's shell and
    returns what they print.
    """

    def __init__(self, environment, folder):
        self.folder = Path(folder)
        self.environment = {**os.environ, "SECRET_KEY": "only-for-these-tests-" * 3, **environment}
        self.environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
        self.running = {}

    def manage(self, *arguments):
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=HOUSE,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"manage.py {arguments[0]} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def say(self, lines):
        return self.manage("shell", "--no-imports", "--command", lines)

    def start(self, name):
        """Start `worker` or `beat`."""
        options = {
            "worker": ["worker", "--concurrency", "2", "--without-mingle", "--without-gossip"],
            "beat": ["beat", "--pidfile=", "--schedule", str(self.folder / "beat")],
        }[name]
        with open(self.folder / f"{name}.log", "ab") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "celery", "--app", "mmp_portal", *options],
                cwd=HOUSE,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def kill(self, name):
        """End a process and its children at once, as a power cut would."""
        process = self.running.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def log(self, name):
        return (self.folder / f"{name}.log").read_text(errors="replace")


@contextlib.contextmanager
def portal(environment):
    """A migrated portal with worker and beat running."""
    folder = tempfile.mkdtemp(prefix="mmp-portal-")
    house = Portal(environment, folder)
    try:
        house.manage("migrate", "--no-input", "--verbosity", "0")
        house.start("worker")
        house.start("beat")
        yield house
    finally:
        for name in list(house.running):
            house.kill(name)
        shutil.rmtree(folder, ignore_errors=True)


# --- From a shell ----------------------------------------------------------------------------


def main(arguments):
    if len(arguments) < 3 or arguments[0] != "postgresql" or arguments[1] != "--":
        print("Usage: python -m tests.servers postgresql -- COMMAND ...", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with postgresql() as url:
            return subprocess.run(arguments[2:], env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
