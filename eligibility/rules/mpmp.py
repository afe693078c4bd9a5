"""MPMP: a parent or caregiver in the child protection system, with a child from 0 to 18, at home or placed."""

from datetime import date

from eligibility.ages import birthday, full_years
from eligibility.facts import MpmpFacts
from eligibility.outcome import OUTCOME_OF, Answer, Decision, Finding, all_of, answer_of
from eligibility.parameters import Parameters, parameters_of

PROGRAM = "mpmp"
WORDS = {True: "yes", False: "no", None: "not known"}
GROWN_UP = 18


def decide(facts: MpmpFacts, parameters: Parameters | None = None, *, on: date) -> Decision:
    """Whether this parent may be served on the day `on`."""
    parameters = parameters or parameters_of(PROGRAM)
    findings = (_caregiver(facts, parameters), _case(facts, parameters, on), _children(facts, parameters, on))
    oldest = parameters.value_on("oldest_child_age", on)
    youngest = max(facts.children_born_on) if facts.children_born_on else None
    return Decision(
        program=PROGRAM,
        on=on,
        outcome=OUTCOME_OF[all_of(finding.answer for finding in findings)],
        findings=findings,
        eligible_until=birthday(youngest, oldest + 1) if youngest else None,
        notes=tuple(_notes(facts, parameters, youngest, on)),
    )


def _caregiver(facts, parameters):
    return Finding(
        code="mpmp.caregiver",
        rule="A parent or caregiver",
        answer=answer_of(facts.is_caregiver),
        value=WORDS[facts.is_caregiver],
        threshold="a parent or caregiver",
        source=parameters["child_protection_case"].source,
        question="Is this person a parent or caregiver?" if facts.is_caregiver is None else "",
    )


def _case(facts, parameters, on):
    """An open case, or one that has closed where mentoring goes on after it."""
    fact, value = facts.child_protection_case, WORDS[facts.child_protection_case]
    if facts.case_closed_on is not None:
        value = f"closed on {facts.case_closed_on:%B} {facts.case_closed_on.day}, {facts.case_closed_on.year}"
        fact = facts.case_closed_on > on or parameters.value_on("aftercare", on)
    return Finding(
        code="mpmp.case",
        rule="A child protection case",
        answer=answer_of(fact),
        value=value,
        threshold="in the child protection system, or after it where mentoring goes on"
        if parameters.value_on("aftercare", on)
        else "in the child protection system",
        source=parameters["child_protection_case"].source,
        question="Is there a child protection case?" if fact is None else "",
    )


def _children(facts, parameters, on):
    limit = parameters["oldest_child_age"]
    oldest = limit.value_on(on)
    if facts.children_born_on is None:
        answer, value = Answer.UNKNOWN, "no child's birth date is known"
    elif not facts.children_born_on:
        answer, value = Answer.NOT_MET, "no child"
    else:
        ages = [full_years(born_on, on) for born_on in facts.children_born_on]
        fitting = [age for age in ages if 0 <= age <= oldest]
        if not fitting and any(age < 0 for age in ages):
            answer, value = Answer.UNKNOWN, "a birth date lies after this day"
        else:
            answer = answer_of(bool(fitting))
            value = f"the youngest is {min(fitting or ages)} years"
    return Finding(
        code="mpmp.children",
        rule="A child from 0 to 18, at home or placed",
        answer=answer,
        value=value,
        threshold=f"a child of {oldest} years or younger",
        source=limit.source,
        question="When were the children born?" if answer is Answer.UNKNOWN else "",
    )


def _notes(facts, parameters, youngest, on):
    """What comes later: the youngest turning 18, and the time after the case."""
    if youngest and birthday(youngest, GROWN_UP) > on:
        day = birthday(youngest, GROWN_UP)
        yield (
            f"The youngest child turns 18 on {day:%B} {day.day}, {day.year}. The child protection case usually ends "
            "by then; mentoring goes on as long as the rules of the day allow it."
        )
    if parameters.value_on("aftercare", on):
        yield "Mentoring goes on after the child protection case has closed, as long as the parent wishes."
