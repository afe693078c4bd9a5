"""The task that looks for people who have two records. It may run twice without harm."""

from celery import shared_task

from participants.duplicates import workflow


@shared_task(name="duplicates.find")
def find():
    """Note every two records that are probably of one person."""
    return workflow.find_all()
