"""In a real browser: names are offered as one types, and by a button where scripts are off."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db


def test_names_are_offered_as_one_types(page, sign_in, cast):
    sign_in(cast.here.staff)
    page.goto(reverse("participants:find_member", args=[cast.here.participant.pk]))

    page.get_by_label("Name or phone").press_sequentially("gladw")

    found = page.get_by_role("link", name="Otto Gladwell OAK")
    expect(found).to_be_visible()
    found.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Add Otto Gladwell OAK to the household")


def test_without_scripts_a_button_looks(browser, browser_context_args, live_server, client, cast):
    client.force_login(cast.here.staff)
    cookie = client.cookies["sessionid"]
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page = context.new_page()
    page.goto(reverse("participants:find_member", args=[cast.here.participant.pk]))

    page.get_by_label("Name or phone").fill("gladw")
    page.get_by_role("button", name="Look").click()

    expect(page.get_by_role("link", name="Otto Gladwell OAK")).to_be_visible()
    context.close()
