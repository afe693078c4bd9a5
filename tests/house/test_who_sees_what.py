"""Who sees what: every address, as every role, at the own site and from another one.

Not visible answers 404, not allowed 403, signed out leads to the sign-in page. The addresses come from
the URLconf; a new one fails here until it is placed in `tests/pages`.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from mmp_portal.accounts.permissions import Role
from tests.factories.accounts import user_with
from tests.factories.agencies import AgencyFactory
from tests.pages import GUARDED, OF_A_PROGRAM, PAGES, PUBLIC, VIEWS, WITH_RECORDS, address, may

pytestmark = pytest.mark.any_database


def ask(client, name, household):
    """The status of a request for the page, POST where it answers nothing else; what it changed is undone."""
    url = address(name, household)
    with transaction.atomic():
        answer = client.post(url) if PAGES[name].is_action else client.get(url)
        transaction.set_rollback(True)
    return answer


def wrong_answers(client, names, household, expected):
    """Each name whose answer is not among `expected(name)`, with the answer it gave."""
    found = {}
    for name in names:
        status = ask(client, name, household).status_code
        if status not in expected(name):
            found[name] = status
    return found


@pytest.fixture
def people(cast):
    """One person a role at Oak Grove; the administrator and the viewer see all sites."""
    return {role: cast.of(role) for role in Role}


def test_every_address_is_placed():
    assert set(VIEWS) - set(PAGES) == set(), "place these in tests/pages"
    assert set(PAGES) - set(VIEWS) == set(), "these addresses no longer exist"


def test_a_public_page_asks_nobody_who_they_are(client, cast):
    def expected(name):
        if PAGES[name].is_signed:
            return (403,)
        return (302,) if PAGES[name].is_action else (200,)

    assert not wrong_answers(client, PUBLIC, cast.here, expected)


def test_signed_out_leads_to_the_sign_in_page(client, cast):
    for name in GUARDED:
        answer = ask(client, name, cast.here)

        assert answer.status_code == 302, name
        assert answer["Location"].startswith(reverse("account_login")), name


@pytest.mark.parametrize("role", Role.values)
def test_a_role_opens_what_it_may_and_is_refused_the_rest(client_of, cast, people, role):
    def expected(name):
        if not may(role, name):
            return (403,)
        return (404,) if role in PAGES[name].hidden_from else (200, 302)

    assert not wrong_answers(client_of(people[role]), GUARDED, cast.here, expected)


@pytest.mark.parametrize("role", [Role.STAFF, Role.SUPERVISOR, Role.MENTOR])
def test_another_sites_people_get_404(client_of, cast, role):
    stranger = {
        Role.STAFF: cast.there.staff,
        Role.SUPERVISOR: cast.there.supervisor,
        Role.MENTOR: cast.there.mentor_user,
    }[role]

    assert not wrong_answers(
        client_of(stranger), WITH_RECORDS, cast.here, lambda name: (404,) if may(role, name) else (403,)
    )


def test_another_agencys_administrator_gets_404(client_of, cast):
    stranger = user_with("administrator", agency=AgencyFactory())

    assert not wrong_answers(
        client_of(stranger), WITH_RECORDS, cast.here, lambda name: (404,) if may(Role.ADMINISTRATOR, name) else (403,)
    )


def test_a_coordinator_of_another_program_gets_404(client_of, cast):
    stranger = user_with("staff", site=cast.here.site, program="worksite")

    assert not wrong_answers(
        client_of(stranger), OF_A_PROGRAM, cast.here, lambda name: (404,) if may(Role.STAFF, name) else (403,)
    )


def test_a_mentor_whose_match_ended_long_ago_gets_404(client_of, cast):
    cast.here.meeting.attendances.filter(person=cast.here.mentor.person).delete()
    match = cast.here.match
    match.ended_on = cast.here.site.today() - timedelta(days=31)
    match.status, match.end_reason = "ended", "moved"
    match.save()

    assert not wrong_answers(
        client_of(cast.here.mentor_user),
        OF_A_PROGRAM,
        cast.here,
        lambda name: (404,) if may(Role.MENTOR, name) else (403,),
    )


def test_a_mentor_of_the_same_site_without_a_match_gets_404(client_of, cast):
    stranger = user_with("mentor", site=cast.here.site)

    assert not wrong_answers(
        client_of(stranger), OF_A_PROGRAM, cast.here, lambda name: (404,) if may(Role.MENTOR, name) else (403,)
    )


def test_somebody_whose_role_has_ended_gets_nothing(client_of, cast):
    cast.here.staff.role_grants.update(ends_on=cast.here.site.today() - timedelta(days=1))

    assert not wrong_answers(client_of(cast.here.staff), GUARDED, cast.here, lambda name: (403,))
