"""Where the next family could go: who at a site may still take one more, in a program."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from mentors.models import Mentor
from programs import registry
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match
from programs.casework.matches.models import Status as MatchStatus

SHOWN_AT_MOST = 4


@dataclass(frozen=True)
class Place:
    """Somebody who accompanies families, with how many and how many at most."""

    mentor: Mentor
    held: int
    capacity: int

    @property
    def free(self):
        return max(self.capacity - self.held, 0)


@dataclass(frozen=True)
class Places:
    """The places of a program at a site: those `shown`, `more` people who have one, and how many are `full`.

    `unmatched` families are enrolled already and go first.

    `next_on` is the day on which a promised time ends, where no place is free.
    """

    shown: list
    more: int
    free: int
    full: int
    unmatched: int
    next_on: date | None


def places_of(site, program, *, on):
    """Mentors, or home visitors, of the program's kind who are active at the site. Three queries."""
    mentors = (
        Mentor.objects.not_voided()
        .active()
        .filter(site=site, kind=registry.get(program).mentor_kind, person__voided_at=None, person__died_on=None)
        .with_person()
        .annotate(held=Count("matches", filter=~Q(matches__status=MatchStatus.ENDED) & Q(matches__voided_at=None)))
        .order_by("person__family_name", "pk")
    )
    rows = [Place(mentor, mentor.held, mentor.capacity) for mentor in mentors]
    open_rows = sorted((row for row in rows if row.free), key=lambda row: -row.free)
    free = sum(row.free for row in rows)
    next_on = None
    if not free:
        ends = Match.objects.active().filter(mentor__in=[row.mentor.pk for row in rows], commitment_ends_on__gte=on)
        next_on = ends.aggregate(first=Min("commitment_ends_on"))["first"]
    return Places(
        shown=open_rows[:SHOWN_AT_MOST],
        more=len(open_rows[SHOWN_AT_MOST:]),
        free=free,
        full=len(rows) - len(open_rows),
        unmatched=Enrollment.objects.waiting_for_a_match().at_site(site).in_program(program).count(),
        next_on=next_on,
    )
