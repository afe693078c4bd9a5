"""The one task of drafts. It may run twice without harm."""

from celery import shared_task

from mmp_portal.drafts import workflow


@shared_task(name="drafts.sweep")
def sweep():
    """Let go of drafts that nobody touched for two weeks, and of the memory of old sendings."""
    return workflow.sweep()
