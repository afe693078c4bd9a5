"""What the rows say about a family, as the MOPPP rule asks it."""

from datetime import date, timedelta

import pytest

from eligibility.outcome import Outcome
from participants.models import HouseholdMember
from programs import registry
from programs.moppp.facts import facts_of
from tests.factories.agencies import SiteFactory
from tests.factories.facts import IncomeSourceFactory
from tests.factories.participants import PersonFactory, child_of

ON = date(2026, 11, 23)


@pytest.fixture
def site(db):
    return SiteFactory()


@pytest.fixture
def parent(db):
    return PersonFactory(born_on=date(2005, 3, 1))


def test_a_person_of_whom_nothing_is_known_leaves_everything_open(parent, site):
    facts = facts_of(parent, on=ON, site=site)

    assert (facts.household_size, facts.annual_income_cents, facts.is_prenatal, facts.has_child) == (None,) * 4
    assert facts.risk_factors is None


def test_household_child_and_income_are_taken_from_the_rows(parent, site):
    child_of(parent, born_on=date(2024, 7, 9))
    IncomeSourceFactory(person=parent, site=site, amount_cents=148000, per="two_weeks")

    facts = facts_of(parent, on=ON, site=site)

    assert (facts.household_size, facts.youngest_child_born_on) == (2, date(2024, 7, 9))
    assert facts.annual_income_cents == 148000 * 26


def test_the_income_of_another_site_stays_there(parent, site):
    IncomeSourceFactory(person=parent, site=SiteFactory(), amount_cents=148000)

    assert facts_of(parent, on=ON, site=site).annual_income_cents is None


def test_an_adult_who_was_not_asked_leaves_the_income_unknown(parent, site):
    child = child_of(parent)
    partner = PersonFactory(born_on=date(2004, 1, 1))
    HouseholdMember.objects.create(
        household=child.memberships.get().household, person=partner, part="parent", starts_on=date(2025, 1, 1)
    )
    IncomeSourceFactory(person=parent, site=site, amount_cents=148000)

    assert facts_of(parent, on=ON, site=site).annual_income_cents is None


def test_a_pregnancy_counts_the_children_expected(parent, site):
    child_of(parent)
    parent.due_on, parent.children_expected = ON + timedelta(days=57), 2
    parent.save()

    facts = facts_of(parent, on=ON, site=site)

    assert (facts.is_prenatal, facts.unborn_children) == (True, 2)


def test_a_child_without_a_birth_date_leaves_the_youngest_unknown(parent, site):
    child_of(parent, born_on=date(2020, 1, 1))
    child = child_of(parent)
    child.born_on = None
    child.save()

    facts = facts_of(parent, on=ON, site=site)

    assert facts.has_child is True
    assert facts.youngest_child_born_on is None


def test_the_program_asks_for_what_the_rows_do_not_say(parent, site):
    program = registry.get("moppp")
    child_of(parent, born_on=date(2024, 7, 9))

    decision = program.decide(program.facts(parent, on=ON, site=site), on=ON)

    assert decision.outcome is Outcome.NEEDS_INFORMATION
    assert "What is the household's income?" in decision.missing
