"""What to take along: what is due, what the family asked for, and what the last visit said would come next."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from programs.casework.contacts.models import Appointment
from programs.casework.goals.models import Step
from programs.moppp.home_visits.health import standings_of, tools_due
from programs.moppp.models import HomeVisit


@dataclass(frozen=True)
class Bag:
    """The list for one visit. `tools` are assessments due, each with whom it is about and when it was due."""

    last: Any
    children: list
    tools: list
    steps: list
    appointment: Any


def last_visit(enrollment):
    """The last home visit that stands, or None."""
    visits = HomeVisit.objects.not_voided().filter(contact__enrollment=enrollment, contact__voided_at=None)
    return (
        visits.select_related("next_group", "contact__enrollment__site")
        .prefetch_related("children__child")
        .order_by("-contact__started_at")
        .first()
    )


def bag_of(enrollment, *, on, now) -> Bag:
    last = last_visit(enrollment)
    needs = {row.child_id: row for row in last.children.all()} if last else {}
    household = list(enrollment.participant.children(on=on))
    standings = standings_of(household, site=enrollment.site, on=on)
    children = [
        (child, child.age_in_words(on), _needs_of(needs.get(child.pk)), standings[child.pk][1]) for child in household
    ]
    steps = Step.objects.to_do().filter(goal__enrollment=enrollment, who=Step.Who.WORKER)
    upcoming = Appointment.objects.upcoming(now).filter(enrollment=enrollment).first()
    return Bag(
        last, children, tools_due(enrollment, on=on), list(steps.select_related("goal").in_order()[:8]), upcoming
    )


def _needs_of(row):
    """What the last visit noted that a child needs."""
    if row is None:
        return []
    needs = []
    if row.diaper_size:
        needs.append(_("diapers: %(size)s") % {"size": row.get_diaper_size_display()})
    if row.wants_book:
        needs.append(_("a book for the age"))
    if row.has_medical_home is False:
        needs.append(_("phone numbers of doctors"))
    return needs
