"""Schedules of immunizations, read from the data files beside this module: which dose, at what age, how far apart.

A schedule says what is recommended. Whether a child gets a dose is for the family and the clinic.
"""

import re
import tomllib
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
# What a site uses that has chosen none.
USUAL = "cdc_2025"


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Span:
    """A length of time as schedules say it: months of the calendar (a year is twelve), and days."""

    months: int = 0
    days: int = 0
    unit: str = "day"

    @classmethod
    def read(cls, words: str) -> "Span":
        """“14 weeks 6 days”."""
        found = re.findall(r"(\d+) (day|week|month|year)s?", words)
        if not found:
            raise ValueError(f"Not a length of time: {words}")
        months = days = 0
        for count, unit in found:
            if unit in ("month", "year"):
                months += int(count) * (12 if unit == "year" else 1)
            else:
                days += int(count) * (7 if unit == "week" else 1)
        return cls(months, days, found[0][1])

    def after(self, day: date) -> date:
        return months_later(day, self.months) + timedelta(days=self.days)

    def through(self, day: date) -> date:
        """The last day of being that old: to the day before the next month, or the next year."""
        more = {"year": Span(12), "month": Span(1)}.get(self.unit, Span(0, 1))
        return more.after(self.after(day)) - timedelta(days=1)


@dataclass(frozen=True)
class Late:
    """A longer interval for those who begin, or get this dose, at `age` or later."""

    age: Span
    after_last: Span
    by_first: bool


@dataclass(frozen=True)
class Dose:
    """One dose of a series: the ages at which it is recommended, and from when on it counts."""

    number: int
    first_age: Span
    last_age: Span
    least_age: Span
    after_last: Span | None = None
    after_first: Span | None = None
    late: Late | None = None


@dataclass(frozen=True)
class Enough:
    """So many doses are enough, if the first or last of them was given at an age, so long after the one before."""

    doses: int
    first_from: Span | None = None
    last_from: Span | None = None
    since_last: Span | None = None


@dataclass(frozen=True)
class Product:
    """A brand by which a series has one dose fewer: the one with the number `without`."""

    code: str
    name: str
    without: int | None = None


@dataclass(frozen=True)
class Season:
    """A dose is owed once a season: seasons begin on one day of the year, doses are owed `first` to `last`.

    Two are owed in a season before which the child had fewer than `two_unless` doses.
    """

    begins: tuple[int, int]
    first: tuple[int, int]
    last: tuple[int, int]
    two_unless: int = 0

    def around(self, day: date) -> tuple[date, date, date]:
        """Beginning, first and last day of the season that holds the day."""
        begins = date(day.year, *self.begins)
        year = day.year if day >= begins else day.year - 1
        return date(year, *self.begins), date(year, *self.first), date(year, *self.last)


@dataclass(frozen=True)
class Series:
    """All doses of one vaccine."""

    vaccine: str
    doses: tuple[Dose, ...]
    enough: tuple[Enough, ...] = ()
    products: tuple[Product, ...] = ()
    begin_by: Span | None = None
    until: Span | None = None
    season: Season | None = None

    def product(self, code):
        return next((product for product in self.products if product.code == code), None)


@dataclass(frozen=True)
class Schedule:
    """One published schedule, with its source.

    A dose up to `grace_days` early counts. Vaccines that are `live` are given on one day, or `live_apart`: days of grace
    do not shorten that.
    """

    code: str
    title: str
    begins: date
    source: str
    covers_until: Span
    grace_days: int
    late_after: Span
    series: tuple[Series, ...]
    live: tuple[str, ...] = ()
    live_apart: Span | None = None

    def covers(self, born_on: date, on: date) -> bool:
        """Whether somebody born on the day is young enough to be measured by it."""
        return on < self.covers_until.after(born_on)

    def series_of(self, vaccine):
        return next((series for series in self.series if series.vaccine == vaccine), None)

    def with_grace(self, days):
        """The same with another number of days of grace; None leaves what the schedule says."""
        return self if days is None or days == self.grace_days else replace(self, grace_days=days)


def _span(words):
    return Span.read(words) if words else None


def _day_of_year(words):
    month, day = words.split("-")
    return int(month), int(day)


def _dose(number, row):
    first, last = row["recommended"]
    late = row.get("late")
    return Dose(
        number=number,
        first_age=Span.read(first),
        last_age=Span.read(last),
        least_age=Span.read(row["least_age"]),
        after_last=_span(row.get("after_last")),
        after_first=_span(row.get("after_first")),
        late=late
        and Late(
            age=Span.read(late.get("first_from") or late["given_from"]),
            after_last=Span.read(late["after_last"]),
            by_first="first_from" in late,
        ),
    )


def _series(row):
    season = row.get("season")
    return Series(
        vaccine=row["vaccine"],
        doses=tuple(_dose(number, dose) for number, dose in enumerate(row["doses"], start=1)),
        enough=tuple(
            Enough(rule["doses"], *(_span(rule.get(name)) for name in ("first_from", "last_from", "since_last")))
            for rule in row.get("enough", ())
        ),
        products=tuple(Product(**product) for product in row.get("products", ())),
        begin_by=_span(row.get("begin_by")),
        until=_span(row.get("until")),
        season=season
        and Season(
            *(_day_of_year(season[name]) for name in ("begins", "from", "until")),
            two_unless=season.get("two_unless", 0),
        ),
    )


@cache
def schedule(code: str) -> Schedule:
    """The schedule in `data/<code>.toml`. Raises KeyError for any other."""
    if code not in codes():
        raise KeyError(code)
    with (DATA / f"{code}.toml").open("rb") as file:
        table = tomllib.load(file)
    said = {"code": code, "title": table["title"], "begins": table["begins"], "source": table["source"]["title"]}
    if "same_rows_as" in table:
        base = schedule(table["same_rows_as"])
        left_out = table.get("without", ())
        return replace(base, **said, series=tuple(one for one in base.series if one.vaccine not in left_out))
    return Schedule(
        **said,
        covers_until=Span.read(table["covers_until"]),
        grace_days=table["grace_days"],
        late_after=Span.read(table["late_after"]),
        series=tuple(_series(row) for row in table["series"]),
        live=tuple(table["live"]["vaccines"]),
        live_apart=Span.read(table["live"]["apart"]),
    )


@cache
def codes() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in DATA.glob("*.toml")))


def titles():
    """Pairs of code and title, for a form."""
    return [(code, schedule(code).title) for code in codes()]


def products():
    """The brands that change how many doses a series has, as pairs of vaccine and product."""
    found = {}
    for code in codes():
        for series in schedule(code).series:
            for product in series.products:
                found.setdefault((series.vaccine, product.code), product)
    return [(vaccine, product) for (vaccine, _code), product in found.items()]
