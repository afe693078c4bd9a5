"""Forms in a real browser: nothing lost, nothing doubled, both versions shown.

The pages come from `tests/pages`. One form of each area is met every time, and all of them in the long tests;
`tests/house/test_sent_forms.py` sends every one of them without a browser.
"""

import pytest

from mmp_portal.drafts.models import Draft
from participants.models import Person
from programs.casework.contacts.models import Contact
from tests.browser import PHONE
from tests.forms import FREE_FIELD, NO_WORDS, SAME_STEP, TWO_ANSWERS, by_area, forms_of, is_versioned
from tests.pages import address
from tests.servers import wait_until

WITH_DRAFT = "form:has([data-draft])"
TO_TYPE_INTO = "main form[method=post] :is(textarea, select, input[type=text], input[type=date])"

# Every field gets something else than it had; gives back what the form would send.
TYPE = """form => {
  const skipped = ["hidden", "file", "password", "submit", "button"];
  const fields = [...form.elements].filter((f) => f.name && !f.disabled && !skipped.includes(f.type));
  for (const field of fields) {
    if (field.type === "radio" || field.type === "checkbox") {
      const group = fields.filter((other) => other.name === field.name && other.type === field.type);
      if (field === group.at(-1)) field.checked = field.type === "radio" || !field.checked;
    } else if (field.tagName === "SELECT") field.selectedIndex = field.options.length - 1;
    else if (field.type === "date") field.value = "2026-10-09";
    else if (field.type === "time") field.value = "09:45";
    else if (field.type === "datetime-local") field.value = "2026-10-09T09:45";
    else if (field.type === "month") field.value = "2026-10";
    else if (field.type === "number") field.value = "7";
    else field.value = `${field.name} in words`;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}"""
WORDS = """form => [...new FormData(form)]
  .filter(([name, value]) => typeof value === "string"
    && !["csrfmiddlewaretoken", "once", "draft_mark", "draft_print", "draft_title", "version"].includes(name))
  .map(([name, value]) => [name, value]).sort()"""
# A note of the form, or else its last line, gets other words.
CHANGE = """(form, [words, name]) => {
  const lines = "input[type=text]:not([inputmode], [name*=phone])";
  const field = form.querySelector(name ? `[name=${name}]` : "textarea") ?? [...form.querySelectorAll(lines)].at(-1);
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return field.name;
}"""

SOME = 1

pytestmark = [pytest.mark.django_db, pytest.mark.strict_database]


# Mentors use a form of staff, too; on a phone it looks different.
ON_PHONE = ["contacts:record", "contacts:edit"]


def round_trip(page, new_page, paths, owner):
    """Type into each form and leave it; on another device the words are there, until they are discarded."""
    typed = {}
    for path in paths:
        page.goto(path)
        form = page.locator(WITH_DRAFT).first
        if not form.count():
            is_safe = page.locator("[data-guard]").count() or not page.locator(TO_TYPE_INTO).count()
            assert is_safe, f"{path} keeps no draft, and does not warn"
            continue
        before = form.evaluate(WORDS)
        form.evaluate(TYPE)
        words = form.evaluate(WORDS)
        if words != before:  # a form with one choice alone has nothing to keep
            typed[path] = words
    page.goto("/drafts/")
    kept = Draft.objects.filter(owner=owner, page__in=typed)
    wait_until(lambda: kept.count() == len(typed), what="the draft of every form")

    for path, words in typed.items():
        new_page.goto(path)
        if new_page.locator("[data-guard]").count():  # restricted answers are never kept; the page warns instead
            names = kept.get(page=path).names
            words = [[name, value] for name, value in words if name in names]
            assert words, path
        shown = new_page.locator(WITH_DRAFT).first.evaluate(WORDS)
        assert [pair for pair in shown if pair in words] == words, path
        new_page.get_by_role("button", name="Discard the draft").click()
        new_page.get_by_text("The draft was discarded.").wait_for()

    assert not kept.exists()
    return typed


@pytest.fixture
def elsewhere(browser, browser_context_args, live_server, client):
    """A page in a browser of its own, where somebody signs in anew: `elsewhere(user)`."""
    opened = []

    def open_page(user):
        context = browser.new_context(**browser_context_args)
        opened.append(context)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        cookie = client.cookies["sessionid"]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield open_page
    for context in opened:
        context.close()


@pytest.mark.parametrize(("role", "names"), by_area(SOME))
def test_words_typed_into_a_form_are_there_on_another_device(page, sign_in, elsewhere, cast, role, names):
    owner = cast.of(role)
    sign_in(owner)

    round_trip(page, elsewhere(owner), [address(name, cast.here) for name in names], owner)


def test_words_typed_on_a_phone_are_there_on_another_device(page, sign_in, elsewhere, cast):
    page.set_viewport_size(PHONE)
    owner = cast.here.mentor_user
    sign_in(owner)

    assert round_trip(page, elsewhere(owner), [address(name, cast.here) for name in ON_PHONE], owner)


# --- Two clicks -------------------------------------------------------------------------------


def test_two_clicks_save_one_contact(page, sign_in, cast):
    sign_in(cast.here.mentor_user)
    page.goto(address("contacts:record", cast.here))
    page.get_by_label("Note").fill("They read the lease together.")

    page.get_by_role("button", name="Save the contact").dblclick(no_wait_after=True)
    page.wait_for_url("**/phone/")

    assert Contact.objects.filter(note="They read the lease together.").count() == 1


def test_two_clicks_add_one_person(page, sign_in, cast):
    sign_in(cast.here.staff)
    page.goto(address("participants:create", cast.here))
    page.get_by_label("Given name").first.fill("Marigold")
    page.get_by_label("Family name").first.fill("Onceonly")

    page.locator(".savebar .btn-primary").dblclick(no_wait_after=True)
    page.wait_for_url(lambda url: not url.endswith("/new/"))

    assert Person.objects.filter(family_name="Onceonly").count() == 1


# --- Two people, one record -----------------------------------------------------------------


def saved_by(page, name, words):
    """Change one thing on the open page and save it; gives back the field that was changed."""
    field = page.locator(WITH_DRAFT).first.evaluate(CHANGE, [words, FREE_FIELD.get(name)])
    page.locator(".savebar .btn-primary").first.click()
    page.locator(".messages, .error-summary").first.wait_for()
    return field


def corrected(client, household, names):
    """Those of the pages that correct a record."""
    pages = [name for name in names if name not in NO_WORDS]
    return [name for name in pages if any(map(is_versioned, forms_of(client.get(address(name, household)))))]


def what_the_second_misses(page, first, name, path):
    """Two people change one record at a time: what the second is not shown, or ""."""
    shown_as = TWO_ANSWERS.get(name) or {words: words for words in (f"First at {name}", f"Second at {name}")}
    saved, refused = shown_as
    page.goto(path)
    first.goto(path)
    saved_by(first, name, saved)
    if first.locator(".error-summary").count():
        return first.locator(".error-summary").inner_text()
    field = saved_by(page, name, refused)

    shown = " ".join(page.locator(".error-summary" if name in SAME_STEP else ".conflict").all_inner_texts())
    expected = ["with the same answers as yours"] if name in SAME_STEP else shown_as.values()
    if not all(words in shown for words in expected):
        return f"the conflict says: {shown!r}"
    if page.locator(f"[name={field}]").first.input_value() != refused:
        return "the words of the second are gone"
    return ""


@pytest.mark.parametrize(("role", "names"), by_area())
def test_the_second_of_two_people_sees_both_versions(page, sign_in, elsewhere, client_of, cast, role, names):
    owner = cast.of(role)
    names = corrected(client_of(owner), cast.here, names)[:SOME]
    sign_in(owner)
    first = elsewhere(owner)

    wrong = {
        name: what for name in names if (what := what_the_second_misses(page, first, name, address(name, cast.here)))
    }

    assert not wrong
