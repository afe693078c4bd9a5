"""Setting goals, working at them, and what came of them."""

from datetime import timedelta

import pytest

from mmp_portal.audit.models import Event
from programs import registry
from programs.casework.closings import workflow as closings
from programs.casework.enrollments import workflow as enrollments
from programs.casework.enrollments.models import Enrollment
from programs.casework.goals import due, workflow
from programs.casework.goals.models import Goal, GoalNote, Step
from programs.gathering import gathered
from tests.factories.casework import EnrollmentFactory


def set_goal(cast, **changes):
    family = cast.here
    facts = {"words": "A quiet evening", "area": "personal", "set_on": family.site.today(), "by": family.staff}
    return workflow.set_goal(enrollment=family.enrollment, **facts | changes)


def verbs(record):
    return list(Event.objects.about(record).order_by("pk").values_list("verb", flat=True))


def test_a_goal_is_set_with_its_first_steps(cast):
    goal = set_goal(cast, template="stress", steps=["Name two people", "Plan an hour"])

    assert goal.is_open
    assert goal.template_label == "Reduce stress"
    assert [step.words for step in goal.steps.order_by("pk")] == ["Name two people", "Plan an hour"]
    assert verbs(goal) == ["goal.set"]


@pytest.mark.parametrize(
    ("changes", "sentence", "about"),
    [
        ({"set_on": -201}, "before the enrollment", "set_on"),
        ({"set_on": 1}, "in the future", "set_on"),
        ({"target_on": -1}, "before it was set", "target_on"),
    ],
)
def test_impossible_days_are_refused(cast, changes, sentence, about):
    today = cast.here.site.today()
    days = {name: today + timedelta(days=count) for name, count in changes.items()}

    with pytest.raises(workflow.CannotSet, match=sentence) as refusal:
        set_goal(cast, **days)

    assert refusal.value.about == about
    assert Goal.objects.filter(enrollment=cast.here.enrollment).count() == 1


def test_a_closed_case_gets_no_goal_and_no_step(cast):
    closings.close(enrollment=cast.here.enrollment, on=cast.here.site.today(), reason="year_kept", by=cast.here.staff)

    with pytest.raises(workflow.CannotSet, match="closed"):
        set_goal(cast)
    with pytest.raises(workflow.CannotSet, match="closed"):
        workflow.add_step(goal=cast.here.goal, words="x", who="mentor", by=cast.here.staff)
    with pytest.raises(workflow.CannotSet, match="closed"):
        workflow.note_done(step=cast.here.step, by=cast.here.staff)


def test_a_goal_is_reached_and_taken_up_again(cast):
    goal, today, staff = cast.here.goal, cast.here.site.today(), cast.here.staff

    workflow.end(goal=goal, status="reached", on=today, outcome_words="At last", by=staff)
    goal.refresh_from_db()
    assert (goal.status, goal.ended_on, goal.outcome_words, goal.version) == ("reached", today, "At last", 2)

    workflow.reopen(goal=goal, reason="She wants the next grade", by=staff)
    goal.refresh_from_db()
    assert (goal.status, goal.ended_on) == ("open", None)
    assert verbs(goal) == ["goal.reached", "goal.reopened"]
    with pytest.raises(workflow.CannotSet, match="open already"):
        workflow.reopen(goal=goal, reason="x", by=staff)


def test_a_changed_goal_goes_on_under_new_words(cast):
    goal, today = cast.here.goal, cast.here.site.today()

    following = workflow.end(
        goal=goal, status="changed", on=today, next_words="Start at the college", by=cast.here.staff
    )

    assert (following.words, following.replaces, following.area) == ("Start at the college", goal, goal.area)
    assert following.is_open
    goal.refresh_from_db()
    assert goal.status == "changed"


def test_a_changed_goal_without_new_words_changes_nothing(cast):
    with pytest.raises(workflow.CannotSet, match="what the goal is now") as refusal:
        workflow.end(goal=cast.here.goal, status="changed", on=cast.here.site.today(), by=cast.here.staff)

    assert refusal.value.about == "next_words"
    cast.here.goal.refresh_from_db()
    assert cast.here.goal.is_open


@pytest.mark.parametrize(("days", "sentence"), [(-61, "before the goal was set"), (1, "in the future")])
def test_a_goal_cannot_end_on_such_a_day(cast, days, sentence):
    on = cast.here.site.today() + timedelta(days=days)

    with pytest.raises(workflow.CannotSet, match=sentence):
        workflow.end(goal=cast.here.goal, status="reached", on=on, by=cast.here.staff)


def test_a_goal_that_ended_does_not_end_again(cast):
    on = cast.here.site.today()
    workflow.end(goal=cast.here.goal, status="dropped", on=on, by=cast.here.staff)

    with pytest.raises(workflow.CannotSet, match="not open"):
        workflow.end(goal=cast.here.goal, status="reached", on=on, by=cast.here.staff)


def test_correcting_a_goal_looks_at_its_days(cast):
    goal, today = cast.here.goal, cast.here.site.today()

    workflow.correct(goal=goal, by=cast.here.staff, words="Other words")
    goal.refresh_from_db()
    assert (goal.words, goal.version) == ("Other words", 2)

    with pytest.raises(workflow.CannotSet, match="before it was set"):
        workflow.correct(goal=goal, by=cast.here.staff, target_on=today - timedelta(days=400))
    workflow.end(goal=goal, status="reached", on=today - timedelta(days=10), by=cast.here.staff)
    with pytest.raises(workflow.CannotSet, match="ended before it was set"):
        workflow.correct(goal=goal, by=cast.here.staff, set_on=today - timedelta(days=5))


def test_noting_a_step_done_twice_is_noting_it_once(cast):
    step = cast.here.step

    workflow.note_done(step=step, by=cast.here.mentor_user)
    workflow.note_done(step=step, by=cast.here.staff)

    step.refresh_from_db()
    assert (step.done_on, step.done_by) == (cast.here.site.today(), cast.here.mentor_user)
    assert verbs(step) == ["step.done"]

    workflow.note_not_done(step=step, by=cast.here.staff)
    workflow.note_not_done(step=step, by=cast.here.staff)
    step.refresh_from_db()
    assert (step.done_on, step.done_by) == (None, None)
    assert verbs(step) == ["step.done", "step.not_done"]


def test_steps_of_a_goal_that_ended_stay_as_they_are(cast):
    workflow.end(goal=cast.here.goal, status="dropped", on=cast.here.site.today(), by=cast.here.staff)

    for verb in (workflow.note_done, workflow.correct_step):
        if verb is workflow.note_done:
            with pytest.raises(workflow.CannotSet, match="not open"):
                verb(step=cast.here.step, by=cast.here.staff)
    with pytest.raises(workflow.CannotSet, match="not open"):
        workflow.add_step(goal=cast.here.goal, words="x", who="worker", by=cast.here.staff)


def test_a_note_moves_the_day_to_look_again(cast):
    on = cast.here.site.today() + timedelta(days=30)

    note = workflow.write_note(goal=cast.here.goal, words="Slowly", review_on=on, by=cast.here.staff)

    assert note == GoalNote.objects.get()
    cast.here.goal.refresh_from_db()
    assert cast.here.goal.review_on == on


# --- What is owed ----------------------------------------------------------------------------


def owed(cast, days):
    """What the rules about goals say of the family on the day so many days from now, as (rule, sentence)."""
    on = cast.here.site.today() + timedelta(days=days)
    cases = Enrollment.objects.filter(pk=cast.here.enrollment.pk)
    return [(item.rule, item.why, item.url) for item in gathered(due.SOURCES, cases, on, cast.here.staff)]


def test_a_step_is_owed_from_a_week_before_its_day(cast):
    assert owed(cast, 1) == []  # its day is in nine days

    ((rule, why, url),) = owed(cast, 2)
    assert rule == "goal-step"
    assert "participant: Ask the school what is missing." in why
    assert url == cast.here.goal.get_absolute_url()
    assert len(owed(cast, 300)) == 1, "late until it is done"


def test_what_is_done_dropped_voided_or_resting_is_not_owed(cast):
    step, goal, staff = cast.here.step, cast.here.goal, cast.here.staff
    workflow.note_done(step=step, by=staff)
    assert owed(cast, 9) == []
    workflow.note_not_done(step=step, by=staff)
    assert len(owed(cast, 9)) == 1

    enrollments.pause(enrollment=cast.here.enrollment, reason="Away", on=cast.here.site.today(), by=staff)
    assert owed(cast, 9) == []
    enrollments.resume(enrollment=cast.here.enrollment, on=cast.here.site.today(), by=staff)

    workflow.end(goal=goal, status="dropped", on=cast.here.site.today(), by=staff)
    assert owed(cast, 9) == []


def test_a_goal_is_looked_at_again_on_its_day(cast):
    Step.objects.update(due_on=None)
    Goal.objects.filter(pk=cast.here.goal.pk).update(review_on=cast.here.site.today() + timedelta(days=7))

    ((rule, why, _url),) = owed(cast, 0)

    assert rule == "goal-review"
    assert "Finish school before summer." in why
    assert owed(cast, -1) == []


# --- The programs' own goals -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("program", "template"),
    [(program.code, template) for program in registry.all_programs() for template in program.goal_templates],
    ids=lambda one: one if isinstance(one, str) else one.code,
)
def test_every_goal_of_every_program_can_be_set(cast, program, template):
    case = EnrollmentFactory(site=cast.here.site, program=program)

    goal = workflow.set_goal(
        enrollment=case,
        words=str(template.label),
        area=template.area,
        template=template.code,
        steps=[str(step) for step in template.steps],
        set_on=cast.here.site.today(),
        by=cast.here.staff,
    )

    goal.full_clean()
    assert str(goal.template_label) == str(template.label)
    assert goal.steps.count() == len(template.steps)
