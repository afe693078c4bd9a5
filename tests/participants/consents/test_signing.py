"""In a real browser: a consent is signed with a finger, cleared, and signed again; the picture is kept."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from participants.consents.models import Consent
from tests.browser import assert_accessible, assert_fits

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(screen, sign_in, cast):
    sign_in(cast.here.staff)
    screen.goto(reverse("consents:give", args=[cast.here.participant.pk, "services"]))
    return screen


def draw(page):
    """A line across the pad."""
    pad = page.locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 20, steps=5)
    page.mouse.move(box["x"] + box["width"] - 20, box["y"] + 30, steps=5)
    page.mouse.up()


def drawn(page):
    return page.locator("input[name=signature]").input_value()


def test_a_drawn_signature_is_kept_and_shown(form, cast):
    assert_accessible(form)
    assert_fits(form)
    form.get_by_label("Name of the one who signs").fill("Juniper Fableton")
    draw(form)
    first = drawn(form)
    form.get_by_role("button", name="Clear and sign again").click()
    assert drawn(form) == ""
    draw(form)
    assert drawn(form) == first

    form.get_by_role("button", name="Keep the consent").click()

    form.wait_for_url("**/consents/")
    consent = Consent.objects.get(person=cast.here.participant, kind="services")
    assert consent.signature.is_picture
    form.goto(consent.get_absolute_url())
    picture = form.get_by_alt_text("The drawn signature")
    expect(picture).to_be_visible()
    assert picture.evaluate("picture => picture.naturalWidth") > 100


def test_what_was_drawn_is_still_there_after_a_mistake(form):
    draw(form)
    before = drawn(form)

    form.get_by_role("button", name="Keep the consent").click()

    expect(form.get_by_text("Type the name of the one who signs.").first).to_be_visible()
    assert drawn(form) == before
    expect(form.locator("canvas")).to_be_visible()
