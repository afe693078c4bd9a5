"""What one family said, each thing once whichever program asks it, and each program's facts made of that.

The same answers serve every program: a family that does not fit one is asked nothing twice to see which fits.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from eligibility.facts import MopppFacts, MpmpFacts, WorksiteFacts, YoungParentFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Everything that a rule of some program asks about one person and their household. None: not known.

    `children_born_on` are the birth dates of all children, and `youngest_child_born_on` that of the youngest where
    only it was asked. `income_sources` are the amounts that `annual_income_cents` is the sum of, as they were said.
    """

    state: str = "MO"
    born_on: date | None = None
    is_parent: bool | None = None
    is_expecting: bool | None = None
    unborn_children: int | None = None
    children_born_on: tuple[date, ...] | None = None
    youngest_child_born_on: date | None = None
    household_size: int | None = None
    annual_income_cents: int | None = None
    income_sources: tuple[Mapping, ...] = ()
    referred_by_childrens_division: bool | None = None
    child_protection_case: bool | None = None
    case_closed_on: date | None = None
    foster_care: bool | None = None
    foster_care_how: str = ""
    foster_care_on: date | None = None
    foster_care_words: str = ""
    youth_services: bool | None = None
    court_supervision: bool | None = None
    other_challenge: str | None = None
    site_answers: Mapping[str, bool | None] = field(default_factory=dict)
    risk_factors: frozenset[str] | None = None
    risk_factors_unknown: frozenset[str] = frozenset()


RESTRICTED = ("risk_factors", "risk_factors_unknown")
DAYS = ("born_on", "youngest_child_born_on", "case_closed_on", "foster_care_on")


# --- Answers to facts -----------------------------------------------------------------------------


def _youngest(answers):
    if answers.youngest_child_born_on is None and answers.children_born_on:
        return max(answers.children_born_on)
    return answers.youngest_child_born_on


def _is_parent(answers):
    """As they said; whoever has a child with a birth date is a parent where nothing was said."""
    if answers.is_parent is None and (answers.youngest_child_born_on or answers.children_born_on):
        return True
    return answers.is_parent


def _moppp(answers):
    return MopppFacts(
        state=answers.state,
        household_size=answers.household_size,
        unborn_children=answers.unborn_children,
        annual_income_cents=answers.annual_income_cents,
        is_prenatal=answers.is_expecting,
        has_child=_is_parent(answers),
        youngest_child_born_on=_youngest(answers),
        referred_by_childrens_division=answers.referred_by_childrens_division,
        risk_factors=answers.risk_factors,
        risk_factors_unknown=answers.risk_factors_unknown,
    )


def _worksite(answers):
    return WorksiteFacts(
        born_on=answers.born_on,
        foster_care=answers.foster_care,
        youth_services=answers.youth_services,
        court_supervision=answers.court_supervision,
        other_challenge=answers.other_challenge,
        foster_care_how=answers.foster_care_how,
        foster_care_on=answers.foster_care_on,
        foster_care_words=answers.foster_care_words,
        site_answers=answers.site_answers,
    )


def _young_parent(answers):
    return YoungParentFacts(born_on=answers.born_on, is_parent=_is_parent(answers), is_expecting=answers.is_expecting)


def _mpmp(answers):
    children = answers.children_born_on
    if children is None and answers.youngest_child_born_on:
        children = (answers.youngest_child_born_on,)  # the rule asks for the youngest alone
    elif children is None and answers.is_parent is False:
        children = ()
    return MpmpFacts(
        is_caregiver=_is_parent(answers),
        child_protection_case=answers.child_protection_case,
        children_born_on=children,
        case_closed_on=answers.case_closed_on,
    )


FACTS: dict[str, Callable[[Answers], Any]] = {
    "worksite": _worksite,
    "young_parent": _young_parent,
    "mpmp": _mpmp,
    "moppp": _moppp,
}

ASKED: dict[str, tuple[str, ...]] = {
    "worksite": (
        "born_on",
        "foster_care",
        "youth_services",
        "court_supervision",
        "other_challenge",
        "site_answers",
    ),
    "young_parent": ("born_on", "is_parent", "is_expecting"),
    "mpmp": ("is_parent", "children_born_on", "child_protection_case", "case_closed_on"),
    "moppp": (
        "household_size",
        "is_expecting",
        "unborn_children",
        "is_parent",
        "youngest_child_born_on",
        "annual_income_cents",
        "referred_by_childrens_division",
        "risk_factors",
    ),
}


def facts_for(program: str, answers: Answers) -> Any:
    """The facts of a program as these answers say them."""
    return FACTS[program](answers)


# --- Facts to answers -----------------------------------------------------------------------------

# Where a program's fact has another name than the answer.
_OTHER_NAMES = {"is_prenatal": "is_expecting", "has_child": "is_parent", "is_caregiver": "is_parent"}


def answers_of(facts: Any) -> Answers:
    """What a program's facts say of the answers; the rest is not known."""
    own = {one.name for one in fields(Answers)}
    found = {}
    for one in fields(facts):
        name = _OTHER_NAMES.get(one.name, one.name)
        if name in own:
            found[name] = getattr(facts, one.name)
    return Answers(**found)


def is_said(name: str, value: Any) -> bool:
    """Whether a value says anything: what is not known says nothing, nor do empty words and lists of details."""
    if name in ("foster_care_how", "foster_care_words", "income_sources", "site_answers", "risk_factors_unknown"):
        return bool(value)
    return value is not None


def together(several: Iterable[Answers]) -> Answers:
    """Several answers as one; what is said first holds."""
    found = Answers()
    for answers in reversed(list(several)):
        said = {
            one.name: getattr(answers, one.name)
            for one in fields(Answers)
            if is_said(one.name, getattr(answers, one.name))
        }
        found = replace(found, **said)
    return found


# --- To keep and to read again --------------------------------------------------------------------


def as_data(answers: Answers) -> dict:
    """Plain data to store, without what is not known, and without the risk factors: those are kept apart."""
    data: dict[str, Any] = {}
    for one in fields(Answers):
        value = getattr(answers, one.name)
        if one.name in RESTRICTED or not is_said(one.name, value):
            continue
        if one.name in DAYS:
            value = value.isoformat()
        elif one.name == "children_born_on":
            value = [day.isoformat() for day in value]
        elif one.name == "income_sources":
            value = [dict(source) for source in value]
        elif one.name == "site_answers":
            value = dict(value)
        data[one.name] = value
    return data


def from_data(data: Mapping, *, risk_factors: Iterable[str] | None = None, unknown: Iterable[str] = ()) -> Answers:
    """The answers again, as `as_data` kept them, with the risk factors that were kept apart."""
    said = dict(data)
    for name in DAYS:
        if name in said:
            said[name] = date.fromisoformat(said[name])
    if "children_born_on" in said:
        said["children_born_on"] = tuple(date.fromisoformat(day) for day in said["children_born_on"])
    if "income_sources" in said:
        said["income_sources"] = tuple(said["income_sources"])
    if risk_factors is not None:
        said["risk_factors"] = frozenset(risk_factors)
        said["risk_factors_unknown"] = frozenset(unknown)
    return Answers(**said)
