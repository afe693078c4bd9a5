"""Worksite in a real browser: from the referral to the closing, and a mentor and a job that change on the way.

In the first a young man is referred by a juvenile officer, finishes his classes, is hired, and the company names who
accompanies him. In the second the mentor leaves the company, the youth changes jobs and the promise is renewed; the
history still reads right.
"""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from mmp_portal.links.purposes import path_of
from mmp_portal.links.workflow import links_of
from programs.casework.contacts.models import Contact
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match
from programs.worksite.check_ins.doors import EMPLOYER
from programs.worksite.models import CheckIn, MakeUp, MentorAtWork, Placement
from programs.worksite.namings.doors import NAME
from programs.worksite.readiness.curriculum import classes
from programs.worksite.weeks.doors import MENTOR, YOUTH
from tests.browser import PHONE, assert_accessible, assert_fits
from tests.factories.mentors import MentorFactory
from tests.factories.participants import person_at
from tests.factories.worksite import OpeningFactory, candidate_of, week_of

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
    """Tap one of a group, by the words on it."""
    page.get_by_role("group", name=group).get_by_label(word, exact=True).check()


def more(page, link):
    """Choose from the menu of the page."""
    page.locator("main").get_by_text("More", exact=True).click()
    page.get_by_role("link", name=link).click()


def press(page, button):
    page.get_by_role("button", name=button, exact=True).click()


def test_from_the_referral_to_the_closing(page, phone, sign_in, cast):
    here, room = cast.here, cast.here.worksite
    today = here.site.today()

    # A juvenile officer writes a referral from the public page.
    phone.goto(reverse("public_referral:ask", args=["worksite", here.site.code]))
    phone.wait_for_timeout(A_MOMENT)
    choose(phone, re.compile("Who are you"), "I help a family")
    phone.get_by_label(re.compile("^How do you know")).select_option("juvenile_office")
    phone.get_by_label(re.compile("^Your own name")).fill("Officer Meadow")
    phone.get_by_label(re.compile("^How we reach you")).fill("(417) 555-0111")
    choose(phone, re.compile("know and agree"), "Yes, they agree")
    phone.get_by_label(re.compile("^First name")).fill("Tansy")
    phone.get_by_label(re.compile("^Last name")).fill("Newleaf")
    phone.get_by_label(re.compile("^Birth date")).fill(today.replace(year=today.year - 18, day=1).isoformat())
    phone.get_by_label(re.compile("^Phone")).fill("(417) 555-0112")
    press(phone, "Send")
    phone.wait_for_url("**/received/**")
    expect(phone.locator("body")).not_to_contain_text("Newleaf")

    # The coordinator screens and enrolls him.
    sign_in(here.staff)
    page.goto("/referrals/")
    page.get_by_role("link", name="Tansy Newleaf").first.click()
    referral = page.url
    press(page, "Begin the screening")
    choose(page, re.compile("^Foster care, now"), "Yes")
    press(page, "Store this screening")
    expect(page.get_by_text("The screening was stored.")).to_be_visible()
    page.goto(referral)
    page.get_by_role("link", name="Enroll").first.click()
    press(page, "Enroll")
    expect(page.get_by_role("heading", name="Tansy Newleaf")).to_be_visible()
    case = Enrollment.objects.get(participant__family_name="Newleaf")

    # Five classes are behind him; the last one is made up, and the certificate is there.
    missing = classes()[-1]
    MakeUp.objects.bulk_create(
        MakeUp(enrollment=case, code=one.code, made_up_on=today) for one in classes() if one != missing
    )
    page.get_by_role("link", name="Work", exact=True).click()
    expect(page.get_by_text("Jobs are proposed when every class is finished.")).to_be_visible()
    more(page, "A class made up")
    page.get_by_label(missing.title).check()
    press(page, "Note the class")
    expect(page.get_by_role("link", name="Certificate (PDF)")).to_be_visible()

    # An opening that fits, the interview, and he is hired; the company has not chosen a mentor yet.
    page.get_by_role("link", name="Find a job").click()
    page.get_by_role("link", name=re.compile("^Send them there.*Baker's helper")).first.click()
    press(page, "Send them there")
    page.get_by_role("link", name=re.compile("^The next step")).click()
    page.get_by_label("Interview", exact=True).check()
    press(page, "Note it")
    page.get_by_role("link", name=re.compile("^Hired")).click()
    page.get_by_label(re.compile("^Wage an hour")).fill("13.25")
    page.get_by_label(re.compile("^Hours a week")).fill("20")
    press(page, "They are hired")
    expect(page.get_by_text("Nobody accompanies them at work now.")).to_be_visible()
    assert_accessible(page, without=["color-contrast"])
    job = Placement.objects.get(enrollment=case)

    # The company names an employee by its link; the coordinator orients her, and they are matched.
    phone.goto(path_of(links_of(NAME, [job.pk])[job.pk]))
    phone.wait_for_timeout(A_MOMENT)
    phone.get_by_label(re.compile("^Given name")).fill("Wilma")
    phone.get_by_label(re.compile("^Family name")).fill("Kettle")
    phone.get_by_label(re.compile("^Phone")).fill("(417) 555-0199")
    assert_fits(phone)
    press(phone, "Name them")
    expect(phone.get_by_text("We know whom you chose")).to_be_visible()
    page.reload()
    page.get_by_role("link", name="Orient the mentor").click()
    press(page, "They are a mentor")
    expect(page.get_by_text("Wilma Kettle").first).to_be_visible()

    # At the end of the week one tap of each: first they agree, then the coordinator finds their half hour in the story.
    week = week_of(MentorAtWork.objects.get(placement=job), asked_on=today)
    for purpose in (YOUTH, MENTOR):
        phone.goto(path_of(links_of(purpose, [week.pk])[week.pk]))
        press(phone, "Yes, 30 minutes")
        expect(phone.get_by_text("Your answer has arrived.")).to_be_visible()
    assert_accessible(phone, without=["color-contrast"])
    assert_fits(phone)
    assert Contact.objects.made().get(enrollment=case).duration_minutes == 30

    # The employer answers four questions on a phone.
    check_in = CheckIn.objects.get(placement=job, side="employer", day_number=30)
    phone.goto(path_of(links_of(EMPLOYER, [check_in.pk])[check_in.pk]))
    phone.wait_for_timeout(A_MOMENT)
    choose(phone, re.compile("still work with you"), "Yes")
    choose(phone, re.compile("How does the work go"), "Well")
    press(phone, "Send")
    expect(phone.get_by_text("Your answer has arrived.")).to_be_visible()

    # A HiSET test is asked for by the coordinator and approved by the supervisor.
    page.goto(reverse("worksite:ask_funds", args=[case.pk]))
    page.get_by_label(re.compile("^HiSET test")).check()
    page.get_by_label(re.compile("^Amount")).fill("22")
    press(page, "Ask for it")
    request = page.url
    sign_in(here.supervisor)
    page.goto(request)
    press(page, "Approve")
    expect(page.get_by_text("Approved. The money is set aside.")).to_be_visible()

    # He stands on his own feet: the case is closed, and its story tells all of it.
    sign_in(here.staff)
    page.goto(reverse("closings:close", args=[case.pk]))
    page.get_by_label("Working without further help").check()
    press(page, "Close the enrollment")
    page.goto(case.get_absolute_url())
    story = page.locator("main")
    for words in ("Interview: Baker's helper", "New job: Baker's helper", room.partner.name, "Wilma Kettle", "30 min"):
        expect(story).to_contain_text(words)
    assert Match.objects.get(enrollment=case).end_reason == "enrollment_closed"


def test_the_mentor_leaves_the_youth_changes_jobs_and_the_history_reads_right(page, sign_in, cast):
    here, room = cast.here, cast.here.worksite
    today = here.site.today()
    Match.objects.filter(pk=room.match.pk).update(commitment_ends_on=today + timedelta(days=20))
    ivy = MentorFactory(
        site=here.site,
        kind="workplace",
        partner=room.partner,
        person=person_at(here.site, given_name="Ivy", family_name="Lantern"),
    )
    shop = OpeningFactory(partner__site=here.site, partner__name="Owl and Quill Books", title="Shelf keeper")
    basil = MentorFactory(
        site=here.site,
        kind="workplace",
        partner=shop.partner,
        person=person_at(here.site, given_name="Basil", family_name="Yarrow"),
    )
    sign_in(here.staff)

    # Gus and Robin renew their promise for half a year.
    page.goto(room.match.get_absolute_url())
    page.get_by_role("link", name="Renew the promise").click()
    page.get_by_label(re.compile("^Promised until")).fill((today + timedelta(days=200)).isoformat())
    press(page, "Renew the promise")
    expect(page.get_by_text("The promise goes on.")).to_be_visible()

    # Then Gus leaves the bakery. Ivy takes his place, and promises a year.
    page.goto(room.placement.get_absolute_url())
    more(page, "The mentor left the company")
    press(page, "The mentor left")
    page.get_by_role("link", name="Choose the mentor").click()
    page.locator("[name=mentor]").select_option(label="Ivy Lantern")
    page.get_by_label(re.compile("^Promised until")).fill((today + timedelta(days=365)).isoformat())
    press(page, "Choose this mentor")
    expect(page.get_by_text("They are matched.")).to_be_visible()

    # Robin finds a better job at the bookshop; the match with Ivy ends with the old one, Basil begins.
    more(page, "The job ends")
    page.get_by_label("A better job").check()
    press(page, "End the job")
    candidate = candidate_of(room.enrollment, shop, status="offered")
    page.goto(reverse("worksite:hire", args=[candidate.pk]))
    page.get_by_label(re.compile("^Wage an hour")).fill("15.50")
    page.get_by_label(re.compile("^Hours a week")).fill("30")
    page.locator("[name=mentor]").select_option(label="Basil Yarrow")
    press(page, "They are hired")
    expect(page.get_by_text("Congratulations to them!")).to_be_visible()

    # The first job still says who accompanied Robin there, and why each of them ended.
    page.goto(room.placement.get_absolute_url())
    whom = page.locator(".card", has_text="Who accompanied them at work")
    expect(whom).to_contain_text("Gus Doughty")
    expect(whom).to_contain_text("The mentor left the company.")
    expect(whom).to_contain_text("Ivy Lantern")
    expect(whom).to_contain_text("The job ended.")
    expect(whom).not_to_contain_text("Basil")
    expect(page.locator("main")).to_contain_text("A better job")
    assert_accessible(page, without=["color-contrast"])

    # The renewed promise stands with the match that kept it, and the story tells both jobs in their order.
    page.goto(room.match.get_absolute_url())
    expect(page.locator("main")).to_contain_text("Renewed")
    page.goto(f"{room.enrollment.get_absolute_url()}")
    story = page.locator("main").inner_text()
    assert story.index("Shelf keeper, Owl and Quill Books") < story.index("Baker's helper, Bakery of")
    assert [match.mentor for match in Match.objects.filter(enrollment=room.enrollment).order_by("pk")] == [
        room.mentor,
        ivy,
        basil,
    ]
