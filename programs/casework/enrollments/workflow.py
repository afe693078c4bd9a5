"""Joining a program, pausing, going on, changing the worker, and writing for whoever comes next."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Role
from mmp_portal.audit import trail
from mmp_portal.outbox.queue import ring
from participants.models import Person, Registration
from programs import registry
from programs.casework.enrollments import beginnings
from programs.casework.enrollments.models import (
    Enrollment,
    HandOffNote,
    NumberSeries,
    Pause,
    RestrictedFact,
    Status,
)
from programs.casework.referrals import workflow as referrals

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
    if participant.died_on:
        raise CannotEnroll(_("This person died. Nobody can be enrolled after that."))
    if not site.offers(program, on=on):
        raise CannotEnroll(_("%(site)s does not offer this program on that day.") % {"site": site.name})
    if Enrollment.objects.open().filter(participant=participant, program=program).exists():
        raise CannotEnroll(_("This participant is enrolled in the program already."))
    if on > site.today():
        raise CannotEnroll(_("The enrollment date lies in the future."))


@transaction.atomic
def enroll(*, participant, program, site, worker, on, by, decision=None):
    """Enroll a participant and register them at the site if they are not yet.

    `decision` is the eligibility decision it rests on, as plain data, kept whole. An earlier enrollment of the
    person in the program is kept as the one it follows. Their open referral is taken off inbox and waiting list.
    Raises CannotEnroll.
    """
    participant = Person.objects.select_for_update().get(pk=participant.pk)  # two taps at once enroll once
    check_can_enroll(participant, program=program, site=site, on=on)
    if not Registration.objects.in_force(on).filter(person=participant, site=site).exists():
        Registration.objects.create(person=participant, site=site, starts_on=on)
    earlier = Enrollment.objects.closed().filter(participant=participant, program=program).order_by("-closed_on")
    referral = referrals.enroll(person=participant, program=program, site=site, on=on, by=by)
    enrollment = Enrollment.objects.create(
        number=next_number(program),
        participant=participant,
        follows=earlier.first(),
        referral=referral,
        program=program,
        site=site,
        worker=worker,
        enrolled_on=on,
        decision=decision,
        recorded_by=by,
    )
    trail.record(by, "enrollment.created", enrollment, after={"program": program, "enrolled_on": on.isoformat()})
    beginnings.begin_all(enrollment, by=by)
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
def pause(*, enrollment, on, by, kind=Pause.Kind.OTHER, reason="", expected_on=None):
    """Stop expecting anything of the family from the day `on`, until about `expected_on`. Raises CannotChange."""
    enrollment = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    if not enrollment.may_become(Status.PAUSED):
        raise CannotChange(_("Only an enrolled case can be paused. This one is paused or closed already."))
    if on < enrollment.enrolled_on:
        raise CannotChange(_("The pause lies before the enrollment."))
    if expected_on and expected_on < on:
        raise CannotChange(_("The family is expected back before the pause begins."))
    if kind == Pause.Kind.OTHER and not reason:
        raise CannotChange(_("Say why in a few words."))
    Pause.objects.create(
        enrollment=enrollment,
        starts_on=on,
        expected_on=expected_on,
        kind=kind,
        reason=reason,
        paused_by=by,
        recorded_by=by,
    )
    move(enrollment, Status.PAUSED)
    after = {"on": on.isoformat()} | ({"expected_on": expected_on.isoformat()} if expected_on else {})
    trail.record(by, "enrollment.paused", enrollment, reason=reason, after=after)
    return enrollment


@transaction.atomic
def expect_back(*, enrollment, expected_on, by, reason=""):
    """Move the day on which a paused family is expected back. Raises CannotChange."""
    running = _running_pause(enrollment)
    if expected_on < running.starts_on:
        raise CannotChange(_("The family is expected back before the pause begins."))
    before = running.expected_on
    running.expected_on = expected_on
    running.version += 1
    running.save(update_fields=["expected_on", "version"])
    trail.record(
        by,
        "pause.moved",
        running,
        site=enrollment.site,
        reason=reason,
        before={"expected_on": before.isoformat() if before else None},
        after={"expected_on": expected_on.isoformat()},
    )
    return running


@transaction.atomic
def resume(*, enrollment, on, by):
    """Go on after a pause, from the day `on`. Raises CannotChange."""
    enrollment = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    running = _running_pause(enrollment)
    if on < running.starts_on:
        raise CannotChange(_("The case cannot go on before the pause began."))
    running.ends_on = on
    running.version += 1
    running.save(update_fields=["ends_on", "version"])
    move(enrollment, Status.ENROLLED)
    trail.record(by, "enrollment.resumed", enrollment, after={"on": on.isoformat()})
    return enrollment


def _running_pause(enrollment):
    running = Pause.objects.select_for_update().running().filter(enrollment=enrollment).first()
    if enrollment.status != Status.PAUSED or running is None:
        raise CannotChange(_("This case is not paused."))
    return running


def check_can_take(worker, enrollment):
    """Raise CannotChange unless the worker works on cases of this program at this site."""
    for role in (Role.STAFF, Role.SUPERVISOR):
        holders = User.objects.holding(role, site=enrollment.site, program=enrollment.program)
        if holders.filter(pk=worker.pk).exists():
            return
    raise CannotChange(
        _("%(name)s does not work on this program at %(site)s.") % {"name": worker.name, "site": enrollment.site.name}
    )


@transaction.atomic
def reassign(*, enrollment, worker, by, reason="", expected=ANYBODY, is_told=True):
    """Give the case to another worker (None: to nobody yet), who is told unless `is_told` says that one notice tells of many.

    With `expected` (None: nobody) the case must still be with them, so that what was chosen on a page that
    somebody else has overtaken is refused. Raises CannotChange.
    """
    enrollment = Enrollment.objects.select_for_update(of=("self",)).select_related("site").get(pk=enrollment.pk)
    if not enrollment.is_open:
        raise CannotChange(_("A closed case keeps its last worker."))
    before = enrollment.worker_id
    if expected is not ANYBODY and before != (expected.pk if expected else None):
        raise CannotChange(
            _("Somebody gave case %(number)s to another worker meanwhile. Look again.") % {"number": enrollment.number}
        )
    if before == (worker.pk if worker else None):
        return enrollment
    if worker:
        check_can_take(worker, enrollment)
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
    if worker and is_told and worker != by:
        ring(
            to=worker,
            rule="case-assigned",
            subject=_("A case is now yours: %(number)s") % {"number": enrollment.number},
            site=enrollment.site,
            link=enrollment.get_absolute_url(),
        )
    return enrollment


@transaction.atomic
def write_hand_off(*, enrollment, words, by, avoid="", for_mentors=False):
    """Write what the next worker, or the next mentor too, should know of the case."""
    note = HandOffNote.objects.create(
        enrollment=enrollment, words=words, avoid=avoid, for_mentors=for_mentors, recorded_by=by
    )
    trail.record(by, "hand_off.written", note, site=enrollment.site, after={"case": enrollment.number})
    return note


@transaction.atomic
def add_restricted_fact(*, enrollment, about, words, by):
    """Write down what only the assigned worker and the supervisor may open. Its words stay out of the trail."""
    fact = RestrictedFact.objects.create(enrollment=enrollment, about=about, words=words, recorded_by=by)
    trail.record(by, "restricted.added", enrollment)
    return fact


def move(enrollment, status):
    """Change the status of a locked row. Called inside a transaction, after the rule was looked at."""
    enrollment.status = status
    enrollment.version += 1
    enrollment.save(update_fields=["status", "version"])
