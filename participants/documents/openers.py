"""Whose restricted documents somebody may open. Cases decide that; they lie above and say so here at start-up."""

from collections.abc import Callable
from typing import Any

from participants.models import Person

_openers: list[Callable[[Any], Any]] = []


def register_openers(people_open_to):
    """`people_open_to(user)` gives the ids of people, as a queryset of values. Registered twice, it counts once."""
    if people_open_to not in _openers:
        _openers.append(people_open_to)


def people_open_to(user):
    """Ids of the people whose restricted documents `user` may open, with a reason."""
    reach = Person.objects.none()
    for ask in _openers:
        reach = reach | Person.objects.filter(pk__in=ask(user))
    return reach.values("pk")
