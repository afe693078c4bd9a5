"""The children of a case: who was born meanwhile, who left, and who has two homes, each with its own dates."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from participants.immunizations import records
from participants.immunizations.words import ICONS, KINDS, LABELS
from participants.models import HouseholdMember, Person


@dataclass
class Child:
    """A child who lived with the participant since the enrollment, and the places it lived in, the latest first."""

    person: Any
    age: Any
    opens: bool
    was_born_meanwhile: bool
    has_left: bool
    homes: list = field(default_factory=list)
    immunizations: Any = None
    kind: str = ""
    icon: str = ""


def children_of(enrollment, *, user):
    """The `children` of the case since the enrollment, and the day on which another is `expected_on`, or None.

    A child who died stands there with its dates, and is measured by nothing.
    """
    today = enrollment.site.today()
    last = enrollment.closed_on or today
    parent = enrollment.participant
    own = HouseholdMember.objects.not_voided().filter(person=parent, part=HouseholdMember.Part.PARENT)
    since = Q(ends_on=None) | Q(ends_on__gte=enrollment.enrolled_on)
    with_parent = HouseholdMember.objects.not_voided().filter(
        since, part=HouseholdMember.Part.CHILD, starts_on__lte=last, household__in=own.values("household")
    )
    places = (
        HouseholdMember.objects.not_voided()
        .filter(since, person__in=with_parent.values("person"), part=HouseholdMember.Part.CHILD)
        .filter(person__voided_at=None)
        .select_related("person", "household")
        .order_by("person__born_on", "person", "-starts_on", "-pk")
    )
    seen = set(Person.objects.for_user(user).filter(pk__in=places.values("person")).values_list("pk", flat=True))
    homes = set(own.values_list("household", flat=True))
    found: dict[int, Child] = {}
    for place in places:
        child = found.setdefault(place.person_id, _child(place.person, enrollment, today, seen))
        child.homes.append((place, _label_of(place, homes)))
    for child in found.values():
        here = [place for place, _label in child.homes if place.household_id in homes]
        child.has_left = all(place.ends_on and place.ends_on < today for place in here)
    living = [child.person for child in found.values() if child.person.died_on is None]
    for pk, standing in records.overalls_of(living, site=enrollment.site, on=today).items():
        one = found[pk]
        one.immunizations, one.kind = LABELS[standing.status], KINDS[standing.status]
        one.icon = ICONS.get(standing.status, "")
    return {
        "children": list(found.values()),
        "expected_on": parent.due_on if parent.due_on and parent.due_on >= today else None,
    }


def _child(person, enrollment, today, seen):
    return Child(
        person=person,
        age=person.age_in_words(today),
        opens=person.pk in seen,
        was_born_meanwhile=bool(person.born_on and person.born_on > enrollment.enrolled_on),
        has_left=False,
    )


def _label_of(place, homes):
    if place.household.name:
        return place.household.name
    return _("With the parent") if place.household_id in homes else _("Another home")
