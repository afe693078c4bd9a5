"""Dated values of policy, read from the data files beside this module, and whatever is laid over them."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

Made = TypeVar("Made")

DATA = Path(__file__).parent / "data"


class NoValue(LookupError):
    """No value is known for that day."""


@dataclass(frozen=True)
class Parameter:
    """A value with its unit, its source, and the days from which each value holds.

    `is_of_the_site` says that the source leaves it to each site; the others are one for all.
    """

    name: str
    description: str
    unit: str
    values: tuple[tuple[date, object], ...]
    source: str
    is_of_the_site: bool = False

    def value_on(self, day: date):
        """The value in force on the day. Raises NoValue before the first."""
        found = [value for begins, value in self.values if begins <= day]
        if not found:
            raise NoValue(f"No value of {self.name} is known for {day}.")
        return found[-1]

    def overlaid(self, values) -> "Parameter":
        """With dated values laid over: from the first of their days on they alone hold.

        A value of None gives the file's own again from its day.
        """
        laid = dict(values)
        if not laid:
            return self
        kept = {begins: value for begins, value in self.values if begins < min(laid)}
        for begins, value in laid.items():
            kept[begins] = self.value_on(begins) if value is None else value
        return replace(self, values=tuple(sorted(kept.items())))


class Parameters:
    """The parameters of one program. `overlay` maps a name to dated values laid over those of the file.

    `guidelines` are poverty tables that were added to the file's, as pairs of region and table.
    """

    def __init__(self, parameters: dict[str, Parameter], overlay: dict | None = None, *, guidelines=()):
        self._parameters = dict(parameters)
        self.guidelines = tuple(guidelines)
        self._on: dict[date, MappingProxyType] = {}
        self._derived: dict[tuple[Callable, date], object] = {}
        for name, values in (overlay or {}).items():
            self._parameters[name] = self._parameters[name].overlaid(values)

    def with_overlay(self, overlay: dict) -> "Parameters":
        """The same with a further overlay on top, such as a site's own values."""
        return Parameters(self._parameters, overlay, guidelines=self.guidelines)

    def __getitem__(self, name) -> Parameter:
        return self._parameters[name]

    def __iter__(self):
        return iter(self._parameters)

    def value_on(self, name: str, day: date):
        return self[name].value_on(day)

    def days_of_use(self, day: date) -> tuple[tuple[int, date], ...]:
        """From when the program uses the poverty guidelines of the years up to the day, as pairs of year and day.

        It is the first of the month that `guideline_from_month` names; none are given where that is the first month or
        the program has no such value. A guideline never holds before its own day (see `poverty.table_on`).
        """
        month = self.value_on("guideline_from_month", day) if "guideline_from_month" in self._parameters else 1
        if month == 1:
            return ()
        return tuple((year, date(year, month, 1)) for year in range(day.year - 2, day.year + 1))

    def derived(self, make: "Callable[[Parameters, date], Made]", day: date) -> "Made":
        """What `make(parameters, day)` gives, worked out once a day: limits, sentences, sources of a rule."""
        key = (make, day)
        if key not in self._derived:
            self._derived[key] = make(self, day)
        return self._derived[key]  # type: ignore[return-value]

    def on(self, day: date) -> MappingProxyType:
        """Every value in force on the day, by name. Worked out once a day."""
        if day not in self._on:
            values = {name: parameter.value_on(day) for name, parameter in self._parameters.items()}
            self._on[day] = MappingProxyType(values)
        return self._on[day]


@cache
def read(program: str) -> dict[str, Parameter]:
    """The parameters in `data/<program>.toml`."""
    with (DATA / f"{program}.toml").open("rb") as file:
        tables = tomllib.load(file)
    return {
        name: Parameter(
            name=name,
            description=table["description"],
            unit=table["unit"],
            values=tuple(sorted((row["from"], row["value"]) for row in table["values"])),
            source=table["source"]["title"],
            is_of_the_site=table.get("of_the_site", False),
        )
        for name, table in tables.items()
    }


@cache
def _of_the_file(program: str) -> Parameters:
    return Parameters(read(program))


def parameters_of(program: str, overlay: dict | None = None, *, guidelines=()) -> Parameters:
    """The file's values for a program, with dated values and poverty tables laid over them."""
    if not (overlay or guidelines):
        return _of_the_file(program)
    return Parameters(read(program), overlay, guidelines=guidelines)
