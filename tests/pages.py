"""Every page of the portal, once: how to reach it, and what stands in its address.

The table is held against the URLconf: an address that is not placed here fails the tests of who sees
what, of accessibility and of width. `arguments(household)` gives the address's arguments for the family
of one site, so that the same page can be asked for as a person of another site.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def nothing(household):
    return []


@dataclass(frozen=True)
class Page:
    """One address. `is_action` answers only POST; `is_file` is downloaded; `is_everyones` has no rows of a site."""

    arguments: Callable[[Any], list] = nothing
    is_action: bool = False
    is_file: bool = False


def case(household):
    return [household.enrollment.pk]


def person(household):
    return [household.participant.pk]


def match(household):
    return [household.match.pk]


def mentor(household):
    return [household.mentor.pk]


def contact(household):
    return [household.contact.pk]


def meeting(household):
    return [household.meeting.pk]


def attendance(household):
    return [household.attendance.pk]


def site(household):
    return [household.site.pk]


def worker(household):
    return [household.staff.pk]


def quarter(household):
    return ["young_parent", household.site.code, "SFY2027Q1"]
