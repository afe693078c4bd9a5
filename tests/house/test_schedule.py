"""The beat schedule starts tasks that exist, and nothing plans time through the broker."""

import re

import pytest
from django.conf import settings

from mmp_portal.celery import app

ROOTS = ("mmp_portal", "participants", "mentors", "programs", "reports")


@pytest.fixture(scope="module")
def schedule():
    app.loader.import_default_modules()
    app.finalize()
    return app.conf.beat_schedule


def test_every_scheduled_task_exists(schedule):
    assert schedule
    assert {entry["task"] for entry in schedule.values()} <= set(app.tasks)


def test_every_scheduled_task_takes_nothing(schedule):
    """A tick looks for its own work in the database, so it may be lost or come twice."""
    assert all(not entry.get("args") and not entry.get("kwargs") for entry in schedule.values())


def test_nothing_plans_time_through_the_broker():
    """In place, Celery ignores countdown and eta; when something is due lies in a row."""
    planned = {
        str(path.relative_to(settings.BASE_DIR)): found
        for root in ROOTS
        for path in (settings.BASE_DIR / root).rglob("*.py")
        if (found := re.findall(r"\b(?:countdown|eta)\s*=|\.retry\(", path.read_text()))
    }

    assert planned == {}
