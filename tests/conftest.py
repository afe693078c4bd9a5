"""What every test can rely on: no network, no mail, quick passwords, static files in place."""

import ipaddress
import os
import shutil
import socket
import tempfile

import pytest

from tests.browser import (  # noqa: F401 - pytest finds the browser's fixtures and hook by these names
    browser_context_args,
    browser_type_launch_args,
    page,
    pytest_collection_finish,
    screen,
    sign_in,
)
from tests.cast import cast, client_of  # noqa: F401 - the people that every page meets
from tests.kept_rows import numbers_begin_again


def pytest_configure(config):
    """Set what only a test run sets, before the first connection and the first request."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.FILES_DIR = tempfile.mkdtemp(prefix="mmp-files-")
    private = settings.STORAGES["private"]
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {**private, "OPTIONS": {**private["OPTIONS"], "location": settings.FILES_DIR}},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # WhiteNoise warns about a missing folder, and a warning is an error here.
    settings.STATIC_ROOT = tempfile.mkdtemp(prefix="mmp-static-")
    settings.CELERY_TASK_ALWAYS_EAGER = True
    settings.CELERY_TASK_EAGER_PROPAGATES = True
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        # A file, as in a real installation: every thread has a connection and transactions of its own.
        settings.TEST_DATABASE_FOLDER = tempfile.mkdtemp(prefix="mmp-database-")
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"{settings.TEST_DATABASE_FOLDER}/test.sqlite3"


def pytest_unconfigure(config):
    from django.conf import settings

    os.rmdir(settings.STATIC_ROOT)
    shutil.rmtree(getattr(settings, "TEST_DATABASE_FOLDER", ""), ignore_errors=True)
    shutil.rmtree(settings.FILES_DIR)


def pytest_collection_modifyitems(config, items):
    """Tests are sorted by what they use and where they lie; nobody has to remember a marker."""
    from django.conf import settings

    for item in items:
        if {"page", "context", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
        if {"client", "client_of"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.client)
        if changes_tables_for_good(item):
            item.fixturenames.insert(0, "django_db_reset_sequences")
        for folder in ("soak", "bench"):
            if f"tests/{folder}/" in item.path.as_posix():
                item.add_marker(getattr(pytest.mark, folder))
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        config.hook.pytest_deselected(items=[item for item in items if not asks_the_database(item)])
        items[:] = [item for item in items if asks_the_database(item)]


def changes_tables_for_good(item):
    """Its tables are emptied after it; with numbers that begin at 1 again, the kept rows fit them (tests/kept_rows)."""
    marker = item.get_closest_marker("django_db")
    is_transactional = marker is not None and marker.kwargs.get("transaction", False)
    return is_transactional or bool({"live_server", "transactional_db"} & set(getattr(item, "fixturenames", ())))


def pytest_runtest_setup(item):
    if changes_tables_for_good(item):
        numbers_begin_again()


def asks_the_database(item):
    """What never asks the database ran on SQLite already, and would say the same."""
    return bool(item.get_closest_marker("django_db")) or bool({"db", "transactional_db"} & set(item.fixturenames))


# --- No network ------------------------------------------------------------------------------


class NetworkUsed(RuntimeError):
    """A test wanted to reach another machine."""


def is_loopback(host):
    if host in ("localhost", "", None):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """Connections lead to this machine or nowhere."""
    patch = pytest.MonkeyPatch()
    ask = socket.getaddrinfo

    def guarded(method):
        def connect(self, address):
            if self.family != socket.AF_UNIX and not is_loopback(address[0]):
                raise NetworkUsed(f"a test tried to connect to {address[0]}")
            return method(self, address)

        return connect

    def resolve(host, *arguments, **options):
        if not is_loopback(host):
            raise NetworkUsed(f"a test tried to look up {host}")
        return ask(host, *arguments, **options)

    patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
    patch.setattr(socket, "getaddrinfo", resolve)
    yield
    patch.undo()
