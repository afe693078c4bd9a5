"""The classes of the curriculum, from the data file beside the room."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

DATA = Path(__file__).parent.parent / "data" / "readiness.toml"


@dataclass(frozen=True)
class Class:
    """One class: its code, how many minutes it usually takes, and its words in each language."""

    code: str
    minutes: int
    words: dict

    def _said(self):
        return self.words.get((get_language() or "en")[:2]) or self.words["en"]

    @property
    def title(self):
        return self._said()["title"]

    @property
    def about(self):
        return self._said()["about"]


@cache
def classes() -> tuple[Class, ...]:
    """Every class, in the order in which they are usually held."""
    with DATA.open("rb") as file:
        rows = tomllib.load(file)["class"]
    return tuple(
        Class(row["code"], row["minutes"], {key: value for key, value in row.items() if isinstance(value, dict)})
        for row in rows
    )


def class_of(code: str) -> Class | None:
    return next((one for one in classes() if one.code == code), None)


def choices():
    """Pairs of code and title, for a form."""
    return [(one.code, one.title) for one in classes()]
