"""Whether a family's first home visit was in time. Pure: days and months alone.

There are two clocks. A family's own way in asks for a visit before the birth or within three months after it. A family
that a child welfare agency referred is asked within twenty-four months, counted from what the setting says. Source:
Missouri's Parenting Partnership Program, “Eligibility”. Both are measures of an agency and decide about no family.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from programs.casework.assessments.due import months_after


class State(StrEnum):
    """Where a clock stands. `UNKNOWN` is one that nothing starts: neither a birth nor an expected birth is known."""

    IN_TIME = "in_time"
    LATE = "late"
    RUNNING = "running"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Clock:
    """One family's clock: what started it, the last day in time, the first visit, and where it stands."""

    by_child_welfare: bool
    starts_on: date | None
    last_day: date | None
    visited_on: date | None
    state: State
    is_expected: bool = False  # it runs from the birth that is expected, and moves with it

    def days_left(self, on):
        """Days until it is too late, 0 on the last one; None where it does not run."""
        return (self.last_day - on).days if self.state == State.RUNNING and self.last_day else None


def baby_of(births, *, enrolled_on, expected_on):
    """The birth that starts the clock and whether it is still expected.

    A family that came with small children and expects no other is measured by the youngest of them.
    """
    days = sorted(births)
    after = [day for day in days if day >= enrolled_on]
    if after:
        return after[0], False
    if expected_on is not None:
        return expected_on, True
    return (days[-1], False) if days else (None, False)


def clock_of(
    births,
    *,
    enrolled_on: date,
    visited_on: date | None,
    on: date,
    months: int,
    expected_on: date | None = None,
    referred_on: date | None = None,
    by_child_welfare: bool = False,
    starts_with: str = "birth",
) -> Clock:
    """The clock on the day `on`. The last day in time is the same day of the month, so many months later."""
    born, is_expected = baby_of(births, enrolled_on=enrolled_on, expected_on=expected_on)
    starts_on = born
    if by_child_welfare and starts_with == "referral":
        starts_on, is_expected = referred_on, False
    last_day = months_after(starts_on, months) if starts_on else None
    if last_day is None:
        state = State.UNKNOWN
    elif visited_on is not None:
        state = State.IN_TIME if visited_on <= last_day else State.LATE
    else:
        state = State.LATE if on > last_day else State.RUNNING
    return Clock(by_child_welfare, starts_on, last_day, visited_on, state, is_expected and state == State.RUNNING)


@dataclass(frozen=True)
class Measure:
    """A group's share: in time of those whose clock has stopped. Running and unknown ones are counted apart."""

    in_time: int
    late: int
    running: int
    unknown: int
    asked_share: int

    @property
    def decided(self):
        return self.in_time + self.late

    @property
    def share(self):
        """Whole percent, rounded down so that nothing is rounded over the line; None where nothing is decided."""
        return self.in_time * 100 // self.decided if self.decided else None

    @property
    def is_met(self):
        return self.in_time * 100 >= self.decided * self.asked_share if self.decided else None


def measure_of(clocks: Iterable[Clock], *, asked_share: int) -> Measure:
    states = [clock.state for clock in clocks]
    return Measure(*(states.count(state) for state in State), asked_share=asked_share)
