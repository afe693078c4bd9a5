"""The task that clears away files which became part of nothing. It may run twice without harm."""

from celery import shared_task

from mmp_portal.files import workflow


@shared_task(name="files.clear_unattached")
def clear_unattached():
    """Take off the disk what was sent a day ago and never saved."""
    return workflow.clear_unattached()
