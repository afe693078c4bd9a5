"""Writing down a task, giving it to somebody else, doing or dropping it, and taking that back."""

from django.db import transaction
from django.db.models import Q
from django.template.defaultfilters import date as date_format
from django.urls import reverse
from django.utils.translation import gettext as _

from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.outbox.queue import ring
from programs.casework.caseload.models.tasks import Status, Task
from programs.casework.enrollments.forms import workers_of


class CannotKeepTask(Exception):
    """Why the task cannot be kept so, in a sentence for the user; `about` names the field it is about."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


def people_for(site, program="", enrollment=None):
    """Those to whom a task may be given: who works on such cases at the site, and the mentors of the case."""
    takers = Q(pk__in=workers_of(site, program).values("pk"))
    if enrollment:
        takers |= Q(person__mentorships__matches__in=enrollment.matches.open(), is_active=True)
    return User.objects.filter(takers).distinct().order_by("name")


def check_may_take(user, *, site, program, enrollment):
    if not people_for(site, program, enrollment).filter(pk=user.pk).exists():
        raise CannotKeepTask(
            _("%(name)s has no role here. Choose somebody who works at the site.") % {"name": user.name}, "assigned_to"
        )


@transaction.atomic
def add(*, site, words, due_on, assigned_to, by, program="", enrollment=None, mentor=None, contact=None):
    """Write a task down; whoever it is given to is told. Raises CannotKeepTask."""
    if enrollment:
        site, program = enrollment.site, enrollment.program
        if not enrollment.is_open:
            raise CannotKeepTask(_("The case is closed. Open it again, or write a task about nobody."))
    check_may_take(assigned_to, site=site, program=program, enrollment=enrollment)
    task = Task.objects.create(
        site=site,
        program=program,
        enrollment=enrollment,
        mentor=mentor,
        contact=contact,
        words=words,
        due_on=due_on,
        assigned_to=assigned_to,
        recorded_by=by,
    )
    trail.record(by, "task.added", task, site=site, after={"for": assigned_to.pk, "due_on": due_on.isoformat()})
    _tell(task, by)
    return task


@transaction.atomic
def change(*, task, by, version, words, due_on, assigned_to):
    """Correct a task or give it to somebody else, who is told. Raises CannotKeepTask on a lost update, too."""
    task = _locked(task)
    if task.version != version:
        raise CannotKeepTask(_("Somebody changed this task while you were writing. Both versions are shown."))
    if not task.is_open:
        raise CannotKeepTask(_("This task is not open any more. Take it up again first."))
    is_given_on = task.assigned_to_id != assigned_to.pk
    if is_given_on:
        check_may_take(assigned_to, site=task.site, program=task.program, enrollment=task.enrollment)
    before = {"for": task.assigned_to_id, "due_on": task.due_on.isoformat()}
    task.words, task.due_on, task.assigned_to = words, due_on, assigned_to
    _save(task, "words", "due_on", "assigned_to")
    after = {"for": assigned_to.pk, "due_on": due_on.isoformat()}
    trail.record(by, "task.given_on" if is_given_on else "task.changed", task, before=before, after=after)
    if is_given_on:
        _tell(task, by)
    return task


@transaction.atomic
def finish(*, task, on, by):
    """Tick a task as done. Raises CannotKeepTask."""
    return _end(task, Status.DONE, on=on, by=by)


@transaction.atomic
def drop(*, task, reason, on, by):
    """Let a task go, with a reason. Raises CannotKeepTask."""
    return _end(task, Status.DROPPED, on=on, by=by, reason=reason)


@transaction.atomic
def reopen(*, task, by):
    """Take a task up again that was done or dropped. Raises CannotKeepTask."""
    task = _locked(task)
    if task.voided_at or not task.may_become(Status.OPEN):
        raise CannotKeepTask(_("This task is open already."))
    if task.enrollment and not task.enrollment.is_open:
        raise CannotKeepTask(_("The case is closed. Its tasks stay as they are."))
    task.status, task.ended_on, task.ended_by, task.drop_reason = Status.OPEN, None, None, ""
    _save(task, "status", "ended_on", "ended_by", "drop_reason")
    trail.record(by, "task.reopened", task)
    return task


def drop_all_of(enrollment, on, by):
    """Let go of every open task of a case that closes. Called inside the transaction of the closing."""
    for task in Task.objects.open().filter(enrollment=enrollment):
        drop(task=task, reason=_("The case was closed."), on=on, by=by)


def words_of_ending(enrollment):
    """What the closing page says of a case's open tasks."""
    for task in Task.objects.open().filter(enrollment=enrollment).select_related("assigned_to"):
        yield _("The task of %(name)s is dropped: %(words)s") % {"name": task.assigned_to.name, "words": task.words}


def hand_on(*, enrollments, giver, takers, by):
    """Move the giver's open tasks about the cases to whoever has the case now: `takers` by case id.

    Nobody is told by this: whoever hands the cases over says it once for all. Returns how many moved.
    """
    moved = 0
    rows = Task.objects.select_for_update().open().filter(enrollment__in=enrollments, assigned_to=giver)
    for task in rows:
        taker = takers[task.enrollment_id]
        before, task.assigned_to = task.assigned_to_id, taker
        _save(task, "assigned_to")
        trail.record(by, "task.given_on", task, before={"for": before}, after={"for": taker.pk})
        moved += 1
    return moved


def _end(task, status, *, on, by, reason=""):
    task = _locked(task)
    if task.voided_at or not task.may_become(status):
        raise CannotKeepTask(_("This task is done or dropped already."))
    task.status, task.ended_on, task.ended_by, task.drop_reason = status, on, by, reason
    _save(task, "status", "ended_on", "ended_by", "drop_reason")
    trail.record(by, f"task.{status}", task, reason=reason)
    if task.recorded_by_id and task.recorded_by_id != by.pk and status == Status.DONE:
        ring(
            to=task.recorded_by,
            rule="task-done",
            subject=_("%(name)s has done the task you gave") % {"name": by.name},
            site=task.site,
            link=task.get_absolute_url(),
        )
    return task


def _locked(task):
    return Task.objects.select_for_update(of=("self",)).select_related("enrollment", "site").get(pk=task.pk)


def _save(task, *fields):
    task.version += 1
    task.save(update_fields=[*fields, "version"])


def _tell(task, by):
    if task.assigned_to_id == by.pk:
        return
    ring(
        to=task.assigned_to,
        rule="task-given",
        subject=_("%(name)s gave you a task, by %(day)s")
        % {"name": by.name, "day": date_format(task.due_on, _("F j, Y"))},
        site=task.site,
        link=_address_for(task.assigned_to, task),
    )


def _address_for(user, task):
    """Where the person finds the task: staff on its page, a mentor on the home page."""
    return task.get_absolute_url() if user.may(Permission.TASK_EDIT) else reverse("caseload:phone")
