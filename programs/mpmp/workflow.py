"""Writing down a family's court case: each verb locks the case, checks, keeps the row, and leaves a trace."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from programs.casework.contacts.models import Appointment
from programs.casework.contacts.models.appointment import MissedReason
from programs.casework.contacts.models.appointment import Status as AppointmentStatus
from programs.casework.enrollments.models import Enrollment
from programs.mpmp.models import ChildPlacement, Deadline, FamilyVisit, Hearing, HearingStatus, PlanItem, PlanStatus

# A year like 9999 is a slip of the finger.
FURTHEST = timedelta(days=2 * 366)


class CannotWrite(Exception):
    """Why it cannot be written down so, in a sentence for the user; `about` names the field it is about."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


def case_of(row, *, even_closed=False):
    """The case of the row, locked. Raises CannotWrite where it is closed, unless what is written comes after it."""
    enrollment = Enrollment.objects.select_for_update(of=("self",)).select_related("site").get(pk=row.enrollment_id)
    if not enrollment.is_open and not even_closed:
        raise CannotWrite(_("This case is closed. Open the case again first."))
    return enrollment


def check_not_in_future(enrollment, **days):
    """Raise CannotWrite beside the first of the named days that is still to come."""
    for name, day in days.items():
        if day and day > enrollment.site.today():
            raise CannotWrite(_("This day lies in the future. Check the date."), name)


@transaction.atomic
def keep(*, row, by, verb, even_closed=False):
    """Keep a new row, or one that was corrected, under its next version. Raises CannotWrite.

    The form has made sure that nobody else changed it since it was opened; what happened in between is refused here.
    """
    enrollment = case_of(row, even_closed=even_closed)
    if row.pk is None:
        row.recorded_by = by
    else:
        standing = type(row)._base_manager.select_for_update().get(pk=row.pk)
        if standing.voided_at:
            raise CannotWrite(_("This record was voided. It stays as it is."))
        if standing.version != row.version:
            raise CannotWrite(_("Somebody saved this record after you opened it. Open it again."))
        row.version += 1
    try:
        row.validate_constraints()  # a form leaves out those that name the case
    except ValidationError as broken:
        raise CannotWrite(" ".join(broken.messages)) from broken
    row.save()
    trail.record(by, verb, row, site=enrollment.site, after={"case": enrollment.number})
    return row


# The days of a row that have been when it is written down.
PAST_DAYS = (
    "on",
    "starts_on",
    "asked_on",
    "held_on",
    "followed_up_on",
    "since",
    "checked_on",
    "celebrated_on",
    "invited_on",
)


@transaction.atomic
def keep_dated(*, row, by, verb, even_closed=False):
    """Keep what tells of days that have been: none of them lies in the future. Raises CannotWrite."""
    days = {name: getattr(row, name) for name in PAST_DAYS if hasattr(row, name)}
    check_not_in_future(case_of(row, even_closed=even_closed), **days)
    return keep(row=row, by=by, verb=verb, even_closed=even_closed)


# --- The court case and its people ----------------------------------------------------------


@transaction.atomic
def keep_court_case(*, court_case, by):
    """Write down the court case of a family, or correct it. Raises CannotWrite."""
    enrollment = case_of(court_case)
    check_not_in_future(
        enrollment,
        opened_on=court_case.opened_on,
        tribe_told_on=court_case.tribe_told_on,
        ended_on=court_case.ended_on,
    )
    return keep(row=court_case, by=by, verb="court_case.written")


# --- Placements and visits ------------------------------------------------------------------


@transaction.atomic
def keep_placement(*, placement, by, ends_earlier=False):
    """Write down where a child lives. `ends_earlier` ends the placement that runs on the day of the move.

    Raises CannotWrite where the child would live in two places at once.
    """
    enrollment = case_of(placement)
    check_not_in_future(enrollment, starts_on=placement.starts_on, ends_on=placement.ends_on)
    others = ChildPlacement.objects.not_voided().filter(enrollment=enrollment, child=placement.child)
    others = list(others.exclude(pk=placement.pk).select_for_update(of=("self",)))
    running = next((one for one in others if one.ends_on is None and one.starts_on <= placement.starts_on), None)
    if ends_earlier and running and placement.pk is None:
        running.ends_on = placement.starts_on
        keep(row=running, by=by, verb="placement.ended")
    for other in others:
        if placement.overlaps(other):
            raise CannotWrite(
                _("This child is written down as living somewhere else at that time, since %(day)s. Check the days.")
                % {"day": f"{other.starts_on:%m/%d/%Y}"},
                "starts_on",
            )
    return keep(row=placement, by=by, verb="placement.written")


@transaction.atomic
def keep_visit(*, visit: FamilyVisit, children, by):
    """Write down a visit of the parent with children who live elsewhere. Raises CannotWrite."""
    enrollment = case_of(visit)
    check_not_in_future(enrollment, on=visit.on)
    visit = keep(row=visit, by=by, verb="family_visit.written")
    visit.children.set(children)
    return visit


# --- The case plan --------------------------------------------------------------------------


@transaction.atomic
def end_item(*, item, status, on, by, parents_words=""):
    """Say that an item of the plan is done, or no longer asked. Raises CannotWrite."""
    item = _locked(PlanItem, item)
    enrollment = case_of(item)
    if not item.may_become(status):
        raise CannotWrite(_("This item is not to do any more."))
    check_not_in_future(enrollment, on=on)
    item.status, item.ended_on = status, on
    item.parents_words = parents_words or item.parents_words
    return keep(row=item, by=by, verb=f"plan_item.{status}")


@transaction.atomic
def reopen_item(*, item, by):
    """It is to do again. Raises CannotWrite."""
    item = _locked(PlanItem, item)
    if not item.may_become(PlanStatus.OPEN):
        raise CannotWrite(_("This item is to do already."))
    item.status, item.ended_on = PlanStatus.OPEN, None
    return keep(row=item, by=by, verb="plan_item.reopened")


@transaction.atomic
def say_about_item(*, item, parents_words, by):
    """Keep what the parent says about an item of the plan. Raises CannotWrite."""
    item = _locked(PlanItem, item)
    item.parents_words = parents_words
    return keep(row=item, by=by, verb="plan_item.parents_words")


# --- Deadlines ------------------------------------------------------------------------------


@transaction.atomic
def note_deadline(*, enrollment, due, by, due_on=None, reason="", met_on=None):
    """Note that a judge set another day, or that the deadline was met; nothing of both leaves the rule alone.

    `due` is the deadline as the rules have it. Raises CannotWrite.
    """
    row = Deadline.objects.not_voided().filter(enrollment=enrollment, rule=due.rule, counted_from=due.counted_from)
    row = row.first() or Deadline(enrollment=enrollment, rule=due.rule, counted_from=due.counted_from)
    enrollment = case_of(row)
    check_not_in_future(enrollment, met_on=met_on)
    if due_on and not reason:
        raise CannotWrite(_("Say why the day is another one, such as a continuance."), "reason")
    if due_on and not due.counted_from <= due_on <= enrollment.site.today() + FURTHEST:
        raise CannotWrite(_("That day does not lie near this deadline. Check the year."), "due_on")
    if not due_on and not met_on:
        raise CannotWrite(_("Give another day with its reason, or the day on which it was met."), "due_on")
    row.due_on, row.reason, row.met_on = due_on, reason if due_on else "", met_on
    return keep(row=row, by=by, verb="deadline.noted")


# --- Hearings -------------------------------------------------------------------------------


@transaction.atomic
def plan_hearing(*, hearing, by, follows=None):
    """Write down a hearing or a meeting of the case; while it is to come, it stands in the calendar too.

    Whoever keeps the calendar's appointment (the mentor, where one comes along) is reminded the day before.
    Raises CannotWrite.
    """
    enrollment = case_of(hearing)
    check_moment(hearing.starts_at)
    hearing.follows = follows
    hearing = keep(row=hearing, by=by, verb="hearing.planned")
    _keep_calendar(hearing, enrollment, by)
    return hearing


def check_moment(starts_at):
    """Raise CannotWrite for a year that cannot be meant."""
    if abs(starts_at - timezone.now()) > FURTHEST:
        raise CannotWrite(_("That is more than two years away. Check the year."), "day")


@transaction.atomic
def correct_hearing(*, hearing, by):
    """Change when, where or with whom it is. Raises CannotWrite."""
    enrollment = case_of(hearing)
    check_moment(hearing.starts_at)
    hearing = keep(row=hearing, by=by, verb="hearing.corrected")
    _keep_calendar(hearing, enrollment, by)
    return hearing


@transaction.atomic
def say_before_hearing(*, hearing, parents_words, by):
    """Keep what the parent wants to say. Raises CannotWrite."""
    hearing = _locked(Hearing, hearing)
    hearing.parents_words = parents_words
    return keep(row=hearing, by=by, verb="hearing.parents_words")


@transaction.atomic
def note_outcome(
    *,
    hearing,
    by,
    status,
    parent_was_there=None,
    mentor_was_there=None,
    outcome="",
    orders="",
    papers="",
    follow=None,
):
    """Say what came of a hearing on the way out; `follow` is the next one, with the date that was given.

    Raises CannotWrite.
    """
    hearing = _locked(Hearing, hearing)
    enrollment = case_of(hearing)
    if not hearing.may_become(status):
        raise CannotWrite(_("What came of it was said already. Correct it at the desk."))
    is_held = status == HearingStatus.HELD
    if is_held and hearing.happens_on() > enrollment.site.today():
        raise CannotWrite(_("It is still to come. What came of it is said afterward."), "status")
    hearing.status = status
    hearing.parent_was_there = bool(parent_was_there) if is_held else None
    hearing.mentor_was_there = bool(mentor_was_there) if is_held else None
    hearing.outcome = outcome
    hearing.orders, hearing.papers = (orders, papers) if is_held else ("", "")
    hearing = keep(row=hearing, by=by, verb=f"hearing.{status}")
    _leave_calendar(hearing, by)
    if follow is not None:
        plan_hearing(hearing=follow, by=by, follows=hearing)
    return hearing


@transaction.atomic
def take_back_outcome(*, hearing, by):
    """What was said of the wrong hearing: it is planned again. Raises CannotWrite."""
    hearing = _locked(Hearing, hearing)
    enrollment = case_of(hearing)
    if not hearing.may_become(HearingStatus.PLANNED):
        raise CannotWrite(_("Nothing was said of it yet."))
    hearing.status = HearingStatus.PLANNED
    hearing.parent_was_there = hearing.mentor_was_there = None
    hearing.outcome = hearing.orders = hearing.papers = ""
    hearing = keep(row=hearing, by=by, verb="hearing.reopened")
    _keep_calendar(hearing, enrollment, by)
    return hearing


def _keep_calendar(hearing, enrollment, by):
    """The appointment of a planned hearing says the same as the hearing; none is made of one that is past."""
    planned = _appointment_of(hearing)
    match = enrollment.matches.open().first() if hearing.mentor_comes else None
    facts = {
        "match": match,
        "worker": None if match else enrollment.worker,
        "kind": "court" if hearing.is_at_court else "family_meeting",
        "setting": "virtual" if hearing.video_link else "justice" if hearing.is_at_court else "child_welfare",
        "starts_at": hearing.starts_at,
        "place": hearing.room,
    }
    if planned is None:
        if hearing.is_planned and not hearing.has_begun:
            hearing.appointment = Appointment.objects.create(enrollment=enrollment, recorded_by=by, **facts)
            hearing.save(update_fields=["appointment"])
        return
    for name, value in facts.items():
        setattr(planned, name, value)
    planned.version += 1
    planned.save()


def _leave_calendar(hearing, by):
    """What took place without the mentor is called off in the calendar; what the mentor was at waits for the contact."""
    if not hearing.mentor_was_there:
        release_calendar(hearing=hearing, by=by)


def release_calendar(*, hearing, by):
    """Call off the appointment that stands for a hearing. In a transaction."""
    planned = _appointment_of(hearing)
    if planned is not None:
        planned.status = AppointmentStatus.MISSED
        planned.missed_reason = MissedReason.CALLED_OFF_BY_US
        planned.version += 1
        planned.save(update_fields=["status", "missed_reason", "version"])
        trail.record(by, "appointment.missed", planned, site=hearing.enrollment.site)


def _appointment_of(hearing):
    """The appointment that stands in the calendar for it, or None; one that was kept or moved is left alone."""
    if hearing.appointment_id is None:
        return None
    return (
        Appointment.objects.select_for_update(of=("self",))
        .filter(pk=hearing.appointment_id, status=AppointmentStatus.PLANNED)
        .first()
    )


def _locked(model, row):
    return model.objects.select_for_update(of=("self",)).select_related("enrollment__site").get(pk=row.pk)
