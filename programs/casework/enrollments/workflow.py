"""Joining a program, pausing, going on, and changing the worker."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from mmp_portal.outbox.queue import ring
from participants.models import Person, Registration
from programs import registry
from programs.casework.enrollments.models import Enrollment, NumberSeries, Pause, RestrictedFact, Status


# Where a caller did not look who has the case.
ANYBODY = object()


class CannotEnroll(Exception):
    """Why this participant cannot join this program now, in a sentence for the user."""


class CannotChange(Exception):
    """Why the enrollment cannot be paused, resumed or reassigned, in a sentence for the user."""


def next_number(program):
    """The next case number of a program, such as YP-0412. Called inside a transaction."""
    series, _created = NumberSeries.objects.select_for_update().get_or_create(program=program)
    NumberSeries.objects.filter(pk=series.pk).update(last=F("last") + 1)
    series.refresh_from_db()
    return f"{registry.get(program).number_prefix}-{series.last:04d}"


def check_can_enroll(participant, *, program, site, on):
    """Raise CannotEnroll with the reason, or return."""
    if not site.offers(program, on=on):
        raise CannotEnroll(_("%(site)s does not offer this program on that day.") % {"site": site.name})
    if Enrollment.objects.open().filter(participant=participant, program=program).exists():
        raise CannotEnroll(_("This participant is enrolled in the program already."))
    if on > site.today():
        raise CannotEnroll(_("The enrollment date lies in the future."))


@transaction.atomic
def enroll(*, participant, program, site, worker, on, by, decision=None):
    """Enroll a participant and register them at the site if they are not yet.

    `decision` is the eligibility decision it rests on, as plain data, kept whole. Raises CannotEnroll.
    """
    participant = Person.objects.select_for_update().get(pk=participant.pk)  # two taps at once enroll once
    check_can_enroll(participant, program=program, site=site, on=on)
    if not Registration.objects.in_force(on).filter(person=participant, site=site).exists():
        Registration.objects.create(person=participant, site=site, starts_on=on)
    enrollment = Enrollment.objects.create(
        number=next_number(program),
        participant=participant,
        program=program,
        site=site,
        worker=worker,
        enrolled_on=on,
        decision=decision,
        recorded_by=by,
    )
    trail.record(by, "enrollment.created", enrollment, after={"program": program, "enrolled_on": on.isoformat()})
    if worker and worker != by:
        ring(
            to=worker,
            rule="case-assigned",
            subject=_("A new case is yours: %(number)s") % {"number": enrollment.number},
            site=site,
            link=enrollment.get_absolute_url(),
        )
    return enrollment


@transaction.atomic
def pause(*, enrollment, reason, on, by):
    """Stop expecting anything of the family from the day `on`. Raises CannotChange."""
    enrollment = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    if not enrollment.may_become(Status.PAUSED):
        raise CannotChange(_("Only an enrolled case can be paused. This one is paused or closed already."))
    if on < enrollment.enrolled_on:
        raise CannotChange(_("The pause lies before the enrollment."))
    Pause.objects.create(enrollment=enrollment, starts_on=on, reason=reason, paused_by=by)
    _move(enrollment, Status.PAUSED)
    trail.record(by, "enrollment.paused", enrollment, reason=reason, after={"on": on.isoformat()})
    return enrollment


@transaction.atomic
def resume(*, enrollment, on, by):
    """Go on after a pause, from the day `on`. Raises CannotChange."""
    enrollment = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    open_pause = enrollment.pauses.filter(ends_on=None).first()
    if enrollment.status != Status.PAUSED or open_pause is None:
        raise CannotChange(_("This case is not paused."))
    if on < open_pause.starts_on:
        raise CannotChange(_("The case cannot go on before the pause began."))
    open_pause.ends_on = on
    open_pause.save(update_fields=["ends_on"])
    _move(enrollment, Status.ENROLLED)
    trail.record(by, "enrollment.resumed", enrollment, after={"on": on.isoformat()})
    return enrollment


@transaction.atomic
def reassign(*, enrollment, worker, by, reason="", is_told=True, expected=ANYBODY):
    """Give the case to another worker, who is told unless the caller tells of several cases at once.

    `expected` is the worker the caller saw, or None for nobody. Raises CannotChange, also where the case has
    another worker by now.
    """
    enrollment = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    if not enrollment.is_open:
        raise CannotChange(_("A closed case keeps its last worker."))
    before = enrollment.worker_id
    if expected is not ANYBODY and before != getattr(expected, "pk", None):
        raise CannotChange(_("%(number)s has another worker by now.") % {"number": enrollment.number})
    enrollment.worker = worker
    enrollment.version += 1
    enrollment.save(update_fields=["worker", "version"])
    trail.record(
        by,
        "enrollment.reassigned",
        enrollment,
        reason=reason,
        before={"worker": before},
        after={"worker": worker.pk if worker else None},
    )
    if worker and worker != by and is_told:
        ring(
            to=worker,
            rule="case-assigned",
            subject=_("A case is now yours: %(number)s") % {"number": enrollment.number},
            site=enrollment.site,
            link=enrollment.get_absolute_url(),
        )
    return enrollment


@transaction.atomic
def add_restricted_fact(*, enrollment, about, words, by):
    """Write down what only the assigned worker and the supervisor may open. Its words stay out of the trail."""
    fact = RestrictedFact.objects.create(enrollment=enrollment, about=about, words=words, recorded_by=by)
    trail.record(by, "restricted.added", enrollment)
    return fact


def _move(enrollment, status):
    enrollment.status = status
    enrollment.version += 1
    enrollment.save(update_fields=["status", "version"])
