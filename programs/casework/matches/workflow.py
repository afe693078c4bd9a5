"""Bringing two people together, and ending it well."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mentors.models import Mentor
from mentors.models import Status as MentorStatus
from mmp_portal.audit import trail
from mmp_portal.outbox.queue import ring
from participants.ages import anniversary
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import EndReason, Match, Renewal, Status


class CannotMatch(Exception):
    """Why these two cannot be matched now, in a sentence for the user."""


class CannotEnd(Exception):
    """Why the match cannot end so, in a sentence for the user."""


def check_can_match(enrollment, mentor, *, starts_on):
    """Raise CannotMatch with the reason, or return."""
    if enrollment.participant.died_on or mentor.person.died_on:
        raise CannotMatch(_("One of the two died. There is nobody to match."))
    if not enrollment.is_open:
        raise CannotMatch(_("This case is closed. Only an open case can have a match."))
    if mentor.site_id != enrollment.site_id:
        raise CannotMatch(_("This mentor serves another site."))
    if mentor.kind != enrollment.definition.mentor_kind:
        raise CannotMatch(_("This program needs %(kind)s.") % {"kind": enrollment.definition.accompanied_by})
    if mentor.status != MentorStatus.ACTIVE:
        raise CannotMatch(_("This mentor is not active. Only a trained and active mentor can be matched."))
    if mentor.person_id == enrollment.participant_id:
        raise CannotMatch(_("Nobody can mentor themselves."))
    if starts_on < enrollment.enrolled_on:
        raise CannotMatch(_("The match begins before the enrollment did."))
    held = Match.objects.open().filter(mentor=mentor)
    if held.filter(enrollment=enrollment).exists():
        raise CannotMatch(_("These two are matched already."))
    if held.count() >= mentor.capacity:
        raise CannotMatch(
            _("%(name)s has as many matches as agreed (%(count)d).") % {"name": mentor.name, "count": mentor.capacity}
        )


def commitment_end(program, starts_on):
    """The last day of the promise of a program's commitment, or None where it asks for none.

    A year is an anniversary (29 February becomes the 28th), not a count of days.
    """
    if program.commitment is None:
        return None
    if program.commitment.days % 365 == 0:
        return anniversary(starts_on, program.commitment.days // 365)
    return starts_on + timedelta(days=program.commitment.days)


@transaction.atomic
def start(*, enrollment, mentor, starts_on, participant_agreed_on, mentor_agreed_on, by, commitment_ends_on=None):
    """Match the two from `starts_on`. Both agreements have their dates. Raises CannotMatch.

    Without `commitment_ends_on` the promise lasts as long as the program's commitment says.
    """
    enrollment = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    mentor = Mentor.objects.select_for_update().get(pk=mentor.pk)
    check_can_match(enrollment, mentor, starts_on=starts_on)
    if max(participant_agreed_on, mentor_agreed_on) > starts_on:
        raise CannotMatch(_("Both agree before the match begins. Check the first day and the two agreements."))
    match = Match.objects.create(
        enrollment=enrollment,
        mentor=mentor,
        status=Status.ACTIVE,
        starts_on=starts_on,
        commitment_ends_on=commitment_ends_on or commitment_end(enrollment.definition, starts_on),
        participant_agreed_on=participant_agreed_on,
        mentor_agreed_on=mentor_agreed_on,
        recorded_by=by,
    )
    trail.record(
        by,
        "match.started",
        match,
        site=enrollment.site,
        after={"enrollment": enrollment.number, "on": starts_on.isoformat()},
    )
    if mentor.person.user:
        ring(
            to=mentor.person.user,
            rule="match-started",
            subject=_("You have a new match. Open your home to see how to reach them."),
            site=enrollment.site,
            link="/",
        )
    return match


class CannotRenew(Exception):
    """Why the promise cannot be renewed so, in a sentence for the user; `about` names the field it is about."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


@transaction.atomic
def renew(*, match, until, participant_agreed_on, mentor_agreed_on, by):
    """Let the promise of an active match go on until a new last day, as both agreed. Raises CannotRenew."""
    match = Match.objects.select_for_update().select_related("enrollment__site").get(pk=match.pk)
    today = match.enrollment.site.today()
    if match.status != Status.ACTIVE or match.voided_at:
        raise CannotRenew(_("This match has ended. Nothing can be renewed."))
    if match.commitment_ends_on is None:
        raise CannotRenew(_("This program asks for no promised time."))
    if until <= match.commitment_ends_on:
        raise CannotRenew(_("The new last day lies after the one before."), "until")
    if until > commitment_end(match.enrollment.definition, max(today, match.commitment_ends_on)):
        raise CannotRenew(_("That is longer than the program's promise. Renew again when it ends."), "until")
    for name, day in (("participant_agreed_on", participant_agreed_on), ("mentor_agreed_on", mentor_agreed_on)):
        if not match.starts_on <= day <= today:
            raise CannotRenew(_("This day lies before the match, or is still to come. Check the date."), name)
    renewal = Renewal.objects.create(
        match=match,
        before_on=match.commitment_ends_on,
        until=until,
        participant_agreed_on=participant_agreed_on,
        mentor_agreed_on=mentor_agreed_on,
        recorded_by=by,
    )
    match.commitment_ends_on = until
    match.version += 1
    match.save(update_fields=["commitment_ends_on", "version"])
    trail.record(
        by,
        "match.renewed",
        match,
        site=match.enrollment.site,
        before={"until": renewal.before_on.isoformat()},
        after={"until": until.isoformat()},
    )
    mentor = match.mentor.person.user
    if mentor and mentor != by:
        ring(
            to=mentor,
            rule="match-renewed",
            subject=_("Your match goes on. Thank you for staying."),
            site=match.enrollment.site,
            link="/",
        )
    return renewal


@transaction.atomic
def end(*, match, on, reason, by, note="", mentor_note=""):
    """End a match on the day `on`, and tell the mentor. Raises CannotEnd.

    It ends neither before it began, nor in the future, nor before the last contact in it.
    """
    match = Match.objects.select_for_update().select_related("enrollment__site").get(pk=match.pk)
    if not match.may_become(Status.ENDED):
        raise CannotEnd(_("This match has ended already."))
    if on < match.starts_on:
        raise CannotEnd(_("The match cannot end before it began."))
    site = match.enrollment.site
    if on > site.today():
        raise CannotEnd(_("The end lies in the future. Check the date."))
    latest = match.contacts.model.objects.made().of_matches([match.pk]).order_by("-started_at").first()
    if latest and timezone.localtime(latest.started_at, site.zone).date() > on:
        raise CannotEnd(_("There is a contact after that day. End on the day of the last contact or later."))
    _end(match, on=on, reason=reason, note=note, mentor_note=mentor_note, by=by)
    mentor = match.mentor.person.user
    if mentor and mentor != by:
        ring(
            to=mentor,
            rule="match-ended",
            subject=_("A match of yours has ended. Thank you for walking beside them."),
            site=site,
            link="/",
        )
    return match


def end_all(*, enrollment, on, by):
    """End every open match of an enrollment that is being closed. Called inside a transaction."""
    for match in Match.objects.open().filter(enrollment=enrollment):
        began = match.starts_on <= on
        _end(
            match,
            on=max(on, match.starts_on),
            reason=EndReason.ENROLLMENT_CLOSED if began else EndReason.NOT_BEGUN,
            note="",
            by=by,
        )


def _end(match, *, on, reason, note, by, mentor_note=""):
    match.status = Status.ENDED
    match.ended_on = on
    match.end_reason = reason
    match.end_note = note
    match.mentor_end_note = mentor_note
    match.version += 1
    match.save(update_fields=["status", "ended_on", "end_reason", "end_note", "mentor_end_note", "version"])
    trail.record(
        by, "match.ended", match, site=match.enrollment.site, after={"on": on.isoformat(), "reason": str(reason)}
    )
