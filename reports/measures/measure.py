"""What a measure is: its definition, its figure, the rows behind it, and what could not be counted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q


class Unit:
    """What a figure counts. People are masked in copies for viewers, the rest is not."""

    PEOPLE = "people"
    ITEMS = "items"
    HOURS = "hours"


@dataclass(frozen=True, kw_only=True)
class Definition:
    """What a measure means. A share has a denominator; a count has none."""

    code: str
    name: Any
    unit: str
    numerator: Any
    denominator: Any = None
    period: Any
    source: Any
    left_out: Any = ""

    @property
    def is_share(self):
        return self.denominator is not None


@dataclass(frozen=True, kw_only=True)
class NotCounted:
    """Rows that a measure had to leave out, why, and what they would change."""

    count: int
    rows: Any
    reason: Any
    effect: Any = ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A share of a measure: a month, a kind, an age. `of` is its own denominator, where it has one."""

    code: str
    label: Any
    value: Any
    of: Any = None
    rows: Any = None


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A figure. `numerator` is what was counted, `denominator` what it is a share of (None for a count)."""

    definition: Definition
    numerator: Any
    denominator: Any = None
    rows: Any = None
    parts: tuple = field(default=())
    not_counted: tuple = field(default=())

    @property
    def value(self):
        """The count, or the share in percent, not rounded; None where there is nothing to have a share of."""
        if not self.definition.is_share:
            return self.numerator
        if not self.denominator:
            return None
        return Decimal(100) * Decimal(self.numerator) / Decimal(self.denominator)

    def part(self, code):
        """The part with this code, or None."""
        return next((part for part in self.parts if part.code == code), None)


MEASURES: dict[str, Callable] = {}


def measure(**words):
    """Make a function a measure: give it its definition, write that into its docstring, and list it.

    The function returns the fields of Measure as a dict.
    """
    definition = Definition(**words)

    def define(count):
        @wraps(count)
        def measured(period, sites, program):
            return Measure(definition=definition, **count(period, list(sites), program))

        measured.definition = definition
        measured.__doc__ = "\n\n".join(
            [
                (count.__doc__ or str(definition.name)).strip(),
                f"Numerator: {definition.numerator}",
                f"Denominator: {definition.denominator or 'none, a count'}",
                f"Period: {definition.period}",
                f"Source: {definition.source}",
                f"Left out: {definition.left_out or 'nothing'}",
            ]
        )
        if definition.code in MEASURES:
            raise ValueError(f"The measure {definition.code} is defined twice.")
        MEASURES[definition.code] = measured
        return measured

    return define


def during(period, sites, *, moment, site):
    """Rows whose `moment` lies on a day of the period, by the calendar of their own site, as a Q."""
    zones: dict[str, list] = {}
    for one in sites:
        zones.setdefault(one.time_zone, []).append(one.pk)
    rows = Q(pk__in=[])
    for name, keys in zones.items():
        zone = ZoneInfo(name)
        begins = datetime.combine(period.first, time.min, tzinfo=zone)
        ends = datetime.combine(period.last + timedelta(days=1), time.min, tzinfo=zone)
        rows |= Q(**{f"{site}__in": keys, f"{moment}__gte": begins, f"{moment}__lt": ends})
    return rows
