"""The Young Parent rule, at its edges. No database.

“Young mothers and fathers who are 21 years of age and younger”; “pregnant and/or parenting”
(Missouri Mentoring Partnership, Young Parent Program).
"""

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.facts import YoungParentFacts
from eligibility.outcome import Answer, Outcome
from eligibility.parameters import NoValue, Parameters, parameters_of, read
from eligibility.rules import young_parent
from eligibility.rules.young_parent import decide, full_years
from participants.ages import age_on

TODAY = date(2026, 11, 23)
ROOT = Path(__file__).parents[2]


def parent(**facts):
    return YoungParentFacts(**{"born_on": date(2007, 5, 14), "is_parent": True, "is_expecting": False, **facts})


# --- Age: “21 years of age and younger” ------------------------------------------------------


@pytest.mark.parametrize(
    ("born_on", "outcome"),
    [
        (date(2004, 11, 24), Outcome.ELIGIBLE),  # 22 tomorrow
        (date(2004, 11, 23), Outcome.INELIGIBLE),  # 22 today
        (date(2004, 11, 22), Outcome.INELIGIBLE),  # 22 yesterday
        (date(2005, 11, 23), Outcome.ELIGIBLE),  # 21 today
        (date(2012, 1, 1), Outcome.ELIGIBLE),  # 14: no lower limit is given
    ],
)
def test_the_last_day_is_the_day_before_the_22nd_birthday(born_on, outcome):
    assert decide(parent(born_on=born_on), on=TODAY).outcome is outcome


@pytest.mark.parametrize(
    ("born_on", "outcome"), [(date(2014, 11, 24), Outcome.INELIGIBLE), (date(2014, 11, 23), Outcome.ELIGIBLE)]
)
def test_a_least_age_holds_where_a_site_has_one(born_on, outcome):
    parameters = parameters_of("young_parent", {"youngest_age": {date(2014, 7, 1): 12}})

    decision = decide(parent(born_on=born_on), parameters, on=TODAY)

    assert decision.outcome is outcome
    assert decision.findings[1].threshold == "12 to 21 years"


@pytest.mark.parametrize(
    ("on", "outcome"),
    [
        (date(2026, 2, 27), Outcome.ELIGIBLE),  # the day before the birthday is kept
        (date(2026, 2, 28), Outcome.INELIGIBLE),  # kept on the 28th in a year without a 29th
    ],
)
def test_born_on_29_february_the_birthday_is_the_28th(on, outcome):
    assert decide(parent(born_on=date(2004, 2, 29)), on=on).outcome is outcome


def test_born_on_29_february_in_a_leap_year_the_birthday_is_the_29th():
    assert full_years(date(2004, 2, 29), date(2028, 2, 28)) == 23
    assert full_years(date(2004, 2, 29), date(2028, 2, 29)) == 24
    assert full_years(date(2004, 2, 28), date(2028, 2, 28)) == 24


def test_a_birth_date_still_to_come_is_asked_again():
    finding = decide(parent(born_on=TODAY + timedelta(days=1)), on=TODAY).findings[1]

    assert finding.answer is Answer.UNKNOWN
    assert finding.question == "What is the birth date?"


# --- Parenthood: “assists young mothers and fathers”; “pregnant and/or parenting” ------------


@pytest.mark.parametrize(
    ("is_parent", "is_expecting", "outcome"),
    [
        (True, False, Outcome.ELIGIBLE),
        (False, True, Outcome.ELIGIBLE),
        (True, True, Outcome.ELIGIBLE),
        (True, None, Outcome.ELIGIBLE),
        (None, True, Outcome.ELIGIBLE),
        (False, False, Outcome.INELIGIBLE),
        (None, False, Outcome.NEEDS_INFORMATION),
        (False, None, Outcome.NEEDS_INFORMATION),
        (None, None, Outcome.NEEDS_INFORMATION),
    ],
)
def test_parent_or_expecting(is_parent, is_expecting, outcome):
    assert decide(parent(is_parent=is_parent, is_expecting=is_expecting), on=TODAY).outcome is outcome


# --- Unknown is an answer of its own ---------------------------------------------------------


def test_unknown_birth_date_says_what_to_ask():
    decision = decide(parent(born_on=None), on=TODAY)

    assert decision.outcome is Outcome.NEEDS_INFORMATION
    assert decision.missing == ("What is the birth date?",)


def test_unknown_parenthood_says_what_to_ask():
    decision = decide(parent(is_parent=None, is_expecting=None), on=TODAY)

    assert decision.missing == ("Has this person a child, or expects one?",)


def test_everything_unknown_asks_for_everything():
    decision = decide(YoungParentFacts(), on=TODAY)

    assert decision.outcome is Outcome.NEEDS_INFORMATION
    assert len(decision.missing) == 2


def test_one_rule_not_met_settles_it_whatever_else_is_unknown():
    too_old = decide(parent(born_on=date(1990, 1, 1), is_parent=None, is_expecting=None), on=TODAY)
    no_parent = decide(parent(born_on=None, is_parent=False, is_expecting=False), on=TODAY)

    assert too_old.outcome is Outcome.INELIGIBLE
    assert no_parent.outcome is Outcome.INELIGIBLE


# --- A decision explains itself --------------------------------------------------------------


def test_every_finding_has_value_threshold_and_source():
    for facts in (parent(), YoungParentFacts(), parent(born_on=date(1990, 1, 1), is_parent=False)):
        for finding in decide(facts, on=TODAY).findings:
            assert finding.rule
            assert finding.value
            assert finding.threshold
            assert finding.source
            assert bool(finding.question) == (finding.answer is Answer.UNKNOWN)


def test_as_data_is_plain_and_whole():
    data = decide(parent(), on=TODAY).as_data()

    assert json.loads(json.dumps(data)) == data
    assert data["program"] == "young_parent"
    assert data["on"] == "2026-11-23"
    assert data["outcome"] == "eligible"
    assert [finding["answer"] for finding in data["findings"]] == ["met", "met"]


# --- Parameters ------------------------------------------------------------------------------


def test_a_site_may_set_its_own_limit_from_a_day():
    own = parameters_of("young_parent", {"oldest_age": {date(2026, 7, 1): 20}})
    born_on = date(2005, 3, 1)  # 21

    assert decide(parent(born_on=born_on), own, on=date(2026, 6, 30)).outcome is Outcome.ELIGIBLE
    assert decide(parent(born_on=born_on), own, on=date(2026, 7, 1)).outcome is Outcome.INELIGIBLE


def test_an_overlay_leaves_the_file_as_it_is():
    parameters_of("young_parent", {"oldest_age": {date(1999, 1, 1): 17}})

    assert parameters_of("young_parent").value_on("oldest_age", TODAY) == 21


def test_an_overlay_of_an_unknown_name_is_a_mistake():
    with pytest.raises(KeyError):
        Parameters(read("young_parent"), {"no_such_value": {}})


def test_before_the_first_value_there_is_none():
    limit = parameters_of("young_parent")["oldest_age"]

    assert limit.value_on(date(1999, 1, 1)) == 21
    with pytest.raises(NoValue, match="oldest_age"):
        limit.value_on(date(1998, 12, 31))


def test_every_parameter_says_its_unit_and_source():
    for parameter in read("young_parent").values():
        assert parameter.unit
        assert parameter.description
        assert "Missouri Mentoring Partnership" in parameter.source


# --- Properties ------------------------------------------------------------------------------

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 12, 31))
maybe = st.sampled_from([True, False, None])


@given(born_on=days, is_parent=maybe, is_expecting=maybe, on=st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_outcome_follows_from_the_answers(born_on, is_parent, is_expecting, on):
    decision = decide(YoungParentFacts(born_on=born_on, is_parent=is_parent, is_expecting=is_expecting), on=on)
    answers = {finding.answer for finding in decision.findings}

    if Answer.NOT_MET in answers:
        assert decision.outcome is Outcome.INELIGIBLE
    elif Answer.UNKNOWN in answers:
        assert decision.outcome is Outcome.NEEDS_INFORMATION
    else:
        assert decision.outcome is Outcome.ELIGIBLE


@given(born_on=days, on=st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_who_is_too_old_stays_too_old(born_on, on):
    later = on + timedelta(days=200)
    facts = parent(born_on=born_on)

    if born_on <= on and decide(facts, on=on).outcome is Outcome.INELIGIBLE:
        assert decide(facts, on=later).outcome is Outcome.INELIGIBLE


@given(born_on=days, is_parent=maybe, is_expecting=maybe)
def test_learning_an_unknown_fact_never_makes_a_no_a_yes(born_on, is_parent, is_expecting):
    known = YoungParentFacts(born_on=born_on, is_parent=is_parent, is_expecting=is_expecting)
    unknown = YoungParentFacts(born_on=None, is_parent=is_parent, is_expecting=is_expecting)

    if decide(unknown, on=TODAY).outcome is Outcome.INELIGIBLE:
        assert decide(known, on=TODAY).outcome is Outcome.INELIGIBLE


@given(born_on=days, on=days)
def test_full_years_agree_with_the_age_the_portal_shows(born_on, on):
    if born_on <= on:
        assert full_years(born_on, on) == age_on(born_on, on)


# --- Pure ------------------------------------------------------------------------------------


def test_eligibility_needs_nothing_but_the_standard_library():
    """In a Python without site-packages, and with Django nowhere, the rule still decides."""
    code = (
        "import sys; from datetime import date;"
        "from eligibility.rules import young_parent; from eligibility.facts import YoungParentFacts;"
        "d = young_parent.decide(YoungParentFacts(born_on=date(2007, 5, 14), is_parent=True), on=date(2026, 11, 23));"
        "assert 'django' not in sys.modules; print(d.outcome)"
    )

    said = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.strip() == "eligible"


def test_the_rule_has_no_clock():
    source = Path(young_parent.__file__).read_text()

    assert "today(" not in source
    assert "now(" not in source
