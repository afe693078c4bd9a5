"""One whole story of MOPPP, in a real browser: Children's Division refers, a visitor comes, and the family moves on."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from participants.immunizations.models import CardSeen
from programs.casework.enrollments.models import Enrollment
from programs.casework.referrals.models import Referral
from programs.casework.referrals.screenings.models import Screening
from tests.browser import DESKTOP, PHONE, assert_accessible, assert_fits

pytestmark = pytest.mark.django_db(transaction=True)


def choose(page, group, word):
    """Tap one chip of a group, by the words on it."""
    page.get_by_role("group", name=re.compile(f"^{group}")).get_by_label(word, exact=True).check()


def test_a_family_is_referred_screened_enrolled_visited_and_moves_on(page, sign_in, cast):
    born_on = cast.here.site.today() - timedelta(days=50)
    sign_in(cast.here.staff)

    # Children's Division calls. Only how to reach them, and who refers, is asked.
    page.goto("/referrals/new/")
    page.get_by_label("Given name").fill("Zinnia")
    page.get_by_label(re.compile("^Family name")).fill("Newdoor")
    choose(page, "Who refers", "Children’s Division")
    choose(page, "Program wished for", "MOPPP")
    page.get_by_role("button", name="Take the referral in").click()
    page.get_by_role("button", name="Begin the screening").click()
    referral = Referral.objects.get(person__given_name="Zinnia")

    # The rules need one more answer: how old is the child?
    page.goto(f"/participants/{referral.person_id}/screen/moppp/")
    page.get_by_label(re.compile("^Youngest child born")).fill(born_on.isoformat())
    page.get_by_role("button", name="Store this screening").click()
    expect(page.get_by_role("heading", name=re.compile("^Eligible"))).to_be_visible()
    assert Screening.objects.get(person=referral.person).outcome == "eligible"
    page.goto(f"/participants/{referral.person_id}/children/new/")
    page.get_by_label("Given name").fill("Pip")
    page.get_by_label(re.compile("^Birth date")).fill(born_on.isoformat())
    page.get_by_role("button", name="Add the child").click()

    page.goto(referral.get_absolute_url())
    page.get_by_role("link", name="Enroll", exact=True).click()
    expect(page.get_by_role("heading", name="Eligible for MOPPP")).to_be_visible()
    page.get_by_role("button", name="Enroll", exact=True).click()
    expect(page.get_by_text("Enrolled. The case number is")).to_be_visible()
    case = Enrollment.objects.get(participant=referral.person)
    page.goto(f"/cases/{case.pk}/visit-plan/level/")
    page.get_by_label("Level 1", exact=True).check()
    page.get_by_role("button", name="Set the level").click()

    # The home visit, on the phone: the child, what was seen, and the card of the clinic.
    page.set_viewport_size(PHONE)
    page.goto(f"/cases/{case.pk}/contacts/new/")
    choose(page, "What was it", "Home visit")
    choose(page, "How long", "1 h")
    page.get_by_label(re.compile("^What you saw")).fill("Follows her face")
    page.get_by_text("Immunizations of Pip: Not known").click()
    page.get_by_label("I saw their immunization card today").check()
    page.get_by_label(re.compile("^Strengths you saw")).fill("She hums when he is tired.")
    assert_accessible(page, without=["color-contrast"])
    assert_fits(page)
    page.get_by_role("button", name="Save the contact").click()
    expect(page.get_by_text("Saved: 1 h with Zinnia Newdoor.")).to_be_visible()
    visit = case.contacts.get()
    assert visit.home_visit.children.get().seen == "Follows her face"
    assert CardSeen.objects.get(person__given_name="Pip").seen_on == cast.here.site.today()
    page.goto(f"/contacts/{visit.pk}/card/")
    expect(page.get_by_text("She hums when he is tired.")).to_be_visible()

    # The first visit was in time, by the clock of a family that the Division referred.
    page.set_viewport_size(DESKTOP)
    page.goto("/moppp/first-visits/")
    row = page.get_by_role("row", name=re.compile("Zinnia Newdoor"))
    expect(row).to_contain_text("Children’s Division")
    expect(row).to_contain_text("In time")

    # They move to another state, and the case closes.
    page.goto(f"/cases/{case.pk}/close/")
    page.get_by_label("Moved away", exact=True).check()
    page.get_by_role("button", name=re.compile("^Close")).click()
    case.refresh_from_db()
    assert (case.status, case.closed_on) == ("closed", cast.here.site.today())
