"""What stands beside the story of a case: the next court date, where the children are, and the plan."""

from django.utils import timezone

from participants.models import Person
from programs.casework.casefile.glance import of_kind
from programs.casework.casefile.sources.lines import Source, lines
from programs.mpmp.models import ChildPlacement, Hearing, PlanItem
from programs.registry import CasePanel

COMING, AWAY, ITEM = "court_date_to_come", "child_away", "plan_item_now"
SHOWN = 2


def sources(enrollment, *, on, user):
    """Dates to come, children who live elsewhere on the day, and the items of the plan."""
    coming = Hearing.objects.upcoming(timezone.now()).filter(enrollment=enrollment)
    away = ChildPlacement.objects.on(on).filter(enrollment=enrollment)
    items = PlanItem.objects.not_voided().filter(enrollment=enrollment)
    child = {"b": "child__preferred_name", "c": "child__given_name", "who": "child__family_name"}
    return (
        Source(kind=COMING, rows=lambda case: lines(coming, at="starts_at", a="kind")),
        Source(kind=AWAY, rows=lambda case: lines(away, on="starts_on", a="kind", **child)),
        Source(kind=ITEM, rows=lambda case: lines(items, a="status")),
    )


def court_beside_story(enrollment, *, on, user, lines):
    """The next two dates, who lives where, and how much of the plan is done; None where nothing is written down."""
    coming = sorted(of_kind(lines, COMING), key=lambda line: (line.at, line.pk))
    away = sorted(of_kind(lines, AWAY), key=lambda line: (line.who, line.c, line.on, line.pk))
    items = of_kind(lines, ITEM)
    if not (coming or away or items):
        return None
    return {
        "coming": [Hearing(pk=line.pk, kind=line.a, starts_at=line.at) for line in coming[:SHOWN]],
        "placements": [
            ChildPlacement(kind=line.a, starts_on=line.on, child=Person(preferred_name=line.b, given_name=line.c))
            for line in away
        ],
        "items": len(items),
        "items_done": sum(1 for line in items if line.a == "done"),
    }


COURT = CasePanel(template="programs/mpmp/court/panel.html", context=court_beside_story, sources=sources)
