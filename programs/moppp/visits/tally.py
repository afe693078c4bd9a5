"""Visits expected and what came of them: for one family month by month, and for many at once.

Done is a home visit made, also by video when it was recorded as one. Tried is a visit at which nobody was met. Called
off is a planned visit that the family or the visitor took back. Excused is one that could not be, with its reason.
None of the last three counts as done.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from django.db.models import Q
from django.utils import formats, timezone

from programs.casework.contacts.models import (
    Appointment,
    AppointmentStatus,
    Contact,
    ContactShare,
    MissedReason,
    Outcome,
)
from programs.moppp.models import ExcusedVisit
from programs.moppp.visits.expected import HFA, expected, months_between
from programs.moppp.visits.footing import Footing, footing_of, footings_of

VISIT = "home_visit"
DONE, TRIED, EXCUSED, CALLED_OFF = "done", "tried", "excused", "called_off"
DAY = timedelta(days=1)


def spoken(number, places=1):
    """A count of visits with its decimals, and without them where there are none: 4, 4.3."""
    rounded = round(float(number), places)
    return formats.number_format(int(rounded) if rounded == int(rounded) else rounded)


@dataclass(frozen=True)
class Visit:
    """One visit, or what became of one, credited to a case on the site's day."""

    case: int
    on: date
    what: str
    match: int | None = None


@dataclass
class Tally:
    """What was expected in a span, and what came of it. `asked_share` is the line in percent, or None without one."""

    expected: Fraction = Fraction(0)
    counts: dict = field(default_factory=lambda: defaultdict(int))
    asked_share: int | None = None

    @property
    def done(self):
        return self.counts[DONE]

    @property
    def tried(self):
        return self.counts[TRIED]

    @property
    def excused(self):
        return self.counts[EXCUSED]

    @property
    def called_off(self):
        return self.counts[CALLED_OFF]

    @property
    def expected_words(self):
        return spoken(self.expected)

    @property
    def share(self):
        """Done of expected in whole percent, rounded down; None where nothing was expected."""
        return None if not self.expected else int(self.done * 100 / self.expected)

    @property
    def is_met(self):
        """Whether the line of the model is reached; None where it has none, or nothing was expected."""
        if self.asked_share is None or not self.expected:
            return None
        return self.done * 100 >= self.expected * self.asked_share

    def __add__(self, other):
        both = Tally(self.expected + other.expected, asked_share=self.asked_share or other.asked_share)
        for tally in (self, other):
            for what, count in tally.counts.items():
                both.counts[what] += count
        return both


@dataclass(frozen=True)
class Month:
    """One month of a plan. What is still to come has an expectation and nothing else."""

    first: date
    last: date
    tally: Tally
    is_to_come: bool
    is_running: bool


@dataclass(frozen=True)
class Plan:
    """A family's program year: its months, what was expected and done until today, and what the year expects."""

    footing: Footing
    first: date
    last: date
    months: list[Month]
    so_far: Tally
    whole: Fraction

    @property
    def whole_words(self):
        return spoken(self.whole)


def line_of(footing, day):
    """The share in percent that the family's model asks for, or None."""
    if footing.model_on(day) != HFA:
        return None
    return footing.pace.parameters.value_on("hfa_visit_share", day)


def plan_of(enrollment, *, on, year=None, footing=None, visits=None) -> Plan:
    """The program year that begins in `year`, or the one that holds the day `on`.

    `footing` and `visits` are given where a page has read them already.
    """
    footing = footing or footing_of(enrollment)
    first, last = footing.pace.year(on)
    if year is not None and year != first.year:
        first, last = footing.pace.year(first.replace(year=year))
    stretches = footing.stretches(last)
    visits = visits_of([enrollment], first, min(last, on)) if visits is None else visits
    months, so_far = [], Tally(asked_share=line_of(footing, min(last, on)))
    for begins, ends in months_between(first, last):
        until = min(ends, on)
        tally = _tally(footing, stretches, visits, begins, ends)
        months.append(Month(begins, ends, tally, is_to_come=begins > on, is_running=begins <= on < ends))
        if begins <= on:
            so_far += _tally(footing, stretches, visits, begins, until)
    whole = expected(stretches, first, last, footing.pace)
    return Plan(footing, first, last, months, so_far, whole)


def _tally(footing, stretches, visits, first, last):
    tally = Tally(expected(stretches, first, last, footing.pace), asked_share=line_of(footing, last))
    for visit in visits:
        if first <= visit.on <= last:
            tally.counts[visit.what] += 1
    return tally


def tallies_of(enrollments, first, last, footings=None) -> dict[int, Tally]:
    """The tally of each case from `first` to `last`, by its id."""
    cases = list(enrollments)
    footings = footings or footings_of(cases)
    by_case = defaultdict(list)
    for visit in visits_of(cases, first, last):
        by_case[visit.case].append(visit)
    return {
        case.pk: _tally(footings[case.pk], footings[case.pk].stretches(last), by_case[case.pk], first, last)
        for case in cases
    }


def by_mentor(enrollments, matches, first, last, footings) -> dict[int, tuple[Tally, set]]:
    """What each visitor owed and did from `first` to `last`, and with how many families, by the mentor's id.

    A family counts for a visitor on the days of their match: whoever took it over in the middle of a month owes
    the second half alone. A visit belongs to the match it was recorded in, or to the one of its day.
    """
    cases = {case.pk: case for case in enrollments}
    found: dict[int, tuple[Tally, set]] = {}
    of_case = defaultdict(list)
    for match in matches:
        begins, ends = max(first, match.starts_on), min(last, match.ended_on or last)
        if match.enrollment_id not in cases or begins > ends:
            continue
        of_case[match.enrollment_id].append((match, begins, ends))
        tally, families = found.setdefault(match.mentor_id, (Tally(), set()))
        footing = footings[match.enrollment_id]
        tally.expected += expected(footing.stretches(last), begins, ends, footing.pace)
        tally.asked_share = tally.asked_share or line_of(footing, ends)
        families.add(match.enrollment_id)
    for visit in visits_of(cases.values(), first, last):
        spans = of_case[visit.case]
        own = [span for span in spans if span[0].pk == visit.match]
        then = [span for span in spans if span[1] <= visit.on <= span[2]]
        for match, _begins, _ends in (own or then)[:1]:
            found[match.mentor_id][0].counts[visit.what] += 1
    return found


def visits_of(enrollments, first, last) -> list[Visit]:
    """Visits of the cases on the sites' days from `first` to `last`, and what became of others. Five queries.

    A try and an appointment that was missed on the same day are one.
    """
    cases = {case.pk: case for case in enrollments}
    if not cases:
        return []
    begins = datetime.combine(first - DAY, time.min, tzinfo=timezone.get_default_timezone())
    ends = datetime.combine(last + 2 * DAY, time.min, tzinfo=timezone.get_default_timezone())
    own = Contact.objects.not_voided().filter(enrollment__in=cases, started_at__gte=begins, started_at__lt=ends)
    shared = ContactShare.objects.filter(
        enrollment__in=cases,
        contact__voided_at=None,
        contact__outcome=Outcome.MADE,
        contact__kind=VISIT,
        contact__started_at__gte=begins,
        contact__started_at__lt=ends,
    )
    missed = Appointment.objects.not_voided().filter(
        enrollment__in=cases,
        kind=VISIT,
        status=AppointmentStatus.MISSED,
        starts_at__gte=begins,
        starts_at__lt=ends,
    )
    # A try at their home counts although nobody said what it was to be.
    at_the_door = Q(kind=VISIT) | Q(kind="", setting="home")
    lines = [
        *((*row, DONE) for row in _lines(own.filter(outcome=Outcome.MADE, kind=VISIT), "started_at", "match_id")),
        *((*row, DONE) for row in _lines(shared, "contact__started_at", "match_id")),
        *(
            (*row, TRIED)
            for row in _lines(own.filter(at_the_door, outcome=Outcome.ATTEMPTED), "started_at", "match_id")
        ),
        *(
            (case, at, match, TRIED if why == MissedReason.NO_SHOW else CALLED_OFF)
            for case, at, match, why in _lines(missed, "starts_at", "match_id", "missed_reason")
        ),
    ]
    found, tried = [], set()
    for case, at, match, what in lines:
        day = timezone.localtime(at, cases[case].site.zone).date()
        if not first <= day <= last or (what == TRIED and (case, day) in tried):
            continue
        if what == TRIED:
            tried.add((case, day))
        found.append(Visit(case, day, what, match))
    excused = ExcusedVisit.objects.not_voided().filter(enrollment__in=cases, on__gte=first, on__lte=last)
    found += [Visit(case, day, EXCUSED) for case, day in excused.values_list("enrollment_id", "on")]
    return found


def _lines(rows, *columns):
    return rows.order_by("pk").values_list("enrollment_id", *columns)
