"""Every fact of every program unknown in turn: it is asked for where it matters, and not where the answer is settled."""

from dataclasses import fields, replace
from datetime import date

import pytest

from eligibility.answers import FACTS
from eligibility.facts import MopppFacts, MpmpFacts, WorksiteFacts, YoungParentFacts
from eligibility.outcome import Answer, Outcome
from eligibility.parameters import parameters_of
from eligibility.rules import RULES
from eligibility.rules.worksite import site_rules

TODAY = date(2026, 11, 23)
HOUSEHOLD = MopppFacts(
    household_size=4,
    unborn_children=0,
    annual_income_cents=40_000_00,
    is_prenatal=False,
    has_child=True,
    youngest_child_born_on=date(2025, 6, 1),
    referred_by_childrens_division=False,
    risk_factors=frozenset(),
)
PREGNANT = replace(
    HOUSEHOLD, household_size=3, annual_income_cents=65_000_00, is_prenatal=True, unborn_children=2, has_child=False
)
NO_CHILD = replace(HOUSEHOLD, youngest_child_born_on=None, has_child=False)
OLDER_CHILD = replace(HOUSEHOLD, youngest_child_born_on=date(2019, 1, 1))
RICH = replace(HOUSEHOLD, annual_income_cents=200_000_00)
YOUTH = WorksiteFacts(
    born_on=date(2008, 5, 1),
    foster_care=False,
    youth_services=False,
    court_supervision=False,
    other_challenge="",
    site_answers=dict.fromkeys(site_rules(), True),
)
PARENT = YoungParentFacts(born_on=date(2007, 5, 1), is_parent=False, is_expecting=False)
CAREGIVER = MpmpFacts(is_caregiver=True, child_protection_case=True, children_born_on=(date(2020, 1, 1),))
GREENE = parameters_of("worksite", {"site_rules": {date(2020, 1, 1): list(site_rules())}})

# Facts in which the one that is taken out decides: program, facts, its name, and the question.
DECIDING = [
    ("moppp", HOUSEHOLD, "household_size", "How many people live in the household?"),
    ("moppp", HOUSEHOLD, "annual_income_cents", "What is the household's income?"),
    ("moppp", HOUSEHOLD, "youngest_child_born_on", "When was the youngest child born?"),
    ("moppp", PREGNANT, "unborn_children", "Is somebody pregnant, and how many children are expected?"),
    ("moppp", OLDER_CHILD, "is_prenatal", "Is somebody in the household pregnant?"),
    ("moppp", NO_CHILD, "has_child", "When was the youngest child born?"),
    ("moppp", RICH, "referred_by_childrens_division", "Did Children's Division refer the family?"),
    ("worksite", replace(YOUTH, foster_care=True), "born_on", "What is the birth date?"),
    ("worksite", YOUTH, "foster_care", "Has this person been in foster care?"),
    ("worksite", YOUTH, "youth_services", "Has the Division of Youth Services been involved?"),
    ("worksite", YOUTH, "court_supervision", "Has there been court supervision?"),
    ("worksite", YOUTH, "other_challenge", "Is there another difficult life challenge? Say which."),
    ("young_parent", replace(PARENT, is_parent=True), "born_on", "What is the birth date?"),
    ("young_parent", PARENT, "is_parent", "Has this person a child, or expects one?"),
    ("young_parent", PARENT, "is_expecting", "Has this person a child, or expects one?"),
    ("mpmp", CAREGIVER, "is_caregiver", "Is this person a parent or caregiver?"),
    ("mpmp", CAREGIVER, "child_protection_case", "Is there a child protection case?"),
    ("mpmp", CAREGIVER, "children_born_on", "When were the children born?"),
]


@pytest.mark.parametrize(("program", "facts", "name", "question"), DECIDING)
def test_a_fact_that_decides_is_asked_for_by_its_question_alone(program, facts, name, question):
    decision = RULES[program].decide(replace(facts, **{name: None}), on=TODAY)

    assert decision.outcome is Outcome.NEEDS_INFORMATION
    assert question in decision.missing
    assert RULES[program].decide(facts, on=TODAY).outcome is not Outcome.NEEDS_INFORMATION


@pytest.mark.parametrize("code", site_rules())
def test_a_rule_of_the_site_is_asked_for(code):
    facts = replace(YOUTH, court_supervision=True, site_answers={**YOUTH.site_answers, code: None})

    decision = RULES["worksite"].decide(facts, GREENE, on=TODAY)

    assert decision.missing == (site_rules()[code]["question"],)


def test_risk_factors_that_nobody_asked_leave_the_answer_and_open_the_priority():
    decision = RULES["moppp"].decide(replace(HOUSEHOLD, risk_factors=None), on=TODAY)

    assert (decision.outcome, decision.priority) == (Outcome.ELIGIBLE, None)
    assert next(one for one in decision.findings if one.code == "moppp.priority").answer is Answer.UNKNOWN


@pytest.mark.parametrize(
    "name", ["household_size", "unborn_children", "annual_income_cents", "is_prenatal", "has_child", "risk_factors"]
)
def test_a_referral_by_childrens_division_settles_it_whatever_else_is_unknown(name):
    referred = replace(HOUSEHOLD, referred_by_childrens_division=True, **{name: None})

    decision = RULES["moppp"].decide(referred, on=TODAY)

    assert (decision.outcome, decision.missing) == (Outcome.ELIGIBLE, ())


def test_every_fact_that_a_rule_asks_about_is_taken_out_somewhere_above():
    not_asked_for = {
        "state",  # the site's own
        "risk_factors",
        "risk_factors_unknown",
        "foster_care_how",
        "foster_care_on",
        "foster_care_words",
        "site_answers",
        "case_closed_on",  # empty while the case is open
    }
    kinds = {"moppp": MopppFacts, "worksite": WorksiteFacts, "young_parent": YoungParentFacts, "mpmp": MpmpFacts}
    asked = {(program, one.name) for program in FACTS for one in fields(kinds[program])}
    taken_out = {(program, name) for program, _facts, name, _question in DECIDING}

    assert {pair for pair in asked if pair[1] not in not_asked_for} == taken_out
