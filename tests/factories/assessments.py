"""Assessment tools and results."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from programs.casework.assessments.models import Assessment, Band, Schedule, Tool
from tests.factories.casework import EnrollmentFactory


class ToolFactory(DjangoModelFactory):
    class Meta:
        model = Tool

    code = factory.Sequence(lambda n: f"tool-{n}")
    name = factory.Sequence(lambda n: f"Tool {n}")
    about = "parent"
    higher_is = "worse"
    score_from = 0
    score_to = 30


class BandFactory(DjangoModelFactory):
    class Meta:
        model = Band

    tool = factory.SubFactory(ToolFactory)
    at_least = 0
    label = "Low"
    concern = "none"


class ScheduleFactory(DjangoModelFactory):
    class Meta:
        model = Schedule

    tool = factory.SubFactory(ToolFactory)
    program = "young_parent"
    when = "days_after_enrollment"
    number = 90
    starts_on = date(2020, 1, 1)


class AssessmentFactory(DjangoModelFactory):
    class Meta:
        model = Assessment

    enrollment = factory.SubFactory(EnrollmentFactory)
    tool = factory.SubFactory(ToolFactory)
    given_on = date(2026, 3, 1)


def assessment_of(enrollment):
    """A result of a tool that is due every half year."""
    tool = ToolFactory()
    ScheduleFactory(tool=tool, when="every_months", number=6)
    return AssessmentFactory(
        enrollment=enrollment,
        tool=tool,
        person=enrollment.participant,
        given_on=enrollment.enrolled_on,
        total=12,
        follow_up="Call the clinic",
        recorded_by=enrollment.worker,
    )
