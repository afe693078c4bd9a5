"""All that a rule may look at. None means: not known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class YoungParentFacts:
    """What the Young Parent rule asks about one person."""

    born_on: date | None = None
    is_parent: bool | None = None
    is_expecting: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksiteFacts:
    """What the Worksite rule asks about one young person.

    `other_challenge` is the difficult life challenge in words: None is not known, "" is none.
    `foster_care_how` is "in_care", "left" or "aged_out" ("": nobody said), `foster_care_on` the day since which or on
    which, and `foster_care_words` whatever else was said of it. `site_answers` answer the rules
    a site has of its own, by their code.
    """

    born_on: date | None = None
    foster_care: bool | None = None
    youth_services: bool | None = None
    court_supervision: bool | None = None
    other_challenge: str | None = None
    foster_care_how: str = ""
    foster_care_on: date | None = None
    foster_care_words: str = ""
    site_answers: Mapping[str, bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MpmpFacts:
    """What the MPMP rule asks about one parent or caregiver. `children_born_on` None: nobody knows; (): none."""

    is_caregiver: bool | None = None
    child_protection_case: bool | None = None
    children_born_on: tuple[date, ...] | None = None
    case_closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MopppFacts:
    """What the MOPPP rule asks about one household.

    `household_size` leaves unborn children out; `unborn_children` counts them. `annual_income_cents` is the
    household's income brought to a year. `has_child` False says that there is no child yet. Of the risk
    factors, `risk_factors` are those present and `risk_factors_unknown` those nobody has asked; all others
    are absent. None for `risk_factors`: nothing was asked.
    """

    state: str = "MO"
    household_size: int | None = None
    unborn_children: int | None = None
    annual_income_cents: int | None = None
    is_prenatal: bool | None = None
    has_child: bool | None = None
    youngest_child_born_on: date | None = None
    referred_by_childrens_division: bool | None = None
    risk_factors: frozenset[str] | None = None
    risk_factors_unknown: frozenset[str] = frozenset()
