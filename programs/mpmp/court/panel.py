"""What stands beside the story of a case: the next court date, where the children are, and the plan."""

from django.utils import timezone

from programs.mpmp.models import ChildPlacement, Hearing, PlanItem


def court_beside_story(enrollment, *, on, user):
    """The next two dates, who lives where, and how much of the plan is done; None where nothing is written down."""
    coming = list(Hearing.objects.upcoming(timezone.now()).filter(enrollment=enrollment)[:2])
    placements = list(ChildPlacement.objects.on(on).filter(enrollment=enrollment).with_children())
    items = list(PlanItem.objects.not_voided().filter(enrollment=enrollment))
    if not (coming or placements or items):
        return None
    return {
        "coming": coming,
        "placements": placements,
        "items": len(items),
        "items_done": sum(1 for item in items if item.status == "done"),
    }
