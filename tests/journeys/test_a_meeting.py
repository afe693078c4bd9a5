"""A meeting from the answer on a phone to the sign-in at its door, by people without an account, in a browser."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from mmp_portal.links.purposes import path_of
from programs.casework.meetings.models import Attendance, Meeting, WalkIn
from tests.browser import PHONE, assert_accessible, assert_fits

pytestmark = pytest.mark.django_db(transaction=True)

# The least time a person takes to fill in a public form, and a little more.
A_MOMENT = 1_200


@pytest.fixture
def phone(page):
    page.set_viewport_size(PHONE)
    return page


def test_a_parent_answers_by_the_link_and_changes_her_mind(phone, cast):
    phone.goto(path_of(cast.here.answer_link))
    phone.wait_for_timeout(A_MOMENT)
    phone.get_by_label("Yes, I come").check()
    phone.get_by_label("How many children come along?").fill("2")
    phone.get_by_label("A ride").check()
    phone.get_by_role("button", name="Send the answer").click()

    expect(phone.get_by_text("Your answer: you come.")).to_be_visible()
    assert_accessible(phone)
    assert_fits(phone)
    phone.wait_for_timeout(A_MOMENT)
    phone.get_by_label("I cannot").check()
    phone.get_by_role("button", name="Send the answer").click()

    expect(phone.get_by_text("Your answer: you cannot come.")).to_be_visible()
    row = Attendance.objects.get(pk=cast.here.attendance.pk)
    assert row.answer == "no"
    assert list(row.given_answers.values_list("answer", "children_coming")) == [("no", 0), ("yes", 2)]


def test_people_sign_in_at_the_door_by_pin_and_by_name(phone, cast):
    Meeting.objects.filter(pk=cast.here.meeting.pk).update(starts_at=timezone.now() - timedelta(minutes=10))
    Attendance.objects.filter(pk=cast.here.attendance.pk).update(pin="0427")
    phone.goto(path_of(cast.here.door_link))
    phone.wait_for_timeout(A_MOMENT)

    phone.get_by_label("Your PIN").fill("9999")
    phone.get_by_role("button", name="I am here").click()
    expect(phone.get_by_role("alert")).to_contain_text("This PIN does not fit.")
    assert_accessible(phone)
    assert_fits(phone)
    phone.get_by_label("Your PIN").fill("0427")
    phone.get_by_role("button", name="I am here").click()
    expect(phone.get_by_text("You are signed in.")).to_be_visible()
    expect(phone.locator("body")).not_to_contain_text("Juniper")

    phone.get_by_role("link", name="I have no PIN").click()
    phone.wait_for_timeout(A_MOMENT)
    phone.get_by_label("Your name").fill("Wilder Newcome")
    phone.get_by_role("button", name="I am here").click()
    expect(phone.get_by_text("You are signed in.")).to_be_visible()

    assert Attendance.objects.get(pk=cast.here.attendance.pk).came
    assert WalkIn.objects.filter(meeting=cast.here.meeting, name="Wilder Newcome", status="waiting").exists()


def test_staff_make_the_code_and_match_the_guest(page, sign_in, cast):
    Meeting.objects.filter(pk=cast.here.meeting.pk).update(starts_at=timezone.now() - timedelta(minutes=10))
    sign_in(cast.here.staff)
    page.goto(cast.here.meeting.get_absolute_url())
    page.get_by_role("link", name="Sign-in at the door").click()
    expect(page.get_by_alt_text("Code that opens the page to sign in")).to_be_visible()

    page.get_by_role("link", name="Say who they are").click()
    page.get_by_role("link", name="Maple Guestly").click()
    page.get_by_label("Which participant came?").select_option(
        label=f"Juniper Fableton ({cast.here.enrollment.number})"
    )
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("It counts for them now.")).to_be_visible()
    assert Attendance.objects.get(pk=cast.here.attendance.pk).came
