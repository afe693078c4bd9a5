"""What would change an answer: the facts whose other value would turn a no into a yes, in plain words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from eligibility.ages import birthday
from eligibility.facts import MopppFacts, MpmpFacts, WorksiteFacts, YoungParentFacts
from eligibility.outcome import Decision, Outcome
from eligibility.parameters import Parameters, parameters_of
from eligibility.poverty import NoGuideline, table_on
from eligibility.rules import RULES
from eligibility.rules.worksite import site_rules


def what_would_change(program: str, facts: Any, parameters: Parameters | None = None, *, on: date) -> list[str]:
    """Sentences about single facts that would make the answer a yes; none where it is one, or is still open.

    Each sentence was tried: with that fact changed and all else as it is, the rule says yes.
    """
    parameters = parameters or parameters_of(program)
    decide = RULES[program].decide
    if decide(facts, parameters, on=on).outcome is not Outcome.INELIGIBLE:
        return []
    found = []
    for sentence, changed, day in _TRIES[program](facts, parameters, on):
        decision: Decision = decide(changed, parameters, on=day)
        if decision.outcome is Outcome.ELIGIBLE:
            found.append(sentence)
    return found


def _day(day):
    return f"{day:%B} {day.day}, {day.year}"


def _moppp(facts: MopppFacts, parameters, on):
    if facts.annual_income_cents is not None and facts.household_size:
        yield from _lower_income(facts, parameters, on)
    if facts.referred_by_childrens_division is False:
        yield "A referral by Children's Division.", replace(facts, referred_by_childrens_division=True), on
    if facts.is_prenatal is False:
        yield "A pregnancy in the household.", replace(facts, is_prenatal=True), on


def _lower_income(facts, parameters, on):
    rules = parameters.on(on)
    try:
        table = table_on(on, facts.state, parameters.guidelines, parameters.guideline_days)
    except NoGuideline:
        return
    unborn = (facts.unborn_children or int(bool(facts.is_prenatal))) if rules["counts_unborn"] else 0
    limit = table.of(facts.household_size + unborn) * rules["income_limit"]
    may_equal = rules["income_comparison"] == "at_or_below"
    highest = limit if may_equal else limit - 1
    words = "at or below" if may_equal else "under"
    yield (
        f"An income {words} ${limit // 100:,}.{limit % 100:02d} a year.",
        replace(facts, annual_income_cents=highest),
        on,
    )


def _worksite(facts: WorksiteFacts, parameters, on):
    youngest = parameters.value_on("youngest_age", on)
    if facts.born_on and birthday(facts.born_on, youngest) > on:
        day = birthday(facts.born_on, youngest)
        yield f"Time: from {_day(day)} on the age fits.", facts, day
    if facts.foster_care is False:
        yield "Time in foster care.", replace(facts, foster_care=True), on
    if facts.youth_services is False:
        yield "The Division of Youth Services being involved.", replace(facts, youth_services=True), on
    if facts.court_supervision is False:
        yield "Court supervision.", replace(facts, court_supervision=True), on
    if facts.other_challenge == "":
        yield "Another difficult life challenge, in words.", replace(facts, other_challenge="said"), on
    for code, answer in facts.site_answers.items():
        if answer is False:
            yield f"{site_rules()[code]['rule']}.", replace(facts, site_answers={**facts.site_answers, code: True}), on


def _young_parent(facts: YoungParentFacts, parameters, on):
    if facts.is_parent is False and facts.is_expecting is False:
        yield "A child, or expecting one.", replace(facts, is_expecting=True), on


def _mpmp(facts: MpmpFacts, parameters, on):
    if facts.child_protection_case is False:
        yield "A child protection case.", replace(facts, child_protection_case=True), on


_TRIES: dict[str, Callable] = {
    "moppp": _moppp,
    "worksite": _worksite,
    "young_parent": _young_parent,
    "mpmp": _mpmp,
}
