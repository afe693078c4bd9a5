"""What a family said serves every program, is kept as plain data, and is read again as it was. No database."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility import answers as said
from eligibility.answers import ASKED, FACTS, Answers
from eligibility.changes import what_would_change, what_would_settle
from eligibility.outcome import Outcome
from eligibility.rules import RULES
from eligibility.rules.moppp import risk_factors

TODAY = date(2026, 11, 23)
maybe = st.sampled_from([True, False, None])
days = st.none() | st.dates(date(2000, 1, 1), TODAY)
families = st.builds(
    Answers,
    born_on=days,
    is_parent=maybe,
    is_expecting=maybe,
    unborn_children=st.none() | st.integers(0, 8),
    children_born_on=st.none() | st.lists(st.dates(date(2000, 1, 1), TODAY), max_size=3).map(tuple),
    youngest_child_born_on=days,
    household_size=st.none() | st.integers(1, 14),
    annual_income_cents=st.none() | st.integers(0, 15_000_000),
    referred_by_childrens_division=maybe,
    child_protection_case=maybe,
    foster_care=maybe,
    other_challenge=st.none() | st.just("") | st.text(min_size=1, max_size=20),
    site_answers=st.dictionaries(st.sampled_from(["lives_in_county"]), maybe),
    risk_factors=st.none() | st.frozensets(st.sampled_from(sorted(risk_factors()))),
)


@given(family=families)
def test_what_is_kept_is_read_again_as_it_was(family):
    kept = json.loads(json.dumps(said.as_data(family)))

    again = said.from_data(kept, risk_factors=family.risk_factors, unknown=family.risk_factors_unknown)

    assert again == family
    assert not set(kept) & set(said.RESTRICTED)


@given(family=families)
@pytest.mark.parametrize("program", sorted(FACTS))
def test_what_would_settle_or_change_an_answer_was_tried(program, family):
    facts = said.facts_for(program, family)
    outcome = RULES[program].decide(facts, on=TODAY).outcome

    assert outcome is Outcome.INELIGIBLE or what_would_change(program, facts, on=TODAY) == []
    assert outcome is Outcome.NEEDS_INFORMATION or what_would_settle(program, facts, on=TODAY) == []


@pytest.mark.parametrize("program", sorted(FACTS))
def test_the_facts_of_a_program_become_answers_and_are_the_same_again(program):
    family = Answers(
        born_on=date(2006, 1, 1),
        is_parent=True,
        is_expecting=False,
        children_born_on=(date(2024, 7, 9),),
        youngest_child_born_on=date(2024, 7, 9),
        child_protection_case=True,
        foster_care=True,
    )
    facts = said.facts_for(program, family)

    assert said.facts_for(program, said.answers_of(facts)) == facts


def test_every_program_says_what_it_asks():
    assert set(ASKED) == set(FACTS) == set(RULES)
    names = {name for asked in ASKED.values() for name in asked}
    assert names <= set(Answers.__dataclass_fields__)


def test_what_is_said_first_holds_and_the_rest_fills_the_gaps():
    rows = Answers(born_on=date(2006, 1, 1), household_size=3)
    heard = Answers(household_size=5, foster_care=False)

    both = said.together([rows, heard])

    assert (both.born_on, both.household_size, both.foster_care) == (date(2006, 1, 1), 3, False)


def test_the_same_answers_are_put_to_another_program():
    mother = Answers(
        born_on=date(2006, 1, 1),
        youngest_child_born_on=date(2024, 7, 9),
        child_protection_case=True,
        is_expecting=False,
    )

    outcomes = {program: RULES[program].decide(said.facts_for(program, mother), on=TODAY).outcome for program in FACTS}

    assert outcomes == {
        "young_parent": Outcome.ELIGIBLE,
        "mpmp": Outcome.ELIGIBLE,
        "moppp": Outcome.NEEDS_INFORMATION,
        "worksite": Outcome.NEEDS_INFORMATION,
    }


def test_an_open_answer_says_what_income_would_settle_it():
    family = Answers(
        household_size=3, is_expecting=True, unborn_children=1, referred_by_childrens_division=False, is_parent=True
    )

    found = what_would_settle("moppp", said.facts_for("moppp", family), on=TODAY)

    assert found[0] == "An income under $61,050.00 a year, which is $1,174.03 a week."
