"""The tick that turns what is due into what is queued, and a look at whether all still runs."""

from celery import shared_task
from django.utils import timezone

from mmp_portal.outbox import pulse
from programs.casework.reminders import workflow


@shared_task(name="reminders.queue_due")
def queue_due():
    """Look at every rule once. Running it twice queues nothing twice."""
    new, _known = workflow.queue_due()
    pulse.beat(pulse.QUEUE, timezone.now())
    return len(new)


@shared_task(name="reminders.watch")
def watch():
    """Tell administrators once a day what does not run."""
    return workflow.tell_of_trouble()
