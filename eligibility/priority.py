"""The order of a waiting list: explained, stable, and the same for the same facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A family that waits. `number` is its case or referral number and settles what nothing else does."""

    number: str
    since: date
    has_priority: bool | None = None
    risk_factor_count: int | None = None
    eligible_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A family's place on the list, from 1, and why it stands there."""

    place: int
    family: Waiting
    reasons: tuple[str, ...]


# Whoever would age out within this many days goes first among equals.
SOON_DAYS = 90


def _key(family, on):
    days_left = (family.eligible_until - on).days if family.eligible_until else None
    ages_out_soon = days_left is not None and days_left <= SOON_DAYS
    return (
        {True: 0, None: 1, False: 2}[family.has_priority],
        0 if ages_out_soon else 1,
        days_left if ages_out_soon else 0,
        -(family.risk_factor_count or 0),
        family.since,
        family.number,
    )


def ranked(families: Iterable[Waiting], *, on: date) -> list[Place]:
    """The families in order.

    First those with priority, then those not yet asked, then the others. Within each: who ages out within
    ninety days, by day; then the more risk factors; then the longer wait; then the number.
    """
    ordered = sorted(families, key=lambda family: _key(family, on))
    return [
        Place(place=place, family=family, reasons=tuple(_reasons(family, on)))
        for place, family in enumerate(ordered, start=1)
    ]


def _reasons(family, on):
    if family.has_priority:
        yield f"Priority: {family.risk_factor_count} risk factors"
    elif family.has_priority is None:
        yield "Priority not known: ask for the risk factors"
    elif family.risk_factor_count is not None:
        yield f"No priority: {family.risk_factor_count} risk factors"
    if family.eligible_until and (family.eligible_until - on).days <= SOON_DAYS:
        day = family.eligible_until
        yield f"Ages out on {day:%B} {day.day}, {day.year}"
    days = (on - family.since).days
    yield f"Waiting {days} day" if days == 1 else f"Waiting {days} days"
