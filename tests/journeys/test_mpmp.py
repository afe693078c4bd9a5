"""One whole story of the Minnesota Parent Mentor Program, in a real browser.

The court refers a mother. She is screened, enrolled and matched with a Parent Mentor, who takes the sheet of her next
hearing along and says on the way out, on the phone, what came of it. The child comes home, and the case closes.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from programs.casework.enrollments.models import Enrollment
from programs.mpmp.models import ChildOutcome, Hearing
from tests.browser import DESKTOP, PHONE, assert_accessible, assert_fits
from tests.factories.accounts import user_with
from tests.factories.mentors import MentorFactory
from tests.factories.participants import person_at

pytestmark = pytest.mark.django_db(transaction=True)

WISH = "I want the judge to know that he runs to me."


@pytest.fixture
def parent_mentor(cast):
    site = cast.here.site
    user = user_with("mentor", site=site, email="amina@oak.example", name="Amina Sheekadoon")
    person = person_at(site, given_name="Amina", family_name="Sheekadoon", user=user)
    return MentorFactory(site=site, kind="parent_mentor", person=person)


def test_a_mother_finds_a_parent_mentor_and_her_child_comes_home(page, sign_in, cast, parent_mentor):
    desk = page
    today = cast.here.site.today()

    # The court refers her, and the worker asks what the rules ask.
    sign_in(cast.here.staff)
    desk.goto("/referrals/new/")
    desk.get_by_label("Given name").fill("Marisol")
    desk.get_by_label(re.compile("^Family name")).fill("Beginwell")
    choose(desk, "Who refers?", "Court or juvenile office")
    choose(desk, re.compile("^Program wished"), "MPMP")
    desk.get_by_label("I take it in myself").check()
    desk.get_by_role("button", name="Take the referral in").click()
    desk.get_by_role("button", name="Begin the screening").click()
    person = desk.url.split("screen/")[0]
    desk.goto(f"{person}children/new/")
    desk.get_by_label("Given name").fill("Tadeo")
    desk.get_by_label(re.compile("^Birth date")).fill((today - timedelta(days=900)).isoformat())
    desk.get_by_role("button", name="Add the child").click()
    desk.goto(f"{person}screen/mpmp/")
    choose(desk, re.compile("^A child protection case"), "Yes")
    desk.get_by_role("button", name="Store this screening").click()
    desk.goto(f"{person}enroll/")
    desk.get_by_role("navigation", name="Ask the rules of").get_by_role("link", name="MPMP").click()
    expect(desk.get_by_role("heading", name="Eligible for MPMP")).to_be_visible()
    desk.get_by_role("button", name="Enroll", exact=True).click()
    expect(desk.get_by_role("heading", name="Marisol Beginwell")).to_be_visible()
    case = desk.url
    enrollment = Enrollment.objects.get(participant__given_name="Marisol", program="mpmp")

    # Somebody who has been there is matched with her.
    desk.goto(f"{case}match/")
    desk.get_by_role("link", name="Choose Amina", exact=True).click()
    desk.get_by_label(re.compile("^The participant agreed on")).fill(today.isoformat())
    desk.get_by_label(re.compile("^The mentor agreed on")).fill(today.isoformat())
    desk.get_by_role("button", name="Make the match").click()
    expect(desk.get_by_text("Matched. Both can begin.")).to_be_visible()

    # Where the boy lives, and the next hearing.
    court = f"/mpmp/cases/{enrollment.pk}/court/"
    desk.goto(f"{court}placements/new/")
    choose(desk, "Which child?", "Tadeo")
    choose(desk, re.compile("^Where"), "With relatives or close friends")
    desk.get_by_label("From", exact=True).fill((today - timedelta(days=20)).isoformat())
    desk.get_by_role("button", name=re.compile("^Save")).click()
    desk.goto(f"/mpmp/cases/{enrollment.pk}/hearings/new/")
    desk.get_by_label("What is it?").select_option("review")
    desk.get_by_label("Day", exact=True).fill((today + timedelta(days=2)).isoformat())
    desk.get_by_label("At", exact=True).fill("09:30")
    desk.get_by_label(re.compile("^Courthouse and room")).fill("Courthouse, room 3")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_role("heading", name="Review hearing")).to_be_visible()
    hearing = Hearing.objects.get(enrollment=enrollment)
    assert hearing.appointment.match.mentor == parent_mentor

    # Amina reads it on her phone, writes down what Marisol wants to say, and takes the sheet along.
    sign_in(parent_mentor.person.user)
    phone = page
    phone.set_viewport_size(PHONE)
    phone.goto(court)
    expect(phone.locator("body")).not_to_contain_text("Beginwell")
    phone.get_by_role("link", name="Review hearing").click()
    phone.get_by_role("link", name="Write it down").click()
    phone.locator("[name=parents_words]").fill(WISH)
    phone.get_by_role("button", name=re.compile("^Save")).click()
    expect(phone.get_by_text(WISH)).to_be_visible()
    with phone.expect_download() as sheet:
        phone.get_by_role("link", name="Take the sheet along").click()
    assert sheet.value.suggested_filename == f"sheet-{hearing.pk}.pdf"
    assert_accessible(phone)
    assert_fits(phone)

    # On the way out: what came of it, and the next date.
    Hearing.objects.filter(pk=hearing.pk).update(starts_at=timezone.now() - timedelta(hours=1))
    phone.reload()
    phone.get_by_role("link", name="Say what came of it").click()
    phone.get_by_role("textbox", name=re.compile("^What came of it")).fill("He comes home.")
    phone.get_by_label(re.compile("^What was ordered")).fill("The county arranges rides.")
    phone.get_by_label(re.compile("^Next date")).fill((today + timedelta(days=60)).isoformat())
    phone.locator("[name=next_at]").fill("10:00")
    assert_accessible(phone)
    phone.get_by_role("button", name="Save what came of it").click()
    expect(phone.get_by_text("The county arranges rides.")).to_be_visible()
    expect(phone.get_by_role("link", name=re.compile("^Next: Review hearing"))).to_be_visible()

    # At the desk: the child is home, aftercare begins, it is celebrated, and the case closes.
    sign_in(cast.here.staff)
    desk.set_viewport_size(DESKTOP)
    desk.goto(case)
    expect(desk.locator(".entry", has_text="He comes home.")).to_be_visible()
    progress = f"/mpmp/cases/{enrollment.pk}/"
    desk.goto(f"{progress}outcomes/new/")
    choose(desk, "Which child?", "Tadeo")
    choose(desk, "What came of it?", "Home with the parent")
    desk.get_by_label("On", exact=True).fill(today.isoformat())
    desk.get_by_role("button", name="Save the outcome").click()
    expect(desk.get_by_text("All children are home")).to_be_visible()
    desk.goto(f"{progress}services-in-place/new/")
    desk.get_by_label("Which service?").fill("Evening class")
    desk.get_by_role("button", name="Save the service").click()
    desk.goto(f"{progress}celebrations/new/")
    choose(desk, "What did they reach?", "Achieved reunification")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_role("heading", name="To celebrate")).to_be_visible()
    assert_accessible(desk)
    desk.goto(f"{case}close/")
    desk.get_by_label("Reunified", exact=True).check()
    desk.get_by_role("button", name=re.compile("^Close")).click()
    desk.wait_for_url("**/cases/**")

    enrollment.refresh_from_db()
    assert enrollment.status == "closed"
    assert ChildOutcome.objects.get(enrollment=enrollment).kind == "reunified"
    assert not enrollment.matches.open().exists()


def choose(page, group, word):
    """Tap one chip of a group, by the words on it."""
    page.get_by_role("group", name=group).get_by_label(word, exact=True).check()
