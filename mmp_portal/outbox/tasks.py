"""The tasks of the outbox. Each may run twice without harm."""

from celery import shared_task
from django.utils import timezone

from mmp_portal.outbox import pulse, sending


@shared_task(name="outbox.sweep")
def sweep():
    """Send whatever is due."""
    sent = sending.sweep()
    pulse.beat(pulse.SWEEP, timezone.now())
    return sent


@shared_task(name="outbox.send_one")
def send_one(pk):
    """Make one attempt at the message with this id."""
    return sending.send(pk)
