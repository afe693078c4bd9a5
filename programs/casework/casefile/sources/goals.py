"""Goals that were set and what came of them, steps done, and notes on how it goes."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mmp_portal.ui.templatetags.ui import full_day
from programs.casework.casefile.sources.lines import Source, lines
from programs.casework.goals.models import Area, Goal, GoalNote, Status, Step


def set_goals(enrollment):
    rows = Goal.objects.not_voided().filter(enrollment=enrollment)
    return lines(rows, on="set_on", a="words", b="area", who="recorded_by__name")


def tell_set(line, telling):
    return telling.entry(
        line,
        _("Goal: %(words)s") % {"words": line.a},
        "bullseye",
        meta=(str(Area(line.b).label), *telling.by(line)),
        url=_url(line),
    )


def ended(enrollment):
    rows = Goal.objects.not_voided().filter(enrollment=enrollment).exclude(ended_on=None)
    return lines(rows, on="ended_on", a="words", b="status", c="outcome_words")


def tell_ended(line, telling):
    is_reached = line.b == Status.REACHED
    return telling.entry(
        line,
        _("Goal %(outcome)s: %(words)s") % {"outcome": str(Status(line.b).label).lower(), "words": line.a},
        "flag" if is_reached else "dash-circle",
        kind="good" if is_reached else "",
        note=line.c,
        url=_url(line),
    )


def steps_done(enrollment):
    rows = Step.objects.not_voided().filter(goal__enrollment=enrollment, goal__voided_at=None).exclude(done_on=None)
    return lines(rows, pk="goal", on="done_on", a="words", b="goal__words", who="done_by__name")


def tell_step(line, telling):
    return telling.entry(
        line,
        _("Step done: %(words)s") % {"words": line.a},
        "check-circle",
        kind="good",
        meta=(_("toward: %(goal)s") % {"goal": line.b}, *telling.by(line)),
        url=_url(line),
    )


def notes(enrollment):
    rows = GoalNote.objects.not_voided().filter(goal__enrollment=enrollment, goal__voided_at=None)
    return lines(rows, pk="goal", at="recorded_at", a="words", b="goal__words", who="recorded_by__name")


def tell_note(line, telling):
    at = telling.moment(line.at)
    return telling.entry(
        line,
        _("How it goes: %(goal)s") % {"goal": line.b},
        "chat-text",
        note=line.a,
        meta=telling.by(line),
        url=_url(line),
        when=full_day(at),
    )


def _url(line):
    return reverse("goals:goal", args=[line.pk])


SOURCES = (
    Source(kind="goal_set", chip="goals", rows=set_goals, tell=tell_set),
    Source(kind="goal_ended", chip="goals", rows=ended, tell=tell_ended, rank=4),
    Source(kind="step_done", chip="goals", rows=steps_done, tell=tell_step),
    Source(kind="goal_note", chip="goals", rows=notes, tell=tell_note),
)
