"""MMP Young Parent: a mother or father, or expecting; 21 years or younger on the day."""

from calendar import isleap
from datetime import date

from eligibility.facts import YoungParentFacts
from eligibility.outcome import Answer, Decision, Finding, all_of
from eligibility.parameters import Parameters, parameters_of

PROGRAM = "young_parent"


def full_years(born_on: date, day: date) -> int:
    """Age in full years; somebody born on 29 February has the birthday on the 28th in other years."""
    birthday_passed = (day.month, day.day) >= (born_on.month, born_on.day)
    if (born_on.month, born_on.day) == (2, 29) and (day.month, day.day) == (2, 28) and not isleap(day.year):
        birthday_passed = True
    return day.year - born_on.year - (0 if birthday_passed else 1)


def decide(facts: YoungParentFacts, parameters: Parameters | None = None, *, on: date) -> Decision:
    """Whether this person may join on the day `on`."""
    parameters = parameters or parameters_of(PROGRAM)
    findings = (_parenthood(facts, parameters), _age(facts, parameters, on))
    return Decision(program=PROGRAM, on=on, outcome=all_of(findings), findings=findings)


def _parenthood(facts, parameters):
    source = parameters["parenthood"].source
    if facts.is_parent or facts.is_expecting:
        answer, value = Answer.MET, "a parent" if facts.is_parent else "expecting a child"
    elif facts.is_parent is None or facts.is_expecting is None:
        answer, value = Answer.UNKNOWN, "not known"
    else:
        answer, value = Answer.NOT_MET, "neither a parent nor expecting"
    return Finding(
        rule="A mother or father, or expecting a child",
        answer=answer,
        value=value,
        threshold="a parent, of either sex, or expecting",
        source=source,
        question="Has this person a child, or expects one?" if answer is Answer.UNKNOWN else "",
    )


def _age(facts, parameters, on):
    limit = parameters["oldest_age"]
    oldest = limit.value_on(on)
    threshold = f"{oldest} years or younger"
    if facts.born_on is None:
        return Finding(
            rule="Age",
            answer=Answer.UNKNOWN,
            value="birth date not known",
            threshold=threshold,
            source=limit.source,
            question="What is the birth date?",
        )
    age = full_years(facts.born_on, on)
    return Finding(
        rule="Age",
        answer=Answer.MET if 0 <= age <= oldest else Answer.NOT_MET,
        value=f"{age} years",
        threshold=threshold,
        source=limit.source,
    )
