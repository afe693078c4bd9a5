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
from programs.casework.matches.conflicts import conflicts_between
from programs.casework.matches.models import (
    EndReason,
    Match,
    MatchPause,
    MatchSay,
    MatchWishes,
    Renewal,
    Status,
)
from programs.casework.matches.passport import passport_of, rules_of


class CannotMatch(Exception):
    """Why these two cannot be matched now, in a sentence for the user; `about` names the field it is about."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


class CannotChange(CannotMatch):
    """Why the match, or what is noted about it, cannot be changed so, in a sentence for the user."""


class CannotEnd(Exception):
    """Why the match cannot end so, in a sentence for the user."""


def check_can_match(enrollment, mentor, *, starts_on, own=None):
    """Raise CannotMatch with the reason, or return. `own` is the match of the two, where there is one already.

    Conflicts are looked at here, so that no page and no import can save what stands against one.
    """
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
    today = enrollment.site.today()
    papers = passport_of(mentor, rules_of(mentor.site, mentor.kind, on=today), on=today)
    if papers.bar:
        raise CannotMatch(papers.bar)
    conflict = conflicts_between([enrollment], [mentor]).get((enrollment.pk, mentor.pk))
    if conflict:
        raise CannotMatch(conflict)
    held = Match.objects.holding_a_place().filter(mentor=mentor).exclude(pk=own.pk if own else None)
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
def introduce(*, enrollment, mentor, on, by, participant_agreed_on=None, mentor_agreed_on=None):
    """Propose the two to each other from the day `on`; not both have said yes yet. Raises CannotMatch.

    It takes one of the mentor's places. The mentor sees nothing of the family until both have said yes.
    """
    enrollment = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    mentor = Mentor.objects.select_for_update().get(pk=mentor.pk)
    check_can_match(enrollment, mentor, starts_on=on)
    match = Match.objects.create(
        enrollment=enrollment,
        mentor=mentor,
        status=Status.PROPOSED,
        starts_on=on,
        participant_agreed_on=participant_agreed_on,
        mentor_agreed_on=mentor_agreed_on,
        recorded_by=by,
    )
    trail.record(
        by,
        "match.introduced",
        match,
        site=enrollment.site,
        after={"enrollment": enrollment.number, "on": on.isoformat()},
    )
    return match


@transaction.atomic
def accept(*, match, by, participant_agreed_on=None, mentor_agreed_on=None, starts_on=None):
    """Note who said yes, and on which day; with both, the match begins on `starts_on`. Raises CannotMatch."""
    match = Match.objects.select_for_update().get(pk=match.pk)
    enrollment = Enrollment.objects.select_for_update().get(pk=match.enrollment_id)
    if not match.is_introduced:
        raise CannotMatch(_("This match has begun already, or has ended."))
    both = bool(participant_agreed_on and mentor_agreed_on)
    match.participant_agreed_on, match.mentor_agreed_on = participant_agreed_on, mentor_agreed_on
    match.version += 1
    if not both:
        match.save(update_fields=["participant_agreed_on", "mentor_agreed_on", "version"])
        trail.record(by, "match.answered", match, site=enrollment.site)
        return match
    mentor = Mentor.objects.select_for_update().get(pk=match.mentor_id)
    starts_on = starts_on or max(participant_agreed_on, mentor_agreed_on)
    check_can_match(enrollment, mentor, starts_on=starts_on, own=match)
    if max(participant_agreed_on, mentor_agreed_on) > starts_on:
        raise CannotMatch(
            _("Both agree before the match begins. Check the first day and the two agreements."), "starts_on"
        )
    match.status, match.starts_on = Status.ACTIVE, starts_on
    match.commitment_ends_on = commitment_end(enrollment.definition, starts_on)
    match.save()
    _tell_begun(match, by)
    return match


def longest_promise(program, day):
    """How far a promise is renewed at once: by the program's commitment, or by a year where it asks for none."""
    return commitment_end(program, day) or anniversary(day, 1)


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
    _tell_begun(match, by)
    return match


def _tell_begun(match, by):
    """The trace of a beginning, and a notice to the mentor who signs in."""
    site = match.enrollment.site
    after = {"enrollment": match.enrollment.number, "on": match.starts_on.isoformat()}
    trail.record(by, "match.started", match, site=site, after=after)
    if match.mentor.person.user:
        ring(
            to=match.mentor.person.user,
            rule="match-started",
            subject=_("You have a new match. Open your home to see how to reach them."),
            site=site,
            link="/",
        )


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
    if not match.is_open:
        raise CannotRenew(_("This match has ended. Nothing can be renewed."))
    if match.commitment_ends_on is None:
        raise CannotRenew(_("These two promised no time."))
    if until <= match.commitment_ends_on:
        raise CannotRenew(_("The new last day lies after the one before."), "until")
    if until > longest_promise(match.enrollment.definition, max(today, match.commitment_ends_on)):
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
    was_introduced = match.is_introduced
    _end(match, on=on, reason=reason, note=note, mentor_note=mentor_note, by=by)
    mentor = match.mentor.person.user
    if mentor and mentor != by and not was_introduced:
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
    for match in Match.objects.holding_a_place().filter(enrollment=enrollment):
        began = match.starts_on <= on and not match.is_introduced
        _end(
            match,
            on=max(on, match.starts_on),
            reason=EndReason.ENROLLMENT_CLOSED if began else EndReason.NOT_BEGUN,
            note="",
            by=by,
        )


# --- Pausing and going on --------------------------------------------------------------------


@transaction.atomic
def pause(*, match, on, kind, by, expected_on=None, note=""):
    """Let the match rest from the day `on`: nothing is expected of the two. Raises CannotChange."""
    match = Match.objects.select_for_update().select_related("enrollment__site").get(pk=match.pk)
    if not match.may_become(Status.PAUSED) or match.voided_at:
        raise CannotChange(_("Only a match that has begun can be paused."))
    if on < match.starts_on:
        raise CannotChange(_("The pause lies before the match."), "on")
    if expected_on and expected_on < on:
        raise CannotChange(_("They are expected to go on before the pause begins."), "expected_on")
    if kind == MatchPause.Kind.OTHER and not note:
        raise CannotChange(_("Say why in a few words."), "note")
    MatchPause.objects.create(match=match, starts_on=on, expected_on=expected_on, kind=kind, note=note, recorded_by=by)
    _move(match, Status.PAUSED)
    trail.record(by, "match.paused", match, site=match.enrollment.site, after={"on": on.isoformat()})
    return match


@transaction.atomic
def resume(*, match, on, by):
    """Let a paused match go on from the day `on`. Raises CannotChange."""
    match = Match.objects.select_for_update().select_related("enrollment__site").get(pk=match.pk)
    running = MatchPause.objects.select_for_update().running().filter(match=match).first()
    if not match.is_paused or running is None:
        raise CannotChange(_("This match is not paused."))
    if on < running.starts_on:
        raise CannotChange(_("They cannot go on before the pause began."), "on")
    _close_pause(running, on)
    _move(match, Status.ACTIVE)
    trail.record(by, "match.resumed", match, site=match.enrollment.site, after={"on": on.isoformat()})
    return match


def _move(match, status):
    match.status = status
    match.version += 1
    match.save(update_fields=["status", "version"])


def _close_pause(running, on):
    running.ends_on = max(on, running.starts_on)
    running.version += 1
    running.save(update_fields=["ends_on", "version"])


@transaction.atomic
def reopen(*, match, reason, by):
    """Take up a match again that had ended, as it was, and tell the mentor. Raises CannotMatch.

    What was said at the end stays in the history. One that never began is made anew instead.
    """
    match = Match.objects.select_for_update().get(pk=match.pk)
    enrollment = Enrollment.objects.select_for_update().get(pk=match.enrollment_id)
    mentor = Mentor.objects.select_for_update().get(pk=match.mentor_id)
    if not match.may_become(Status.ACTIVE) or match.is_introduced or match.voided_at:
        raise CannotMatch(_("Only a match that has ended can be opened again."))
    if not (match.participant_agreed_on and match.mentor_agreed_on):
        raise CannotMatch(_("This match never began. Make a new one."))
    check_can_match(enrollment, mentor, starts_on=match.starts_on)
    before = {"on": match.ended_on.isoformat(), "reason": match.end_reason}
    match.status, match.ended_on, match.end_reason = Status.ACTIVE, None, ""
    match.end_note = match.mentor_end_note = ""
    match.version += 1
    match.save()
    trail.record(by, "match.reopened", match, site=enrollment.site, reason=reason, before=before)
    if mentor.person.user and mentor.person.user != by:
        ring(
            to=mentor.person.user,
            rule="match-reopened",
            subject=_("A match of yours goes on again. Open your home to see how to reach them."),
            site=enrollment.site,
            link="/",
        )
    return match


# --- What both wish --------------------------------------------------------------------------


@transaction.atomic
def write_wishes(*, enrollment, by, version, **wishes):
    """Keep what a participant wishes of a mentor. Raises CannotChange where somebody saved after `version`."""
    row = MatchWishes.objects.select_for_update().filter(enrollment=enrollment).first()
    if (row.version if row else 0) != version:
        raise CannotChange(_("Somebody saved this record after you opened it. Both versions are shown."))
    row = row or MatchWishes(enrollment=enrollment, recorded_by=by, version=0)
    for name, value in wishes.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    trail.record(by, "match_wishes.written", row, site=enrollment.site, after={"case": enrollment.number})
    return row


@transaction.atomic
def note_say(*, enrollment, mentor, kind, said_on, by, words=""):
    """Note what one of the two said of the other, or how close they are. Raises CannotChange.

    Something that bars a match ends an introduction of the two; a match that has begun is ended by its own verb.
    """
    if said_on > enrollment.site.today():
        raise CannotChange(_("That day lies in the future. Check the day."), "said_on")
    if MatchSay.objects.not_voided().filter(enrollment=enrollment, mentor=mentor, kind=kind).exists():
        raise CannotChange(_("This is noted about these two already."), "kind")
    say = MatchSay.objects.create(
        enrollment=enrollment, mentor=mentor, kind=kind, said_on=said_on, words=words, recorded_by=by
    )
    trail.record(by, "match_say.noted", say, site=enrollment.site, after={"case": enrollment.number})
    introduced = Match.objects.introduced().filter(enrollment=enrollment, mentor=mentor).first()
    if say.is_a_bar and introduced:
        _end(introduced, on=max(said_on, introduced.starts_on), reason=EndReason.NOT_BEGUN, note="", by=by)
    return say


def _end(match, *, on, reason, note, by, mentor_note=""):
    for running in MatchPause.objects.select_for_update().running().filter(match=match):
        _close_pause(running, on)
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
