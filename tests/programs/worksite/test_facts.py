"""What the rows say about a young person, as the Worksite rule asks it."""

from datetime import date

import pytest

from eligibility.outcome import Outcome
from programs import registry
from tests.factories.participants import PersonFactory

ON = date(2026, 11, 23)


@pytest.mark.django_db
def test_the_rows_know_the_age_and_the_experiences_are_asked():
    program = registry.get("worksite")

    decision = program.decide(program.facts(PersonFactory(born_on=date(2008, 1, 1)), on=ON), on=ON)

    assert decision.outcome is Outcome.NEEDS_INFORMATION
    assert "Has this person been in foster care?" in decision.missing


@pytest.mark.django_db
def test_who_is_too_old_is_asked_nothing():
    program = registry.get("worksite")

    decision = program.decide(program.facts(PersonFactory(born_on=date(2001, 1, 1)), on=ON), on=ON)

    assert (decision.outcome, decision.missing) == (Outcome.INELIGIBLE, ())
