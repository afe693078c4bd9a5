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
    return _tried(program, facts, parameters or parameters_of(program), on, Outcome.INELIGIBLE)


def what_would_settle(program: str, facts: Any, parameters: Parameters | None = None, *, on: date) -> list[str]:
    """Sentences about single facts that would make an answer that is still open a yes; none where it is not open."""
    return _tried(program, facts, parameters or parameters_of(program), on, Outcome.NEEDS_INFORMATION)


def _tried(program, facts, parameters, on, outcome):
    decide = RULES[program].decide
    if decide(facts, parameters, on=on).outcome is not outcome:
        return []
    found = []
    for sentence, changed, day in _TRIES[program](facts, parameters, on):
        decision: Decision = decide(changed, parameters, on=day)
        if decision.outcome is Outcome.ELIGIBLE:
            found.append(sentence)
    return found


def _day(day):
    return f"{day:%B} {day.day}, {day.year}"


def _dollars(cents):
    return f"${cents // 100:,}.{cents % 100:02d}"


def _moppp(facts: MopppFacts, parameters, on):
    if facts.household_size:
        yield from _lower_income(facts, parameters, on)
    if not facts.referred_by_childrens_division:
        yield "A referral by Children's Division.", replace(facts, referred_by_childrens_division=True), on
    if not facts.is_prenatal:
        yield "A pregnancy in the household.", replace(facts, is_prenatal=True), on


def _lower_income(facts, parameters, on):
    rules = parameters.on(on)
    try:
        table = table_on(on, facts.state, parameters.guidelines, parameters.days_of_use(on))
    except NoGuideline:
        return
    unborn = (facts.unborn_children or int(bool(facts.is_prenatal))) if rules["counts_unborn"] else 0
    limit = table.of(facts.household_size + unborn) * rules["income_limit"]
    may_equal = rules["income_comparison"] == "at_or_below"
    highest = limit if may_equal else limit - 1
    words = "at or below" if may_equal else "under"
    yield (
        f"An income {words} {_dollars(limit)} a year, which is {_dollars(limit // 52)} a week.",
        replace(facts, annual_income_cents=highest),
        on,
    )


def _worksite(facts: WorksiteFacts, parameters, on):
    youngest = parameters.value_on("youngest_age", on)
    if facts.born_on and birthday(facts.born_on, youngest) > on:
        day = birthday(facts.born_on, youngest)
        yield f"Time: from {_day(day)} on the age fits.", facts, day
    if not facts.foster_care:
        yield "Time in foster care.", replace(facts, foster_care=True), on
    if not facts.youth_services:
        yield "The Division of Youth Services being involved.", replace(facts, youth_services=True), on
    if not facts.court_supervision:
        yield "Court supervision.", replace(facts, court_supervision=True), on
    if not facts.other_challenge:
        yield "Another difficult life challenge, in words.", replace(facts, other_challenge="said"), on
    for code in parameters.value_on("site_rules", on):
        if not facts.site_answers.get(code):
            yield f"{site_rules()[code]['rule']}.", replace(facts, site_answers={**facts.site_answers, code: True}), on


def _young_parent(facts: YoungParentFacts, parameters, on):
    if not facts.is_parent and not facts.is_expecting:
        yield "A child, or expecting one.", replace(facts, is_expecting=True), on


def _mpmp(facts: MpmpFacts, parameters, on):
    if not facts.child_protection_case:
        yield "A child protection case.", replace(facts, child_protection_case=True), on


_TRIES: dict[str, Callable] = {
    "moppp": _moppp,
    "worksite": _worksite,
    "young_parent": _young_parent,
    "mpmp": _mpmp,
}
