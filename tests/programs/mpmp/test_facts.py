"""What the rows say about a parent, as the MPMP rule asks it."""

from datetime import date, timedelta

import pytest

from eligibility.outcome import Outcome
from programs import registry
from tests.factories.participants import PersonFactory, child_of

ON = date(2026, 11, 23)


@pytest.fixture
def program(db):
    return registry.get("mpmp")


def test_children_on_record_make_a_caregiver_and_the_case_is_asked_about(program):
    parent = PersonFactory(born_on=date(1995, 1, 1))
    child_of(parent, born_on=date(2020, 1, 1))

    decision = program.decide(program.facts(parent, on=ON), on=ON)

    assert decision.outcome is Outcome.NEEDS_INFORMATION
    assert decision.missing == ("Is there a child protection case?",)


def test_no_child_on_record_is_not_known(program):
    facts = program.facts(PersonFactory(), on=ON)

    assert (facts.is_caregiver, facts.children_born_on) == (None, None)


def test_a_child_who_died_is_a_child_of_the_household_no_more(program):
    parent = PersonFactory(born_on=date(1995, 1, 1))
    child_of(parent, died_on=ON - timedelta(days=3), death_told_by="The mother")

    assert program.facts(parent, on=ON).children_born_on is None
