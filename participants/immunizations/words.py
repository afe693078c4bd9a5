"""Standings in words: what is due from when, and why a dose does not count."""

from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participants.ages import months_on
from participants.immunizations.schedule import Span
from participants.immunizations.standing import Flaw, Status
from participants.immunizations.vaccines import Vaccine

LABELS = {
    Status.UP_TO_DATE: gettext_lazy("Up to date"),
    Status.DUE: gettext_lazy("Due"),
    Status.OVERDUE: gettext_lazy("Overdue"),
    Status.DECLINED: gettext_lazy("Declined"),
    Status.EXEMPT: gettext_lazy("Exempt"),
    Status.PAST_AGE: gettext_lazy("Past the age for it"),
    None: gettext_lazy("Not known"),
}
KINDS = {
    Status.UP_TO_DATE: "met",
    Status.DUE: "waiting",
    Status.OVERDUE: "late",
    Status.DECLINED: "declined",
    Status.EXEMPT: "plain",
    Status.PAST_AGE: "plain",
    None: "new",
}
ICONS = {None: "question-circle"}


def full(day):
    return formats.date_format(day, _("M j, Y"))


def span_in_words(span: Span):
    """“2 months”, “4 years”, “birth”."""
    if span.unit == "year":
        return ngettext("%(count)d year", "%(count)d years", span.months // 12) % {"count": span.months // 12}
    if span.months:
        return ngettext("%(count)d month", "%(count)d months", span.months) % {"count": span.months}
    if not span.days:
        return _("birth")
    if span.days % 7 == 0:
        return ngettext("%(count)d week", "%(count)d weeks", span.days // 7) % {"count": span.days // 7}
    return ngettext("%(count)d day", "%(count)d days", span.days) % {"count": span.days}


def ages_in_words(dose):
    """“12 months to 15 months”, or one age alone."""
    first, last = span_in_words(dose.first_age), span_in_words(dose.last_age)
    if dose.last_age.months == 0 or first == last:
        return first
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def age_at(born_on, day):
    """“birth”, “5 weeks” under three months, in months and years after."""
    days = (day - born_on).days
    if days < 7:
        return _("birth") if days == 0 else ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    if months_on(born_on, day) < 3:
        return ngettext("%(count)d week", "%(count)d weeks", days // 7) % {"count": days // 7}
    months = months_on(born_on, day)
    if months < 24:
        return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
    return ngettext("%(count)d year", "%(count)d years", months // 12) % {"count": months // 12}


@dataclass(frozen=True)
class Shot:
    """One dose given, as the page shows it."""

    record: Any
    day_words: str
    age: str
    number: int | None
    flaw: str


@dataclass(frozen=True)
class Line:
    """One vaccine, as the page and the printed card show it."""

    vaccine: str
    label: Any
    status: Any
    kind: str
    icon: str
    next_words: str
    reason: str
    shots: tuple[Shot, ...]


def line(standing, born_on, *, is_known=True):
    """The line of one vaccine. While no card was seen, what is missing is not called overdue."""
    unknown = not is_known and standing.status in (Status.OVERDUE, Status.DUE)
    return Line(
        vaccine=standing.vaccine,
        label=Vaccine(standing.vaccine).label,
        status=LABELS[None if unknown else standing.status],
        kind=KINDS[None if unknown else standing.status],
        icon=ICONS.get(None if unknown else standing.status, ""),
        next_words=next_in_words(standing),
        reason=reason_of(standing),
        shots=tuple(shot(judged, born_on) for judged in standing.judged),
    )


PRESSING = (Status.OVERDUE, Status.DUE)


def lines(found, born_on):
    """The lines of all vaccines, the most pressing first."""
    pressing = {status: place for place, status in enumerate(PRESSING)}
    standings = sorted(found.standings, key=lambda one: pressing.get(one.status, len(PRESSING)))
    return [line(one, born_on, is_known=found.is_known) for one in standings]


def shot(judged, born_on):
    return Shot(
        record=judged.given.record,
        day_words=full(judged.given.on),
        age=age_at(born_on, judged.given.on),
        number=judged.number,
        flaw=flaw_in_words(judged),
    )


def flaw_in_words(judged):
    """Why a dose does not count, and from which day on it would have."""
    if judged.counts:
        return ""
    words = {
        Flaw.TOO_YOUNG: _("Given too young: it counts from %(day)s on. Ask the clinic whether to repeat it."),
        Flaw.TOO_SOON: _(
            "Given too soon after the dose before: it counts from %(day)s on. Ask the clinic whether to repeat it."
        ),
        Flaw.TOO_SOON_AFTER_FIRST: _(
            "Given too soon after the first dose: it counts from %(day)s on. Ask the clinic whether to repeat it."
        ),
        Flaw.TOO_SOON_AFTER_LIVE: _(
            "Given too soon after another live vaccine: it counts on the same day, or from %(day)s on. "
            "Ask the clinic whether to repeat it."
        ),
    }
    return words[judged.flaw] % {"day": full(judged.counts_from)}


def next_in_words(standing):
    """“Dose 2, from Mar 3, 2026 to Apr 2, 2026”; empty where no dose is left."""
    if standing.next_dose is None:
        return ""
    days = {"from": full(standing.due_from), "by": full(standing.due_by), "number": standing.next_dose.number}
    if standing.series.season and standing.of_season > 1:
        return _("This season's second dose, %(from)s to %(by)s") % days
    if standing.series.season:
        return _("This season's dose, %(from)s to %(by)s") % days
    return _("Dose %(number)d, %(from)s to %(by)s") % days


def reason_of(standing):
    """Why the vaccine stands as it does, in one sentence."""
    if standing.status == Status.DECLINED:
        return _("The family declined it.")
    if standing.status == Status.EXEMPT:
        return _("The child is exempt.")
    if standing.status == Status.PAST_AGE:
        return _("It is not given at this age any more.")
    if standing.next_dose is None:
        return _("No further dose is on the schedule.")
    if standing.series.season and standing.of_season > 1:
        return _("A young child who had fewer than two before the season needs two in it.")
    if standing.series.season:
        return _("Once a season, from %(age)s on.") % {"age": span_in_words(standing.next_dose.least_age)}
    return _("Recommended at %(ages)s.") % {"ages": ages_in_words(standing.next_dose)}


def summary(found):
    """All vaccines in one sentence: what is overdue, else due, else what comes next."""
    if found is None:
        return _("Not measured: the schedule is for children up to 6 years, and needs the birth date.")
    if not found.is_known:
        return _("No card seen yet. Ask the family to bring it, or call the clinic.")
    overdue, due = found.of(Status.OVERDUE), found.of(Status.DUE)
    if overdue:
        return _("Overdue: %(vaccines)s.") % {"vaccines": _names(overdue)}
    if due:
        return _("Due now: %(vaccines)s.") % {"vaccines": _names(due)}
    if found.next_on:
        return _("Up to date. Next from %(day)s.") % {"day": full(found.next_on)}
    return _("Up to date. Nothing more is on the schedule.")


def _names(standings):
    return ", ".join(str(Vaccine(one.vaccine).label).partition(" (")[0] for one in standings)
