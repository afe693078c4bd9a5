"""Celery: the tick that makes the outbox and the reminders move.

The beat schedule is this one table. Nothing plans time through the broker: what is due, and when,
lies in the database, so a lost message costs one interval and no more.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mmp_portal.settings")

app = Celery("mmp_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_finalize.connect
def schedule(sender, **kwargs):
    """What beat starts, and how often, in seconds."""
    from django.conf import settings

    sender.conf.beat_schedule = {
        "queue what is due": {"task": "reminders.queue_due", "schedule": settings.OUTBOX_SWEEP_SECONDS},
        "send what is queued": {"task": "outbox.sweep", "schedule": settings.OUTBOX_SWEEP_SECONDS},
        "look whether messages leave": {"task": "reminders.watch", "schedule": 10 * 60},
        "clear away files that were never saved": {"task": "files.clear_unattached", "schedule": 60 * 60},
        "let go of old drafts": {"task": "drafts.sweep", "schedule": 60 * 60},
        "ask whether they met at work": {"task": "worksite.ask_the_week", "schedule": 60 * 60},
        "look for people with two records": {"task": "duplicates.find", "schedule": 24 * 60 * 60},
    }
