"""The children of a case: where each lives now, how they came there, and where the permanency clock stands."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from participants.models import HouseholdMember, Person
from programs.mpmp.court.clock import Clock, Stay, clock_of
from programs.mpmp.models import ChildPlacement


def children_of(enrollment):
    """Children who live or lived in a home of the participant, and whoever was placed in the case; oldest first."""
    places = HouseholdMember.objects.not_voided()
    homes = places.filter(person=enrollment.participant_id, part=HouseholdMember.Part.PARENT).values("household")
    members = places.filter(household__in=homes, part=HouseholdMember.Part.CHILD).values("person")
    placed = ChildPlacement.objects.not_voided().filter(enrollment=enrollment).values("child")
    rows = Person.objects.not_voided().filter(Q(pk__in=members) | Q(pk__in=placed))
    return rows.order_by("born_on", "pk")


@dataclass(frozen=True)
class ChildOfCase:
    """One child: where it lives now (None: at home), its placements, and its clock."""

    child: Any
    placements: list = field(default_factory=list)
    now: Any = None
    clock: Clock | None = None
    moves: int = 0

    @property
    def is_away(self):
        return self.now is not None and self.now.kind != "trial_home_visit"

    @property
    def limit_days(self):
        """Days until the clock is full, from its beginning; None while the child is at home."""
        if self.clock is None or self.clock.due_on is None:
            return None
        return (self.clock.due_on - self.clock.removed_on).days + self.clock.earlier_days


def stays_of(placements, leaves_out):
    return [Stay(one.starts_on, one.ends_on, one.kind not in leaves_out) for one in placements]


def clocks_of(children, placements, values, on):
    """Each child with its placements, by the rules' `values` of the day `on`. Nothing is read here."""
    return [_child(child, [one for one in placements if one.child_id == child.pk], values, on) for child in children]


def clock_by_rules(placements, values, on):
    """The clock of one child, by the rules' `values` of the day."""
    return clock_of(
        stays_of(placements, values["clock_leaves_out"]),
        on=on,
        months=values["permanency_months"],
        looks_back_years=values["permanency_looks_back_years"],
    )


def _child(child, own, values, on):
    clock = clock_by_rules(own, values, on)
    now = next((one for one in own if one.starts_on <= on and (one.ends_on is None or one.ends_on > on)), None)
    return ChildOfCase(
        child=child,
        placements=sorted(own, key=lambda one: one.starts_on, reverse=True),
        now=now,
        clock=clock if own else None,
        moves=sum(1 for one in own if not one.is_apart),
    )


def family_removal(clocks):
    """The day the running removal began and the earlier days counted, of the child whose clock is full first."""
    running = [clock for clock in clocks if clock and clock.removed_on]
    if not running:
        return None, 0
    first = min(running, key=lambda clock: (clock.due_on, clock.removed_on))
    return first.removed_on, first.earlier_days
