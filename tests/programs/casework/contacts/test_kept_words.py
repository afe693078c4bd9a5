"""In a real browser: what was typed survives a session that ran out, and goes once it is saved."""

import pytest
from django.urls import reverse

from programs.casework.contacts.models import Contact
from tests.browser import PHONE
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db

WORDS = "She sent the form for evening class."


@pytest.fixture
def form(page, sign_in, cast):
    """The mentor's form on a phone, with a few words typed."""
    page.set_viewport_size(PHONE)
    sign_in(cast.here.mentor_user)
    page.goto(reverse("contacts:record", args=[cast.here.enrollment.pk]))
    page.get_by_label("Note").fill(WORDS)
    page.get_by_label("45 min").check()
    return page


def save(page):
    page.get_by_role("button", name="Save the contact").click()


def test_words_survive_a_session_that_ran_out(form, context, cast):
    context.clear_cookies(name="sessionid")
    save(form)
    form.wait_for_url("**/accounts/login/**")
    form.fill("[name=login]", cast.here.mentor_user.email)
    form.fill("[name=password]", PASSWORD)
    form.locator("main form button[type=submit], form.login button[type=submit]").first.click()
    form.wait_for_url("**/contacts/new/")

    assert form.get_by_label("Note").input_value() == WORDS
    assert form.get_by_text("What you typed before is back.").is_visible()
    save(form)
    form.wait_for_url("**/phone/")
    contact = Contact.objects.get(note=WORDS)
    assert contact.duration_minutes == 45


def test_words_survive_a_reload_until_somebody_begins_anew(form):
    form.reload()

    assert form.get_by_label("Note").input_value() == WORDS
    form.get_by_role("button", name="Begin anew").click()
    form.wait_for_load_state()
    assert form.get_by_label("Note").input_value() == ""


def test_words_that_were_saved_do_not_come_back(form, cast):
    save(form)
    form.wait_for_url("**/phone/")

    form.goto(reverse("contacts:record", args=[cast.here.enrollment.pk]))

    assert form.get_by_label("Note").input_value() == ""
    assert Contact.objects.filter(note=WORDS).count() == 1


def test_words_are_not_shown_to_somebody_else_in_the_same_tab(form, sign_in, cast):
    sign_in(cast.here.staff)

    form.goto(reverse("contacts:record", args=[cast.here.enrollment.pk]))

    assert form.get_by_label("Note").input_value() == ""
