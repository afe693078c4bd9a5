"""Setting a goal, working at it step by step, and saying what came of it."""

from django.db import transaction
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from programs.casework.enrollments.models import Enrollment
from programs.casework.goals.models import Goal, GoalNote, Status, Step


class CannotSet(Exception):
    """Why the goal or step cannot be kept so, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


def check_days(enrollment, *, set_on, target_on=None):
    """Raise CannotSet with the reason, or return."""
    if set_on < enrollment.enrolled_on:
        raise CannotSet(_("The goal was set before the enrollment. Check the day."), "set_on")
    if set_on > enrollment.site.today():
        raise CannotSet(_("The goal was set in the future. Check the day."), "set_on")
    if target_on and target_on < set_on:
        raise CannotSet(_("The goal is to be reached before it was set. Check the days."), "target_on")


@transaction.atomic
def set_goal(
    *, enrollment, words, area, set_on, by, template="", target_on=None, review_on=None, steps=(), replaces=None
):
    """Keep a goal of an open case, with its first steps, given as words. Raises CannotSet."""
    enrollment = Enrollment.objects.select_for_update(of=("self",)).select_related("site").get(pk=enrollment.pk)
    if not enrollment.is_open:
        raise CannotSet(_("This case is closed. Goals are set in open cases."))
    check_days(enrollment, set_on=set_on, target_on=target_on)
    goal = Goal.objects.create(
        enrollment=enrollment,
        words=words,
        area=area,
        template=template,
        set_on=set_on,
        target_on=target_on,
        review_on=review_on,
        replaces=replaces,
        recorded_by=by,
    )
    for step in steps:
        Step.objects.create(goal=goal, words=step, recorded_by=by)
    trail.record(by, "goal.set", goal, site=enrollment.site, after={"case": enrollment.number, "area": str(area)})
    return goal


@transaction.atomic
def correct(*, goal, by, **changes):
    """Change what was written about a goal; the form has made sure that nobody else did. Raises CannotSet."""
    goal = _locked(goal)
    for name in ("words", "area", "set_on", "target_on", "review_on", "outcome_words"):
        if name in changes:
            setattr(goal, name, changes[name])
    check_days(goal.enrollment, set_on=goal.set_on, target_on=goal.target_on)
    if goal.ended_on and goal.set_on > goal.ended_on:
        raise CannotSet(_("The goal ended before it was set. Check the day."), "set_on")
    goal.version += 1
    goal.save()
    trail.record(by, "goal.corrected", goal, site=goal.enrollment.site)
    return goal


@transaction.atomic
def end(*, goal, status, on, by, outcome_words="", next_words=""):
    """Say that a goal was reached, changed or dropped. A changed one goes on under `next_words`. Raises CannotSet."""
    goal = _locked(goal)
    if not goal.may_become(status):
        raise CannotSet(_("This goal is not open any more."))
    if on < goal.set_on:
        raise CannotSet(_("That day lies before the goal was set. Check the day."), "on")
    if on > goal.enrollment.site.today():
        raise CannotSet(_("That day lies in the future. Check the day."), "on")
    if status == Status.CHANGED and not next_words:
        raise CannotSet(_("Say what the goal is now."), "next_words")
    goal.status, goal.ended_on, goal.outcome_words = status, on, outcome_words
    goal.version += 1
    goal.save(update_fields=["status", "ended_on", "outcome_words", "version"])
    trail.record(
        by,
        f"goal.{status}",
        goal,
        site=goal.enrollment.site,
        before={"status": Status.OPEN.value},
        after={"status": str(status), "on": on.isoformat()},
    )
    if status == Status.CHANGED:
        return set_goal(
            enrollment=goal.enrollment,
            words=next_words,
            area=goal.area,
            template=goal.template,
            set_on=on,
            by=by,
            replaces=goal,
        )
    return goal


@transaction.atomic
def reopen(*, goal, reason, by):
    """Take up a goal again that was reached, changed or dropped. Raises CannotSet."""
    goal = _locked(goal)
    if not goal.may_become(Status.OPEN):
        raise CannotSet(_("This goal is open already."))
    if not goal.enrollment.is_open:
        raise CannotSet(_("This case is closed. Open the case again first."))
    before = {"status": goal.status, "on": goal.ended_on.isoformat()}
    goal.status, goal.ended_on = Status.OPEN, None
    goal.version += 1
    goal.save(update_fields=["status", "ended_on", "version"])
    trail.record(by, "goal.reopened", goal, site=goal.enrollment.site, reason=reason, before=before)
    return goal


@transaction.atomic
def add_step(*, goal, words, who, by, due_on=None):
    """Add a step to an open goal. Raises CannotSet."""
    goal = _locked(goal)
    _check_open(goal)
    step = Step.objects.create(goal=goal, words=words, who=who, due_on=due_on, recorded_by=by)
    trail.record(by, "step.added", step, site=goal.enrollment.site)
    return step


@transaction.atomic
def correct_step(*, step, by, **changes):
    """Change what a step is, whose turn it is, or by when. Raises CannotSet."""
    step = _locked_step(step)
    for name in ("words", "who", "due_on"):
        if name in changes:
            setattr(step, name, changes[name])
    step.version += 1
    step.save()
    trail.record(by, "step.corrected", step, site=step.goal.enrollment.site)
    return step


@transaction.atomic
def note_done(*, step, by):
    """Note that a step is done today. Noting it twice is noting it once. Raises CannotSet."""
    step = _locked_step(step)
    if step.is_done:
        return step
    _check_open(step.goal)
    step.done_on, step.done_by = step.goal.enrollment.site.today(), by
    step.version += 1
    step.save(update_fields=["done_on", "done_by", "version"])
    trail.record(by, "step.done", step, site=step.goal.enrollment.site)
    return step


@transaction.atomic
def note_not_done(*, step, by):
    """Take back that a step is done. Raises CannotSet."""
    step = _locked_step(step)
    if not step.is_done:
        return step
    _check_open(step.goal)
    before = {"on": step.done_on.isoformat()}
    step.done_on, step.done_by = None, None
    step.version += 1
    step.save(update_fields=["done_on", "done_by", "version"])
    trail.record(by, "step.not_done", step, site=step.goal.enrollment.site, before=before)
    return step


@transaction.atomic
def write_note(*, goal, words, by, review_on=None):
    """Write how it goes; with `review_on`, when to look at the goal again. Raises CannotSet."""
    goal = _locked(goal)
    if goal.voided_at:
        raise CannotSet(_("This goal was voided. It stays as it is."))
    if review_on:
        goal.review_on = review_on
        goal.version += 1
        goal.save(update_fields=["review_on", "version"])
    note = GoalNote.objects.create(goal=goal, words=words, recorded_by=by)
    trail.record(by, "goal.noted", goal, site=goal.enrollment.site)
    return note


def _locked(goal):
    return Goal.objects.select_for_update(of=("self",)).select_related("enrollment__site").get(pk=goal.pk)


def _locked_step(step):
    step = Step.objects.select_for_update(of=("self",)).select_related("goal__enrollment__site").get(pk=step.pk)
    if step.voided_at:
        raise CannotSet(_("This step was voided. It stays as it is."))
    return step


def _check_open(goal):
    if not goal.is_open:
        raise CannotSet(_("This goal is not open any more."))
    if not goal.enrollment.is_open:
        raise CannotSet(_("This case is closed. Open the case again first."))
