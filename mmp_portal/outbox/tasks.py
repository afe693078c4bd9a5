"""The two tasks of the outbox. Each may run twice without harm."""

from celery import shared_task

from mmp_portal.outbox import sending


@shared_task(name="outbox.sweep")
def sweep():
    """Send whatever is due."""
    return sending.sweep()


@shared_task(name="outbox.send_one")
def send_one(pk):
    """Make one attempt at the message with this id."""
    return sending.send(pk)
