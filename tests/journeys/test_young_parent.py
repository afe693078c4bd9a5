"""One whole story of the Young Parent program, in a real browser, against the portal's own processes.

A coordinator enrolls a young mother and matches her with a community mentor for one year; the mentor
records an hour on her phone; the coordinator finds it in the case file and says thanks; a reminder for
next week's support meeting leaves through Celery; the supervisor downloads the quarter's PDF, in which
the hour is counted and drawn.
"""

import re
import time
from datetime import date, timedelta

import pikepdf
import pytest
from pdfminer.high_level import extract_text
from playwright.sync_api import expect

from tests.browser import DESKTOP, PHONE, assert_accessible, assert_fits
from tests.pictures import COORDINATOR, MENTOR, SUPERVISOR, sign_in
from tests.portal import portal
from tests.servers import mailbox, wait_until

TODAY = date.today()
BIRTHDAY = TODAY.replace(year=TODAY.year - 19, day=1)
BABYS_BIRTHDAY = TODAY - timedelta(days=200)
MOTHER_MAIL = "marisol.testwell@example.org"


@pytest.fixture(scope="module")
def box():
    with mailbox() as box:
        yield box


@pytest.fixture(scope="module")
def running(box):
    """The portal with the demo agencies, and a real beat that runs the tasks in place."""
    with portal(demo=True, beat=True, mail=box.url) as running:
        yield running


@pytest.fixture
def desk(browser, running):
    """Somebody at a desk: `desk(email)` gives a signed-in page of its own."""
    return opener(browser, running, DESKTOP)


@pytest.fixture
def phone(browser, running):
    """Somebody on a phone."""
    return opener(browser, running, PHONE)


def opener(browser, running, size):
    def opened(who):
        context = browser.new_context(base_url=running.address, viewport=size, timezone_id="America/Chicago")
        page = context.new_page()
        page.set_default_timeout(15_000)
        sign_in(page, who)
        return page

    return opened


def test_a_young_mother_finds_a_mentor_and_their_first_hour_counts(desk, phone, running, box):
    # How many hours does the quarter count before the story begins?
    rosalind = desk(COORDINATOR)
    rosalind.goto("/reports/this-quarter/")
    rosalind.get_by_role("navigation", name="Program").get_by_role("link", name="Young Parent").click()
    rosalind.wait_for_url("**/reports/young_parent/GRE/**")
    before = mentor_hours(rosalind)

    # A coordinator takes in a young mother with her baby ...
    rosalind.goto("/participants/")
    rosalind.get_by_role("link", name="Add a person").click()
    rosalind.get_by_label("Given name").fill("Marisol")
    rosalind.get_by_label(re.compile("^Family name")).fill("Testwell")
    rosalind.get_by_label(re.compile("^Birth date")).fill(BIRTHDAY.isoformat())
    rosalind.get_by_role("textbox", name=re.compile("^E-mail")).fill(MOTHER_MAIL)
    choose(rosalind, re.compile("^Is e-mail safe"), "Yes")
    rosalind.get_by_role("textbox", name=re.compile("^Phone")).fill("(417) 555-0177")
    rosalind.get_by_role("button", name="Add the person").click()
    expect(rosalind.get_by_role("heading", name="Marisol Testwell")).to_be_visible()
    person = rosalind.url

    # ... and the portal says what is missing before it says yes.
    rosalind.goto(f"{person}enroll/")
    choose_program(rosalind)
    expect(rosalind.get_by_text("One answer is missing")).to_be_visible()
    rosalind.get_by_role("link", name="Add a child").first.click()
    rosalind.get_by_label("Given name").fill("Tadeo")
    rosalind.get_by_label(re.compile("^Birth date")).fill(BABYS_BIRTHDAY.isoformat())
    rosalind.get_by_role("button", name="Add the child").click()

    rosalind.goto(f"{person}enroll/")
    choose_program(rosalind)
    expect(rosalind.get_by_role("heading", name="Eligible for Young Parent")).to_be_visible()
    assert_accessible(rosalind)
    rosalind.get_by_role("button", name="Enroll", exact=True).click()
    expect(rosalind.get_by_role("heading", name="Marisol Testwell")).to_be_visible()
    case = rosalind.url
    assert "/cases/" in case

    # Hattie has one match already and is willing to take one more. Both sides agree to one year.
    rosalind.goto("/mentors/?q=Goodtale")
    rosalind.get_by_role("link", name="Hattie Goodtale", exact=True).click()
    rosalind.locator("main").get_by_text("More", exact=True).click()
    rosalind.get_by_role("link", name="Correct the mentor record").click()
    rosalind.locator("[name=capacity]").fill("2")
    rosalind.get_by_role("button", name="Save", exact=True).click()
    expect(rosalind.get_by_role("heading", name="Hattie Goodtale")).to_be_visible()
    rosalind.goto(f"{case}match/")
    rosalind.get_by_role("link", name="See them all").click()
    rosalind.get_by_role("link", name="Choose Hattie", exact=True).click()
    rosalind.get_by_label(re.compile("^The participant agreed on")).fill(TODAY.isoformat())
    rosalind.get_by_label(re.compile("^The mentor agreed on")).fill(TODAY.isoformat())
    rosalind.get_by_role("button", name="Make the match").click()
    expect(rosalind.locator("span", has_text="Day 0 of 365").first).to_be_visible()

    # Hattie opens her phone and records their first hour.
    hattie = phone(MENTOR)
    assert hattie.url.endswith("/phone/")
    expect(hattie.get_by_text("Testwell")).to_have_count(0)
    card = hattie.locator(".card", has_text="Marisol").first
    card.get_by_role("link", name="Record a contact").click()
    choose(hattie, "How long?", "1 h")
    choose(hattie, "Where?", "Out and about")
    choose(hattie, "About", "Staying in school")
    hattie.get_by_label(re.compile("^Note")).fill("First walk with Marisol. She wants to finish school by June.")
    assert_accessible(hattie)
    assert_fits(hattie)
    hattie.get_by_role("button", name="Save the contact").click()
    hattie.wait_for_url("**/phone/")

    # Rosalind finds the hour in the case file, and says thanks.
    rosalind.goto(case)
    entry = rosalind.locator(".entry", has_text="She wants to finish school by June.")
    expect(entry).to_contain_text("1 h")
    expect(entry).to_contain_text("Staying in school")
    entry.get_by_role("link").first.click()
    rosalind.locator("[name=thanks]").fill("Thank you for the walk.")
    rosalind.get_by_role("button", name="Mark as seen").click()
    hattie.goto("/phone/")
    expect(hattie.get_by_text("Thank you for the walk.")).to_be_visible()

    # A support meeting next week is planned; its reminder leaves by itself, to the mother too.
    rosalind.goto("/meetings/new/")
    choose(rosalind, "What kind of meeting?", "Support meeting")
    rosalind.get_by_label("Topic", exact=True).fill("A calm evening")
    rosalind.get_by_label("Day", exact=True).fill((TODAY + timedelta(days=6)).isoformat())
    rosalind.get_by_label("Begins", exact=True).fill("18:00")
    rosalind.get_by_label("Place (optional)", exact=True).fill("Library, room 2")
    rosalind.get_by_role("button", name="Plan the meeting").click()
    expect(rosalind.get_by_role("heading", name=re.compile("A calm evening"))).to_be_visible()
    wait_until(lambda: told(box, MOTHER_MAIL), seconds=60, what="the reminder")
    time.sleep(4)  # three more sweeps, which must send nothing more
    assert len(told(box, MOTHER_MAIL)) == 1
    letter = told(box, MOTHER_MAIL)[0]
    words = letter["Subject"] + "".join(letter.get_body([kind]).get_content() for kind in ("plain", "html"))
    assert "Library, room 2" in words
    assert not re.search("young parent|tadeo|testwell|mmp", words, re.IGNORECASE), words

    # The supervisor opens the quarter: the hour is in the figure, behind it, and in the PDF.
    ambrose = desk(SUPERVISOR)
    ambrose.goto("/reports/this-quarter/")
    ambrose.get_by_role("navigation", name="Program").get_by_role("link", name="Young Parent").click()
    ambrose.wait_for_url("**/reports/young_parent/GRE/**")
    after = mentor_hours(ambrose)
    assert after == pytest.approx(before + 1)
    ambrose.get_by_text("Download", exact=True).click()
    with ambrose.expect_download() as download:
        ambrose.get_by_role("link", name=re.compile("^PDF")).click()
    pages = extract_text(download.value.path())
    assert "Greene County" in pages
    assert f"{after:.1f}" in pages
    assert "Marisol" not in pages
    with pikepdf.open(download.value.path()) as pdf:
        assert len(pdf.pages) >= 5
        assert pdf.Root.MarkInfo.Marked
        assert figures_of(pdf), "the report has no chart"


def choose(page, group, word):
    """Tap one chip of a group, by the words on it."""
    page.get_by_role("group", name=group).get_by_label(word, exact=True).check()


def told(box, address):
    """The messages that arrived for an address."""
    return [message for message in list(box.messages) if message["X-Envelope-To"] == address]


def choose_program(page):
    page.get_by_role("navigation", name="Ask the rules of").get_by_role("link", name="Young Parent").click()


def mentor_hours(page):
    """The hours given by mentors in the quarter at hand, from the counts beside the share."""
    row = page.get_by_role("row", name=re.compile("^Mentor time given"))
    return float(re.search(r"([\d,.]+) of [\d,.]+", row.first.inner_text())[1].replace(",", ""))


def figures_of(pdf):
    """The charts of a tagged PDF, each with the words that say what it shows."""
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure" and str(item.get("/Alt", ""))
    ]
