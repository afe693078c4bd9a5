"""Bad input on every form: a sentence beside the field, what was typed is still there, and never a 500.

Each form is found by opening its page; each of its fields is given one kind of nonsense, the next field the next
kind, in two sendings. The long tests give each field every kind, alone.
"""

import pytest
from django import forms
from django.utils.html import escape

from mmp_portal.ui.keeping import names_sent
from tests.forms import FORM_PAGES, filled, forms_of, person_for, send
from tests.pages import address

pytestmark = pytest.mark.strict_database

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


def in_turn(form):
    """Triples of a field, the name it is sent under, and a kind of nonsense: each field once, the kinds in turn."""
    places = [(bound, html_name) for bound in form for html_name in names_sent(bound)]
    for turn, (bound, html_name) in enumerate(places):
        kinds = list(nonsense_for(bound.field))
        # Forms differ in length: so a field of the same place meets another kind in another form.
        yield bound, html_name, kinds[(turn + len(form.fields)) % len(kinds)]


def by_turns(form):
    """The same in two sendings: every other field of the form, then the ones between."""
    places = list(in_turn(form))
    return [some for some in (places[::2], places[1::2]) if some]


def check_nonsense(client, url, sendings):
    """Send each of a page's forms with nonsense in some of its fields at a time, as `sendings(form)` says."""
    found = forms_of(client.get(url))
    assert found, f"{url} shows no form"

    for form in found:
        usual = filled(form)
        for some in sendings(form):
            typed = {html_name: nonsense_for(bound.field)[kind] for bound, html_name, kind in some}
            answer = send(client, url, {**usual, **typed})
            where = f"{url}: {[f'{kind} in {html_name}' for _bound, html_name, kind in some]}"
            assert answer.status_code in (200, 302), f"{where} gave {answer.status_code}"
            if answer.status_code == 302:
                continue
            page = answer.content.decode()
            assert "<script>alert" not in page, f"{where} is not escaped"
            for bound, html_name, _kind in some:
                text = typed[html_name]
                if isinstance(bound.field.widget, (forms.TextInput, forms.Textarea)) and "\x00" not in text:
                    assert text in page or escape(text) in page, f"{where}: {html_name} is gone"


@pytest.mark.parametrize("name", FORM_PAGES)
def test_every_form_answers_nonsense_with_a_sentence(client_of, cast, name):
    check_nonsense(client_of(person_for(cast, name)), address(name, cast.here), by_turns)


@pytest.mark.parametrize("name", FORM_PAGES)
def test_an_empty_form_is_refused_in_words(client_of, cast, name):
    client = client_of(person_for(cast, name))

    answer = client.post(address(name, cast.here), {"sent": "yes"})

    assert answer.status_code in (200, 302)
    if answer.status_code == 200:
        refused = [form for form in forms_of(answer) if form.is_bound and form.errors]
        assert refused, "the page came back and does not say why"
        for form in refused:
            for sentences in form.errors.values():
                assert all(str(sentence).strip().endswith((".", "?")) for sentence in sentences), sentences
