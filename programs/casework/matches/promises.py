"""What each side promised to the program, through a match and the next one."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from programs.casework.matches.models import EndReason, Match, Milestone, Status


@dataclass(frozen=True)
class Promise:
    """One side's promise: since when, until when, and which day of it it is."""

    name: str
    since: date
    until: date
    day: int
    days: int
    runs_on: bool

    @property
    def is_kept(self):
        return self.day >= self.days


def promises_of(match, today):
    """The participant's promise and the mentor's, as they stand with this match; none where none was made.

    A year runs on through a re-match: it began with the first match of that side, unless the year was over before
    the next one began. A renewal makes it longer. Two queries.
    """
    if match.commitment_ends_on is None:
        return []
    enrollment = match.enrollment
    of_program = Match.objects.not_voided().filter(enrollment__program=enrollment.program)
    sides = (
        (enrollment.participant.called, of_program.filter(enrollment=enrollment)),
        (match.mentor.person.called, of_program.filter(mentor=match.mentor)),
    )
    return [_promise(name, list(rows.order_by("starts_on", "pk")), match, today) for name, rows in sides]


def _promise(name, matches, match, today):
    since, until = match.starts_on, match.commitment_ends_on
    run: tuple[date, date] | None = None
    for one in matches:
        is_begun = one.status != Status.PROPOSED and one.end_reason != EndReason.NOT_BEGUN
        if one.starts_on > match.starts_on or one.commitment_ends_on is None or not is_begun:
            continue
        if run is None or one.starts_on > run[1]:
            run = (one.starts_on, one.commitment_ends_on)
        elif one.pk == match.pk and _was_renewed(one):
            run = (run[0], one.commitment_ends_on)
    if run:
        since, until = run
    last = min(match.ended_on or today, until)
    days = (until - since).days
    return Promise(name, since, until, max(0, (last - since).days), days, runs_on=since < match.starts_on)


def _was_renewed(match):
    return match.renewals.not_voided().exists()


def first_meeting(match, met_on):
    """The first milestone: the day they first met, or where that is None the day by which they promised to."""
    promise = match.enrollment.definition.commitment
    if promise is None or match.commitment_ends_on is None:
        return []
    if met_on:
        return [Milestone(_("First meeting"), met_on, is_done=True)]
    within = match.enrollment.definition.contact_every_days or 7
    return [Milestone(_("First meeting"), match.starts_on + timedelta(days=within), is_done=False)]


def first_met_on(contacts):
    """The day of the first of these contacts, or None."""
    first = contacts.order_by("started_at").first()
    return first.happened_on() if first else None
