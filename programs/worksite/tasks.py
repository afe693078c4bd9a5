"""The tick that asks about the week at work."""

from celery import shared_task

from programs.worksite.weeks import workflow


@shared_task(name="worksite.ask_the_week")
def ask_the_week():
    """Ask mentors and youth at work whether they met. Running it twice asks nobody twice."""
    return len(workflow.ask())
