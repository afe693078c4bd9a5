"""Where the next family could go: who at a site may still take one more, in a program.

A family needs somebody who accompanies them and a worker who carries the case. Mentors and visitors say how many they
take; for workers a supervisor sets a number of open cases. A visitor who is a worker too has both limits.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from mentors.models import Mentor
from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Role
from programs import registry
from programs.casework.caseload.models import Capacity
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
    room: int | None = None  # how many more cases they may carry as a worker; None: no number is set

    @property
    def free(self):
        free = max(self.capacity - self.held, 0)
        return free if self.room is None else min(free, self.room)


@dataclass(frozen=True)
class Places:
    """The places of a program at a site: those `shown`, `more` people who have one, and how many are `full`.

    `unmatched` families are enrolled already and go first. `room` is how many more cases the workers of the program
    may carry, None where one of them has no number; no more places are `free` than that.

    `next_on` is the day on which a promised time ends, where no place is free.
    """

    shown: list
    more: int
    free: int
    full: int
    unmatched: int
    next_on: date | None
    room: int | None = None

    @property
    def is_short_of_workers(self):
        """Whether somebody could accompany a family, and no worker may carry its case."""
        return self.room == 0 and bool(self.shown)


def places_of(site, program, *, on):
    """Mentors, or home visitors, of the program's kind who are active at the site, and the room of its workers. Six queries."""
    mentors = (
        Mentor.objects.not_voided()
        .active()
        .filter(site=site, kind=registry.get(program).mentor_kind, person__voided_at=None, person__died_on=None)
        .with_person()
        .annotate(held=Count("matches", filter=~Q(matches__status=MatchStatus.ENDED) & Q(matches__voided_at=None)))
        .order_by("person__family_name", "pk")
    )
    left = _room_of_workers(site, on)
    rows = [Place(mentor, mentor.held, mentor.capacity, left.get(mentor.person.user_id)) for mentor in mentors]
    open_rows = sorted((row for row in rows if row.free), key=lambda row: -row.free)
    room = _room(site, program, left)
    free = sum(row.free for row in rows)
    free = free if room is None else min(free, room)
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
        room=room,
    )


def _room_of_workers(site, on):
    """How many more open cases each worker of the site may carry, for those with a number."""
    most: dict[int, int] = {}
    for worker, cases in Capacity.objects.in_force(on).filter(site=site).values_list("worker", "cases"):
        most.setdefault(worker, cases)
    carried = Enrollment.objects.open().at_site(site).filter(worker__in=most)
    held = dict(carried.order_by().values_list("worker").annotate(count=Count("pk")))
    return {worker: max(cases - held.get(worker, 0), 0) for worker, cases in most.items()}


def _room(site, program, left):
    """The room of all workers of the program together; None where one of them has no number, or there is nobody."""
    workers = set(User.objects.holding(Role.STAFF, site=site, program=program).values_list("pk", flat=True))
    if not workers or not workers <= left.keys():
        return None
    return sum(left[worker] for worker in workers)
