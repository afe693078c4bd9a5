"""Young Parent in a real browser, from a referral on the public page to the closing, as its coordinator would tell it."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match
from programs.young_parent.bucks.workflow import balance_of
from programs.young_parent.models import DoctorVisit, SelfRating
from tests.browser import PHONE, assert_accessible
from tests.factories.participants import child_of

pytestmark = pytest.mark.django_db(transaction=True)

# The least time a person takes to fill in a public form, and a little more.
A_MOMENT = 1_200


@pytest.fixture
def phone(browser, live_server):
    """Somebody without an account, on a phone."""
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, timezone_id="America/Chicago")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def choose(page, group, word):
    page.get_by_role("group", name=group).get_by_label(word, exact=True).check()


def press(page, button):
    page.get_by_role("button", name=button, exact=True).click()


def test_from_the_referral_to_the_closing(page, phone, sign_in, cast):
    here = cast.here
    today = here.site.today()

    # A school counselor asks for a young mother, from the public page.
    phone.goto(reverse("public_referral:ask", args=["young_parent", here.site.code]))
    phone.wait_for_timeout(A_MOMENT)
    choose(phone, re.compile("Who are you"), "I help a family")
    phone.get_by_label(re.compile("^How do you know")).select_option("juvenile_office")
    phone.get_by_label(re.compile("^Your own name")).fill("Counselor Meadow")
    phone.get_by_label(re.compile("^How we reach you")).fill("(417) 555-0111")
    choose(phone, re.compile("know and agree"), "Yes, they agree")
    phone.get_by_label(re.compile("^First name")).fill("Clementine")
    phone.get_by_label(re.compile("^Last name")).fill("Newleaf")
    phone.get_by_label(re.compile("^Birth date")).fill(today.replace(year=today.year - 18, day=1).isoformat())
    phone.get_by_label(re.compile("^Phone")).fill("(417) 555-0112")
    press(phone, "Send")
    phone.wait_for_url("**/received/**")

    # The coordinator screens her; there is no free mentor yet, so she waits.
    sign_in(here.staff)
    page.goto("/referrals/")
    page.get_by_role("link", name="Clementine Newleaf").first.click()
    referral = page.url
    press(page, "Begin the screening")
    choose(page, re.compile("^A parent or caregiver"), "Yes")
    press(page, "Store this screening")
    expect(page.get_by_text("The screening was stored.")).to_be_visible()
    page.goto(f"{referral}wait/")
    press(page, "Put on the waiting list")
    expect(page.get_by_text("They are on the waiting list.")).to_be_visible()

    # A place is free: she is enrolled, and her baby stands with her.
    page.goto(referral)
    page.get_by_role("link", name="Enroll").first.click()
    press(page, "Enroll")
    expect(page.get_by_role("heading", name="Clementine Newleaf")).to_be_visible()
    case = Enrollment.objects.get(participant__family_name="Newleaf")
    child_of(case.participant, born_on=today, given_name="Tadeo")
    page.goto(f"/cases/{case.pk}/match/?mentor={here.free_mentor.pk}")
    page.get_by_label(re.compile("^The participant agreed on")).fill(today.isoformat())
    page.get_by_label(re.compile("^The mentor agreed on")).fill(today.isoformat())
    press(page, "Make the match")
    match = Match.objects.get(enrollment=case)
    page.goto(match.get_absolute_url())
    for milestone in ("First meeting", "30 days", "First quarterly check", "9 months", "11 months", "Anniversary"):
        expect(page.get_by_text(milestone, exact=True)).to_be_visible()

    # The parent is asked at the start, and a visit to the doctor was kept.
    page.goto(reverse("young_parent:rate", args=[case.pk]))
    choose(page, re.compile("^How sure"), "3: some")
    choose(page, re.compile("^How much stress"), "4: much")
    choose(page, re.compile("^How healthy"), "4: much")
    press(page, "Save the answers")
    assert SelfRating.objects.get(enrollment=case).occasion == "start"
    expect(page.get_by_text("Tadeo", exact=False).first).to_be_visible()
    page.get_by_role("link", name="A doctor visit").click()
    page.get_by_label("Who goes?").select_option(label="Tadeo Newleaf")
    choose(page, re.compile("^What for"), "Well-child visit")
    press(page, "Save the visit")
    assert DoctorVisit.objects.get(enrollment=case).outcome == "kept"
    assert_accessible(page)

    # The visit is worth ten; they buy a pack of diapers for eight.
    page.get_by_role("link", name="Points", exact=True).click()
    press(page, "Credit 10")
    expect(page.get_by_role("heading", name="Baby Bucks of Clementine: 10")).to_be_visible()
    page.goto(f"{here.room.store_day.get_absolute_url()}?family={case.pk}")
    page.get_by_role("group", name="What?").get_by_label(re.compile("Diapers")).check()
    press(page, "Sell")
    expect(page.get_by_text("2 left to spend")).to_be_visible()
    assert balance_of(case) == 2

    # At the end she is asked once more, and the case is closed with its match.
    page.goto(f"/cases/{case.pk}/close/")
    page.get_by_label("Moved away", exact=True).check()
    press(page, "Close the enrollment")
    page.wait_for_url(f"**/cases/{case.pk}/**")
    case.refresh_from_db()
    assert (case.status, case.closed_on) == ("closed", today)
    match.refresh_from_db()
    assert not match.is_open
    page.goto(reverse("young_parent:health", args=[case.pk]))
    expect(page.get_by_role("link", name="Ask the parent")).to_be_visible()
