"""MPMP at its edges: parents and caregivers in the child protection system, with children from 0 to 18, at home or
placed; mentoring goes on after the case (California Evidence-Based Clearinghouse)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.changes import what_would_change
from eligibility.facts import MpmpFacts
from eligibility.outcome import Outcome
from eligibility.parameters import parameters_of
from eligibility.rules.mpmp import decide

TODAY = date(2026, 11, 23)


def parent(**facts):
    known = {
        "is_caregiver": True,
        "child_protection_case": True,
        "children_born_on": (date(2012, 3, 1), date(2019, 8, 9)),
    }
    return MpmpFacts(**known | facts)


def outcome(parameters=None, on=TODAY, **facts):
    return decide(parent(**facts), parameters, on=on).outcome


@pytest.mark.parametrize(
    ("born_on", "expected"),
    [
        (TODAY, Outcome.ELIGIBLE),  # born today
        (date(2008, 11, 23), Outcome.ELIGIBLE),  # 18 today
        (date(2007, 11, 24), Outcome.ELIGIBLE),  # 19 tomorrow
        (date(2007, 11, 23), Outcome.INELIGIBLE),  # 19 today
    ],
)
def test_the_youngest_child_is_18_or_younger(born_on, expected):
    assert outcome(children_born_on=(born_on,)) is expected


def test_one_child_young_enough_is_enough():
    assert outcome(children_born_on=(date(2000, 1, 1), date(2020, 1, 1))) is Outcome.ELIGIBLE
    assert outcome(children_born_on=()) is Outcome.INELIGIBLE


@pytest.mark.parametrize("unknown", ["is_caregiver", "child_protection_case", "children_born_on"])
def test_every_fact_unknown_in_turn_is_asked_for(unknown):
    decision = decide(parent(**{unknown: None}), on=TODAY)

    assert decision.outcome is Outcome.NEEDS_INFORMATION
    assert len(decision.missing) == 1


@pytest.mark.parametrize("no", [{"is_caregiver": False}, {"child_protection_case": False}])
def test_without_a_case_or_not_a_caregiver_is_a_no(no):
    assert outcome(**no) is Outcome.INELIGIBLE


def test_after_the_case_has_closed_mentoring_goes_on():
    decision = decide(parent(child_protection_case=False, case_closed_on=date(2026, 9, 1)), on=TODAY)

    assert decision.outcome is Outcome.ELIGIBLE
    assert "closed on September 1, 2026" in decision.findings[1].value
    assert any("after the child protection case has closed" in note for note in decision.notes)


def test_it_says_when_the_youngest_turns_18_and_when_the_age_ends():
    decision = decide(parent(), on=TODAY)

    assert any("turns 18 on August 9, 2037" in note for note in decision.notes)
    assert decision.eligible_until == date(2038, 8, 9)


def test_the_limit_of_age_is_dated_data():
    seventeen = parameters_of("mpmp", {"oldest_child_age": {date(2026, 7, 1): 17}})

    assert outcome(seventeen, children_born_on=(date(2008, 11, 23),)) is Outcome.INELIGIBLE


def test_what_would_change_it():
    assert what_would_change("mpmp", parent(child_protection_case=False), on=TODAY) == ["A child protection case."]


@pytest.mark.parametrize(
    ("closed_on", "expected"), [(TODAY, Outcome.INELIGIBLE), (date(2026, 11, 24), Outcome.ELIGIBLE)]
)
def test_a_site_without_aftercare_ends_with_the_case(closed_on, expected):
    without = parameters_of("mpmp", {"aftercare": {date(2020, 1, 1): False}})

    assert outcome(without, case_closed_on=closed_on) is expected


maybe = st.sampled_from([True, False, None])


@given(
    facts=st.builds(
        MpmpFacts,
        is_caregiver=maybe,
        child_protection_case=maybe,
        children_born_on=st.none() | st.lists(st.dates(date(2000, 1, 1), TODAY), max_size=3).map(tuple),
    ),
    is_caregiver=st.booleans(),
    case=st.booleans(),
    children=st.lists(st.dates(date(2000, 1, 1), TODAY), max_size=3).map(tuple),
)
def test_learning_what_was_unknown_never_turns_an_answer(facts, is_caregiver, case, children):
    learned = MpmpFacts(
        is_caregiver=is_caregiver if facts.is_caregiver is None else facts.is_caregiver,
        child_protection_case=case if facts.child_protection_case is None else facts.child_protection_case,
        children_born_on=children if facts.children_born_on is None else facts.children_born_on,
    )
    said = decide(facts, on=TODAY).outcome

    if said is not Outcome.NEEDS_INFORMATION:
        assert decide(learned, on=TODAY).outcome is said
