"""MOPPP at its edges. No database.

“A family must have a prenatal woman or a child under the age of three years in a low-income home under the
185% federal poverty guideline; or be referred by Children's Division for being “at risk””
(Missouri's Parenting Partnership Program, Eligibility).
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.changes import what_would_change
from eligibility.facts import MopppFacts
from eligibility.outcome import Answer, Outcome
from eligibility.parameters import parameters_of
from eligibility.poverty import tables
from eligibility.rules.moppp import LARGEST_HOUSEHOLD, MOST_UNBORN, decide, definition_of, risk_factors

TODAY = date(2026, 11, 23)
# 185% of 33,000 dollars for four people in 2026
LIMIT_OF_FOUR = 61_050_00
FACTORS = list(risk_factors())


def family(**facts):
    """Four people with a two-year-old, a little money, and three risk factors."""
    known = {
        "state": "MO",
        "household_size": 4,
        "unborn_children": 0,
        "annual_income_cents": 30_000_00,
        "is_prenatal": False,
        "has_child": True,
        "youngest_child_born_on": date(2024, 6, 1),
        "referred_by_childrens_division": False,
        "risk_factors": frozenset(FACTORS[:3]),
    }
    return MopppFacts(**known | facts)


def outcome(on=TODAY, parameters=None, **facts):
    return decide(family(**facts), parameters, on=on).outcome


def finding(code, **facts):
    return next(one for one in decide(family(**facts), on=TODAY).findings if one.code == f"moppp.{code}")


# --- A child under three ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born_on", "expected"),
    [
        (date(2023, 11, 24), Outcome.ELIGIBLE),  # three tomorrow
        (date(2023, 11, 23), Outcome.INELIGIBLE),  # three today
        (date(2023, 11, 22), Outcome.INELIGIBLE),
        (TODAY, Outcome.ELIGIBLE),  # born today
    ],
)
def test_under_three_is_until_the_day_before_the_third_birthday(born_on, expected):
    assert outcome(youngest_child_born_on=born_on) is expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2027, 2, 27), Outcome.ELIGIBLE), (date(2027, 2, 28), Outcome.INELIGIBLE)],
)
def test_a_child_of_29_february_turns_three_on_the_28th(on, expected):
    assert outcome(on=on, youngest_child_born_on=date(2024, 2, 29)) is expected


def test_a_pregnancy_is_a_way_in_by_itself():
    assert outcome(is_prenatal=True, youngest_child_born_on=date(2015, 1, 1)) is Outcome.ELIGIBLE
    assert outcome(is_prenatal=True, youngest_child_born_on=None, has_child=False) is Outcome.ELIGIBLE


def test_neither_pregnant_nor_a_child_is_a_no():
    assert outcome(youngest_child_born_on=None, has_child=False) is Outcome.INELIGIBLE


def test_a_birth_date_after_the_day_is_asked_again():
    assert outcome(youngest_child_born_on=TODAY + timedelta(days=1)) is Outcome.NEEDS_INFORMATION


# --- Income under 185% -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cents", "expected"),
    [
        (LIMIT_OF_FOUR - 1, Outcome.ELIGIBLE),  # one cent under
        (LIMIT_OF_FOUR, Outcome.INELIGIBLE),  # at the limit is not under it
        (LIMIT_OF_FOUR + 1, Outcome.INELIGIBLE),
        (0, Outcome.ELIGIBLE),  # no income is an income of zero
    ],
)
def test_under_is_strictly_less(cents, expected):
    assert outcome(annual_income_cents=cents) is expected


def test_at_or_below_is_a_setting():
    at_or_below = parameters_of("moppp", {"income_comparison": {date(2026, 7, 1): "at_or_below"}})

    assert outcome(parameters=at_or_below, annual_income_cents=LIMIT_OF_FOUR) is Outcome.ELIGIBLE
    assert outcome(parameters=at_or_below, annual_income_cents=LIMIT_OF_FOUR + 1) is Outcome.INELIGIBLE


@pytest.mark.parametrize(("size", "guideline"), [(1, 15_960), (8, 55_720), (9, 61_400), (14, 89_800)])
def test_the_limit_grows_with_the_household(size, guideline):
    limit = guideline * 185

    assert outcome(household_size=size, annual_income_cents=limit - 1) is Outcome.ELIGIBLE
    assert outcome(household_size=size, annual_income_cents=limit) is Outcome.INELIGIBLE


def test_an_odd_cent_of_the_limit_is_not_rounded():
    # 185% of 27,320 for three is 50,542.00; of 2025's 26,650 it is 49,302.50
    on = date(2025, 6, 1)
    child = {"youngest_child_born_on": date(2024, 6, 1), "household_size": 3}

    assert outcome(on=on, annual_income_cents=49_302_49, **child) is Outcome.ELIGIBLE
    assert outcome(on=on, annual_income_cents=49_302_50, **child) is Outcome.INELIGIBLE


YEARS = tables()["contiguous"]


@pytest.mark.parametrize("size", [1, 8, 9, 14])
@pytest.mark.parametrize("table", YEARS, ids=lambda table: str(table.year))
def test_one_cent_under_at_and_over_the_limit_of_every_years_table(table, size):
    limit = table.of(size) * 185
    on, born_on = table.begins_on, table.begins_on - timedelta(days=200)

    found = [
        outcome(on=on, household_size=size, annual_income_cents=limit + cents, youngest_child_born_on=born_on)
        for cents in (-1, 0, 1)
    ]

    assert found == [Outcome.ELIGIBLE, Outcome.INELIGIBLE, Outcome.INELIGIBLE]


@pytest.mark.parametrize(("old", "new"), pairwise(YEARS), ids=lambda table: str(table.year))
def test_the_old_limit_holds_to_the_day_before_a_new_guideline(old, new):
    between = old.of(4) * 185  # at the old limit, and under the new one
    born_on = new.begins_on - timedelta(days=200)
    facts = {"annual_income_cents": between, "youngest_child_born_on": born_on}

    assert old.of(4) < new.of(4)
    assert outcome(on=new.begins_on - timedelta(days=1), **facts) is Outcome.INELIGIBLE
    assert outcome(on=new.begins_on, **facts) is Outcome.ELIGIBLE


@pytest.mark.parametrize(("on", "year"), [(date(2026, 1, 12), 2025), (date(2026, 1, 13), 2026)])
def test_the_guideline_is_that_of_the_day(on, year):
    decision = decide(family(), on=on)

    assert decision.guideline_year == year


@pytest.mark.parametrize(
    ("on", "year"), [(date(2026, 6, 30), 2025), (date(2026, 7, 1), 2026), (date(2027, 6, 30), 2026)]
)
def test_the_program_may_use_a_new_guideline_from_a_later_month(on, year):
    from_july = parameters_of("moppp", {"guideline_from_month": {date(2020, 1, 1): 7}})

    assert decide(family(youngest_child_born_on=date(2025, 6, 1)), from_july, on=on).guideline_year == year


def test_never_before_the_day_on_which_it_came_into_force():
    from_january = parameters_of("moppp", {"guideline_from_month": {date(2020, 1, 1): 1}})

    assert decide(family(), from_january, on=date(2026, 1, 12)).guideline_year == 2025


def test_the_share_is_cut_and_never_rounded_up():
    decision = decide(family(annual_income_cents=LIMIT_OF_FOUR - 1), on=TODAY)

    assert decision.income_percent == Decimal("184.99")


def test_unborn_children_count_in_the_size_one_for_each():
    limit_of_five = (33_000 + 5_680) * 185
    twins = {"is_prenatal": True, "household_size": 3, "unborn_children": 2}

    assert outcome(annual_income_cents=limit_of_five - 1, **twins) is Outcome.ELIGIBLE
    assert outcome(annual_income_cents=limit_of_five, **twins) is Outcome.INELIGIBLE
    assert "3 and 2 unborn" in finding("income", **twins).value


def test_whether_unborn_children_count_is_a_setting():
    without = parameters_of("moppp", {"counts_unborn": {date(2026, 1, 1): False}})
    expecting = {"is_prenatal": True, "household_size": 4, "unborn_children": 1}

    assert outcome(parameters=without, annual_income_cents=LIMIT_OF_FOUR, **expecting) is Outcome.INELIGIBLE
    assert outcome(annual_income_cents=LIMIT_OF_FOUR, **expecting) is Outcome.ELIGIBLE


def test_alaska_has_its_own_guideline():
    assert outcome(state="AK", annual_income_cents=LIMIT_OF_FOUR) is Outcome.ELIGIBLE


def test_a_day_without_a_guideline_is_said():
    decision = decide(family(youngest_child_born_on=date(2030, 1, 1)), on=date(2030, 6, 1))

    assert decision.outcome is Outcome.NEEDS_INFORMATION
    assert "Enter the guideline in force" in " ".join(decision.missing)
    assert decision.guideline_year is None


def test_a_year_whose_first_day_is_not_verified_says_so():
    decision = decide(family(youngest_child_born_on=date(2023, 1, 1)), on=date(2024, 6, 1))

    assert "could not be verified" in " ".join(decision.notes)
    assert any("first day not verified" in one.source for one in decision.findings)


# --- Referred by Children's Division ---------------------------------------------------------


def test_a_referral_needs_no_income():
    decision = decide(family(referred_by_childrens_division=True, annual_income_cents=None), on=TODAY)

    assert decision.outcome is Outcome.ELIGIBLE
    assert decision.missing == ()


@pytest.mark.parametrize(
    ("born_on", "expected"),
    [(date(2021, 11, 24), Outcome.ELIGIBLE), (date(2021, 11, 23), Outcome.INELIGIBLE)],
)
def test_a_referral_holds_until_the_fifth_birthday(born_on, expected):
    facts = {"referred_by_childrens_division": True, "annual_income_cents": None}

    assert outcome(youngest_child_born_on=born_on, **facts) is expected


def test_a_site_that_does_not_take_the_option_serves_until_three():
    without = parameters_of("moppp", {"childrens_division_to_five": {date(2026, 1, 1): False}})
    referred = {"referred_by_childrens_division": True, "annual_income_cents": 200_000_00}

    assert outcome(parameters=without, youngest_child_born_on=date(2024, 6, 1), **referred) is Outcome.ELIGIBLE
    assert outcome(parameters=without, youngest_child_born_on=date(2022, 6, 1), **referred) is Outcome.INELIGIBLE


def test_a_referral_of_a_pregnant_family_counts():
    facts = {"is_prenatal": True, "youngest_child_born_on": None, "annual_income_cents": 200_000_00}

    assert outcome(referred_by_childrens_division=True, **facts) is Outcome.ELIGIBLE
    assert outcome(**facts) is Outcome.INELIGIBLE


# --- Priority --------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "priority"), [(0, False), (3, False), (4, True), (15, True)])
def test_four_risk_factors_give_priority_and_never_decide_admission(count, priority):
    decision = decide(family(risk_factors=frozenset(FACTORS[:count])), on=TODAY)

    assert decision.priority is priority
    assert decision.risk_factor_count == count
    assert decision.outcome is Outcome.ELIGIBLE


def test_the_list_has_the_fifteen_of_the_source_in_its_order():
    assert len(FACTORS) == 15
    assert FACTORS[0] == "child_disability"
    assert FACTORS[-1] == "young_parent"
    assert risk_factors()["low_birth_weight_or_preterm"]["words"] == "Very low birth weight and preterm birth"


def test_priority_is_open_while_what_was_not_asked_could_turn_it():
    three = frozenset(FACTORS[:3])

    assert decide(family(risk_factors=None), on=TODAY).priority is None
    assert decide(family(risk_factors=three, risk_factors_unknown=frozenset(FACTORS[3:4])), on=TODAY).priority is None
    assert decide(family(risk_factors=three), on=TODAY).priority is False


def test_a_site_adds_factors_of_its_own_counted_and_said():
    own = parameters_of("moppp", {"own_risk_factors": {date(2026, 1, 1): ["recent_refugee"]}})
    facts = family(risk_factors=frozenset([*FACTORS[:3], "recent_refugee"]))

    assert decide(facts, on=TODAY).risk_factor_count == 3
    decision = decide(facts, own, on=TODAY)
    assert (decision.risk_factor_count, decision.priority) == (4, True)
    assert "1 were added by the site" in " ".join(decision.notes)


# --- Unknown is an answer of its own ---------------------------------------------------------

KNOWN_VALUES = {
    "household_size": 4,
    "annual_income_cents": 30_000_00,
    "is_prenatal": False,
    "youngest_child_born_on": date(2024, 6, 1),
    "referred_by_childrens_division": False,
}


@pytest.mark.parametrize(
    ("unknown", "question"),
    [
        ("annual_income_cents", "What is the household's income?"),
        ("youngest_child_born_on", "When was the youngest child born?"),
    ],
)
def test_a_missing_fact_names_its_question(unknown, question):
    decision = decide(family(**{unknown: None}), on=TODAY)

    assert decision.outcome is Outcome.NEEDS_INFORMATION
    assert question in decision.missing


def test_a_missing_size_is_asked_only_where_it_could_turn_the_answer():
    assert outcome(household_size=None, annual_income_cents=15_960 * 185 - 1) is Outcome.ELIGIBLE
    assert outcome(household_size=None, annual_income_cents=40_000_00) is Outcome.NEEDS_INFORMATION
    assert outcome(household_size=None, annual_income_cents=900_000_00) is Outcome.INELIGIBLE


def test_an_older_child_alone_leaves_a_pregnancy_to_ask_about():
    decision = decide(family(is_prenatal=None, youngest_child_born_on=date(2018, 1, 1)), on=TODAY)

    assert decision.outcome is Outcome.NEEDS_INFORMATION
    assert "Is somebody in the household pregnant?" in decision.missing


def test_what_settles_the_answer_leaves_nothing_to_ask():
    decision = decide(family(referred_by_childrens_division=None), on=TODAY)

    assert decision.outcome is Outcome.ELIGIBLE
    assert decision.missing == ()


def test_nothing_known_asks_for_everything():
    decision = decide(MopppFacts(), on=TODAY)

    assert decision.outcome is Outcome.NEEDS_INFORMATION
    assert len(decision.missing) == 3
    assert decision.priority is None


# --- What comes later, and what would change it ----------------------------------------------


def test_the_day_on_which_the_child_is_too_old_is_part_of_the_answer():
    assert decide(family(), on=TODAY).eligible_until == date(2027, 6, 1)
    referred = decide(family(referred_by_childrens_division=True), on=TODAY)
    assert referred.eligible_until == date(2029, 6, 1)
    assert decide(family(is_prenatal=True), on=TODAY).eligible_until is None
    assert decide(family(annual_income_cents=900_000_00), on=TODAY).eligible_until is None


def test_what_would_change_it_was_tried():
    found = what_would_change("moppp", family(annual_income_cents=LIMIT_OF_FOUR), on=TODAY)

    assert found == [
        "An income under $61,050.00 a year, which is $1,174.03 a week.",
        "A referral by Children's Division.",
    ]
    assert what_would_change("moppp", family(), on=TODAY) == []
    older = family(youngest_child_born_on=date(2022, 6, 1))
    assert what_would_change("moppp", older, on=TODAY) == [
        "A referral by Children's Division.",
        "A pregnancy in the household.",
    ]


def test_the_decision_is_plain_data_and_whole():
    data = decide(family(), on=TODAY).as_data()

    assert data["outcome"] == "eligible"
    assert data["income_percent"] == "90.90"
    assert data["guideline_year"] == 2026
    assert [one["code"] for one in data["findings"]][:2] == ["moppp.child", "moppp.income"]
    assert all(one["source"] and one["threshold"] and one["value"] for one in data["findings"])


# --- Properties ------------------------------------------------------------------------------

maybe = st.sampled_from([True, False, None])
families = st.builds(
    MopppFacts,
    state=st.sampled_from(["MO", "AK"]),
    household_size=st.none() | st.integers(1, 12),
    unborn_children=st.none() | st.integers(0, 3),
    annual_income_cents=st.none() | st.integers(0, 20_000_000),
    is_prenatal=maybe,
    has_child=maybe,
    youngest_child_born_on=st.none() | st.dates(date(2019, 1, 1), TODAY),
    referred_by_childrens_division=maybe,
    risk_factors=st.none() | st.frozensets(st.sampled_from(FACTORS)),
    risk_factors_unknown=st.frozensets(st.sampled_from(FACTORS)),
)


@given(facts=families, more=st.integers(1, 5_000_000))
def test_more_income_never_makes_a_family_eligible(facts, more):
    if facts.annual_income_cents is None:
        return
    richer = replace(facts, annual_income_cents=facts.annual_income_cents + more)

    if decide(richer, on=TODAY).outcome is Outcome.ELIGIBLE:
        assert decide(facts, on=TODAY).outcome is Outcome.ELIGIBLE


@given(facts=families, factor=st.sampled_from(FACTORS))
def test_one_more_risk_factor_never_lowers_priority(facts, factor):
    rank = {False: 0, None: 1, True: 2}
    if facts.risk_factors is None:
        return
    before = decide(replace(facts, risk_factors_unknown=frozenset()), on=TODAY).priority
    more = replace(facts, risk_factors=facts.risk_factors | {factor}, risk_factors_unknown=frozenset())

    assert rank[decide(more, on=TODAY).priority] >= rank[before]


@given(
    facts=families,
    size=st.integers(1, LARGEST_HOUSEHOLD),
    unborn=st.integers(1, MOST_UNBORN),
    income=st.integers(0, 20_000_000),
    is_prenatal=st.booleans(),
    born_on=st.dates(date(2019, 1, 1), TODAY),
    referred=st.booleans(),
)
def test_unknown_is_never_a_plain_answer_where_some_value_would_turn_it(
    facts, size, unborn, income, is_prenatal, born_on, referred
):
    """Whatever the unknown facts turn out to be, a yes stays a yes and a no stays a no."""
    learned = replace(
        facts,
        household_size=facts.household_size or size,
        annual_income_cents=income if facts.annual_income_cents is None else facts.annual_income_cents,
        is_prenatal=is_prenatal if facts.is_prenatal is None else facts.is_prenatal,
        referred_by_childrens_division=(
            referred if facts.referred_by_childrens_division is None else facts.referred_by_childrens_division
        ),
    )
    if facts.youngest_child_born_on is None and facts.has_child is not False:
        learned = replace(learned, youngest_child_born_on=born_on, has_child=True)
    if facts.unborn_children is None:
        learned = replace(learned, unborn_children=unborn if learned.is_prenatal else 0)
    said = decide(facts, on=TODAY).outcome

    if said is not Outcome.NEEDS_INFORMATION:
        assert decide(learned, on=TODAY).outcome is said


@given(facts=families)
def test_every_finding_explains_itself(facts):
    decision = decide(facts, on=TODAY)

    for one in decision.findings:
        assert one.rule
        assert one.value
        assert one.threshold
        assert one.source
        assert bool(one.question) == (one.answer is Answer.UNKNOWN)
    assert bool(decision.missing) == (decision.outcome is Outcome.NEEDS_INFORMATION)


# The program's page, word for word.
FIFTEEN = (
    "Child with a disability or chronic health condition",
    "Death in the immediate family",
    "Foster care or other temporary caregiver",
    "High school diploma or equivalency not attained",
    "Housing instability/homeless",
    "Intimate partner violence",
    "History of child abuse or neglect",
    "Military deployment",
    "Parent incarcerated during the child's lifetime",
    "Parent with disabilities or chronic health condition",
    "Parent with mental health issue(s)",
    "Single Parent household",
    "Substance use disorder",
    "Very low birth weight and preterm birth",
    "Young parents/teen parents",
)


def test_each_risk_factor_is_asked_in_the_words_of_the_source():
    assert tuple(factor["words"] for factor in risk_factors().values()) == FIFTEEN
    for code in risk_factors():
        assert definition_of(code, parameters_of("moppp"), on=TODAY)
        assert "{" not in definition_of(code, parameters_of("moppp"), on=TODAY)


def test_a_definition_follows_the_settings_of_the_site():
    own = {"young_parent_age": {date(2020, 1, 1): 19}, "low_birth_weight_and_preterm": {date(2020, 1, 1): "both"}}
    site = parameters_of("moppp", own)

    assert definition_of("young_parent", site, on=TODAY) == "A parent of 19 years or younger."
    assert definition_of("low_birth_weight_or_preterm", site, on=TODAY).endswith("both are needed.")
    assert definition_of("recent_refugee", site, on=TODAY) == ""
