"""Every page in a real browser, on a phone and on a desktop: axe finds nothing, nothing sticks out.

Each page is opened once and then drawn wider, as a window is. Axe reads the pages of mentors on the phone, too; those
of others on a phone, and everything in dark colors, it reads in the long tests. The browser's own console is watched too: a script error, or anything the Content-Security-Policy blocked, fails the test.
"""

import pytest

from tests.browser import DESKTOP, PHONE, assert_accessible, assert_fits
from tests.pages import AREAS, GUARDED, PAGES, PUBLIC, address, may

ROLES = ("supervisor", "administrator", "mentor", "viewer")
SIGNED_OUT = ["/accounts/login/", "/accounts/login/code/", "/accounts/password/reset/", "/no-such-page/"]


def is_looked_at_by(role, name):
    """Each page is looked at once, as the first of the roles that opens it; mentors' pages look different."""
    return (
        may(role, name)
        and not PAGES[name].is_action
        and not PAGES[name].is_file
        and role not in PAGES[name].hidden_from
        and (role == "mentor" or not any(may(earlier, name) for earlier in ROLES[: ROLES.index(role)]))
    )


def looked_at():
    """Who looks at the pages of which area, as parameters of a test."""
    for role in ROLES:
        for area in AREAS:
            names = [name for name in area.PAGES if name in GUARDED and is_looked_at_by(role, name)]
            if names:
                yield pytest.param(role, names, id=f"{role}-{area.__name__.rpartition('.')[2]}")


def look_at(page, path, *, is_for_phones=False):
    page.set_viewport_size(PHONE)
    answer = page.goto(path)
    if "html" not in answer.headers["content-type"]:
        return answer
    if is_for_phones:
        assert_accessible(page, without=["color-contrast"])
    assert_fits(page)
    page.set_viewport_size(DESKTOP)
    assert_accessible(page)
    assert_fits(page)
    return answer


@pytest.mark.parametrize(("role", "names"), looked_at())
def test_pages_of_an_area_are_accessible_and_fit(page, sign_in, cast, role, names):
    sign_in(cast.of(role))

    for name in names:
        answer = look_at(page, address(name, cast.here), is_for_phones=role == "mentor")
        assert answer.status == 200, name


def test_pages_before_signing_in_are_accessible_and_fit(page, cast):
    for path in SIGNED_OUT:
        look_at(page, path, is_for_phones=True)


def test_public_pages_are_accessible_and_fit(page, cast):
    for name in PUBLIC:
        if PAGES[name].is_file or PAGES[name].is_action:  # a browser downloads the one and posts to the other
            continue
        answer = look_at(page, address(name, cast.here), is_for_phones=True)
        assert answer.status == 200, name
