"""Who sees what: every address, as every role, at the own site and from another one.

Not visible answers 404, not allowed 403, signed out leads to the sign-in page. The addresses come from
the URLconf; a new one fails here until it is placed in `tests/pages.py`.
"""

from datetime import timedelta

import pytest
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from mmp_portal.accounts.permissions import ROLES, Role
from tests.factories.accounts import user_with
from tests.pages import LIBRARY_PREFIXES, PAGES


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
    return reverse(name, args=PAGES[name].arguments(household))


def ask(client, name, household):
    """The answer to a request for the page: POST where the page answers nothing else."""
    if PAGES[name].is_action:
        return client.post(address(name, household))
    return client.get(address(name, household))


@pytest.fixture
def people(cast):
    """One person a role at Oak Grove; the administrator and the viewer see all sites."""
    return {
        Role.STAFF: cast.here.staff,
        Role.SUPERVISOR: cast.here.supervisor,
        Role.MENTOR: cast.here.mentor_user,
        Role.ADMINISTRATOR: cast.administrator,
        Role.VIEWER: cast.viewer,
    }


def test_every_address_is_placed():
    assert set(VIEWS) - set(PAGES) == set(), "place these in tests/pages.py"
    assert set(PAGES) - set(VIEWS) == set(), "these addresses no longer exist"


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_asks_nobody_who_they_are(client, cast, name):
    assert ask(client, name, cast.here).status_code == 200


@pytest.mark.parametrize("name", GUARDED)
def test_signed_out_leads_to_the_sign_in_page(client, cast, name):
    answer = ask(client, name, cast.here)

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("name", GUARDED)
def test_a_role_opens_what_it_may_and_is_refused_the_rest(client_of, cast, people, name, role):
    answer = ask(client_of(people[role]), name, cast.here)

    if not may(role, name):
        assert answer.status_code == 403
    elif role in PAGES[name].hidden_from:
        assert answer.status_code == 404
    else:
        assert answer.status_code in (200, 302, 405), f"{answer.status_code} for {role}"


@pytest.mark.parametrize("role", [Role.STAFF, Role.SUPERVISOR, Role.MENTOR])
@pytest.mark.parametrize("name", WITH_RECORDS)
def test_another_sites_people_get_404(client_of, cast, name, role):
    stranger = {
        Role.STAFF: cast.there.staff,
        Role.SUPERVISOR: cast.there.supervisor,
        Role.MENTOR: cast.there.mentor_user,
    }[role]

    answer = ask(client_of(stranger), name, cast.here)

    assert answer.status_code == (404 if may(role, name) else 403)


@pytest.mark.parametrize("name", OF_A_PROGRAM)
def test_a_coordinator_of_another_program_gets_404(client_of, cast, name):
    stranger = user_with("staff", site=cast.here.site, program="worksite")

    answer = ask(client_of(stranger), name, cast.here)

    assert answer.status_code == (404 if may(Role.STAFF, name) else 403)


@pytest.mark.parametrize("name", [name for name in OF_A_PROGRAM if may(Role.MENTOR, name)])
def test_a_mentor_whose_match_ended_long_ago_gets_404(client_of, cast, name):
    match = cast.here.match
    cast.here.meeting.attendances.filter(person=cast.here.mentor.person).delete()
    match.ended_on = cast.here.site.today() - timedelta(days=31)
    match.status, match.end_reason = "ended", "moved"
    match.save()

    answer = ask(client_of(cast.here.mentor_user), name, cast.here)

    assert answer.status_code == 404


def test_somebody_whose_role_has_ended_gets_nothing(client_of, cast):
    cast.here.staff.role_grants.update(ends_on=cast.here.site.today() - timedelta(days=1))

    answer = client_of(cast.here.staff).get(reverse("casefile:story", args=[cast.here.enrollment.pk]))

    assert answer.status_code == 403
