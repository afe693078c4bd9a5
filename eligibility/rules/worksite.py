"""MMP Worksite: 16 to 21 years on the day, one experience of the list, and what a site asks besides."""

import tomllib
from datetime import date
from functools import cache

from eligibility.ages import birthday, full_years
from eligibility.facts import WorksiteFacts
from eligibility.outcome import OUTCOME_OF, Answer, Decision, Finding, all_of, answer_of, any_of
from eligibility.parameters import DATA, Parameters, parameters_of

PROGRAM = "worksite"
FOSTER_CARE = {"in_care": "in care", "left": "left care", "aged_out": "aged out of care"}


@cache
def site_rules() -> dict[str, dict]:
    """The rules that a site may turn on: code -> rule, question and source."""
    with (DATA / "worksite_site_rules.toml").open("rb") as file:
        return tomllib.load(file)


def decide(facts: WorksiteFacts, parameters: Parameters | None = None, *, on: date) -> Decision:
    """Whether this young person may join on the day `on`."""
    parameters = parameters or parameters_of(PROGRAM)
    age = _age(facts, parameters, on)
    ways = _experiences(facts, parameters["experience"].source)
    own = tuple(_of_the_site(code, facts) for code in parameters.value_on("site_rules", on))
    experience = any_of(way.answer for way in ways)
    answer = all_of([age.answer, experience, *(rule.answer for rule in own)])
    oldest = parameters.value_on("oldest_age", on)
    return Decision(
        program=PROGRAM,
        on=on,
        outcome=OUTCOME_OF[answer],
        # Once one experience is known the others decide nothing.
        findings=(age, *(way._replace(counts=_decides(way, experience)) for way in ways), *own),
        eligible_until=birthday(facts.born_on, oldest + 1) if facts.born_on else None,
    )


def _decides(way, experience):
    return way.answer is experience


def _age(facts, parameters, on):
    youngest, oldest = parameters.value_on("youngest_age", on), parameters.value_on("oldest_age", on)
    age = full_years(facts.born_on, on) if facts.born_on else None
    if age is None or age < 0:
        answer, value = Answer.UNKNOWN, "birth date not known" if age is None else "the birth date lies after this day"
    else:
        answer, value = answer_of(youngest <= age <= oldest), f"{age} years"
    return Finding(
        code="worksite.age",
        rule="Age",
        answer=answer,
        value=value,
        threshold=f"{youngest} to {oldest} years",
        source=parameters["youngest_age"].source,
        question="What is the birth date?" if answer is Answer.UNKNOWN else "",
    )


def _experiences(facts, source):
    """The four ways of the source, each a finding; one is enough."""
    challenge = None if facts.other_challenge is None else bool(facts.other_challenge.strip())
    ways = (
        (
            "foster_care",
            "Foster care",
            facts.foster_care,
            _foster_care_in_words(facts),
            "Has this person been in foster care?",
        ),
        (
            "youth_services",
            "Division of Youth Services",
            facts.youth_services,
            "",
            "Has the Division of Youth Services been involved?",
        ),
        ("court_supervision", "Court supervision", facts.court_supervision, "", "Has there been court supervision?"),
        (
            "other_challenge",
            "Other difficult life challenge",
            challenge,
            facts.other_challenge or "",
            "Is there another difficult life challenge? Say which.",
        ),
    )
    words = {True: "yes", False: "no", None: "not known"}
    return tuple(
        Finding(
            code=f"worksite.{code}",
            rule=rule,
            answer=answer_of(fact),
            value=said if fact and said else words[fact],
            threshold="one of the four is enough",
            source=source,
            question=question if fact is None else "",
        )
        for code, rule, fact, said, question in ways
    )


def _foster_care_in_words(facts):
    """Whether they are in care, left it or aged out, with the day, and what else was said; empty where nothing was."""
    how, on = FOSTER_CARE.get(facts.foster_care_how, ""), facts.foster_care_on
    if how and on:
        how = f"{how} {'since' if facts.foster_care_how == 'in_care' else 'on'} {on:%B} {on.day}, {on.year}"
    return "; ".join(words for words in (how, facts.foster_care_words) if words)


def _of_the_site(code, facts):
    rule = site_rules()[code]
    fact = facts.site_answers.get(code)
    return Finding(
        code=f"worksite.site.{code}",
        rule=rule["rule"],
        answer=answer_of(fact),
        value={True: "yes", False: "no", None: "not known"}[fact],
        threshold="yes; a rule of this site",
        source=rule["source"],
        question=rule["question"] if fact is None else "",
    )
