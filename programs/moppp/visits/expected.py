"""How many home visits are expected in a span of days. Pure arithmetic: days, stretches and a pace.

A stretch is a time in which nothing that decides the number changes. Each of its days is worth a share of a visit,
and decimals are kept: nine days on a weekly level are 9/7 visits. Source of the method: New York's system for
Healthy Families America, which counts the days of each level, both ends included, at the pace of that level.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

DAYS_OF_52_WEEKS = 364
ONE_DAY = timedelta(days=1)
HFA, PAT = "hfa", "pat"
FEW, MANY = "few_stressors", "many_stressors"


@dataclass(frozen=True)
class Stretch:
    """Days from `first` to `last`, both included, on one level of HFA or with few or many stressors of PAT."""

    first: date
    last: date
    model: str
    step: str


def program_year(day, first_month):
    """The first and the last day of the program year that holds `day`."""
    year = day.year if day.month >= first_month else day.year - 1
    return date(year, first_month, 1), date(year + 1, first_month, 1) - ONE_DAY


class Pace:
    """What a day is worth, by the dated values in force on it. `parameters` are those of the program at a site."""

    def __init__(self, parameters):
        self.parameters = parameters

    def name_of(self, model, step):
        return f"hfa_level_{step}_visits" if model == HFA else f"pat_{step}_visits"

    def of_a_day(self, model, step, day) -> Fraction:
        """The share of a visit expected on the day."""
        visits = self.parameters.value_on(self.name_of(model, step), day)
        if model == HFA:
            return Fraction(visits, DAYS_OF_52_WEEKS)
        first, last = self.year(day)
        return Fraction(visits, (last - first).days + 1)

    def year(self, day):
        """The program year of the day."""
        return program_year(day, self.parameters.value_on("program_year_first_month", day))

    def changes(self, model, step, first, last):
        """Days after `first` until `last` on which a day may begin to be worth something else."""
        days = {begins for begins, _value in self.parameters[self.name_of(model, step)].values}
        if model == PAT:
            begins = self.year(first)[1] + ONE_DAY
            while begins <= last:
                days.add(begins)
                begins = self.year(begins)[1] + ONE_DAY
        return sorted(day for day in days if first < day <= last)


def expected(stretches: Iterable[Stretch], first: date, last: date, pace: Pace) -> Fraction:
    """Visits expected from `first` to `last`, both included."""
    total = Fraction(0)
    for stretch in stretches:
        begins, ends = max(first, stretch.first), min(last, stretch.last)
        if begins > ends:
            continue
        parts = [begins, *pace.changes(stretch.model, stretch.step, begins, ends)]
        for part, following in zip(parts, [*parts[1:], ends + ONE_DAY], strict=True):
            total += (following - part).days * pace.of_a_day(stretch.model, stretch.step, part)
    return total


def stretches_of(
    first: date, last: date, starts: Iterable[date], step_on: Callable[[date], tuple[str, str] | None], rests=()
) -> list[Stretch]:
    """The stretches from `first` to `last`, cut at each of `starts` and freed of `rests`.

    `step_on(day)` is the model and step in force, or None where nothing is known yet. A rest is a pair of its first
    day and the day on which the family is back, or None while it lasts.
    """
    cuts = {first, *starts}
    for begins, back in rests:
        cuts |= {begins, back or last + ONE_DAY}
    days = sorted(day for day in cuts if first <= day <= last)
    found = []
    for begins, following in zip(days, [*days[1:], last + ONE_DAY], strict=True):
        if any(rest <= begins and (back is None or begins < back) for rest, back in rests):
            continue
        step = step_on(begins)
        if step:
            found.append(Stretch(begins, following - ONE_DAY, *step))
    return found


def in_force(rows, day):
    """What the latest of `rows`, pairs of a first day and a value in order, says on the day; None before the first."""
    place = bisect_right([begins for begins, _value in rows], day)
    return rows[place - 1][1] if place else None


def months_between(first: date, last: date):
    """The first and last day of each month from `first` to `last`, cut to the span."""
    begins = first
    while begins <= last:
        following = (begins.replace(day=1) + timedelta(days=32)).replace(day=1)
        yield begins, min(last, following - ONE_DAY)
        begins = following
