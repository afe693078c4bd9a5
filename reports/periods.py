"""Quarters, as funders count them, and the days in between.

A quarter is written `SFY2027Q1` (state fiscal year, July to June, named for the year it ends in),
`FFY2026Q4` (federal fiscal year, October to September) or `2026Q3` (calendar year).
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

EARLIEST_YEAR, LATEST_YEAR = 2000, 2099
FIRST_MONTHS = {"SFY": 7, "FFY": 10, "": 1}
YEAR_NAMES = {
    "SFY": gettext_lazy("State fiscal year %(year)s"),
    "FFY": gettext_lazy("Federal fiscal year %(year)s"),
    "": gettext_lazy("Year %(year)s"),
}
ORDINALS = {
    1: gettext_lazy("first quarter"),
    2: gettext_lazy("second quarter"),
    3: gettext_lazy("third quarter"),
    4: gettext_lazy("fourth quarter"),
}
WRITTEN = re.compile(r"(SFY|FFY|)(\d{4})Q([1-4])")


class NotAQuarter(ValueError):
    """Why these words name no quarter, in a sentence for the user."""


@dataclass(frozen=True, order=True)
class Span:
    """Days from `first` to `last`, both included. Raises ValueError where `last` lies before `first`."""

    first: date
    last: date

    def __post_init__(self):
        if self.last < self.first:
            raise ValueError("A span ends on or after the day it begins.")

    @property
    def days(self):
        return (self.last - self.first).days + 1

    def holds(self, day):
        return self.first <= day <= self.last

    def until(self, day):
        """The part that has passed by the end of `day`; its first day where nothing has."""
        return Span(self.first, max(self.first, min(self.last, day)))

    def months(self):
        """The span cut at the ends of months."""
        parts, first = [], self.first
        while first <= self.last:
            end = first.replace(day=calendar.monthrange(first.year, first.month)[1])
            parts.append(Span(first, min(end, self.last)))
            first = end + timedelta(days=1)
        return parts

    @property
    def days_in_words(self):
        """“July 1 – September 30, 2026”, with both years where they differ."""
        begins = date_format(self.first, "F j" if self.first.year == self.last.year else "F j, Y")
        return f"{begins} – {date_format(self.last, 'F j, Y')}"

    @property
    def months_in_words(self):
        """“July to September 2026”."""
        begins = date_format(self.first, "F" if self.first.year == self.last.year else "F Y")
        return _("%(first)s to %(last)s") % {"first": begins, "last": date_format(self.last, "F Y")}

    @property
    def months_in_short(self):
        """“Jul–Sep 26”, for the axis of a chart."""
        return f"{date_format(self.first, 'M')}–{date_format(self.last, 'M y')}"


@dataclass(frozen=True)
class Quarter:
    """One quarter of one kind of year. Raises NotAQuarter for what no year has."""

    kind: str
    year: int
    number: int

    def __post_init__(self):
        if self.kind not in FIRST_MONTHS:
            raise NotAQuarter(_("“%(kind)s” is no kind of year. Use SFY, FFY or none.") % {"kind": self.kind})
        if self.number not in ORDINALS:
            raise NotAQuarter(_("A quarter is numbered from 1 to 4."))

    @classmethod
    def parse(cls, words):
        """Read `SFY2027Q1`, `FFY2026Q4` or `2026Q3`; small letters and surrounding blanks do no harm."""
        found = WRITTEN.fullmatch(str(words).strip().upper())
        if found is None or not found[2].isascii():
            raise NotAQuarter(
                _("“%(words)s” is not a quarter. Write SFY2027Q1, FFY2026Q4 or 2026Q3.") % {"words": str(words)[:40]}
            )
        year = int(found[2])
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise NotAQuarter(
                _("A quarter lies between the years %(first)d and %(last)d.")
                % {"first": EARLIEST_YEAR, "last": LATEST_YEAR}
            )
        return cls(found[1], year, int(found[3]))

    @classmethod
    def containing(cls, day, kind=""):
        """The quarter of this kind of year that `day` lies in."""
        since = (day.month - FIRST_MONTHS[kind]) % 12
        year = day.year + (1 if kind and day.month >= FIRST_MONTHS[kind] else 0)
        return cls(kind, year, since // 3 + 1)

    def __str__(self):
        return f"{self.kind}{self.year}Q{self.number}"

    @property
    def first(self):
        months = (FIRST_MONTHS[self.kind] - 1) + 3 * (self.number - 1)
        began = self.year - 1 if self.kind else self.year
        return date(began + months // 12, months % 12 + 1, 1)

    @property
    def last(self):
        return self.following_first - timedelta(days=1)

    @property
    def following_first(self):
        """The first day after the quarter."""
        months = self.first.month + 2
        return date(self.first.year + months // 12, months % 12 + 1, 1)

    @property
    def span(self):
        return Span(self.first, self.last)

    def months(self):
        return self.span.months()

    @property
    def previous(self):
        return self.back(1)

    @property
    def a_year_ago(self):
        return self.back(4)

    def back(self, quarters):
        """The quarter so many before this one; a negative number goes ahead."""
        count = self.year * 4 + (self.number - 1) - quarters
        return Quarter(self.kind, count // 4, count % 4 + 1)

    @property
    def year_so_far(self):
        """From the first day of its year to its own last day."""
        return Span(Quarter(self.kind, self.year, 1).first, self.last)

    def has_begun(self, day):
        return self.first <= day

    def is_over(self, day):
        return self.last < day

    @property
    def name(self):
        """“SFY2027 Q1”."""
        return f"{self.kind}{self.year} Q{self.number}"

    @property
    def long_name(self):
        """“State fiscal year 2027, first quarter”."""
        return f"{YEAR_NAMES[self.kind] % {'year': self.year}}, {ORDINALS[self.number]}"

    @property
    def days_in_words(self):
        return self.span.days_in_words

    @property
    def months_in_words(self):
        return self.span.months_in_words

    @property
    def months_in_short(self):
        return self.span.months_in_short


def kind_of_year(sites):
    """The kind of year the sites report in, by the month their fiscal years start; the calendar's where they differ."""
    months = {site.fiscal_year_starts for site in sites}
    if len(months) != 1:
        return ""
    month = months.pop()
    return next((kind for kind, first in FIRST_MONTHS.items() if first == month), "")
