"""Figures as they stand in a report: written one way everywhere, and hidden where they could point to a person.

In a copy for viewers a count of one to four people is written `<5`. A figure from which such a count
could be worked out is written `m`, for masked. Hours, contacts, meetings and places are not masked.
"""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from reports.measures.measure import Unit

FEWEST_SHOWN = 5
FEW, GUARDED = "<5", "m"
SHARE, FRACTION = "share", "fraction"
MASKED_UNITS = (Unit.PEOPLE,)


def half_up(number, digits=0):
    """Rounded as people round: a half goes up."""
    return Decimal(number).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Figure:
    """One figure. `hidden` is empty, or what stands in its place."""

    value: Any
    unit: str
    numerator: Any = None
    denominator: Any = None
    base: str = Unit.ITEMS
    hidden: str = ""

    @property
    def words(self):
        """The figure as a person reads it."""
        if self.hidden:
            return self.hidden
        if self.unit == FRACTION:
            return _("%(count)s of %(all)s") % {
                "count": amount(self.numerator, self.base),
                "all": amount(self.denominator, self.base),
            }
        if self.value is None:
            return _("None yet")
        if self.unit == SHARE:
            return f"{half_up(self.value):f}%"
        return amount(self.value, self.unit)

    @property
    def cell(self):
        """The figure for a spreadsheet: a number where there is one, words where it is hidden or unknown."""
        if self.hidden or self.unit == FRACTION or self.value is None:
            return self.words
        if self.unit == SHARE:
            return half_up(self.value, 1)
        if self.unit == Unit.HOURS:
            return half_up(self.value, 1)
        return int(self.value)

    @property
    def known(self):
        """The number for a chart; None where it is hidden or there is none."""
        return None if self.hidden or self.value is None else self.value

    @property
    def is_few(self):
        return self.hidden == FEW


def amount(number, unit):
    """1,240 people; 178.5 hours."""
    if unit == Unit.HOURS:
        rounded = half_up(number, 1)
        return number_format(rounded, decimal_pos=1, use_l10n=True, force_grouping=True)
    return number_format(int(number), use_l10n=True, force_grouping=True)


def is_few(number):
    return number is not None and 0 < number < FEWEST_SHOWN


@dataclass(frozen=True)
class Copy:
    """Whom the report is written for: the site, which sees every count, or a viewer, for whom small ones are masked."""

    is_masked: bool

    def count(self, number, unit=Unit.PEOPLE):
        """A count of people, contacts, meetings or hours."""
        hidden = FEW if self.is_masked and unit in MASKED_UNITS and is_few(number) else ""
        return Figure(number, unit, hidden=hidden)

    def share(self, measure):
        """The share in percent. Masked where the count, the rest or the whole are few people."""
        unit = measure.definition.unit
        return Figure(
            measure.value,
            SHARE,
            measure.numerator,
            measure.denominator,
            base=unit,
            hidden=GUARDED if self._gives_away(measure.numerator, measure.denominator, unit) else "",
        )

    def fraction(self, measure):
        """“17 of 20”."""
        return self.part_of(measure.numerator, measure.denominator, measure.definition.unit)

    def part_of(self, numerator, denominator, unit):
        hidden = ""
        if self._gives_away(numerator, denominator, unit):
            hidden = (
                FEW
                if is_few(denominator)
                else _("%(few)s of %(all)s")
                % {
                    "few": FEW if is_few(numerator) else GUARDED,
                    "all": amount(denominator, unit),
                }
            )
        return Figure(None, FRACTION, numerator, denominator, base=unit, hidden=hidden)

    def of(self, measure):
        """The figure of a measure: its share where it is one, else its count."""
        if measure.definition.is_share and measure.denominator is not None:
            return self.share(measure)
        return self.count(measure.numerator, measure.definition.unit)

    def _gives_away(self, numerator, denominator, unit):
        if not self.is_masked or unit not in MASKED_UNITS or not denominator:
            return False
        return is_few(numerator) or is_few(denominator) or is_few(denominator - numerator)


def guard_whole(figures):
    """Hide a second figure where one alone is hidden, since the whole they make up is known.

    The smallest of the others that is not zero is taken. A list with none, or with several hidden,
    stays as it is.
    """
    figures = list(figures)
    if sum(1 for figure in figures if figure.hidden) != 1:
        return figures
    others = [i for i, figure in enumerate(figures) if not figure.hidden and figure.value]
    if others:
        smallest = min(others, key=lambda i: figures[i].value)
        figures[smallest] = replace(figures[smallest], hidden=GUARDED)
    return figures


def guard_flow(rows):
    """Hide all figures that can be worked out from each other as soon as one of them is hidden.

    `rows` are those of a flow: at the start, joined, left, at the end, each in several quarters. What
    was there at the end of one quarter is there at the start of the next, so all columns go together.
    """
    if not any(figure.hidden for row in rows for figure in row):
        return rows
    return [[figure if figure.hidden else replace(figure, hidden=GUARDED) for figure in row] for row in rows]
