"""Goals, steps and notes of a case."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from programs.casework.goals.models import Goal, Step


class GoalFactory(DjangoModelFactory):
    class Meta:
        model = Goal

    enrollment = factory.SubFactory("tests.factories.casework.EnrollmentFactory")
    area = "educational"
    words = "Finish school before summer"
    set_on = factory.LazyAttribute(lambda goal: goal.enrollment.enrolled_on)


class StepFactory(DjangoModelFactory):
    class Meta:
        model = Step

    goal = factory.SubFactory(GoalFactory)
    words = "Ask the school what is missing"


def goal_of(enrollment):
    """A goal set two months ago, with a step that is due next week."""
    today = enrollment.site.today()
    goal = GoalFactory(enrollment=enrollment, set_on=today - timedelta(days=60))
    StepFactory(goal=goal, due_on=today + timedelta(days=9))
    return goal
