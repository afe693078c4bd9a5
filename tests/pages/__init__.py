"""Every page of the portal, once: how to reach it, and what stands in its address.

The table is held against the URLconf: an address that is not placed here fails the tests of who sees
what, of accessibility and of width. `arguments(household)` gives the address's arguments for the family
of one site, so that the same page can be asked for as a person of another site. One module an area.
"""

from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from mmp_portal.accounts.permissions import ROLES
from tests.pages import (
    administration,
    care,
    cases,
    coming_together,
    community_partners,
    contacts,
    days_work,
    expenses,
    meetings,
    mentors,
    moppp,
    mpmp,
    people,
    public_pages,
    referrals,
    reports,
    roof,
    screenings,
    supports,
    worksite,
    young_parent,
)
from tests.pages.addresses import Page

# Views of libraries, whose own tests say who may open them.
LIBRARY_PREFIXES = ("account_",)
AREAS = (
    roof,
    people,
    referrals,
    cases,
    mentors,
    days_work,
    contacts,
    meetings,
    care,
    expenses,
    supports,
    administration,
    community_partners,
    public_pages,
    reports,
    worksite,
    young_parent,
    moppp,
    coming_together,
    screenings,
    mpmp,
)
PAGES: dict[str, Page] = {name: page for area in AREAS for name, page in area.PAGES.items()}


def named_views(resolver=None, namespace=""):
    """Every named address of ours with its view, such as (`casefile:story`, story)."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            if entry.name and not entry.name.startswith(LIBRARY_PREFIXES):
                yield f"{namespace}{entry.name}", entry.callback
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from named_views(entry, inner)


VIEWS = dict(named_views())
PUBLIC = [name for name in PAGES if getattr(VIEWS.get(name), "is_public", False)]
GUARDED = [name for name in PAGES if name in VIEWS and name not in PUBLIC]
WITH_RECORDS = [name for name in GUARDED if PAGES[name].has_records]
OF_A_PROGRAM = [name for name in GUARDED if PAGES[name].is_of_a_program]


def may(role, name):
    return VIEWS[name].permission in ROLES[role]


def address(name, household):
    page = PAGES[name]
    path = reverse(name, args=page.arguments(household))
    return f"{path}?{page.query(household)}" if page.query else path
