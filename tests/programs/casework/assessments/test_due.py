"""When a tool is due: once after the enrollment, at an age, or every so many months; paused families owe nothing."""

from datetime import date, timedelta

import pytest

from programs.casework.assessments import due
from programs.casework.assessments.ages import is_adjusted, months_for
from programs.casework.assessments.models import Tool
from programs.casework.enrollments.models import Enrollment
from tests.factories.assessments import AssessmentFactory, ScheduleFactory, ToolFactory
from tests.factories.casework import EnrollmentFactory
from tests.factories.participants import PersonFactory, child_of, person_at

TODAY = date(2026, 11, 23)


def due_days(enrollment):
    return [one.due_on for one in due.waiting(Enrollment.objects.filter(pk=enrollment.pk), TODAY)]


@pytest.fixture
def enrollment(db):
    return EnrollmentFactory(enrolled_on=date(2026, 9, 10))


# --- Ages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weeks", "months"),
    [
        (None, 12),  # nobody said
        (40, 12),
        (38, 12),  # two weeks early count as born on time
        (37, 11),  # three weeks early
        (28, 9),
    ],
)
def test_the_age_is_adjusted_for_a_child_born_three_weeks_early_or_more(weeks, months):
    tool = Tool(about="child", adjusts_age=True)
    child = PersonFactory.build(born_on=date(2025, 11, 20), born_at_weeks=weeks)

    assert months_for(tool, child, TODAY) == months
    assert is_adjusted(tool, child, TODAY) == (months != 12)


def test_from_two_years_on_the_age_is_the_age():
    tool = Tool(about="child", adjusts_age=True)
    child = PersonFactory.build(born_on=date(2024, 11, 23), born_at_weeks=28)

    assert months_for(tool, child, TODAY - timedelta(days=1)) == 21
    assert months_for(tool, child, TODAY) == 24


def test_a_tool_that_does_not_adjust_takes_the_birth():
    child = PersonFactory.build(born_on=date(2025, 11, 20), born_at_weeks=28)

    assert months_for(Tool(about="child"), child, TODAY) == 12
    assert months_for(Tool(about="child"), PersonFactory.build(born_on=None), TODAY) is None


@pytest.mark.parametrize(("months", "form"), [(1, 2), (2, 2), (3, 2), (5, 4), (61, 60)])
def test_the_form_is_the_last_that_begins_at_or_below_the_age(months, form):
    assert Tool(forms_months=[2, 4, 60]).form_for(months) == form


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 5, 15), 12, date(2027, 5, 15)),
    ],
)
def test_months_later(day, months, then):
    assert due.months_after(day, months) == then


# --- Schedules -------------------------------------------------------------------------------


def test_once_after_the_enrollment(enrollment):
    schedule = ScheduleFactory(number=90)
    assert due_days(enrollment) == [date(2026, 12, 9)]

    AssessmentFactory(
        enrollment=enrollment, tool=schedule.tool, person=enrollment.participant, given_on=date(2026, 10, 1)
    )
    assert due_days(enrollment) == []


def test_later_than_thirty_days_ahead_is_not_shown_yet(enrollment):
    ScheduleFactory(number=105)

    assert due_days(enrollment) == []


def test_every_half_year_counts_from_the_last_time(enrollment):
    schedule = ScheduleFactory(when="every_months", number=6)
    AssessmentFactory(
        enrollment=enrollment, tool=schedule.tool, person=enrollment.participant, given_on=date(2026, 6, 1)
    )

    assert due_days(enrollment) == [date(2026, 12, 1)]


def test_a_declined_one_was_offered_and_counts_as_given(enrollment):
    schedule = ScheduleFactory(number=90)
    AssessmentFactory(
        enrollment=enrollment,
        tool=schedule.tool,
        person=enrollment.participant,
        outcome="declined",
        given_on=date(2026, 10, 1),
    )

    assert due_days(enrollment) == []


def test_a_voided_one_does_not_count(enrollment, django_user_model):
    schedule = ScheduleFactory(number=90)
    row = AssessmentFactory(
        enrollment=enrollment, tool=schedule.tool, person=enrollment.participant, given_on=date(2026, 10, 1)
    )
    user = django_user_model.objects.create_user("v@example.org", name="V")
    type(row).objects.filter(pk=row.pk).update(voided_at="2026-11-01T00:00Z", voided_by=user, void_reason="twice")

    assert due_days(enrollment) == [date(2026, 12, 9)]


def test_at_an_age_for_each_child_and_until_an_age(enrollment):
    enrollment.participant = person_at(enrollment.site)
    enrollment.save()
    tool = ToolFactory(about="child", higher_is="", score_from=None, score_to=None)
    ScheduleFactory(tool=tool, when="at_age_months", number=12)
    ScheduleFactory(tool=tool, when="every_months", number=1, until_age_months=36)
    clover = child_of(enrollment.participant, given_name="Clover", born_on=date(2025, 12, 1))
    child_of(enrollment.participant, given_name="Rye", born_on=date(2023, 11, 23))  # three years old today

    found = due.waiting(Enrollment.objects.filter(pk=enrollment.pk), TODAY)

    assert {(one.person, one.due_on) for one in found} == {
        (clover, date(2026, 12, 1)),
        (clover, date(2026, 10, 10)),
    }


def test_a_child_without_a_birth_date_has_no_due_day(enrollment):
    enrollment.participant = person_at(enrollment.site)
    enrollment.save()
    tool = ToolFactory(about="child")
    ScheduleFactory(tool=tool, when="at_age_months", number=1)
    child = child_of(enrollment.participant, born_on=date(2025, 12, 1))
    child.born_on = None
    child.save()

    assert due_days(enrollment) == []


def test_rules_hold_from_to_and_for_their_program(enrollment):
    ScheduleFactory(number=60, ends_on=TODAY - timedelta(days=1))
    ScheduleFactory(number=60, starts_on=TODAY + timedelta(days=1))
    ScheduleFactory(number=60, program="moppp")
    ScheduleFactory(number=60, tool=ToolFactory(in_use_until=TODAY - timedelta(days=1)))

    assert due_days(enrollment) == []


def test_a_paused_family_owes_nothing(enrollment):
    ScheduleFactory(number=60)
    Enrollment.objects.filter(pk=enrollment.pk).update(status="paused")

    assert due_days(enrollment) == []


def test_the_name_of_a_restricted_tool_is_not_among_what_is_owed(enrollment, django_user_model):
    ScheduleFactory(tool=ToolFactory(name="Depression scale", is_restricted=True), number=60)
    user = django_user_model.objects.create_user("w@example.org", name="W")

    (item,) = due.owed(Enrollment.objects.filter(pk=enrollment.pk), TODAY, user)

    assert "Depression" not in item.why
    assert item.due_on == date(2026, 11, 9)


def test_the_number_of_queries_does_not_grow_with_the_families(enrollment, django_assert_num_queries):
    ScheduleFactory(tool=ToolFactory(about="child"), when="every_months", number=6)
    for _each in range(10):
        parent = person_at(enrollment.site)
        child_of(parent, born_on=date(2025, 12, 1))
        EnrollmentFactory(site=enrollment.site, participant=parent, registered=False)

    with django_assert_num_queries(4):
        due.waiting(Enrollment.objects.all(), TODAY)
