"""MMP Worksite at its edges: “16-21 year old youth who have experienced foster care, Division of Youth Services,
Court supervision, or other difficult life challenges” (Missouri Mentoring Partnership, Worksite Program)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.changes import what_would_change
from eligibility.facts import WorksiteFacts
from eligibility.outcome import Outcome
from eligibility.parameters import parameters_of
from eligibility.rules.worksite import decide, site_rules

TODAY = date(2026, 11, 23)
WAYS = ("foster_care", "youth_services", "court_supervision")


def youth(**facts):
    known = {
        "born_on": date(2008, 5, 1),
        "foster_care": True,
        "youth_services": False,
        "court_supervision": False,
        "other_challenge": "",
    }
    return WorksiteFacts(**known | facts)


def outcome(on=TODAY, parameters=None, **facts):
    return decide(youth(**facts), parameters, on=on).outcome


@pytest.mark.parametrize(
    ("born_on", "expected"),
    [
        (date(2010, 11, 24), Outcome.INELIGIBLE),  # 16 tomorrow
        (date(2010, 11, 23), Outcome.ELIGIBLE),  # 16 today
        (date(2004, 11, 24), Outcome.ELIGIBLE),  # 22 tomorrow
        (date(2004, 11, 23), Outcome.INELIGIBLE),  # 22 today
        (None, Outcome.NEEDS_INFORMATION),
    ],
)
def test_from_the_16th_birthday_to_the_day_before_the_22nd(born_on, expected):
    assert outcome(born_on=born_on) is expected


def test_born_on_29_february_the_22nd_birthday_is_the_28th():
    assert outcome(on=date(2026, 2, 27), born_on=date(2004, 2, 29)) is Outcome.ELIGIBLE
    assert outcome(on=date(2026, 2, 28), born_on=date(2004, 2, 29)) is Outcome.INELIGIBLE


@pytest.mark.parametrize("way", WAYS)
def test_one_experience_is_enough(way):
    assert outcome(**{name: name == way for name in WAYS}) is Outcome.ELIGIBLE


@pytest.mark.parametrize(
    ("how", "on", "words", "said"),
    [
        ("in_care", date(2020, 3, 1), "", "in care since March 1, 2020"),
        ("left", None, "", "left care"),
        ("aged_out", date(2026, 5, 1), "Cedar County", "aged out of care on May 1, 2026; Cedar County"),
        ("", None, "", "yes"),
    ],
)
def test_foster_care_says_how_it_is_and_since_when(how, on, words, said):
    facts = youth(foster_care_how=how, foster_care_on=on, foster_care_words=words)

    assert decide(facts, on=TODAY).findings[1].value == said


def test_another_challenge_needs_words():
    nothing = dict.fromkeys(WAYS, False)

    assert outcome(other_challenge="Lost both parents", **nothing) is Outcome.ELIGIBLE
    assert outcome(other_challenge="", **nothing) is Outcome.INELIGIBLE
    assert outcome(other_challenge="   ", **nothing) is Outcome.INELIGIBLE
    assert outcome(other_challenge=None, **nothing) is Outcome.NEEDS_INFORMATION


def test_once_one_is_known_the_others_are_not_asked():
    decision = decide(WorksiteFacts(born_on=date(2008, 5, 1), court_supervision=True), on=TODAY)

    assert decision.outcome is Outcome.ELIGIBLE
    assert decision.missing == ()


def test_an_unknown_experience_is_asked_for_where_no_other_is_there():
    decision = decide(youth(foster_care=False, youth_services=None), on=TODAY)

    assert decision.outcome is Outcome.NEEDS_INFORMATION
    assert decision.missing == ("Has the Division of Youth Services been involved?",)


def test_too_old_is_settled_whatever_else_is_unknown():
    decision = decide(WorksiteFacts(born_on=date(2000, 1, 1)), on=TODAY)

    assert decision.outcome is Outcome.INELIGIBLE
    assert decision.missing == ()


def test_a_site_has_rules_of_its_own_from_a_day():
    greene = parameters_of("worksite", {"site_rules": {date(2026, 7, 1): list(site_rules())}})
    lives_elsewhere = {"site_answers": {"lives_in_county": False, "no_serious_violent_offense": True}}

    assert outcome(parameters=greene, **lives_elsewhere) is Outcome.INELIGIBLE
    assert outcome(parameters=greene, on=date(2026, 6, 30), **lives_elsewhere) is Outcome.ELIGIBLE
    assert outcome(**lives_elsewhere) is Outcome.ELIGIBLE
    unanswered = decide(youth(), greene, on=TODAY)
    assert unanswered.outcome is Outcome.NEEDS_INFORMATION
    assert len(unanswered.missing) == 3


def test_what_would_change_it_was_tried():
    young = youth(born_on=date(2011, 3, 1))
    assert what_would_change("worksite", young, on=TODAY) == ["Time: from March 1, 2027 on the age fits."]

    nothing = youth(foster_care=False)
    assert "Court supervision." in what_would_change("worksite", nothing, on=TODAY)


def test_the_last_day_is_part_of_the_answer():
    assert decide(youth(), on=TODAY).eligible_until == date(2030, 5, 1)


maybe = st.sampled_from([True, False, None])


@given(
    born_on=st.none() | st.dates(date(1995, 1, 1), TODAY),
    foster=maybe,
    services=maybe,
    court=maybe,
    challenge=st.sampled_from([None, "", "said"]),
    learned=st.tuples(st.dates(date(1995, 1, 1), TODAY), st.booleans(), st.booleans(), st.booleans()),
)
def test_learning_what_was_unknown_never_turns_an_answer(born_on, foster, services, court, challenge, learned):
    facts = WorksiteFacts(
        born_on=born_on,
        foster_care=foster,
        youth_services=services,
        court_supervision=court,
        other_challenge=challenge,
    )
    said = decide(facts, on=TODAY).outcome
    later = WorksiteFacts(
        born_on=born_on or learned[0],
        foster_care=learned[1] if foster is None else foster,
        youth_services=learned[2] if services is None else services,
        court_supervision=learned[3] if court is None else court,
        other_challenge="" if challenge is None else challenge,
    )

    if said is not Outcome.NEEDS_INFORMATION:
        assert decide(later, on=TODAY).outcome is said
