"""What else begins when somebody enrolls, or a case opens again: places at meetings. Each app says so of its own."""

from collections.abc import Callable
from typing import Any

_beginnings: dict[str, Callable[[Any, Any], None]] = {}


def register(name: str, begin: Callable[[Any, Any], None]) -> None:
    """Add what begins with a case: `begin(enrollment, by)` runs in the transaction of the enrollment."""
    if name in _beginnings:
        raise ValueError(f"The beginning {name} is registered twice.")
    _beginnings[name] = begin


def begin_all(enrollment, *, by) -> None:
    """Begin whatever is registered. Called inside a transaction."""
    for begin in _beginnings.values():
        begin(enrollment, by)
