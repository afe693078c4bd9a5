"""What goals leave owed: steps whose day has come, and goals to be looked at again."""

from datetime import timedelta

from django.db.models import F, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.casework.enrollments.models import Status as EnrollmentStatus
from programs.casework.goals.models import Goal, Step
from programs.gathering import lines
from programs.registry import DueItem, DueSource

# A step or a look back stands among what is owed this long before its day.
SHOWN_BEFORE = timedelta(days=7)


def steps(enrollments, on, user):
    """Steps of open goals that are due within the week, or late; none while a case is paused."""
    waiting = Step.objects.to_do().filter(
        goal__enrollment__in=enrollments,
        goal__enrollment__status=EnrollmentStatus.ENROLLED,
        due_on__lte=on + SHOWN_BEFORE,
    )
    return lines(
        waiting,
        "goal-step",
        case="goal__enrollment",
        subject="goal",
        day="due_on",
        words=Concat(F("who"), Value(":"), F("words")),
    )


def step_item(mark, on):
    whose, _colon, words = mark.words.partition(":")
    facts = {"whose": str(Step.Who(whose).label).lower(), "step": words}
    return _item(mark, _("Step toward a goal, %(whose)s: %(step)s.") % facts)


def reviews(enrollments, on, user):
    """Open goals to look at again within the week, or since; none while a case is paused."""
    waiting = Goal.objects.open().filter(
        enrollment__in=enrollments,
        enrollment__status=EnrollmentStatus.ENROLLED,
        review_on__lte=on + SHOWN_BEFORE,
    )
    return lines(waiting, "goal-review", case="enrollment", day="review_on", words="words")


def review_item(mark, on):
    return _item(mark, _("Look at the goal again together: %(goal)s.") % {"goal": mark.words})


def _item(mark, why):
    return DueItem(
        rule=mark.rule,
        program=mark.case.program,
        enrollment=mark.case,
        due_on=mark.day,
        who=mark.case.participant.name,
        why=why,
        action=_("Open the goal"),
        url=reverse("goals:goal", args=[mark.subject]),
    )


SOURCES = (
    DueSource(
        rule="goal-step",
        describes=gettext_lazy("A step toward a goal is due and not done."),
        marks=steps,
        item=step_item,
    ),
    DueSource(
        rule="goal-review",
        describes=gettext_lazy("A goal is to be looked at again."),
        marks=reviews,
        item=review_item,
    ),
)
