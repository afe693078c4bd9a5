"""Poverty guidelines: the table in force on a day, and the guideline of a household in it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "poverty_guidelines.toml"
LISTED_SIZES = 8
# A guideline is published every January. This long after the last one began, the next is missing, not unchanged.
HOLDS_AT_MOST = timedelta(days=550)
REGIONS = ("contiguous", "alaska", "hawaii")
STATES = frozenset(
    [
        "AL",
        "AK",
        "AZ",
        "AR",
        "CA",
        "CO",
        "CT",
        "DE",
        "DC",
        "FL",
        "GA",
        "HI",
        "ID",
        "IL",
        "IN",
        "IA",
        "KS",
        "KY",
        "LA",
        "ME",
        "MD",
        "MA",
        "MI",
        "MN",
        "MS",
        "MO",
        "MT",
        "NE",
        "NV",
        "NH",
        "NJ",
        "NM",
        "NY",
        "NC",
        "ND",
        "OH",
        "OK",
        "OR",
        "PA",
        "RI",
        "SC",
        "SD",
        "TN",
        "TX",
        "UT",
        "VT",
        "VA",
        "WA",
        "WV",
        "WI",
        "WY",
    ]
)


class NoGuideline(LookupError):
    """No guideline is known for that day or state. The sentence says why."""


@dataclass(frozen=True, slots=True)
class Table:
    """One year's guideline in one region: dollars by size from one to eight, and the step above."""

    year: int
    begins_on: date
    is_verified: bool
    sizes: tuple[int, ...]
    each_above: int
    source: str = "HHS poverty guidelines"

    def of(self, size: int) -> int:
        """The guideline of a household of `size`, in whole dollars a year. Raises ValueError below one."""
        if size < 1:
            raise ValueError("A household has at least one person.")
        if size <= LISTED_SIZES:
            return self.sizes[size - 1]
        return self.sizes[-1] + (size - LISTED_SIZES) * self.each_above


@cache
def tables() -> Mapping[str, tuple[Table, ...]]:
    """The tables of the data file by region, in the order of their years."""
    with DATA.open("rb") as file:
        years = tomllib.load(file)["year"]
    return {
        region: tuple(
            Table(
                year=entry["year"],
                begins_on=entry["from"],
                is_verified=entry["from_is_verified"],
                sizes=tuple(entry[region]["sizes"]),
                each_above=entry[region]["each_above"],
                source=f"HHS poverty guidelines {entry['year']}",
            )
            for entry in years
        )
        for region in REGIONS
    }


def region_of(state: str) -> str:
    """The region whose guideline a state uses. Raises NoGuideline for what is no state, such as a territory."""
    state = state.upper()
    if state not in STATES:
        raise NoGuideline(f"There is no poverty guideline for “{state}”. Give one of the 50 states or DC.")
    return {"AK": "alaska", "HI": "hawaii"}.get(state, "contiguous")


@lru_cache(maxsize=4096)
def table_on(
    day: date, state: str, extra: tuple[tuple[str, Table], ...] = (), later: tuple[tuple[int, date], ...] = ()
) -> Table:
    """The table in force on the day. Raises NoGuideline, with the reason.

    `extra` are pairs of region and table that an administrator added; a year given there goes before the
    file's. `later` are pairs of year and day: a program may begin to use a year's guideline later than the
    day on which it came into force, never earlier.
    """
    region = region_of(state)
    by_year = {table.year: table for table in tables()[region]}
    by_year.update({table.year: table for where, table in extra if where == region})
    begins = {year: table.begins_on for year, table in by_year.items()}
    begins.update({year: max(day_of_use, begins[year]) for year, day_of_use in later if year in begins})
    in_force = [year for year, begins_on in begins.items() if begins_on <= day]
    if not in_force:
        first = min(begins.values())
        raise NoGuideline(f"The first poverty guideline known here is of {first:%B} {first.day}, {first.year}.")
    year = max(in_force, key=lambda year: (begins[year], year))
    if day - begins[year] > HOLDS_AT_MOST:
        raise NoGuideline(
            f"The last poverty guideline known here is that of {year}. Enter the guideline in force on "
            f"{day:%B} {day.day}, {day.year}."
        )
    return by_year[year]


def guideline(day: date, state: str, size: int) -> int:
    """The guideline in force on the day for a household of `size` in the state, in whole dollars a year."""
    return table_on(day, state).of(size)


def mistakes_in(table: Table, before: Table | None) -> list[str]:
    """What looks wrong about a table somebody typed: it must rise with size, and stay near the year before."""
    found = []
    if len(table.sizes) != LISTED_SIZES:
        return [f"Give the guideline of each size from 1 to {LISTED_SIZES}."]
    if table.each_above <= 0 or any(amount <= 0 for amount in table.sizes):
        found.append("Every amount lies above zero.")
    for size, (smaller, larger) in enumerate(zip(table.sizes, table.sizes[1:], strict=False), start=2):
        if larger <= smaller:
            found.append(f"The guideline of {size} people must be higher than that of {size - 1}.")
    if before:
        pairs = [(f"{size} people", table.of(size), before.of(size)) for size in range(1, LISTED_SIZES + 1)]
        pairs.append(("Each further person", table.each_above, before.each_above))
        found += [
            f"{who}: ${new:,} is more than 15% away from ${old:,} of {before.year}."
            for who, new, old in pairs
            if abs(new - old) * 100 > old * 15
        ]
    return found
