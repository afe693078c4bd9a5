"""The elements of the National Youth in Transition Database, by their numbers, and its half-years."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DATA = Path(__file__).parent.parent / "data" / "nytd.toml"

WORDS = {
    "needs_assessment": gettext_lazy("Assessment of needs"),
    "academic": gettext_lazy("Help with school"),
    "post_secondary": gettext_lazy("Help with college or training"),
    "career": gettext_lazy("Career preparation"),
    "employment": gettext_lazy("Employment program or vocational training"),
    "budget": gettext_lazy("Budget and money"),
    "housing_education": gettext_lazy("Housing and running a home"),
    "health_education": gettext_lazy("Health education"),
    "family": gettext_lazy("Family support"),
    "mentoring": gettext_lazy("Mentoring"),
    "supervised_living": gettext_lazy("Supervised independent living"),
    "room_and_board": gettext_lazy("Money for room and board"),
    "education_aid": gettext_lazy("Money for education"),
    "other_aid": gettext_lazy("Other money"),
    "full_time": gettext_lazy("Works full-time"),
    "part_time": gettext_lazy("Works part-time"),
    "skills": gettext_lazy("Learned skills for work in the past year"),
    "social_security": gettext_lazy("Gets Social Security"),
    "educational_aid": gettext_lazy("Gets money for education"),
    "cash": gettext_lazy("Gets public cash assistance"),
    "food": gettext_lazy("Gets public food assistance"),
    "housing": gettext_lazy("Gets public housing assistance"),
    "other_support": gettext_lazy("Has other steady money"),
    "certification": gettext_lazy("Highest certificate"),
    "enrolled": gettext_lazy("Goes to school"),
    "adult": gettext_lazy("Has an adult to turn to"),
    "homeless": gettext_lazy("Was homeless"),
    "incarcerated": gettext_lazy("Was confined in a jail or detention"),
    "children": gettext_lazy("Has children"),
    "married": gettext_lazy("Was married when the child was born"),
    "medicaid": gettext_lazy("Has Medicaid"),
    "insurance": gettext_lazy("Has other health insurance"),
    "medical": gettext_lazy("The insurance pays for doctors"),
    "prescription": gettext_lazy("The insurance pays for medicine"),
    "work": gettext_lazy("Work and money"),
    "school": gettext_lazy("School"),
    "life": gettext_lazy("Life"),
    "health": gettext_lazy("Health insurance"),
}
ANSWERS = (
    ("yes", gettext_lazy("Yes")),
    ("no", gettext_lazy("No")),
    ("declined", gettext_lazy("Did not wish to say")),
    ("unknown", gettext_lazy("Not known")),
    ("not_applicable", gettext_lazy("Does not apply")),
)
CERTIFICATES = (
    ("none", gettext_lazy("None of these")),
    ("diploma", gettext_lazy("High school diploma or GED")),
    ("vocational", gettext_lazy("Vocational certificate")),
    ("license", gettext_lazy("Vocational license")),
    ("associate", gettext_lazy("Associate degree")),
    ("bachelor", gettext_lazy("Bachelor's degree")),
    ("higher", gettext_lazy("Higher degree")),
    ("declined", gettext_lazy("Did not wish to say")),
    ("unknown", gettext_lazy("Not known")),
)


@dataclass(frozen=True)
class Element:
    """One element: its number in the database, our code for it, and what may be answered."""

    number: int
    code: str
    is_service: bool = False

    @property
    def label(self):
        return WORDS[self.code]

    @property
    def answers(self):
        if self.is_service:
            return ANSWERS[:1]
        return CERTIFICATES if self.code == "certification" else ANSWERS


@cache
def data() -> dict[str, Any]:
    with DATA.open("rb") as file:
        return tomllib.load(file)


@cache
def services() -> tuple[Element, ...]:
    return tuple(Element(number, code, is_service=True) for code, number in data()["services"].items())


@cache
def groups() -> tuple[tuple[str, tuple[Element, ...]], ...]:
    """Pairs of the code of a group and its outcomes."""
    return tuple(
        (group["code"], tuple(Element(number, code) for code, number in group["elements"].items()))
        for group in data()["group"]
    )


@cache
def outcomes() -> tuple[Element, ...]:
    return tuple(element for _code, elements in groups() for element in elements)


@dataclass(frozen=True)
class Half:
    """A reporting period of six months."""

    first: date
    last: date

    @property
    def code(self):
        return f"{self.first:%Y-%m}"

    @property
    def label(self):
        years = {"first": self.first.year, "last": self.last.year}
        if self.first.year != self.last.year:
            return _("October %(first)d to March %(last)d") % years
        return _("April to September %(last)d") % years


def halves(today, count=4):
    """The running half-year and those before it, the latest first."""
    found: list[Half] = []
    day = today
    while len(found) < count:
        starts = [date(year, month, 1) for year in (day.year - 1, day.year) for month in data()["period_months"]]
        first = max(start for start in starts if start <= day)
        after = (first + timedelta(days=31 * 6 + 3)).replace(day=1)
        found.append(Half(first, after - timedelta(days=1)))
        day = first - timedelta(days=1)
    return found
