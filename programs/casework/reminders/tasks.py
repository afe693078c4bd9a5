"""The tick that turns what is due into what is queued."""

from celery import shared_task

from programs.casework.reminders import workflow


@shared_task(name="reminders.queue_due")
def queue_due():
    """Look at every rule once. Running it twice queues nothing twice."""
    new, _known = workflow.queue_due()
    return len(new)
