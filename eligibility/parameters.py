"""Dated values of policy, read from the data files beside this module, and whatever is laid over them."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


class NoValue(LookupError):
    """No value is known for that day."""


@dataclass(frozen=True)
class Parameter:
    """A value with its unit, its source, and the days from which each value holds."""

    name: str
    description: str
    unit: str
    values: tuple[tuple[date, object], ...]
    source: str

    def value_on(self, day: date):
        """The value in force on the day. Raises NoValue before the first."""
        found = [value for begins, value in self.values if begins <= day]
        if not found:
            raise NoValue(f"No value of {self.name} is known for {day}.")
        return found[-1]


class Parameters:
    """The parameters of one program. `overlay` maps a name to dated values laid over those of the file."""

    def __init__(self, parameters: dict[str, Parameter], overlay: dict | None = None):
        self._parameters = dict(parameters)
        for name, values in (overlay or {}).items():
            base = self._parameters[name]
            merged = dict(base.values) | dict(values)
            self._parameters[name] = Parameter(
                base.name, base.description, base.unit, tuple(sorted(merged.items())), base.source
            )

    def __getitem__(self, name) -> Parameter:
        return self._parameters[name]

    def value_on(self, name: str, day: date):
        return self[name].value_on(day)


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
        )
        for name, table in tables.items()
    }


def parameters_of(program: str, overlay: dict | None = None) -> Parameters:
    """The file's values for a program, with dated values laid over them."""
    return Parameters(read(program), overlay)
