"""Takes the pictures in docs/pictures: `python -m tests.pictures [FOLDER]`.

The portal is started on a free port with the demo data of one fixed day, in a temporary database, and
each main page is opened as the person whose page it is. Pages beyond a link are reached by following
it, as that person would.
"""

import io
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser import DESKTOP, LAUNCH, PHONE, chromium
from tests.portal import portal

ROOT = Path(__file__).parent.parent
PASSWORD = "mentoring-2026"
NOBODY = ""
COORDINATOR = "rosalind@ridgeline.example"
SUPERVISOR = "ambrose@ridgeline.example"
MENTOR = "hattie@ridgeline.example"
ADMINISTRATOR = "ada@ridgeline.example"
VIEWER = "fern@ridgeline.example"


@dataclass(frozen=True)
class Picture:
    """One page: its file name, who opens it, where it begins, and the links to follow from there."""

    name: str
    who: str
    path: str
    follow: tuple[str, ...] = ()


PICTURES = (
    Picture("sign-in", NOBODY, "/accounts/login/"),
    Picture("my-day", COORDINATOR, "/day/"),
    Picture("participants", COORDINATOR, "/participants/"),
    Picture("case-file", COORDINATOR, "/participants/?q=Juniper+Fableton", ("Juniper Fableton",)),
    Picture("enroll", COORDINATOR, "/participants/new/"),
    Picture("mentors", COORDINATOR, "/mentors/"),
    Picture("mentor", COORDINATOR, "/mentors/?q=Goodtale", ("Hattie Goodtale",)),
    Picture("young-parent", COORDINATOR, "/young-parent/"),
    Picture("meetings", COORDINATOR, "/meetings/"),
    Picture("reminders", COORDINATOR, "/reminders/"),
    Picture("caseloads", SUPERVISOR, "/caseloads/"),
    Picture("quarter", SUPERVISOR, "/reports/young_parent/GRE/SFY2027Q1/"),
    Picture("people-who-sign-in", SUPERVISOR, "/access/"),
    Picture("who-opened-what", SUPERVISOR, "/audit/"),
    Picture("phone-home", MENTOR, "/phone/"),
    Picture("phone-record", MENTOR, "/phone/", ("Record a contact",)),
    Picture("phone-notices", MENTOR, "/notices/"),
    Picture("totals", ADMINISTRATOR, "/reports/totals/"),
    Picture("sites", ADMINISTRATOR, "/sites/"),
    Picture("gallery", ADMINISTRATOR, "/gallery/"),
    Picture("reports", VIEWER, "/reports/"),
)


def sign_in(page, who):
    """Sign in as a person would."""
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill(who)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/login" not in url)


def take(browser, address, target, wanted):
    """Take every wanted picture at both sizes. Returns the names of those that could not be taken."""
    missed = []
    for screen, size in (("phone", PHONE), ("desktop", DESKTOP)):
        for who in dict.fromkeys(picture.who for picture in wanted):
            context = browser.new_context(
                base_url=address, viewport=size, locale="en-US", timezone_id="America/Chicago", reduced_motion="reduce"
            )
            page = context.new_page()
            page.set_default_timeout(15_000)
            if who:
                sign_in(page, who)
            for picture in (one for one in wanted if one.who == who):
                page.set_viewport_size(size)
                answer = page.goto(picture.path)
                for link in picture.follow:
                    with page.expect_navigation():
                        page.locator("main a").filter(has_text=link).first.click()
                if answer.status >= 400:
                    missed.append(f"{picture.name} ({answer.status})")
                keep(whole(page, size).screenshot(), target / f"{picture.name}-{screen}.png")
            context.close()
    return missed


def whole(page, size):
    """The page on a screen as tall as it is, so that what sticks to the edges of the screen stays there."""
    page.set_viewport_size(size)
    tall = page.evaluate("() => document.documentElement.scrollHeight")
    page.set_viewport_size({**size, "height": max(size["height"], tall)})
    return page


def keep(screenshot, path):
    """Store a screenshot with 256 colors, a third of its size and no difference that one sees."""
    Image.open(io.BytesIO(screenshot)).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


def main():
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    names = set(sys.argv[2:])
    target.mkdir(parents=True, exist_ok=True)
    wanted = [picture for picture in PICTURES if not names or picture.name in names]
    with portal(demo=True) as running, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=LAUNCH)
        missed = take(browser, running.address, target, wanted)
        browser.close()
    print(f"{2 * len(wanted)} pictures are in {target}.")
    if missed:
        sys.exit("These pages did not open: " + ", ".join(missed))


if __name__ == "__main__":
    main()
