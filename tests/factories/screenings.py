"""What an invented family said, and screenings stored of it."""

from datetime import date
from types import SimpleNamespace

from eligibility.answers import Answers
from programs.casework.referrals.screenings import workflow

FIVE = frozenset({"no_diploma", "housing_instability", "single_parent", "young_parent", "intimate_partner_violence"})


def answers_of(**changes):
    """A mother with a child of one year and an income far under the limit, who has five of the fifteen factors."""
    usual = {
        "household_size": 3,
        "is_parent": True,
        "is_expecting": False,
        "youngest_child_born_on": date(2025, 10, 2),
        "annual_income_cents": 24_000_00,
        "income_sources": (
            {
                "from": "Example Bakery",
                "amount_cents": 24_000_00,
                "per": "year",
                "yearly_cents": 24_000_00,
                "formula": "$24,000.00 a year",
            },
        ),
        "referred_by_childrens_division": False,
        "risk_factors": FIVE,
    }
    return Answers(**(usual | changes))


def screening_of(person, *, site, by, program="moppp", on=None, words="", **changes):
    """A screening of today, unless another day is given."""
    return workflow.store(
        person=person,
        program=program,
        site=site,
        answers=answers_of(**changes),
        on=on or site.today(),
        by=by,
        words=words,
    )


def screenings_around(person, *, site, by):
    """One screening for the cast."""
    return SimpleNamespace(stored=screening_of(person, site=site, by=by, words="Left him in June."))
