"""The search of the top bar in a real browser: suggestions as one types, by keyboard, and without a script."""

from playwright.sync_api import expect

from tests.browser import assert_accessible, assert_fits


def test_a_name_heard_on_the_phone_opens_the_case_by_keyboard(screen, sign_in, cast):
    sign_in(cast.here.staff)
    screen.goto("/participants/")
    field = screen.get_by_role("searchbox", name="Search people")

    field.press_sequentially("Junipper")
    hit = screen.get_by_role("link", name="Juniper Fableton Sounds like “junipper”")
    expect(hit).to_be_visible()
    assert_accessible(screen)
    assert_fits(screen)

    field.press("ArrowDown")
    expect(hit).to_be_focused()
    screen.keyboard.press("Escape")
    expect(hit).to_be_hidden()
    expect(field).to_be_focused()

    field.press_sequentially(" fab")
    hit = screen.locator(".topsearch").get_by_role("link", name="Juniper Fableton")
    expect(hit).to_be_visible()
    field.press("ArrowDown")
    expect(hit).to_be_focused()
    screen.keyboard.press("Enter")
    screen.wait_for_url(f"**{cast.here.enrollment.get_absolute_url()}")


def test_enter_shows_everybody_found(page, sign_in, cast):
    sign_in(cast.here.staff)
    page.goto("/day/")

    page.get_by_role("searchbox", name="Search people").fill("0142")
    page.keyboard.press("Enter")

    page.wait_for_url("**/search/?q=0142")
    expect(page.get_by_role("main").get_by_text("Phone ends 0142")).to_be_visible()


def test_search_works_without_a_script(browser, browser_context_args, sign_in, context, cast):
    sign_in(cast.here.staff)
    plain = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    plain.add_cookies(context.cookies())
    page = plain.new_page()
    page.goto("/participants/")

    page.get_by_role("searchbox", name="Search people").fill("Clover")
    page.keyboard.press("Enter")

    expect(page.get_by_role("main").get_by_role("link", name="Juniper Fableton")).to_be_visible()
    plain.close()
