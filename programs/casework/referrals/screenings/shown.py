"""What a page says of an answer: the same for one that is worked out while somebody types and for a stored one."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from eligibility import answers as said
from eligibility.changes import what_would_change, what_would_settle
from eligibility.outcome import Outcome
from eligibility.rules import moppp
from programs import registry
from programs.casework.parameters.wording import translated

VERDICTS = {
    Outcome.ELIGIBLE: "eligible",
    Outcome.INELIGIBLE: "ineligible",
    Outcome.NEEDS_INFORMATION: "ask",
}


@dataclass(frozen=True)
class Shown:
    """An answer, ready for a template. `findings` decide; `aside` are those that it does not rest on."""

    program: Any
    on: date
    outcome: str
    verdict: str
    findings: list
    aside: list
    questions: list
    changes: list
    notes: list
    eligible_until: date | None
    sources: list = field(default_factory=list)
    income_total: str = ""
    priority: Any = None


@dataclass(frozen=True)
class Priority:
    """Whether a family comes first, by how many risk factors of how many."""

    answer: bool | None
    count: int | None
    listed: int
    threshold: str
    source: str

    @property
    def title(self):
        counted = _("%(count)s of %(listed)d risk factors") % {
            "count": "?" if self.count is None else self.count,
            "listed": self.listed,
        }
        return {
            True: _("Priority: yes, %(counted)s"),
            False: _("Priority: no, %(counted)s"),
            None: _("Priority: not known yet, %(counted)s"),
        }[self.answer] % {"counted": counted}


@dataclass(frozen=True)
class Suggestion:
    """Another program that fits, or may fit: what is still to be asked for it."""

    program: Any
    is_sure: bool
    questions: tuple[str, ...]
    may_screen: bool


def finding_shown(finding):
    words = {"met": pgettext("a rule", "Met"), "not_met": pgettext("a rule", "Not met"), "unknown": _("Unknown")}
    return {
        "answer": finding["answer"].replace("_", "-"),
        "word": words[finding["answer"]],
        "rule": translated(finding["rule"]),
        "value": translated(finding["value"]),
        "threshold": translated(finding["threshold"]),
        "source": finding["source"],
    }


def shown(data, *, answers, parameters, listed=None):
    """The answer `data` (a decision as plain data) for a page.

    `answers` and `parameters` are what it was given: they say what would change it. `listed` is how many risk
    factors are asked about.
    """
    program, on = data["program"], date.fromisoformat(data["on"])
    facts = said.facts_for(program, answers)
    ask = what_would_settle if data["outcome"] == Outcome.NEEDS_INFORMATION else what_would_change
    counted = [one for one in data["findings"] if one["counts"]]
    aside = [one for one in data["findings"] if not one["counts"] and not one["code"].endswith(".priority")]
    questions = [translated(one["question"]) for one in counted if one["question"]]
    total = answers.annual_income_cents
    return Shown(
        program=registry.get(program),
        on=on,
        outcome=data["outcome"],
        verdict=VERDICTS[Outcome(data["outcome"])],
        findings=[finding_shown(one) for one in counted],
        aside=[finding_shown(one) for one in aside],
        questions=list(dict.fromkeys(questions)) if data["outcome"] == Outcome.NEEDS_INFORMATION else [],
        changes=[translated(one) for one in ask(program, facts, parameters, on=on)],
        notes=[translated(one) for one in data["notes"]],
        eligible_until=date.fromisoformat(data["eligible_until"]) if data["eligible_until"] else None,
        sources=list(answers.income_sources) if "annual_income_cents" in said.ASKED[program] else [],
        income_total="" if total is None else f"${total // 100:,}.{total % 100:02d}",
        priority=_priority(data, listed),
    )


def _priority(data, listed):
    if listed is None:
        return None
    finding = next(one for one in data["findings"] if one["code"].endswith(".priority"))
    return Priority(
        data["priority"], data["risk_factor_count"], listed, translated(finding["threshold"]), finding["source"]
    )


def factors_shown(form, answers):
    """Each risk factor that the form asks about, with its answer; none while nothing was asked."""
    if answers.risk_factors is None:
        return []
    icons = {"met": "check-circle", "unknown": "question-circle", "not-met": "dash-circle"}
    found = []
    for code in form.factors:
        is_open = code in answers.risk_factors_unknown
        answer = "met" if code in answers.risk_factors else "unknown" if is_open else "not-met"
        found.append(
            {
                "words": form.factor_words(code),
                "answer": answer,
                "icon": icons[answer],
                "is_own": code not in moppp.risk_factors(),
            }
        )
    return found


def suggestions(answers, *, program, offered, on, parameters_of, may_screen):
    """The other programs of the site that these answers fit, sure ones first; none that say no.

    `offered` are the codes of the site's programs, `parameters_of(code)` what their rules are given, and
    `may_screen` the codes for which the reader may screen.
    """
    found = []
    for code in offered:
        other = registry.get(code)
        if code == program or other.decide is None:
            continue
        decision = other.decide(said.facts_for(code, answers), parameters_of(code), on=on)
        if decision.outcome is not Outcome.INELIGIBLE:
            is_sure = decision.outcome is Outcome.ELIGIBLE
            questions = tuple(translated(one) for one in decision.missing)
            found.append(Suggestion(other, is_sure, questions, code in may_screen))
    return sorted(found, key=lambda one: (not one.is_sure, len(one.questions)))
