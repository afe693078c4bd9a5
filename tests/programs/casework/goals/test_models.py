"""Goals and steps as they are stored: both sides of every constraint, and who sees which."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from programs import registry
from programs.casework.goals.models import TRANSITIONS, Area, Goal, GoalNote, Status, Step
from tests.factories.accounts import user_with
from tests.factories.goals import GoalFactory, StepFactory


def refused(**fields):
    """Whether the database refuses a goal with these fields."""
    try:
        with transaction.atomic():
            GoalFactory(**fields)
    except IntegrityError:
        return True
    return False


def test_every_status_has_its_row_in_the_table():
    assert set(TRANSITIONS) == set(Status.values)


def test_every_program_sorts_its_goals_into_known_areas():
    for program in registry.all_programs():
        assert program.goal_templates
        assert {template.area for template in program.goal_templates} <= set(Area.values)


@pytest.mark.parametrize(
    ("fields", "is_refused"),
    [
        ({}, False),
        ({"words": ""}, True),
        ({"area": "hobbies"}, True),
        ({"status": "forgotten"}, True),
        ({"status": "reached"}, True),
        ({"status": "reached", "ended_on": date(2026, 1, 14)}, True),
        ({"status": "reached", "ended_on": date(2026, 1, 15)}, False),
        ({"status": "open", "ended_on": date(2026, 1, 15)}, True),
        ({"target_on": date(2026, 1, 14)}, True),
        ({"target_on": date(2026, 1, 15)}, False),
        ({"void_reason": "twice"}, True),
    ],
)
def test_what_the_database_accepts(db, fields, is_refused):
    assert refused(set_on=date(2026, 1, 15), **fields) is is_refused


@pytest.mark.parametrize(
    ("fields", "is_refused"),
    [
        ({}, False),
        ({"words": ""}, True),
        ({"who": "grandmother"}, True),
        ({"done_on": date(2026, 2, 1)}, True),
    ],
)
def test_what_the_database_accepts_of_a_step(db, fields, is_refused):
    goal = GoalFactory()

    try:
        with transaction.atomic():
            StepFactory(goal=goal, **fields)
    except IntegrityError:
        assert is_refused
    else:
        assert not is_refused


def test_a_step_done_names_who_noted_it(cast):
    step = StepFactory(goal=cast.here.goal, done_on=date(2026, 11, 1), done_by=cast.here.staff)

    assert step.is_done


def test_the_sentence_of_a_constraint_is_fit_for_a_form(db):
    goal = GoalFactory.build(set_on=date(2026, 2, 2), target_on=date(2026, 2, 1))

    with pytest.raises(ValidationError, match="to be reached before it was set"):
        goal.validate_constraints()


def test_notes_are_not_empty(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        GoalNote.objects.create(goal=cast.here.goal, words="")


def test_goals_are_never_deleted(cast):
    for record in (cast.here.goal, cast.here.step):
        with pytest.raises(TypeError):
            record.delete()


def test_staff_and_the_mentor_of_the_family_see_a_goal_and_nobody_else(cast):
    goal, step = cast.here.goal, cast.here.step

    for user in (cast.here.staff, cast.here.supervisor, cast.here.mentor_user):
        assert goal in Goal.objects.for_user(user)
        assert step in Step.objects.for_user(user)
    other_program = user_with("staff", site=cast.here.site, program="worksite")
    for user in (cast.there.staff, cast.there.mentor_user, cast.administrator, cast.viewer, other_program):
        assert goal not in Goal.objects.for_user(user)
        assert step not in Step.objects.for_user(user)


def test_a_mentor_works_on_no_case(cast):
    assert cast.here.goal not in Goal.objects.for_casework(cast.here.mentor_user)


def test_a_voided_goal_is_read_by_staff_and_not_by_the_mentor(cast):
    cast.here.goal.voided_at, cast.here.goal.voided_by, cast.here.goal.void_reason = (
        timezone.now(),
        cast.here.staff,
        "x",
    )
    cast.here.goal.save()

    assert cast.here.goal in Goal.objects.for_user(cast.here.staff)
    assert cast.here.goal not in Goal.objects.for_user(cast.here.mentor_user)


def test_the_next_step_is_the_earliest_that_is_not_done(cast):
    goal, today = cast.here.goal, cast.here.site.today()
    StepFactory(goal=goal, words="Later", due_on=today + timedelta(days=30))
    StepFactory(goal=goal, words="Sooner", due_on=today + timedelta(days=1))
    StepFactory(goal=goal, words="Done", due_on=today, done_on=today, done_by=cast.here.staff)
    StepFactory(goal=goal, words="Whenever")

    found = Goal.objects.filter(pk=goal.pk).with_next_step().with_steps().get()

    assert (found.next_step_words, found.next_step_on) == ("Sooner", today + timedelta(days=1))
    words = [step.words for step in found.standing_steps]
    assert words[0] == "Sooner"
    assert words[-2:] == ["Whenever", "Done"]
