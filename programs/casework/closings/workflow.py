"""Ending an enrollment with everything still open in it, opening it again, and correcting its days."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from mmp_portal.outbox.queue import ring
from participants.models import Person
from programs.casework.closings.models import Closing, ReopenLimit, may_be_reopened_until
from programs.casework.contacts.models import Contact
from programs.casework.enrollments import beginnings, endings
from programs.casework.enrollments.models import Enrollment, Pause, Status
from programs.casework.goals import workflow as goals
from programs.casework.goals.models import Goal
from programs.casework.matches import workflow as matches
from programs.casework.matches.models import Match


class CannotClose(Exception):
    """Why the enrollment cannot be closed so, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about="on"):
        super().__init__(sentence)
        self.about = about


class CannotReopen(Exception):
    """Why the closed enrollment cannot be opened again, in a sentence for the user."""


def check_can_close(enrollment, *, on):
    """Raise CannotClose with the reason, or return."""
    if not enrollment.may_become(Status.CLOSED):
        raise CannotClose(_("This case is closed already."))
    if on < enrollment.enrolled_on:
        raise CannotClose(_("The closing lies before the enrollment. Check the date."))
    if on > enrollment.site.today():
        raise CannotClose(_("The closing lies in the future. Check the date."))
    if _last_contact_day(enrollment, on):
        raise CannotClose(_("There is a contact after that day. Close on the day of the last contact or later."))


def _last_contact_day(enrollment, on):
    """The day of the last contact made, if it lies after `on`."""
    latest = Contact.objects.made().of_cases([enrollment.pk]).order_by("-started_at").first()
    if latest is None:
        return None
    day = timezone.localtime(latest.started_at, enrollment.site.zone).date()
    return day if day > on else None


@transaction.atomic
def close(*, enrollment, on, reason, by, what_follows="", outcome_words="", next_service="", goal_outcomes=None):
    """End an enrollment, its pause and every match still open in it, and tell the mentors.

    `goal_outcomes` maps the id of an open goal to (status, words); goals left out stay open, for the family to go on
    with. What else apps have registered in `enrollments.endings` ends too. Raises CannotClose if the case is closed
    already, or `on` is before it began, in the future, or before the last contact.
    """
    enrollment = Enrollment.objects.select_for_update(of=("self",)).select_related("site").get(pk=enrollment.pk)
    check_can_close(enrollment, on=on)
    _end_goals(enrollment, goal_outcomes or {}, on=on, by=by)
    mentors = [match.mentor for match in enrollment.matches.open().select_related("mentor__person__user")]
    matches.end_all(enrollment=enrollment, on=on, by=by)
    for pause in Pause.objects.running().filter(enrollment=enrollment):
        pause.ends_on = max(on, pause.starts_on)
        pause.version += 1
        pause.save(update_fields=["ends_on", "version"])
    endings.end_all(enrollment, on=on, by=by)
    enrollment.status = Status.CLOSED
    enrollment.closed_on = on
    enrollment.version += 1
    enrollment.save(update_fields=["status", "closed_on", "version"])
    closing = Closing.objects.create(
        enrollment=enrollment,
        on=on,
        reason=reason,
        what_follows=what_follows,
        outcome_words=outcome_words,
        next_service=next_service,
        recorded_by=by,
    )
    trail.record(by, "enrollment.closed", enrollment, after={"on": on.isoformat(), "reason": reason})
    for mentor in mentors:
        if mentor.person.user:
            ring(
                to=mentor.person.user,
                rule="match-ended",
                subject=_("A match of yours has ended. Thank you for walking beside them."),
                site=enrollment.site,
                link="/",
            )
    return closing


def _end_goals(enrollment, outcomes, *, on, by):
    for goal in Goal.objects.open().filter(enrollment=enrollment, pk__in=outcomes):
        status, words = outcomes[goal.pk]
        try:
            goals.end(goal=goal, status=status, on=on, outcome_words=words, by=by)
        except goals.CannotSet as refusal:
            raise CannotClose(str(refusal), f"goal_{goal.pk}") from refusal


def check_can_reopen(enrollment):
    """Raise CannotReopen with the reason, or return."""
    if enrollment.status != Status.CLOSED or enrollment.voided_at:
        raise CannotReopen(_("This case is not closed."))
    last_day = may_be_reopened_until(enrollment)
    if enrollment.site.today() > last_day:
        raise CannotReopen(
            _("The case was closed too long ago to be opened again. Enroll the person anew: both stay linked.")
        )
    others = Enrollment.objects.open().filter(participant=enrollment.participant_id, program=enrollment.program)
    if others.exists():
        raise CannotReopen(_("This person has another open case in the program. Go on there."))


def can_reopen(enrollment):
    """Whether a closed case may be opened again today."""
    try:
        check_can_reopen(enrollment)
    except CannotReopen:
        return False
    return True


@transaction.atomic
def reopen(*, enrollment, reason, by):
    """Open a closed case again: its closing is voided with the reason and stays in the history.

    Matches that ended stay ended, and are made anew. Raises CannotReopen.
    """
    Person.objects.select_for_update().get(pk=enrollment.participant_id)  # nobody enrolls them anew meanwhile
    enrollment = Enrollment.objects.select_for_update(of=("self",)).select_related("site").get(pk=enrollment.pk)
    check_can_reopen(enrollment)
    before = {"closed_on": enrollment.closed_on.isoformat()}
    for closing in Closing.objects.not_voided().filter(enrollment=enrollment):
        closing.voided_at, closing.voided_by, closing.void_reason = timezone.now(), by, reason
        closing.version += 1
        closing.save(update_fields=["voided_at", "voided_by", "void_reason", "version"])
    enrollment.status, enrollment.closed_on = Status.ENROLLED, None
    enrollment.version += 1
    enrollment.save(update_fields=["status", "closed_on", "version"])
    trail.record(by, "enrollment.reopened", enrollment, reason=reason, before=before)
    beginnings.begin_all(enrollment, by=by)
    if enrollment.worker and enrollment.worker != by:
        ring(
            to=enrollment.worker,
            rule="case-assigned",
            subject=_("A case of yours is open again: %(number)s") % {"number": enrollment.number},
            site=enrollment.site,
            link=enrollment.get_absolute_url(),
        )
    return enrollment


@transaction.atomic
def correct_days(*, enrollment, enrolled_on, reason, by, version, closed_on=None):
    """Correct the day somebody enrolled, and of a closed case the day it closed. Raises CannotClose."""
    enrollment = Enrollment.objects.select_for_update(of=("self",)).select_related("site").get(pk=enrollment.pk)
    if enrollment.version != version:
        raise CannotClose(_("Somebody changed this case while you were writing. Look at it again."), None)
    if enrolled_on > enrollment.site.today():
        raise CannotClose(_("The enrollment date lies in the future."), "enrolled_on")
    _check_nothing_before(enrollment, enrolled_on)
    before = {"enrolled_on": enrollment.enrolled_on.isoformat()}
    after = {"enrolled_on": enrolled_on.isoformat()}
    enrollment.enrolled_on = enrolled_on
    if enrollment.closed_on and closed_on:
        _check_can_have_closed(enrollment, closed_on)
        before["closed_on"], after["closed_on"] = enrollment.closed_on.isoformat(), closed_on.isoformat()
        enrollment.closed_on = closed_on
        for closing in Closing.objects.not_voided().filter(enrollment=enrollment):
            closing.on = closed_on
            closing.version += 1
            closing.save(update_fields=["on", "version"])
    enrollment.version += 1
    enrollment.save(update_fields=["enrolled_on", "closed_on", "version"])
    trail.record(by, "enrollment.days_corrected", enrollment, reason=reason, before=before, after=after)
    return enrollment


def _check_nothing_before(enrollment, enrolled_on):
    """Raise CannotClose where something of the case happened before the day."""
    first = Contact.objects.not_voided().of_cases([enrollment.pk]).order_by("started_at").first()
    if first and timezone.localtime(first.started_at, enrollment.site.zone).date() < enrolled_on:
        raise CannotClose(_("There is a contact before that day. The enrollment began by then."), "enrolled_on")
    if Match.objects.not_voided().filter(enrollment=enrollment, starts_on__lt=enrolled_on).exists():
        raise CannotClose(_("A match began before that day. The enrollment began by then."), "enrolled_on")
    if Goal.objects.not_voided().filter(enrollment=enrollment, set_on__lt=enrolled_on).exists():
        raise CannotClose(_("A goal was set before that day. The enrollment began by then."), "enrolled_on")
    if Pause.objects.not_voided().filter(enrollment=enrollment, starts_on__lt=enrolled_on).exists():
        raise CannotClose(_("A pause began before that day. The enrollment began by then."), "enrolled_on")


def _check_can_have_closed(enrollment, closed_on):
    """Raise CannotClose where the case cannot have closed on the day."""
    if closed_on < enrollment.enrolled_on:
        raise CannotClose(_("The closing lies before the enrollment. Check the date."), "closed_on")
    if closed_on > enrollment.site.today():
        raise CannotClose(_("The closing lies in the future. Check the date."), "closed_on")
    if _last_contact_day(enrollment, closed_on):
        raise CannotClose(_("There is a contact after that day. Check the date."), "closed_on")
    if Match.objects.not_voided().filter(enrollment=enrollment, ended_on__gt=closed_on).exists():
        raise CannotClose(_("A match ended after that day. Check the date."), "closed_on")


@transaction.atomic
def set_reopen_limit(*, site, days, starts_on, by):
    """Set for how many days the site opens a case again that closes from the day `starts_on` on.

    What closed before keeps the days that held then. A value set for the same day takes the place of the one before.
    """
    limits = ReopenLimit.objects.select_for_update()
    limit, is_new = limits.get_or_create(site=site, starts_on=starts_on, defaults={"days": days})
    before = None if is_new else {"days": limit.days}
    limit.days = days
    limit.save(update_fields=["days"])
    after = {"days": days, "from": starts_on.isoformat()}
    trail.record(by, "site.reopening_set", site, site=site, before=before, after=after)
    return limit
