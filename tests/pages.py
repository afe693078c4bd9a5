"""Every page of the portal, once: how to reach it, and what stands in its address.

The table is held against the URLconf: an address that is not placed here fails the tests of who sees
what, of accessibility and of width. `arguments(household)` gives the address's arguments for the family
of one site, so that the same page can be asked for as a person of another site.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mmp_portal.accounts.permissions import Role

# Views of libraries, whose own tests say who may open them.
LIBRARY_PREFIXES = ("account_",)


def nothing(household):
    return []


@dataclass(frozen=True)
class Page:
    """One address.

    `is_action` answers only POST; `is_file` is downloaded. `has_records` shows rows of one site, hidden
    from every other; `is_of_a_program` hides them from the site's other programs too. `hidden_from`
    names roles that hold the permission and yet reach no row of this household.
    """

    arguments: Callable[[Any], list] = nothing
    is_action: bool = False
    is_file: bool = False
    has_records: bool = False
    is_of_a_program: bool = False
    hidden_from: tuple[str, ...] = ()


def of(subject, *, is_of_a_program=True, **more):
    """A page about one record of the household, such as its `enrollment`."""
    return Page(
        lambda household: [getattr(household, subject).pk], has_records=True, is_of_a_program=is_of_a_program, **more
    )


def quarter(household):
    return ["young_parent", household.site.code, "SFY2027Q1"]


PAGES: dict[str, Page] = {
    "home": Page(),
    "healthz": Page(),
    "readyz": Page(),
}

__all__ = ["LIBRARY_PREFIXES", "PAGES", "Page", "Role", "of", "quarter"]
