"""Every page in a real browser, on a phone and on a desktop: axe finds nothing, and nothing sticks out.

The browser's own console is watched too: a script error, or anything the Content-Security-Policy
blocked, fails the test.
"""

import pytest

from tests.browser import assert_accessible, assert_fits
from tests.pages import GUARDED, PAGES, PUBLIC, address, may

ROLES = ("supervisor", "administrator", "mentor", "viewer")
# Each page is looked at once, as the first of these roles that opens it; mentors' pages look different.
SEEN_BY = {
    role: [
        name
        for name in GUARDED
        if may(role, name)
        and not PAGES[name].is_action
        and not PAGES[name].is_file
        and role not in PAGES[name].hidden_from
        and (role == "mentor" or not any(may(earlier, name) for earlier in ROLES[: ROLES.index(role)]))
    ]
    for role in ROLES
}
SIGNED_OUT = ["/accounts/login/", "/accounts/login/code/", "/accounts/password/reset/", "/no-such-page/"]


def look_at(page, path):
    page.goto(path)
    assert_accessible(page)
    assert_fits(page)


@pytest.mark.parametrize("role", ROLES)
def test_pages_of_a_role_are_accessible_and_fit(screen, sign_in, cast, role):
    person = {
        "supervisor": cast.here.supervisor,
        "administrator": cast.administrator,
        "mentor": cast.here.mentor_user,
        "viewer": cast.viewer,
    }
    sign_in(person[role])

    for name in SEEN_BY[role]:
        look_at(screen, address(name, cast.here))


def test_pages_before_signing_in_are_accessible_and_fit(screen, cast):
    for path in SIGNED_OUT:
        look_at(screen, path)


def test_dark_pages_are_accessible(page, sign_in, cast):
    page.emulate_media(color_scheme="dark")
    sign_in(cast.here.supervisor)

    for name in SEEN_BY["supervisor"]:
        page.goto(address(name, cast.here))
        assert_accessible(page)


def test_public_pages_are_accessible_and_fit(screen, cast):
    for name in PUBLIC:
        if PAGES[name].is_file or PAGES[name].is_action:  # a browser downloads the one and posts to the other
            continue
        answer = screen.goto(address(name, cast.here))
        assert answer.status == 200, name
        if "html" in answer.headers["content-type"]:
            assert_accessible(screen)
            assert_fits(screen)
