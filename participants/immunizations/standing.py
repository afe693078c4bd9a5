"""Where a child stands with each vaccine, by a schedule: what counts, what is due, and from when.

Nothing here asks for today, and nothing is advice: it compares a record with a published table.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from participants.immunizations.schedule import Dose, Schedule, Series, Span


class Status(StrEnum):
    UP_TO_DATE = "up_to_date"
    DUE = "due"
    OVERDUE = "overdue"
    DECLINED = "declined"
    EXEMPT = "exempt"
    PAST_AGE = "past_age"


class Flaw(StrEnum):
    """Why a dose does not count."""

    TOO_YOUNG = "too_young"
    TOO_SOON = "too_soon"
    TOO_SOON_AFTER_FIRST = "too_soon_after_first"
    TOO_SOON_AFTER_LIVE = "too_soon_after_live"


@dataclass(frozen=True)
class Given:
    """A dose that the record says was given. `record` is the row it stands in, for whoever shows it."""

    on: date
    product: str = ""
    record: object = None


@dataclass(frozen=True)
class Judged:
    """A dose given: the number it counts as, or why it does not count and from which day on it would have."""

    given: Given
    number: int | None
    flaw: Flaw | None = None
    counts_from: date | None = None

    @property
    def counts(self):
        return self.flaw is None


@dataclass(frozen=True)
class Standing:
    """One vaccine: where the child stands, what was given, and the next dose with its days.

    `due_from` to `due_by` are the days on which the next dose is recommended, `earliest` the first on which it
    would count. All three are None where no dose is left. `of_season` is the number of the next dose in its season.
    """

    series: Series
    status: Status
    judged: tuple[Judged, ...] = ()
    next_dose: Dose | None = None
    due_from: date | None = None
    due_by: date | None = None
    earliest: date | None = None
    of_season: int = 1

    @property
    def vaccine(self):
        return self.series.vaccine

    @property
    def is_complete(self):
        return self.status == Status.UP_TO_DATE and self.next_dose is None

    @property
    def doses_that_do_not_count(self):
        return [one for one in self.judged if not one.counts]


@dataclass(frozen=True)
class Overall:
    """All vaccines of one child together."""

    standings: tuple[Standing, ...]
    is_known: bool
    next_on: date | None = field(default=None)

    def of(self, status):
        return [one for one in self.standings if one.status == status]

    @property
    def status(self):
        """The most pressing of all, or None while nobody has seen a card or written down a dose."""
        if not self.is_known:
            return None
        for status in (Status.OVERDUE, Status.DUE):
            if self.of(status):
                return status
        return Status.UP_TO_DATE


def overall(schedule: Schedule, born_on, given, on, *, waived=None, is_known=True) -> Overall:
    """Where a child born on the day stands on `on`.

    `given` maps a vaccine to what was given, `waived` a vaccine to DECLINED or EXEMPT. Whatever was recorded makes the
    record known; `is_known` says so where a card was seen besides.
    """
    waived = waived or {}
    standings = tuple(
        standing(
            series,
            born_on,
            given.get(series.vaccine, ()),
            on,
            schedule=schedule,
            waived=waived.get(series.vaccine),
            others=_other_live(schedule, series.vaccine, given),
        )
        for series in schedule.series
    )
    coming = [one.due_from for one in standings if one.due_from and one.status == Status.UP_TO_DATE]
    return Overall(standings, is_known or any(given.values()), min(coming, default=None))


def _other_live(schedule, vaccine, given):
    """The days of the other live vaccines, where this one is live."""
    if vaccine not in schedule.live:
        return ()
    return tuple(sorted(one.on for other in schedule.live if other != vaccine for one in given.get(other, ())))


def standing(series: Series, born_on, given, on, *, schedule: Schedule, waived=None, others=()) -> Standing:
    """Where the child stands with one vaccine on the day; `others` are the days of other live vaccines."""
    others = [day for day in others if day <= on]
    judged = judge(series, born_on, [one for one in given if one.on <= on], schedule, others)
    valid = [one.given for one in judged if one.counts]
    if waived:
        return Standing(series, waived, judged)
    if series.season:
        return _of_the_season(series, born_on, judged, on, schedule)
    doses = _doses(series, valid)
    if len(valid) >= len(doses) or _is_enough(series, born_on, valid):
        return Standing(series, Status.UP_TO_DATE, judged)
    if _is_past(series, born_on, valid, on):
        return Standing(series, Status.PAST_AGE, judged)
    dose = doses[len(valid)]
    earliest = _earliest(dose, born_on, valid, judged[-1].given.on if judged else None)
    live = [day for day in (*others, *_repeated(series, judged, schedule)) if day < on]
    if live and schedule.live_apart:
        earliest = max(earliest, schedule.live_apart.after(max(live)))
    due_from = max(dose.first_age.after(born_on), earliest)
    due_by = dose.last_age.through(born_on)
    if due_from > dose.first_age.after(born_on):
        due_by = max(due_by, schedule.late_after.after(due_from) - timedelta(days=1))
    if series.until:
        due_by = min(due_by, series.until.after(born_on))
    return Standing(series, _status(due_from, due_by, on), judged, dose, due_from, due_by, earliest)


def _status(due_from, due_by, on):
    if on < due_from:
        return Status.UP_TO_DATE
    return Status.DUE if on <= due_by else Status.OVERDUE


def judge(series: Series, born_on, given, schedule: Schedule, others=()) -> tuple[Judged, ...]:
    """Each dose given, the earliest first: the number it counts as, or why it does not count.

    `others` are the days on which other live vaccines were given, whether those count or not.
    """
    grace = timedelta(days=schedule.grace_days)
    judged: list[Judged] = []
    valid: list[Given] = []
    last = None
    for one in sorted(given, key=lambda each: each.on):
        doses = _doses(series, valid)
        dose = doses[min(len(valid), len(doses) - 1)]
        flaw, counts_from = _flaw(dose, born_on, valid, last, one.on + grace)
        if flaw is None:
            flaw, counts_from = _too_near([*others, *_repeated(series, judged, schedule)], one.on, schedule)
        if flaw is None:
            valid.append(one)
        judged.append(Judged(one, None if flaw else len(valid), flaw, counts_from))
        last = one.on
    return tuple(judged)


def _flaw(dose, born_on, valid, last, on):
    """Why a dose on the day does not count, with the first day on which it would; a pair of None where it does."""
    least = dose.least_age.after(born_on)
    if on < least:
        return Flaw.TOO_YOUNG, least
    interval = _interval(dose, born_on, valid, on)
    if last and interval and on < interval.after(last):
        return Flaw.TOO_SOON, interval.after(last)
    if valid and dose.after_first and on < dose.after_first.after(valid[0].on):
        return Flaw.TOO_SOON_AFTER_FIRST, dose.after_first.after(valid[0].on)
    return None, None


def _repeated(series, judged, schedule):
    """The days of live doses that did not count: they too are waited for."""
    return [one.given.on for one in judged if not one.counts] if series.vaccine in schedule.live else []


def _too_near(others, on, schedule):
    """Whether another live vaccine was given shortly before the day. On the same day both count."""
    before = max((day for day in others if day < on), default=None)
    if before is None or on >= schedule.live_apart.after(before):
        return None, None
    return Flaw.TOO_SOON_AFTER_LIVE, schedule.live_apart.after(before)


def _interval(dose, born_on, valid, on) -> Span | None:
    """How long after the last dose this one may be given on the day."""
    if dose.late:
        from_age = dose.late.age.after(born_on)
        asked = valid[0].on if dose.late.by_first and valid else on
        if asked >= from_age:
            return dose.late.after_last
    return dose.after_last


def _earliest(dose, born_on, valid, last):
    """The first day on which the dose counts."""
    day = dose.least_age.after(born_on)
    if last and dose.after_last:
        day = max(day, dose.after_last.after(last))
        day = max(day, _interval(dose, born_on, valid, day).after(last))
    if valid and dose.after_first:
        day = max(day, dose.after_first.after(valid[0].on))
    return day


def _doses(series, valid):
    """The doses of the series; one fewer where all given so far are of a brand that needs one fewer."""
    brands = {one.product for one in valid}
    product = series.product(next(iter(brands))) if len(brands) == 1 else None
    if product is None or product.without is None:
        return series.doses
    return tuple(dose for dose in series.doses if dose.number != product.without)


def _is_enough(series, born_on, valid):
    for rule in series.enough:
        if len(valid) < rule.doses:
            continue
        if rule.first_from and valid[0].on < rule.first_from.after(born_on):
            continue
        if rule.last_from and valid[-1].on < rule.last_from.after(born_on):
            continue
        if rule.since_last and len(valid) > 1 and valid[-1].on < rule.since_last.after(valid[-2].on):
            continue
        return True
    return False


def _is_past(series, born_on, valid, on):
    """Too old to begin, or to go on."""
    if not valid and series.begin_by and on > series.begin_by.after(born_on):
        return True
    return series.until is not None and on > series.until.after(born_on)


def _of_the_season(series, born_on, judged, on, schedule):
    """Owed once in each season, from an age on; twice while the child had too few doses before the season."""
    dose = series.doses[0]
    begins, first, last = series.season.around(on)
    old_enough = dose.least_age.after(born_on)
    had = _had_since(judged, begins)
    if len(had) >= _owed_in(series.season, judged, begins) or old_enough >= begins.replace(year=begins.year + 1):
        begins, first, last = series.season.around(begins.replace(year=begins.year + 1))
        had = []
    due_from = max(first, old_enough)
    if judged:
        due_from = max(due_from, dose.after_last.after(judged[-1].given.on))
    due_by = last if due_from == first else max(last, schedule.late_after.after(due_from) - timedelta(days=1))
    status = _status(due_from, due_by, on)
    return Standing(series, status, judged, dose, due_from, due_by, due_from, of_season=len(had) + 1)


def _had_since(judged, begins):
    return [one for one in judged if one.counts and one.given.on >= begins]


def _owed_in(season, judged, begins):
    """How many doses the season asks for that begins on the day."""
    before = sum(1 for one in judged if one.counts and one.given.on < begins)
    return 2 if before < season.two_unless else 1
