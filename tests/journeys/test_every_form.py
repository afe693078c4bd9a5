"""Every form that keeps something: nothing lost, nothing doubled, both versions shown.

The pages come from `tests/pages`, so a new form joins by itself; `FILLED` in `tests/forms.py` says what to type
where the first thing that fits would be refused.
"""

from uuid import uuid4

import pytest
from django.apps import apps
from django.db import transaction

from mmp_portal.audit.privacy import is_ours
from mmp_portal.drafts.models import Draft
from participants.models import Person
from programs.casework.contacts.models import Contact
from tests.browser import PHONE
from tests.forms import REFUSED, ROLES, SENT_ELSEWHERE, answers_for, forms_of, pages_of, person_for
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
  const field = form.querySelector(name ? `[name=${name}]` : "textarea") ?? [...form.querySelectorAll("input[type=text]:not([inputmode], [name*=phone])")].at(-1);
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return field.name;
}"""

# Where the last line of a form does not take any words, the field that does.
FREE_FIELD = {"participants:edit": "given_name"}

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
        form.evaluate(TYPE)
        typed[path] = form.evaluate(WORDS)
    page.goto("/drafts/")
    kept = Draft.objects.filter(owner=owner, page__in=typed)
    wait_until(lambda: kept.count() == len(typed), what="the draft of every form")

    for path, words in typed.items():
        new_page.goto(path)
        assert new_page.locator(WITH_DRAFT).first.evaluate(WORDS) == words, path
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


@pytest.mark.parametrize("role", ROLES)
def test_words_typed_into_every_form_are_there_on_another_device(page, sign_in, elsewhere, cast, role):
    names = pages_of(role)
    owner = person_for(cast, names[0])
    sign_in(owner)

    typed = round_trip(page, elsewhere(owner), [address(name, cast.here) for name in names], owner)

    assert typed or role != "supervisor"


def test_words_typed_on_a_phone_are_there_on_another_device(page, sign_in, elsewhere, cast):
    page.set_viewport_size(PHONE)
    owner = cast.here.mentor_user
    sign_in(owner)

    assert round_trip(page, elsewhere(owner), [address(name, cast.here) for name in ON_PHONE], owner)


# --- Sent twice -----------------------------------------------------------------------------


def rows():
    """How many rows each of our tables holds."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models() if is_ours(model)}


def sent_twice(client, name, household):
    """What is wrong when the form is sent twice under one id, or ""; what it changed is undone."""
    path = address(name, household)
    form = forms_of(client.get(path))[0]
    once = {"once": str(uuid4())}
    with transaction.atomic():
        before = rows()
        first = client.post(path, answers_for(name, household, form) | once)
        after = rows()
        second = client.post(path, answers_for(name, household, form) | once)
        changed = rows()
        transaction.set_rollback(True)
    if name in REFUSED:
        return "" if (first.status_code, second.status_code, changed) == (200, 200, before) else "it is not refused"
    if first.status_code != 302:
        refused = [one.errors for one in forms_of(first) if one.is_bound and one.errors]
        return f"say in FILLED of tests/forms.py what it takes: {refused}"
    if second.headers.get("Location") != first["Location"]:
        return "the second one leads elsewhere"
    return "" if changed == after else "it is saved twice"


@pytest.mark.parametrize("role", ROLES)
def test_every_form_sent_twice_is_saved_once(client_of, cast, role):
    client = client_of(person_for(cast, pages_of(role)[0]))
    names = [name for name in pages_of(role) if name not in SENT_ELSEWHERE]

    wrong = {name: what for name in names if (what := sent_twice(client, name, cast.here))}

    assert not wrong


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


def versioned(client, cast, names):
    """Pages that correct a record with a version."""
    return [
        name
        for name in names
        if any(
            getattr(form, "conflict", None) is not None and form.instance.pk
            for form in forms_of(client.get(address(name, cast.here)))
        )
    ]


@pytest.mark.parametrize("role", ROLES)
def test_the_second_of_two_people_sees_both_versions(page, sign_in, elsewhere, client_of, cast, role):
    owner = person_for(cast, pages_of(role)[0])
    names = versioned(client_of(owner), cast, pages_of(role))
    sign_in(owner)
    first = elsewhere(owner)

    wrong = {}
    for name in names:
        path = address(name, cast.here)
        page.goto(path)
        first.goto(path)
        first.locator(WITH_DRAFT).first.evaluate(CHANGE, [f"First at {name}", FREE_FIELD.get(name)])
        first.locator(".savebar .btn-primary").first.click()
        first.locator(".messages, .error-summary").first.wait_for()
        if first.locator(".error-summary").count():
            wrong[name] = first.locator(".error-summary").inner_text()
            continue
        field = page.locator(WITH_DRAFT).first.evaluate(CHANGE, [f"Second at {name}", FREE_FIELD.get(name)])
        page.locator(".savebar .btn-primary").first.click()

        page.locator(".messages, .error-summary").first.wait_for()
        shown = page.locator(".conflict").inner_text() if page.locator(".conflict").count() else ""
        if f"First at {name}" not in shown or f"Second at {name}" not in shown:
            wrong[name] = f"the conflict says: {shown!r}"
        elif page.locator(f"[name={field}]").first.input_value() != f"Second at {name}":
            wrong[name] = "the words of the second are gone"

    assert not wrong
    assert names or role != "supervisor"
