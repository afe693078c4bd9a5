"""A real browser for tests: fixtures over pytest-playwright, and what every page is asked.

    def test_something(page, sign_in, coordinator):
        sign_in(coordinator)
        page.goto("/")
        assert_accessible(page)

`page` fails the test when the page logged an error or broke the Content-Security-Policy. `screen`
gives the same page twice, on a phone and on a desktop.
"""

import os
import shutil

import pytest

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
SCREENS = {"phone": PHONE, "desktop": DESKTOP}

LAUNCH = [
    "--no-sandbox",  # tests may run as root, where Chromium's sandbox cannot
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium():
    """The browser of this machine, or the line that installs one."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    raise RuntimeError("No Chromium is installed. On Debian and Ubuntu: apt-get install chromium")


def pytest_collection_finish(session):
    """Playwright's event loop lives in the test's own thread, where Django then refuses to use the database."""
    if any(item.get_closest_marker("browser") for item in session.items):
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": chromium(), "args": LAUNCH}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, live_server):
    return {
        **browser_context_args,
        "base_url": live_server.url,
        "viewport": DESKTOP,
        "locale": "en-US",
        "timezone_id": "America/Chicago",
        "reduced_motion": "reduce",
    }


@pytest.fixture
def page(page):
    """A page that must stay free of script errors and of blocked styles and scripts."""
    complaints = []
    page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
    page.on("console", lambda line: complaints.append(line.text) if is_complaint(line) else None)
    page.set_default_timeout(10_000)
    yield page
    assert not complaints, "the browser complained:\n" + "\n".join(complaints)


def is_complaint(line):
    # An error page asked for on purpose is logged too; the test looks at that page itself.
    return line.type == "error" and "Failed to load resource" not in line.text


@pytest.fixture(params=SCREENS)
def screen(request, page):
    """The page, once on a phone and once on a desktop."""
    page.set_viewport_size(SCREENS[request.param])
    return page


@pytest.fixture
def sign_in(context, live_server, client):
    """Sign somebody in without typing: `sign_in(user)`. Another call changes the person."""

    def sign_in(user):
        client.force_login(user)
        cookie = client.cookies["sessionid"]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return sign_in


def assert_accessible(page, *, only=(), without=()):
    """Axe finds nothing on the page as it is now. Of its rules `only` names those to ask, `without` those to leave out.

    Colors take axe longer than all other rules together, and differ little between a phone and a desktop.
    """
    from axe_playwright_python.sync_playwright import Axe

    options = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in without}}
    if only:
        options["runOnly"] = {"type": "rule", "values": list(only)}
    results = Axe().run(page, options=options)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def assert_fits(page):
    """Nothing sticks out to the right: the page scrolls down, never sideways."""
    wide, available = page.evaluate(
        "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= available, f"{page.url} is {wide} pixels wide on a screen of {available}"
