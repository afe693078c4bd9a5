"""What each home visitor carries: the points of their families, and how much room is left. Weights are dated settings."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentors.models import Kind, Mentor
from mentors.models import Status as MentorStatus
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match
from programs.moppp.visits.expected import HFA
from programs.moppp.visits.footing import PROGRAM, footings_of, paces_of
from programs.registry import MatchRoom

HUNDRED = 100


def weight_of(footing, on):
    """The hundredths of a point that a family weighs on the day; None while nobody knows its level or model."""
    step = footing.step_on(on)
    if step is None:
        return None
    model, name = step
    called = f"hfa_level_{name}_points" if model == HFA else f"pat_{name}_points"
    return footing.pace.parameters.value_on(called, on)


@dataclass
class Load:
    """What one home visitor carries, in hundredths of a point, and at most may."""

    visitor: Any
    most: int
    families: int = 0
    carried: int = 0
    unknown: int = 0
    supervision: Any = None
    files: int = 0
    asked: dict = field(default_factory=dict)

    @property
    def free(self):
        """Hundredths of a point that are left; fewer than none where it is too much."""
        return self.most - self.carried

    @property
    def free_words(self):
        return in_points(self.free)

    @property
    def is_over(self):
        return self.free < 0


@dataclass(frozen=True)
class Waiting:
    """A family that nobody visits yet: what it would weigh, and who has the most room for it."""

    case: Any
    weight: int | None
    who: Load | None

    @property
    def weight_words(self):
        """“2 points”."""
        points = in_points(self.weight)
        return ngettext("%(points)s point", "%(points)s points", 1 if self.weight == HUNDRED else 2) % {
            "points": points
        }


def in_points(hundredths):
    """“2”, “0.5”, “27.25”."""
    return f"{hundredths / HUNDRED:g}"


def loads_of(sites, *, on, cases=None, footings=None):
    """The load of every active home visitor of the sites, those with the most room first; and the families without one.

    A paused family keeps its place and its weight. A constant number of queries.
    """
    sites = list(sites)
    if cases is None:
        cases = list(Enrollment.objects.open().in_program(PROGRAM).filter(site__in=sites).with_people())
    footings = footings or footings_of(cases)
    paces = paces_of(sites)
    visitors = (
        Mentor.objects.not_voided()
        .filter(site__in=sites, kind=Kind.HOME_VISITOR, status=MentorStatus.ACTIVE)
        .with_person()
    )
    loads = {
        one.pk: Load(one, paces[one.site_id].parameters.value_on("caseload_most_points", on) * HUNDRED)
        for one in visitors
    }
    held = dict(Match.objects.open().filter(enrollment__in=cases).values_list("enrollment", "mentor"))
    free = []
    for case in cases:
        weight = weight_of(footings[case.pk], on)
        load = loads.get(held.get(case.pk))
        if load:
            load.families += 1
            load.carried += weight or 0
            load.unknown += weight is None
        elif case.pk not in held:
            free.append((case, weight))
    by_site = defaultdict(list)
    for load in loads.values():
        by_site[load.visitor.site_id].append(load)
    waiting = [Waiting(case, weight, _with_most_room(by_site[case.site_id], weight or 0)) for case, weight in free]
    ordered = sorted(loads.values(), key=lambda load: (-load.free, load.visitor.name))
    return ordered, waiting


def _with_most_room(loads, weight):
    """Who has the most room, if it is enough."""
    most = max(loads, key=lambda load: (load.free, -load.visitor.pk), default=None)
    return most if most and most.free >= weight else None


def room_for(enrollment, *, on):
    """What each home visitor of the site carries, and whether there is room for this family; by the mentor's key."""
    weight = weight_of(footings_of([enrollment])[enrollment.pk], on) or 0
    loads, _waiting = loads_of([enrollment.site], on=on)
    return {
        load.visitor.pk: MatchRoom(
            is_enough=load.free >= weight,
            carried=load.carried,
            words=_("Carries %(points)s of %(most)s points; this family weighs %(weight)s")
            % {"points": in_points(load.carried), "most": in_points(load.most), "weight": in_points(weight)},
        )
        for load in loads
    }
