"""What else ends when a case closes: appointments, tasks, places at meetings. Each app says so of its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Ending:
    """What an app ends of a case.

    `describe(enrollment)` yields sentences about what would end, for the page on which a case is closed.
    `end(enrollment, on, by)` ends it, inside the transaction of the closing.
    """

    name: str
    describe: Callable[[Any], Iterable[str]]
    end: Callable[[Any, date, Any], None]


_endings: dict[str, Ending] = {}


def register(ending: Ending) -> None:
    """Add what ends with a case. A second one under the same name is a mistake in the code."""
    if ending.name in _endings:
        raise ValueError(f"The ending {ending.name} is registered twice.")
    _endings[ending.name] = ending


def described(enrollment) -> list[str]:
    """Sentences about all that would end with the case."""
    return [sentence for ending in _endings.values() for sentence in ending.describe(enrollment)]


def end_all(enrollment, *, on, by) -> None:
    """End whatever is registered. Called inside a transaction."""
    for ending in _endings.values():
        ending.end(enrollment, on, by)
