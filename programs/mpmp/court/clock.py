"""The permanency clock: how long a child was in placement, earlier placements of the last years included."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from participants.ages import anniversary

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stay:
    """A child lived in a placement from a day until the day it left. `until` is None while it is still there."""

    starts_on: date
    until: date | None
    is_counted: bool = True


@dataclass(frozen=True)
class Clock:
    """Where the clock of one child stands on a day.

    `earlier_days` lie before the running removal and within the years looked back; `days` are these and those
    since. `due_on` is the day by which the months of the rule are full. `removed_on` is None for a child at home.
    """

    removed_on: date | None
    earlier_days: int
    days: int
    due_on: date | None


def months_after(day, months):
    """The same day so many months later, or the last one of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_within(stays, first, last):
    """Days from `first` to `last`, both included, on which a counted stay holds; no day counts twice.

    The day of a removal counts, the day of the return does not.
    """
    spans = sorted(
        (max(stay.starts_on, first), min(stay.until or date.max, last + DAY)) for stay in stays if stay.is_counted
    )
    total, reached = 0, first
    for begins, ends in spans:
        begins = max(begins, reached)
        if ends > begins:
            total += (ends - begins).days
            reached = ends
    return total


def removed_on(stays, on):
    """The day on which the running removal began, or None. What follows without a day at home between is one removal."""
    begun = sorted((stay for stay in stays if stay.starts_on <= on), key=lambda stay: stay.starts_on)
    removal, reached = None, None
    for stay in begun:
        if removal is None or (reached is not None and stay.starts_on > reached):
            removal, reached = stay.starts_on, stay.until
        elif reached is not None:
            reached = None if stay.until is None else max(reached, stay.until)
    return removal if reached is None or reached > on else None


def clock_of(stays, *, on, months, looks_back_years):
    """The clock on the day `on`: `months` in placement, those of `looks_back_years` before the removal counted in.

    A child that is at home has no running clock: its days of the last years are shown, and nothing is due.
    """
    removal = removed_on(stays, on)
    begins = removal or on + DAY
    earlier = days_within(stays, anniversary(begins, -looks_back_years), begins - DAY)
    if removal is None:
        return Clock(None, earlier, earlier, None)
    days = earlier + days_within(stays, removal, on)
    return Clock(removal, earlier, days, months_after(removal, months) - timedelta(days=earlier))
