"""What happened at court, as the story of a case tells it. Petitions and reports are restricted, and never told here."""

from django.urls import reverse
from django.utils.translation import gettext as _

from programs.casework.casefile.sources.lines import Source, lines
from programs.mpmp.models import (
    ChildPlacement,
    Hearing,
    HearingKind,
    HearingStatus,
    PlacementKind,
    PlanItem,
    PlanStatus,
)


def hearings(enrollment):
    rows = Hearing.objects.not_voided().filter(enrollment=enrollment).exclude(status=HearingStatus.PLANNED)
    return lines(rows, at="starts_at", a="kind", b="status", c="outcome")


def tell_hearing(line, telling):
    is_held = line.b == HearingStatus.HELD
    return telling.entry(
        line,
        HearingKind(line.a).label,
        "building" if is_held else "calendar-x",
        note=line.c,
        meta=() if is_held else (str(HearingStatus(line.b).label),),
        url=reverse("mpmp:hearing", args=[line.pk]),
    )


def placements_begun(enrollment):
    rows = ChildPlacement.objects.not_voided().filter(enrollment=enrollment)
    return lines(rows, pk="enrollment", on="starts_on", a="kind", b="child__given_name", c="with_whom")


def tell_placement(line, telling):
    facts = {"child": line.b, "kind": PlacementKind(line.a).label}
    return telling.entry(
        line, _("%(child)s: %(kind)s") % facts, "house-door", note=line.c, url=_court(line) + "#children"
    )


def placements_ended(enrollment):
    rows = ChildPlacement.objects.not_voided().filter(enrollment=enrollment).exclude(ends_on=None)
    return lines(rows, pk="enrollment", on="ends_on", a="kind", b="child__given_name", c="words")


def tell_placement_end(line, telling):
    facts = {"child": line.b, "kind": PlacementKind(line.a).label}
    return telling.entry(
        line, _("%(child)s left: %(kind)s") % facts, "arrow-right", note=line.c, url=_court(line) + "#children"
    )


def items_ended(enrollment):
    rows = PlanItem.objects.not_voided().filter(enrollment=enrollment).exclude(ended_on=None)
    return lines(rows, pk="enrollment", on="ended_on", a="words", b="status", c="parents_words")


def tell_item(line, telling):
    is_done = line.b == PlanStatus.DONE
    facts = {"words": line.a}
    title = _("Done from the case plan: %(words)s") % facts if is_done else _("No longer asked: %(words)s") % facts
    return telling.entry(
        line,
        title,
        "check-square" if is_done else "dash-circle",
        kind="good" if is_done else "",
        note=line.c,
        url=_court(line) + "#plan",
    )


def _court(line):
    return reverse("mpmp:court", args=[line.pk])


SOURCES = (
    Source(kind="mpmp_hearing", chip="program", rows=hearings, tell=tell_hearing),
    Source(kind="mpmp_placement", chip="program", rows=placements_begun, tell=tell_placement),
    Source(kind="mpmp_placement_end", chip="program", rows=placements_ended, tell=tell_placement_end, rank=2),
    Source(kind="mpmp_plan_item", chip="program", rows=items_ended, tell=tell_item),
)
