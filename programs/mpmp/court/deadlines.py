"""The court's deadlines by rule: each with its day, the rule it follows from and its source. Pure, but for words.

What was noted about one (another day, with a reason; or that it was met) lies over the rule and never changes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from holidays import country_holidays

from programs.mpmp.court.clock import DAY, months_after
from programs.mpmp.models import HearingKind

HOLIDAYS = country_holidays("US", subdiv="MN")
HOURS_A_DAY = 24

EMERGENCY = "emergency"
ADMIT_DENY = "admit_deny"
PLACEMENT_PLAN = "placement_plan"
TRIAL = "trial"
REVIEW = "review"
PLAN_REVIEW = "plan_review"
PERMANENCY_PROGRESS = "permanency_progress"
PERMANENCY_PETITION = "permanency_petition"
PERMANENCY_ADMIT_DENY = "permanency_admit_deny"
PERMANENCY_TRIAL = "permanency_trial"

LABELS = {
    EMERGENCY: gettext_lazy("Emergency protective care hearing"),
    ADMIT_DENY: gettext_lazy("Admit or deny hearing"),
    PLACEMENT_PLAN: gettext_lazy("Placement plan filed"),
    TRIAL: gettext_lazy("Trial begins"),
    REVIEW: gettext_lazy("Review hearing"),
    PLAN_REVIEW: gettext_lazy("Review of the placement plan"),
    PERMANENCY_PROGRESS: gettext_lazy("Permanency progress hearing"),
    PERMANENCY_PETITION: gettext_lazy("Permanency petition filed"),
    PERMANENCY_ADMIT_DENY: gettext_lazy("Permanency admit or deny hearing"),
    PERMANENCY_TRIAL: gettext_lazy("Permanency trial begins"),
}
# A hearing of the same kind that was held meets these; the others are met when somebody says so.
MET_BY = {
    EMERGENCY: HearingKind.EMERGENCY,
    ADMIT_DENY: HearingKind.ADMIT_DENY,
    TRIAL: HearingKind.TRIAL,
    PERMANENCY_PROGRESS: HearingKind.PERMANENCY_PROGRESS,
    PERMANENCY_ADMIT_DENY: HearingKind.PERMANENCY_ADMIT_DENY,
    PERMANENCY_TRIAL: HearingKind.PERMANENCY_TRIAL,
}


@dataclass(frozen=True)
class CourtFacts:
    """What the rules ask about a case.

    `removed_on` is the day the running removal of its children began, None while all live at home; `earlier_days`
    are the days of earlier placements that the permanency clock adds. `held` gives the days of the hearings held,
    by kind. `notes` gives what was noted, by rule and the day it is counted from.
    """

    opened_on: date
    removed_on: date | None = None
    earlier_days: int = 0
    is_tribal: bool = False
    told_tribe_on: date | None = None
    ended_on: date | None = None
    held: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    notes: Mapping[tuple[str, date], object] = field(default_factory=dict)


@dataclass(frozen=True)
class Due:
    """A deadline: by rule, and as it holds now. `note` is what was noted about it, or None."""

    rule: str
    counted_from: date
    by_rule: date
    due_on: date
    says: str
    source: str
    met_on: date | None = None
    reason: str = ""
    note: object = None

    @property
    def label(self):
        return LABELS[self.rule]

    @property
    def is_met(self):
        return self.met_on is not None

    @property
    def is_moved(self):
        return self.due_on != self.by_rule


def working_days_after(day, count):
    """The day that lies so many days after `day`, Saturdays, Sundays and legal holidays of Minnesota left out."""
    while count:
        day += DAY
        if day.weekday() < 5 and day not in HOLIDAYS:
            count -= 1
    return day


def deadlines_of(facts, parameters, *, on):
    """The deadlines of a case as the rules of the day `on` have them, in the order of their days.

    `parameters` gives the values of the rules. A case that has ended owes nothing any more.
    """
    if facts.ended_on and facts.ended_on <= on:
        return []
    rules = _Rules(facts, parameters, on)
    found = rules.of_a_removal() if facts.removed_on else rules.at_home()
    return sorted(found, key=lambda due: (due.due_on, due.rule))


class _Rules:
    """The rules one by one, each in the words in which a page shows it."""

    def __init__(self, facts, parameters, on):
        self.facts = facts
        self.parameters = parameters
        self.values = parameters.on(on)

    def at_home(self):
        opened = self.facts.opened_on
        days = self.values["admit_deny_at_home_days"]
        admit = self._due(
            ADMIT_DENY,
            opened,
            opened + timedelta(days=days),
            ngettext("Within %(count)d day of the petition.", "Within %(count)d days of the petition.", days)
            % {"count": days},
            "admit_deny_at_home_days",
        )
        return [admit, *self._trial(opened, admit), *self._reviews(opened)]

    def of_a_removal(self):
        facts, values, removed = self.facts, self.values, self.facts.removed_on
        hours = values["emergency_hearing_hours"]
        emergency = self._due(
            EMERGENCY,
            removed,
            working_days_after(removed, -(-hours // HOURS_A_DAY)),
            _("Within %(count)d hours of the removal, weekends and holidays left out.") % {"count": hours},
            "emergency_hearing_hours",
        )
        days = values["admit_deny_days"]
        admit = self._due(
            ADMIT_DENY,
            removed,
            (emergency.met_on or emergency.due_on) + timedelta(days=days),
            ngettext(
                "Within %(count)d day of the emergency hearing.",
                "Within %(count)d days of the emergency hearing.",
                days,
            )
            % {"count": days},
            "admit_deny_days",
        )
        return [
            emergency,
            admit,
            self._days_after_removal(PLACEMENT_PLAN, "placement_plan_days"),
            *self._trial(removed, emergency, admit),
            *self._reviews(removed),
            self._days_after_removal(PLAN_REVIEW, "plan_review_days"),
            *self._permanency(facts, values, removed),
        ]

    def _permanency(self, facts, values, removed):
        progress = values["permanency_progress_months"]
        earlier = timedelta(days=facts.earlier_days)
        petition, months = values["permanency_petition_days"], values["permanency_months"]
        counted = (
            " "
            + ngettext(
                "%(count)d day of earlier placements is counted.",
                "%(count)d days of earlier placements are counted.",
                facts.earlier_days,
            )
            % {"count": facts.earlier_days}
            if facts.earlier_days
            else ""
        )
        admit = self._due(
            PERMANENCY_ADMIT_DENY,
            removed,
            max(removed, months_after(removed, months) - earlier),
            ngettext("By %(count)d month in placement.", "By %(count)d months in placement.", months)
            % {"count": months}
            + counted,
            "permanency_months",
        )
        found = [
            self._due(
                PERMANENCY_PROGRESS,
                removed,
                months_after(removed, progress),
                ngettext(
                    "Within %(count)d month of the placement.", "Within %(count)d months of the placement.", progress
                )
                % {"count": progress},
                "permanency_progress_months",
            ),
            self._due(
                PERMANENCY_PETITION,
                removed,
                max(removed, removed + timedelta(days=petition) - earlier),
                _("By about day %(count)d in placement.") % {"count": petition} + counted,
                "permanency_petition_days",
            ),
            admit,
        ]
        if admit.met_on:
            days = values["permanency_trial_days"]
            found.append(
                self._due(
                    PERMANENCY_TRIAL,
                    removed,
                    admit.met_on + timedelta(days=days),
                    ngettext(
                        "Within %(count)d day of the permanency admit or deny hearing.",
                        "Within %(count)d days of the permanency admit or deny hearing.",
                        days,
                    )
                    % {"count": days},
                    "permanency_trial_days",
                )
            )
        return found

    def _days_after_removal(self, rule, name):
        days, removed = self.values[name], self.facts.removed_on
        says = ngettext("Within %(count)d day of the removal.", "Within %(count)d days of the removal.", days)
        return self._due(rule, removed, removed + timedelta(days=days), says % {"count": days}, name)

    def _trial(self, counted_from, *hearings):
        """Counted from the first of the hearings; asked for once one of them was held."""
        held = [one.met_on for one in hearings if one.met_on]
        if not held:
            return []
        days = self.values["trial_days"]
        says = ngettext(
            "Within %(count)d day of the first hearing.", "Within %(count)d days of the first hearing.", days
        )
        return [self._due(TRIAL, counted_from, min(held) + timedelta(days=days), says % {"count": days}, "trial_days")]

    def _reviews(self, counted_from):
        """The next review, counted from the last hearing that looked at the whole case."""
        looked = [
            day
            for kind in (
                HearingKind.ADMIT_DENY,
                HearingKind.TRIAL,
                HearingKind.REVIEW,
                HearingKind.PERMANENCY_PROGRESS,
            )
            for day in self.facts.held.get(kind, ())
            if day >= counted_from
        ]
        if not looked:
            return []
        days, last = self.values["review_days"], max(looked)
        says = ngettext("About %(count)d day after the last one.", "About %(count)d days after the last one.", days)
        return [self._due(REVIEW, last, last + timedelta(days=days), says % {"count": days}, "review_days")]

    def _due(self, rule, counted_from, by_rule, says, name):
        facts = self.facts
        if rule == ADMIT_DENY and facts.is_tribal and facts.told_tribe_on:
            notice = self.values["tribal_notice_days"]
            earliest = facts.told_tribe_on + timedelta(days=notice)
            if earliest > by_rule:
                by_rule = earliest
                says = _("Not before the tribe has had its notice for %(count)d days.") % {"count": notice}
        note = facts.notes.get((rule, counted_from))
        held = [day for day in facts.held.get(MET_BY.get(rule, ""), ()) if day >= counted_from]
        return Due(
            rule=rule,
            counted_from=counted_from,
            by_rule=by_rule,
            due_on=note.due_on if note and note.due_on else by_rule,
            says=says,
            source=self.parameters[name].source,
            met_on=min(held) if held else (note.met_on if note else None),
            reason=note.reason if note else "",
            note=note,
        )
