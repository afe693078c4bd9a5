"""In a real browser: what was typed survives a session that ran out, and goes once it is saved."""

import pytest
from django.urls import reverse

from mmp_portal.drafts.models import Draft
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


def sign_in_again(page, user):
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def kept(page):
    page.get_by_text("Kept as a draft.", exact=True).wait_for()


def test_words_survive_a_session_that_ran_out_before_they_were_sent(form, context, cast):
    context.clear_cookies(name="sessionid")
    save(form)
    form.wait_for_url("**/accounts/login/**")
    assert form.get_by_text("What you typed is kept").is_visible()
    sign_in_again(form, cast.here.mentor_user)
    form.wait_for_url("**/contacts/new/")

    assert form.get_by_label("Note").input_value() == WORDS
    assert form.get_by_text("You began this on").is_visible()
    save(form)
    form.wait_for_url("**/phone/")
    contact = Contact.objects.get(note=WORDS)
    assert contact.duration_minutes == 45
    assert not Draft.objects.filter(owner=cast.here.mentor_user).exists()


def test_words_survive_a_session_that_ran_out_while_they_were_typed(form, context, cast):
    kept(form)
    context.clear_cookies(name="sessionid")
    form.get_by_label("Note").fill(f"{WORDS} And more.")
    form.get_by_text("You were signed out. Your words are kept in this tab.").wait_for()
    form.locator("[data-trouble=signed-out]").get_by_role("link", name="Sign in").click()
    sign_in_again(form, cast.here.mentor_user)
    form.wait_for_url("**/contacts/new/")

    form.get_by_text("What you typed before is back.").wait_for()
    assert form.get_by_label("Note").input_value() == f"{WORDS} And more."
    draft = Draft.objects.get(owner=cast.here.mentor_user)
    assert draft.values["note"] == [f"{WORDS} And more."]


def test_words_survive_a_reload_until_somebody_discards_them(form, cast):
    kept(form)
    form.reload()

    assert form.get_by_label("Note").input_value() == WORDS
    assert form.get_by_label("45 min").is_checked()
    form.get_by_role("button", name="Discard the draft").click()
    form.get_by_text("The draft was discarded.").wait_for()
    assert form.get_by_label("Note").input_value() == ""
    assert not Draft.objects.filter(owner=cast.here.mentor_user).exists()


def test_words_typed_just_before_leaving_are_kept(form, cast):
    form.goto(reverse("caseload:phone"))
    form.goto(reverse("contacts:record", args=[cast.here.enrollment.pk]))

    assert form.get_by_label("Note").input_value() == WORDS


def test_words_that_were_saved_do_not_come_back(form, cast):
    kept(form)
    save(form)
    form.wait_for_url("**/phone/")

    form.goto(reverse("contacts:record", args=[cast.here.enrollment.pk]))

    assert form.get_by_label("Note").input_value() == ""
    assert Contact.objects.filter(note=WORDS).count() == 1


def test_words_taken_back_leave_no_draft(form, cast):
    kept(form)
    form.get_by_label("Note").fill("")
    form.get_by_label("1 h", exact=True).check()
    form.get_by_text("Kept as a draft.", exact=True).wait_for(state="hidden")

    assert not Draft.objects.filter(owner=cast.here.mentor_user).exists()


def test_opening_a_form_keeps_nothing(page, sign_in, cast):
    sign_in(cast.here.mentor_user)
    page.goto(reverse("contacts:record", args=[cast.here.enrollment.pk]))
    page.get_by_label("Note").focus()
    page.goto(reverse("caseload:phone"))

    assert not Draft.objects.filter(owner=cast.here.mentor_user).exists()


def test_words_are_not_shown_to_somebody_else_in_the_same_tab(form, sign_in, cast):
    kept(form)
    sign_in(cast.here.staff)

    form.goto(reverse("contacts:record", args=[cast.here.enrollment.pk]))

    assert form.get_by_label("Note").input_value() == ""
