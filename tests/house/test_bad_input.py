"""Bad input on every form: a sentence beside the field, what was typed is still there, and never a 500.

Each form is found by opening its page; each of its fields is given each kind of nonsense in turn.
"""

import pytest
from django import forms
from django.db import transaction
from django.utils.html import escape

from tests.pages import GUARDED, PAGES, address, may

WORDS = {
    "empty": "",
    "over-long": "n" * 5000,
    "html": "<script>alert('x')</script><b>bold</b>",
    "emoji": "Ana 🌻👩‍👧",
    "another script": "محمد 李小龙 Žofie",
    "template": "{{ 7|add:7 }}{% now 'Y' %}",
    "quotes": 'O\'Hara "the" \\ 100% ; --',
    "nul": "nul\x00byte",
}
DAYS = {
    "empty": "",
    "wrong date": "31/31/2026",
    "words": "next week",
    "far future": "9999-12-31",
    "far past": "0001-01-01",
}
NUMBERS = {"empty": "", "huge": "99999999999999999999", "below zero": "-1", "a fraction": "1.5", "words": "twelve"}
CHOICES = {"empty": "", "unknown": "wizard", "a number": "99999999999999999999"}


def nonsense_for(field):
    """The kinds of nonsense that mean something to a field."""
    if isinstance(field, (forms.DateField, forms.DateTimeField, forms.TimeField, forms.MultiValueField)):
        return DAYS
    if isinstance(field, (forms.IntegerField, forms.DecimalField)):
        return NUMBERS
    if isinstance(field, (forms.ChoiceField, forms.ModelChoiceField, forms.BooleanField)):
        return CHOICES
    return WORDS


def names_of(bound):
    """The names under which the browser sends a field: several where it has several boxes."""
    parts = getattr(bound.field.widget, "widgets_names", None)
    return [bound.html_name + part for part in parts] if parts else [bound.html_name]


FORM_PAGES = [name for name in GUARDED if PAGES[name].has_form]


def forms_of(answer):
    """The forms that a page was rendered with."""
    found = {}
    for context in answer.context or []:
        for value in context.flatten().values() if hasattr(context, "flatten") else []:
            if isinstance(value, forms.BaseForm) and value.fields:
                found[type(value), value.prefix] = value
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


def client_for(client_of, cast, name):
    """The test client, signed in as the first of these people who may open the page."""
    role = next(role for role in ("supervisor", "administrator", "mentor") if may(role, name))
    person = {"supervisor": cast.here.supervisor, "administrator": cast.administrator, "mentor": cast.here.mentor_user}
    return client_of(person[role])


def send(client, url, data):
    """Send a form; what it changed is undone, so that the next nonsense meets the same page."""
    with transaction.atomic():
        answer = client.post(url, data)
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("name", FORM_PAGES)
def test_every_form_answers_nonsense_with_a_sentence(client_of, cast, name):
    client = client_for(client_of, cast, name)
    url = address(name, cast.here)
    found = forms_of(client.get(url))
    assert found, f"{url} shows no form"

    for form in found:
        usual = filled(form)
        for bound in form:
            for html_name in names_of(bound):
                for kind, text in nonsense_for(bound.field).items():
                    answer = send(client, url, {**usual, html_name: text})
                    where = f"{url}: {kind} in {html_name}"
                    assert answer.status_code in (200, 302), f"{where} gave {answer.status_code}"
                    if answer.status_code == 302:
                        continue
                    page = answer.content.decode()
                    assert "<script>alert" not in page, f"{where} is not escaped"
                    if isinstance(bound.field.widget, (forms.TextInput, forms.Textarea)) and "\x00" not in text:
                        assert text in page or escape(text) in page, f"{where} is gone"


@pytest.mark.parametrize("name", FORM_PAGES)
def test_an_empty_form_is_refused_in_words(client_of, cast, name):
    client = client_for(client_of, cast, name)

    answer = client.post(address(name, cast.here), {"sent": "yes"})

    assert answer.status_code in (200, 302)
    if answer.status_code == 200:
        refused = [form for form in forms_of(answer) if form.is_bound and form.errors]
        assert refused, "the page came back and does not say why"
        for form in refused:
            for sentences in form.errors.values():
                assert all(str(sentence).strip().endswith((".", "?")) for sentence in sentences), sentences
