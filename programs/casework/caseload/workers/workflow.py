"""Who is away, how much a worker carries, and cases that change hands together."""

from collections import Counter

from django.db import transaction
from django.db.models import Count
from django.template.defaultfilters import date as date_format
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mmp_portal.accounts.models import User
from mmp_portal.audit import trail
from mmp_portal.outbox.queue import ring
from programs.casework.caseload.models.handovers import Handover, HandoverCase, Status
from programs.casework.caseload.models.workers import Absence, Capacity
from programs.casework.caseload.tasks import workflow as tasks
from programs.casework.contacts.models import Appointment
from programs.casework.enrollments import workflow as enrollments
from programs.casework.enrollments.forms import workers_of
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match


class CannotHandOver(Exception):
    """Why the cases cannot change hands so, in a sentence for the user; `about` names the field it is about."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


class CannotBeAway(CannotHandOver):
    """Why the absence cannot be kept so, in a sentence for the user."""


# --- Away --------------------------------------------------------------------------------------


@transaction.atomic
def note_absence(*, site, worker, starts_on, ends_on, stands_in, by):
    """Keep that a worker is away; whoever stands in is told, and sees the work from the first day on.

    Raises CannotBeAway.
    """
    if stands_in == worker:
        raise CannotBeAway(_("Choose somebody else to stand in."), "stands_in")
    if ends_on < starts_on:
        raise CannotBeAway(_("The last day lies before the first."), "ends_on")
    for person, about in ((worker, "worker"), (stands_in, "stands_in")):
        if not workers_of(site, "").filter(pk=person.pk).exists():
            raise CannotBeAway(
                _("%(name)s does not work on cases at %(site)s.") % {"name": person.name, "site": site.name}, about
            )
    meanwhile = Absence.objects.not_voided().filter(site=site, starts_on__lte=ends_on, ends_on__gte=starts_on)
    if meanwhile.filter(worker=worker).exists():
        raise CannotBeAway(_("This worker is noted as away in that time already."), "starts_on")
    if meanwhile.filter(worker=stands_in).exists():
        raise CannotBeAway(_("%(name)s is away in that time, too.") % {"name": stands_in.name}, "stands_in")
    absence = Absence.objects.create(
        site=site, worker=worker, starts_on=starts_on, ends_on=ends_on, stands_in=stands_in, recorded_by=by
    )
    trail.record(by, "absence.noted", absence, site=site, after=_days(absence))
    if stands_in != by:
        ring(
            to=stands_in,
            rule="stand-in",
            subject=_("You stand in for %(name)s from %(first)s to %(last)s")
            % {
                "name": worker.name,
                "first": date_format(starts_on, _("F j, Y")),
                "last": date_format(ends_on, _("F j, Y")),
            },
            site=site,
            link=reverse("caseload:day"),
        )
    return absence


@transaction.atomic
def end_absence(*, absence, ends_on, by):
    """Somebody is back earlier, or away for longer. Raises CannotBeAway."""
    absence = Absence.objects.select_for_update().get(pk=absence.pk)
    if absence.voided_at:
        raise CannotBeAway(_("This absence was voided."))
    if ends_on < absence.starts_on:
        raise CannotBeAway(_("The last day lies before the first."), "ends_on")
    before = _days(absence)
    absence.ends_on = ends_on
    absence.version += 1
    absence.save(update_fields=["ends_on", "version"])
    trail.record(by, "absence.changed", absence, site=absence.site, before=before, after=_days(absence))
    return absence


def _days(absence):
    return {
        "worker": absence.worker_id,
        "from": absence.starts_on.isoformat(),
        "until": absence.ends_on.isoformat(),
        "stands_in": absence.stands_in_id,
    }


# --- How much a worker carries -----------------------------------------------------------------


@transaction.atomic
def set_capacity(*, site, worker, cases, starts_on, by):
    """Say how many open cases a worker carries at most from a day on; a number for the same day is replaced."""
    capacity = (
        Capacity.objects.select_for_update().not_voided().filter(site=site, worker=worker, starts_on=starts_on).first()
    )
    before = None
    if capacity:
        before = {"cases": capacity.cases}
        capacity.cases = cases
        capacity.version += 1
        capacity.save(update_fields=["cases", "version"])
    else:
        capacity = Capacity.objects.create(site=site, worker=worker, cases=cases, starts_on=starts_on, recorded_by=by)
    after = {"cases": cases, "from": starts_on.isoformat()}
    trail.record(by, "capacity.set", capacity, site=site, before=before, after=after)
    return capacity


# --- Cases that change hands -------------------------------------------------------------------


def shared_out(cases, takers, *, site):
    """Who gets which case, as a dict by case id: evenly, whoever carries least first.

    Raises CannotHandOver where nobody of them has a role for a case's program at the site.
    """
    load = Counter(
        dict(
            Enrollment.objects.open()
            .filter(worker__in=takers)
            .order_by()
            .values("worker")
            .annotate(n=Count("pk"))
            .values_list("worker", "n")
        )
    )
    able = {}
    shares = {}
    for case in cases:
        if case.program not in able:
            able[case.program] = set(workers_of(site, case.program).values_list("pk", flat=True))
        fitting = [taker for taker in takers if taker.pk in able[case.program]]
        if not fitting:
            raise CannotHandOver(
                _("Nobody you chose has a role for case %(number)s: %(program)s at %(site)s.")
                % {"number": case.number, "program": case.definition.name, "site": site.name},
                "takers",
            )
        taker = min(fitting, key=lambda one: (load[one.pk], one.name))
        load[taker.pk] += 1
        shares[case.pk] = taker
    return shares


@transaction.atomic
def hand_over(*, site, worker, cases, takers, starts_on, ends_on, reason, by):
    """Plan that cases of `worker` go to the takers; what begins today or earlier is carried out at once.

    Raises CannotHandOver.
    """
    cases = list(cases)
    if not cases:
        raise CannotHandOver(_("Choose at least one case."), "cases")
    if not takers:
        raise CannotHandOver(_("Choose who gets the cases."), "takers")
    if worker in takers:
        raise CannotHandOver(_("The cases are with this worker already. Choose somebody else."), "takers")
    if ends_on and ends_on < starts_on:
        raise CannotHandOver(_("The last day lies before the first."), "ends_on")
    strangers = [case for case in cases if case.worker_id != worker.pk or case.site_id != site.pk or not case.is_open]
    if strangers:
        raise CannotHandOver(_("%(number)s has another worker by now.") % {"number": strangers[0].number}, "cases")
    shares = shared_out(cases, takers, site=site)
    handover = Handover.objects.create(
        site=site, worker=worker, starts_on=starts_on, ends_on=ends_on, reason=reason, recorded_by=by
    )
    HandoverCase.objects.bulk_create(
        [HandoverCase(handover=handover, enrollment=case, to=shares[case.pk]) for case in cases]
    )
    trail.record(by, "handover.planned", handover, site=site, reason=reason, after={"cases": len(cases)})
    if starts_on <= site.today():
        carry_out(handover=handover, by=by)
        handover.refresh_from_db()
    return handover


@transaction.atomic
def carry_out(*, handover, by):
    """Give the cases to their new workers, with open tasks and appointments. Everybody is told once.

    A case that closed or was given to somebody else since stays as it is. Raises CannotHandOver.
    """
    handover = _locked(handover)
    if not handover.may_become(Status.CARRIED_OUT):
        raise CannotHandOver(_("These cases changed hands already, or it was called off."))
    rows = list(handover.cases.select_related("enrollment__site", "to"))
    shares = shared_out_as_planned(rows, handover.site)
    moved = _move([row.enrollment for row in rows], shares, giver=handover.worker, reason=handover.reason, by=by)
    _set(handover, Status.CARRIED_OUT, by)
    _tell(handover.worker, shares, moved, site=handover.site, by=by)
    return len(moved)


@transaction.atomic
def give_back(*, handover, by):
    """Give cases back that were handed over for a while. Raises CannotHandOver."""
    handover = _locked(handover)
    if not handover.may_become(Status.RETURNED) or handover.is_for_good:
        raise CannotHandOver(_("These cases are not lent: they are back already, or were given for good."))
    moved_by = {}
    rows = list(handover.cases.select_related("enrollment__site", "to"))
    shares = {row.enrollment_id: handover.worker for row in rows}
    for case in [row.enrollment for row in rows]:
        _check_role(handover.worker, case)
    for taker in {row.to for row in rows}:
        mine = [row.enrollment for row in rows if row.to_id == taker.pk]
        moved_by[taker] = _move(mine, shares, giver=taker, reason=handover.reason, by=by)
    _set(handover, Status.RETURNED, by)
    for taker, moved in moved_by.items():
        _tell(taker, shares, moved, site=handover.site, by=by)
    return sum(len(moved) for moved in moved_by.values())


@transaction.atomic
def call_off(*, handover, by):
    """Call off what was planned and not carried out. Raises CannotHandOver."""
    handover = _locked(handover)
    if not handover.may_become(Status.CALLED_OFF):
        raise CannotHandOver(_("This was carried out already. Give the cases back instead."))
    _set(handover, Status.CALLED_OFF, by)
    return handover


def shared_out_as_planned(rows, site):
    for row in rows:
        if row.enrollment.is_open:
            _check_role(row.to, row.enrollment)
    return {row.enrollment_id: row.to for row in rows}


def _check_role(taker, case):
    if not workers_of(case.site, case.program).filter(pk=taker.pk).exists():
        raise CannotHandOver(
            _("%(name)s has no role for case %(number)s any more. Hand it to somebody else.")
            % {"name": taker.name, "number": case.number}
        )


def _move(cases, shares, *, giver, reason, by):
    """The cases that were still with the giver, now with their takers, tasks and appointments along."""
    moved = []
    for case in cases:
        if not case.is_open or case.worker_id != giver.pk:
            continue
        enrollments.reassign(
            enrollment=case, worker=shares[case.pk], by=by, reason=reason, is_told=False, expected=giver
        )
        moved.append(case)
    tasks.hand_on(enrollments=moved, giver=giver, takers=shares, by=by)
    planned = Appointment.objects.select_for_update(of=("self",)).planned().filter(enrollment__in=moved, worker=giver)
    for appointment in planned:
        appointment.worker = shares[appointment.enrollment_id]
        appointment.version += 1
        appointment.save(update_fields=["worker", "version"])
        trail.record(
            by,
            "appointment.given_on",
            appointment,
            before={"worker": giver.pk},
            after={"worker": appointment.worker_id},
        )
    return moved


def _tell(giver, shares, moved, *, site, by):
    """One notice for each taker, one for the giver, and one for each mentor of the families."""
    counts = Counter(shares[case.pk] for case in moved)
    for taker, count in counts.items():
        if taker != by:
            words = ngettext(
                "%(count)d case of %(name)s is now yours", "%(count)d cases of %(name)s are now yours", count
            ) % {"count": count, "name": giver.name}
            ring(to=taker, rule="cases-handed-over", subject=words, site=site, link=_cases_of(taker))
    if moved and giver != by and giver.is_active:
        words = ngettext(
            "%(count)d case of yours is now with %(names)s",
            "%(count)d cases of yours are now with %(names)s",
            len(moved),
        ) % {"count": len(moved), "names": ", ".join(sorted(taker.name for taker in counts))}
        ring(to=giver, rule="cases-handed-over", subject=words, site=site, link=reverse("caseload:day"))
    mentors = User.objects.filter(
        person__mentorships__matches__in=Match.objects.open().filter(enrollment__in=moved), is_active=True
    ).distinct()
    for mentor in mentors:
        ring(
            to=mentor,
            rule="worker-changed",
            subject=_("Somebody else at the office is there for you now. See Help for whom to call."),
            site=site,
            link=reverse("caseload:phone_help"),
        )


def _cases_of(worker):
    return f"{reverse('casefile:people')}?worker={worker.pk}"


def _locked(handover):
    return Handover.objects.select_for_update(of=("self",)).select_related("site", "worker").get(pk=handover.pk)


def _set(handover, status, by):
    before = handover.status
    handover.status = status
    handover.version += 1
    handover.save(update_fields=["status", "version"])
    trail.record(by, f"handover.{status}", handover, site=handover.site, before={"status": before})
