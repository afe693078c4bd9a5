"""Bad input on every form: a sentence beside the field, what was typed is still there, and never a 500.

Each form is found by opening its page; each of its fields is given each kind of nonsense in turn.
"""

import pytest
from django import forms
from django.utils.html import escape

from tests.pages import GUARDED, PAGES, address, may

NASTY = {
    "empty": "",
    "spaces": "   ",
    "over-long": "n" * 5000,
    "html": "<script>alert('x')</script><b>bold</b>",
    "emoji": "Ana 🌻👩‍👧",
    "another script": "محمد 李小龙 Žofie",
    "template": "{{ 7|add:7 }}{% now 'Y' %}",
    "quotes": 'O\'Hara "the" \\ 100% ; --',
    "nul": "nul\x00byte",
    "wrong date": "31/31/2026",
    "far future": "9999-12-31",
    "far past": "0001-01-01",
    "a number": "-99999999999999999999",
    "not a number": "twelve",
}
FORM_PAGES = [name for name in GUARDED if PAGES[name].has_form]


def forms_of(answer):
    """The forms that a page was rendered with."""
    found = {}
    for context in answer.context or []:
        for value in context.flatten().values() if hasattr(context, "flatten") else []:
            if isinstance(value, forms.BaseForm) and value.fields:
                found[id(value)] = value
    return [form for form in found.values() if not getattr(form, "is_filter", False)]


def filled(form):
    """What the browser would send if the form were sent as it stands."""
    data = {}
    for bound in form:
        value = bound.value()
        if value is None or value is False:
            continue
        if isinstance(value, (list, tuple, set)):
            value = [getattr(item, "pk", item) for item in value]
        elif hasattr(value, "pk"):
            value = value.pk
        elif hasattr(value, "isoformat"):
            value = value.isoformat()
        data[bound.html_name] = value
    return data


@pytest.mark.parametrize("name", FORM_PAGES)
def test_every_form_answers_nonsense_with_a_sentence(client_of, cast, name):
    role = next(role for role in ("supervisor", "administrator", "mentor") if may(role, name))
    person = {"supervisor": cast.here.supervisor, "administrator": cast.administrator, "mentor": cast.here.mentor_user}
    client = client_of(person[role])
    url = address(name, cast.here)
    opened = client.get(url)
    found = forms_of(opened)
    assert found, f"{url} shows no form"

    for form in found:
        usual = filled(form)
        for field in form.fields:
            html_name = form.add_prefix(field)
            for kind, text in NASTY.items():
                answer = client.post(url, {**usual, html_name: text})
                assert answer.status_code in (200, 302), f"{url}: {kind} in {field} gave {answer.status_code}"
                if answer.status_code == 302:
                    break  # it was good input after all; the rest of this field would only repeat the act
                page = answer.content.decode()
                assert "<script>alert" not in page, f"{url}: {field} is not escaped"
                if isinstance(form.fields[field].widget, (forms.TextInput, forms.Textarea)) and "\x00" not in text:
                    kept = text in page or escape(text) in page or escape(text.strip()) in page
                    assert kept, f"{url}: what was typed into {field} ({kind}) is gone"


@pytest.mark.parametrize("name", FORM_PAGES)
def test_an_empty_form_is_refused_in_words(client_of, cast, name):
    role = next(role for role in ("supervisor", "administrator", "mentor") if may(role, name))
    person = {"supervisor": cast.here.supervisor, "administrator": cast.administrator, "mentor": cast.here.mentor_user}
    client = client_of(person[role])

    answer = client.post(address(name, cast.here), {})

    assert answer.status_code in (200, 302)
    if answer.status_code == 200:
        refused = [form for form in forms_of(answer) if form.is_bound and form.errors]
        assert refused, "the page came back and does not say why"
        for form in refused:
            for sentences in form.errors.values():
                assert all(str(sentence).strip().endswith((".", "?")) for sentence in sentences), sentences
