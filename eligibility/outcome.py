"""A decision, and the findings it rests on."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Outcome(StrEnum):
    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    NEEDS_INFORMATION = "needs_information"


class Answer(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class Finding(NamedTuple):
    """One rule as applied: what was seen, against what, from which source, with which answer.

    `question` is what to ask while the answer is unknown. `counts` is False for a finding that the outcome
    does not rest on, such as priority, or the other way in where one way is settled.
    """

    code: str
    rule: str
    answer: Answer
    value: str
    threshold: str
    source: str
    question: str = ""
    counts: bool = True


class Decision(NamedTuple):
    """An outcome on a day, with every finding.

    `priority` is None where it is not known or the program has none. `income_hundredths` is the income as a
    share of the poverty guideline in hundredths of a percent, cut and never rounded up. `eligible_until` is
    the first day on which the family is no longer eligible by its age, where that day is known. `notes` are
    sentences about what comes later.
    """

    program: str
    on: date
    outcome: Outcome
    findings: tuple[Finding, ...]
    priority: bool | None = None
    risk_factor_count: int | None = None
    income_hundredths: int | None = None
    guideline_year: int | None = None
    eligible_until: date | None = None
    notes: tuple[str, ...] = ()

    @property
    def income_percent(self) -> Decimal | None:
        """The income in percent of the poverty guideline, with two decimals."""
        if self.income_hundredths is None:
            return None
        return Decimal(self.income_hundredths).scaleb(-2)

    @property
    def missing(self) -> tuple[str, ...]:
        """What to ask, while the outcome or the priority rests on it; each question once."""
        open_questions = (
            finding.question
            for finding in self.findings
            if finding.answer is Answer.UNKNOWN and finding.question and finding.counts
        )
        return tuple(dict.fromkeys(open_questions)) if self.outcome is Outcome.NEEDS_INFORMATION else ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """One sentence a finding: rule, what was seen, and the limit."""
        return tuple(
            f"{finding.rule}: {finding.value} ({finding.threshold})" for finding in self.findings if finding.counts
        )

    def as_data(self) -> dict:
        """Plain data to store whole."""
        return {
            "program": self.program,
            "on": self.on.isoformat(),
            "outcome": str(self.outcome),
            "priority": self.priority,
            "risk_factor_count": self.risk_factor_count,
            "income_percent": None if self.income_percent is None else str(self.income_percent),
            "guideline_year": self.guideline_year,
            "eligible_until": self.eligible_until.isoformat() if self.eligible_until else None,
            "notes": list(self.notes),
            "findings": [{**finding._asdict(), "answer": str(finding.answer)} for finding in self.findings],
        }


def all_of(answers) -> Answer:
    """Every answer must be met. One that is not settles it; else one unknown leaves it open."""
    answers = frozenset(answers)
    if Answer.NOT_MET in answers:
        return Answer.NOT_MET
    return Answer.UNKNOWN if Answer.UNKNOWN in answers else Answer.MET


def any_of(answers) -> Answer:
    """One answer that is met settles it; else one unknown leaves it open."""
    answers = frozenset(answers)
    if Answer.MET in answers:
        return Answer.MET
    return Answer.UNKNOWN if Answer.UNKNOWN in answers else Answer.NOT_MET


OUTCOME_OF = {
    Answer.MET: Outcome.ELIGIBLE,
    Answer.NOT_MET: Outcome.INELIGIBLE,
    Answer.UNKNOWN: Outcome.NEEDS_INFORMATION,
}


def answer_of(fact: bool | None) -> Answer:
    """Yes is met, no is not, and not known stays open."""
    if fact is None:
        return Answer.UNKNOWN
    return Answer.MET if fact else Answer.NOT_MET
