"""Throw-away PostgreSQL, Redis and mail servers on free loopback ports.

In tests:

    with postgresql() as url: ...
    with redis() as server: ...     # server.url, server.kill(), server.start()
    with mailbox() as box: ...      # box.url, box.messages

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


class PostgreSQL:
    """A fresh PostgreSQL that can be killed and started again. It refuses root, so root hands it to its own user.

    What was committed survives a kill; a power cut it would not survive, and no test needs it to.
    """

    def __init__(self):
        self.binaries = postgresql_binaries()
        self.folder = Path(tempfile.mkdtemp(prefix="mmp-postgresql-"))
        self.port = free_port()
        self.url = f"postgres://portal@127.0.0.1:{self.port}/postgres"
        self.process = None
        self.manner = {
            "cwd": self.folder,
            "env": {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": str(self.folder)},
        }
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self.manner |= {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        subprocess.run(
            [self.binaries / "initdb", "-D", self.folder / "data", "-U", "portal", "-A", "trust", "-E", "UTF8"]
            + ["--locale=C.UTF-8", "--no-sync"],
            check=True,
            capture_output=True,
            **self.manner,
        )

    def start(self):
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                [self.binaries / "postgres", "-D", self.folder / "data", "-p", str(self.port), "-k", self.folder]
                + ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "full_page_writes=off"],
                stdout=log,
                stderr=subprocess.STDOUT,
                **self.manner,
            )
        ready = [self.binaries / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        wait_until(lambda: subprocess.run(ready, check=False).returncode == 0, what="PostgreSQL")

    def kill(self):
        """Cut off every connection at once, with no time to finish anything."""
        stop(self.process, gently=signal.SIGQUIT)


@contextlib.contextmanager
def postgresql_server():
    """Yields a running PostgreSQL."""
    server = PostgreSQL()
    try:
        server.start()
        yield server
    finally:
        if server.process:
            stop(server.process, gently=signal.SIGINT)
        shutil.rmtree(server.folder, ignore_errors=True)


@contextlib.contextmanager
def postgresql():
    """Yields the address of a running PostgreSQL."""
    with postgresql_server() as server:
        yield server.url


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
