"""What the room's rules answer about a person, ready for a page and for storing."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from programs.casework.parameters.values.overlay import parameters_for
from programs.casework.parameters.wording import translated
from programs.casework.referrals.screenings.known import facts_known

ELIGIBLE, INELIGIBLE, NEEDS_INFORMATION, NO_RULES = "eligible", "ineligible", "needs_information", "no_rules"


@dataclass(frozen=True)
class Answer:
    """An outcome with its findings, as plain data. `data` is what is kept with the enrollment."""

    outcome: str
    findings: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    data: dict = field(default_factory=dict)

    @property
    def needs_reason(self):
        """Whether somebody must say in writing why the person is enrolled all the same."""
        return self.outcome != ELIGIBLE

    @property
    def verdict(self):
        return {ELIGIBLE: "eligible", INELIGIBLE: "ineligible"}.get(self.outcome, "ask")

    @property
    def why_needed(self):
        """The sentence beside the reason field when it was left empty."""
        return {
            INELIGIBLE: _("By the rules this person is not eligible. Say why they are enrolled all the same."),
            NEEDS_INFORMATION: _("Something is not known yet. Ask first, or say why they are enrolled already."),
            NO_RULES: _("Say how it was decided that this person may join."),
        }.get(self.outcome, "")

    def as_data(self, *, override="", by=None):
        """The decision to keep whole, with the reason where the rules did not say yes."""
        kept = dict(self.data)
        if self.needs_reason and override:
            kept |= {"override": override, "override_by": by.pk if by else None}
        return kept


def answer_for(person, program, *, on, site=None):
    """Ask the program's rules about the person on the day, with the values of the site.

    What was said at screenings there is known, too. A program without rules here says so.
    """
    if program.decide is None or program.facts is None:
        return Answer(outcome=NO_RULES, data={"program": program.code, "on": on.isoformat(), "outcome": NO_RULES})
    parameters = parameters_for(program.code, site=site)
    facts = facts_known(person, program.code, on=on, site=site) if site else program.facts(person, on=on)
    decision = program.decide(facts, parameters, on=on)
    data = decision.as_data()
    return Answer(
        outcome=data["outcome"],
        findings=[_shown(finding) for finding in data["findings"]],
        questions=[translated(finding["question"]) for finding in data["findings"] if finding["question"]],
        data=data,
    )


def _shown(finding):
    words = {"met": pgettext("a rule", "Met"), "not_met": pgettext("a rule", "Not met"), "unknown": _("Unknown")}
    return {
        "answer": finding["answer"].replace("_", "-"),
        "word": words[finding["answer"]],
        "rule": translated(finding["rule"]),
        "value": translated(finding["value"]),
        "threshold": translated(finding["threshold"]),
        "source": finding["source"],
    }
