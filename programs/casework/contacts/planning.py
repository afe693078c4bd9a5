"""Planning an appointment, moving it, and saying what came of it."""

import uuid as uuids
from datetime import datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from mmp_portal.outbox.queue import ring
from programs.casework.contacts.models import Appointment, AppointmentStatus, MissedReason

EVERY_WEEK = timedelta(days=7)
MOST_TIMES = 26
# A year like 9999 is a slip of the finger.
FURTHEST = timedelta(days=2 * 366)


class CannotPlan(Exception):
    """Why the appointment cannot be planned or changed so, in a sentence; `about` names the fact it is about."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


def check_can_plan(enrollment, *, starts_at, kind, also_with=(), match=None):
    """Raise CannotPlan with the reason, or return."""
    if not enrollment.is_open:
        raise CannotPlan(_("This case is closed. Nothing is planned in it any more."))
    check_time(starts_at)
    if kind not in {choice.code for choice in enrollment.definition.contact_kinds}:
        raise CannotPlan(_("Choose what it will be."), "kind")
    if match and match.enrollment_id != enrollment.pk:
        raise CannotPlan(_("This match belongs to another case."))
    for other in also_with:
        if (other.program, other.site_id) != (enrollment.program, enrollment.site_id) or other.pk == enrollment.pk:
            raise CannotPlan(_("One appointment holds different families of one program at one site."), "also_with")


def check_time(starts_at):
    now = timezone.now()
    if starts_at <= now:
        raise CannotPlan(_("This time is past. What has happened is recorded as a contact."), "starts_at")
    if starts_at > now + FURTHEST:
        raise CannotPlan(_("That is more than two years ahead. Check the year."), "starts_at")


def plan(*, uid, enrollment, by, kind, starts_at, times=1, also_with=(), match=None, worker=None, **facts):
    """Plan an appointment, or one a week so many `times`, at the same time of day. Returns the first.

    Planned again under the same `uid` by the same person, the first answer is given. Raises CannotPlan.
    """
    repeated = Appointment.objects.filter(uid=uid).first()
    if repeated:
        return _same_hand(repeated, by, enrollment)
    check_can_plan(enrollment, starts_at=starts_at, kind=kind, also_with=also_with, match=match)
    series = uuids.uuid4() if times > 1 else None
    try:
        with transaction.atomic():
            planned = [
                Appointment.objects.create(
                    uid=uid if number == 0 else uuids.uuid5(uid, str(number)),
                    enrollment=enrollment,
                    match=match,
                    worker=None if match else worker,
                    kind=kind,
                    starts_at=weeks_later(starts_at, number, enrollment.site.zone),
                    series=series,
                    recorded_by=by,
                    **facts,
                )
                for number in range(times)
            ]
            for appointment in planned:
                appointment.also_with.set(also_with)
                _tell_trail(appointment, "appointment.planned", by)
            _tell_keeper(planned[0], by, _("An appointment was planned for you"))
    except IntegrityError:
        first = Appointment.objects.filter(uid=uid).first()
        if first is None:
            raise
        return _same_hand(first, by, enrollment)
    return planned[0]


def weeks_later(moment, weeks, zone):
    """The same time of day by the clock of the site, so many weeks later, whatever the clocks did between."""
    local = timezone.localtime(moment, zone)
    return datetime.combine(local.date() + weeks * EVERY_WEEK, local.time(), tzinfo=zone)


@transaction.atomic
def change(*, appointment, by, version, also_with=None, **changes):
    """Correct what it is, where and with whom. Raises CannotPlan; another time is `move`."""
    appointment = _locked(appointment, version)
    for name, value in changes.items():
        setattr(appointment, name, value)
    if appointment.match:
        appointment.worker = None
    others = list(appointment.also_with.all()) if also_with is None else also_with
    _check_planned(appointment)
    check_can_share(appointment, others)
    appointment.version += 1
    appointment.save()
    appointment.also_with.set(others)
    _tell_trail(appointment, "appointment.changed", by)
    return appointment


def check_can_share(appointment, others):
    home = appointment.enrollment
    for other in others:
        if (other.program, other.site_id) != (home.program, home.site_id) or other.pk == home.pk:
            raise CannotPlan(_("One appointment holds different families of one program at one site."), "also_with")


@transaction.atomic
def move(*, appointment, by, version, starts_at, duration_minutes=None, reason=""):
    """Plan it for another time. The old one stays as it was, marked as moved; returns the new one."""
    old = _locked(appointment, version)
    _check_planned(old)
    check_time(starts_at)
    if starts_at == old.starts_at:
        raise CannotPlan(_("That is the time it has now. Choose another."), "starts_at")
    new = Appointment.objects.create(
        enrollment=old.enrollment,
        match=old.match,
        worker=old.worker,
        kind=old.kind,
        starts_at=starts_at,
        duration_minutes=duration_minutes or old.duration_minutes,
        setting=old.setting,
        place=old.place,
        with_whom=old.with_whom,
        note=old.note,
        series=old.series,
        moved_from=old,
        recorded_by=by,
    )
    new.also_with.set(old.also_with.all())
    old.status = AppointmentStatus.MOVED
    old.moved_reason = reason
    old.version += 1
    old.save(update_fields=["status", "moved_reason", "version"])
    trail.record(
        by,
        "appointment.moved",
        new,
        site=old.enrollment.site,
        before={"starts_at": old.starts_at.isoformat()},
        after={"starts_at": new.starts_at.isoformat(), "appointment": old.pk},
    )
    _tell_keeper(new, by, _("An appointment of yours was moved"))
    return new


@transaction.atomic
def miss(*, appointment, by, reason, words="", and_the_rest=False):
    """Say that it did not happen, or will not, and why. `and_the_rest` calls off all later ones of its series."""
    appointment = _locked(appointment)
    _check_planned(appointment)
    if reason == MissedReason.NO_SHOW and not appointment.has_begun:
        raise CannotPlan(_("It is still to come. Say who called it off."), "reason")
    ending = [appointment]
    if and_the_rest and appointment.series:
        later = Appointment.objects.planned().filter(series=appointment.series, starts_at__gt=appointment.starts_at)
        ending += list(later.select_related("enrollment__site").select_for_update(of=("self",)))
        if reason == MissedReason.NO_SHOW and len(ending) > 1:
            raise CannotPlan(_("Those still to come cannot be missed yet. Say who called them off."), "reason")
    for one in ending:
        _miss(one, by=by, reason=reason, words=words)
    _tell_keeper(appointment, by, _("An appointment of yours was called off"))
    return appointment


def _miss(appointment, *, by, reason, words):
    appointment.status = AppointmentStatus.MISSED
    appointment.missed_reason = reason
    appointment.missed_words = words
    appointment.version += 1
    appointment.save(update_fields=["status", "missed_reason", "missed_words", "version"])
    trail.record(
        by, "appointment.missed", appointment, site=appointment.enrollment.site, after={"reason": str(reason)}
    )


@transaction.atomic
def take_back(*, appointment, by):
    """It was marked as not happening by mistake: it is planned again. Raises CannotPlan."""
    appointment = _locked(appointment)
    if appointment.status != AppointmentStatus.MISSED or appointment.voided_at:
        raise CannotPlan(_("Only an appointment that did not happen can be planned again."))
    if not appointment.enrollment.is_open:
        raise CannotPlan(_("This case is closed. Nothing is planned in it any more."))
    appointment.status = AppointmentStatus.PLANNED
    appointment.missed_reason = appointment.missed_words = ""
    appointment.version += 1
    appointment.save(update_fields=["status", "missed_reason", "missed_words", "version"])
    _tell_trail(appointment, "appointment.planned", by)
    return appointment


def keep(*, appointment, contact, by):
    """The contact came of it. Where somebody said meanwhile that it did not happen, that stays. In a transaction."""
    appointment = _locked(appointment)
    if not appointment.is_planned:
        return appointment
    appointment.status = AppointmentStatus.KEPT
    appointment.contact = contact
    appointment.version += 1
    appointment.save(update_fields=["status", "contact", "version"])
    trail.record(by, "appointment.kept", appointment, site=appointment.enrollment.site, after={"contact": contact.pk})
    return appointment


def release(*, contact):
    """The contact that came of an appointment was voided: what came of it is to be said anew. In a transaction."""
    Appointment.objects.filter(contact=contact).update(status=AppointmentStatus.PLANNED, contact=None)


def end_with_case(enrollment, on, by):
    """Call off what was planned after the day on which a case closed. In the transaction of the closing."""
    for appointment in planned_after(enrollment, on):
        _miss(appointment, by=by, reason=MissedReason.CALLED_OFF_BY_US, words=_("The case was closed."))
    shared = Appointment.also_with.through.objects.filter(enrollment=enrollment)
    shared.filter(appointment__status=AppointmentStatus.PLANNED).delete()


def planned_after(enrollment, on):
    first_moment = datetime.combine(on + timedelta(days=1), time.min, tzinfo=enrollment.site.zone)
    return (
        Appointment.objects.planned()
        .filter(enrollment=enrollment, starts_at__gte=first_moment)
        .select_related("enrollment__site")
    )


def _locked(appointment, version=None):
    row = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("enrollment__site", "enrollment__participant", "enrollment__worker")
        .get(pk=appointment.pk)
    )
    if version is not None and row.version != version:
        raise CannotPlan(_("Somebody changed this appointment while you were writing. Open it again."))
    return row


def _check_planned(appointment):
    if not appointment.is_planned:
        raise CannotPlan(
            _("This appointment is not planned any more: %(status)s.")
            % {"status": appointment.get_status_display().lower()}
        )


def _tell_trail(appointment, verb, by):
    trail.record(
        by,
        verb,
        appointment,
        site=appointment.enrollment.site,
        after={"case": appointment.enrollment.number, "starts_at": appointment.starts_at.isoformat()},
    )


def _tell_keeper(appointment, by, subject):
    """Ring for whoever keeps it, unless they did it themselves. The words name nobody."""
    keeper = appointment.kept_by
    if keeper and keeper != by:
        ring(
            to=keeper,
            rule="appointment-changed",
            subject=subject,
            site=appointment.enrollment.site,
            link=appointment.get_absolute_url(),
        )


def _same_hand(appointment, by, enrollment):
    if appointment.recorded_by_id != by.pk or appointment.enrollment_id != enrollment.pk:
        raise CannotPlan(_("This form was used already. Open a new one; your words are still here to copy."))
    return appointment
