"""What goals leave owed: steps whose day has come, and goals to be looked at again."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.casework.enrollments.models import Status as EnrollmentStatus
from programs.casework.goals.models import Goal, Step
from programs.registry import DueItem, DueSource

# A step or a look back stands among what is owed this long before its day.
SHOWN_BEFORE = timedelta(days=7)


def steps(enrollments, on, user):
    """Steps of open goals that are due within the week, or late; none while a case is paused."""
    waiting = (
        Step.objects.to_do()
        .filter(
            goal__enrollment__in=enrollments.filter(status=EnrollmentStatus.ENROLLED),
            due_on__lte=on + SHOWN_BEFORE,
        )
        .select_related("goal__enrollment__participant", "goal__enrollment__site")
    )
    for step in waiting.order_by("due_on", "pk"):
        enrollment = step.goal.enrollment
        yield DueItem(
            rule="goal-step",
            program=enrollment.program,
            enrollment=enrollment,
            due_on=step.due_on,
            who=enrollment.participant.name,
            why=_("Step toward a goal, %(whose)s: %(step)s")
            % {"whose": str(step.get_who_display()).lower(), "step": step.words},
            action=_("Open the goal"),
            url=step.get_absolute_url(),
        )


def reviews(enrollments, on, user):
    """Open goals to look at again within the week, or since; none while a case is paused."""
    waiting = (
        Goal.objects.open()
        .filter(enrollment__in=enrollments.filter(status=EnrollmentStatus.ENROLLED), review_on__lte=on + SHOWN_BEFORE)
        .with_people()
    )
    for goal in waiting.order_by("review_on", "pk"):
        yield DueItem(
            rule="goal-review",
            program=goal.enrollment.program,
            enrollment=goal.enrollment,
            due_on=goal.review_on,
            who=goal.enrollment.participant.name,
            why=_("Look at the goal again together: %(goal)s") % {"goal": goal.words},
            action=_("Open the goal"),
            url=goal.get_absolute_url(),
        )


SOURCES = (
    DueSource(rule="goal-step", describes=gettext_lazy("A step toward a goal is due and not done."), owed=steps),
    DueSource(rule="goal-review", describes=gettext_lazy("A goal is to be looked at again."), owed=reviews),
)
