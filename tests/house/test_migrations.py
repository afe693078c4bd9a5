"""Migrations lead from nothing to the models, on the database that the tests run on.

Other tests make their tables from the models, which is quicker. The journeys start a portal that migrates.
"""

import os
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection


@contextmanager
def empty_database(folder):
    """The address of a database with nothing in it, beside the one of the tests."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'migrated.sqlite3'}"
        return
    here = connection.settings_dict
    name = f"migrated_{os.getpid()}"
    with connection._nodb_cursor() as cursor:  # no transaction: a database cannot be made inside one
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield f"postgres://{here['USER']}:{here['PASSWORD']}@{here['HOST']}:{here['PORT']}/{name}"
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name}")


def manage(*arguments, database):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.any_database  # the long tests migrate a portal on PostgreSQL
@pytest.mark.django_db(transaction=True)
def test_an_empty_database_migrates_to_what_the_models_say(tmp_path):
    with empty_database(tmp_path) as database:
        migrated = manage("migrate", "--verbosity", "0", database=database)
        assert migrated.returncode == 0, migrated.stderr
        assert manage("migrate", "--check", database=database).returncode == 0
        assert manage("check", "--database", "default", database=database).returncode == 0


def test_no_model_waits_for_a_migration():
    said = manage("makemigrations", "--check", "--dry-run", database="sqlite:///:memory:")

    assert said.returncode == 0, said.stdout
