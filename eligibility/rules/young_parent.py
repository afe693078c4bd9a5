"""MMP Young Parent: a mother or father, or expecting; 21 years or younger on the day.

A site may set another oldest age, and a youngest one where it has one.
"""

from datetime import date

from eligibility.ages import birthday, full_years
from eligibility.facts import YoungParentFacts
from eligibility.outcome import OUTCOME_OF, Answer, Decision, Finding, all_of
from eligibility.parameters import Parameters, parameters_of

PROGRAM = "young_parent"


def decide(facts: YoungParentFacts, parameters: Parameters | None = None, *, on: date) -> Decision:
    """Whether this person may join on the day `on`."""
    parameters = parameters or parameters_of(PROGRAM)
    oldest = parameters.value_on("oldest_age", on)
    findings = (_parenthood(facts, parameters), _age(facts, parameters, on))
    return Decision(
        program=PROGRAM,
        on=on,
        outcome=OUTCOME_OF[all_of(finding.answer for finding in findings)],
        findings=findings,
        eligible_until=birthday(facts.born_on, oldest + 1) if facts.born_on else None,
    )


def _parenthood(facts, parameters):
    if facts.is_parent or facts.is_expecting:
        answer, value = Answer.MET, "a parent" if facts.is_parent else "expecting a child"
    elif facts.is_parent is None or facts.is_expecting is None:
        answer, value = Answer.UNKNOWN, "not known"
    else:
        answer, value = Answer.NOT_MET, "neither a parent nor expecting"
    return Finding(
        code="young_parent.parenthood",
        rule="A mother or father, or expecting a child",
        answer=answer,
        value=value,
        threshold="a parent, of either sex, or expecting",
        source=parameters["parenthood"].source,
        question="Has this person a child, or expects one?" if answer is Answer.UNKNOWN else "",
    )


def _age(facts, parameters, on):
    limit = parameters["oldest_age"]
    oldest, youngest = limit.value_on(on), parameters.value_on("youngest_age", on)
    age = full_years(facts.born_on, on) if facts.born_on else None
    if age is None or age < 0:
        answer, value = Answer.UNKNOWN, "birth date not known" if age is None else "the birth date lies after this day"
    else:
        answer, value = (Answer.MET if youngest <= age <= oldest else Answer.NOT_MET), f"{age} years"
    return Finding(
        code="young_parent.age",
        rule="Age",
        answer=answer,
        value=value,
        threshold=f"{youngest} to {oldest} years" if youngest else f"{oldest} years or younger",
        source=limit.source,
        question="What is the birth date?" if answer is Answer.UNKNOWN else "",
    )
