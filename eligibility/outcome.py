"""A decision, and the findings it rests on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Outcome(StrEnum):
    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    NEEDS_INFORMATION = "needs_information"


class Answer(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One rule as applied: what was seen, against what, from which source, with which answer.

    `question` is what to ask when the answer is unknown.
    """

    rule: str
    answer: Answer
    value: str
    threshold: str
    source: str
    question: str = ""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """An outcome on a day, with every finding. `missing` names the questions still open."""

    program: str
    on: date
    outcome: Outcome
    findings: tuple[Finding, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(finding.question for finding in self.findings if finding.answer is Answer.UNKNOWN)

    def as_data(self) -> dict:
        """Plain data to store whole."""
        return {
            "program": self.program,
            "on": self.on.isoformat(),
            "outcome": str(self.outcome),
            "findings": [
                {
                    "rule": finding.rule,
                    "answer": str(finding.answer),
                    "value": finding.value,
                    "threshold": finding.threshold,
                    "source": finding.source,
                    "question": finding.question,
                }
                for finding in self.findings
            ],
        }


def all_of(findings) -> Outcome:
    """Every finding must be met. One that is not settles it; else one unknown leaves it open."""
    answers = {finding.answer for finding in findings}
    if Answer.NOT_MET in answers:
        return Outcome.INELIGIBLE
    if Answer.UNKNOWN in answers:
        return Outcome.NEEDS_INFORMATION
    return Outcome.ELIGIBLE
