"""Every form that keeps something: sent twice it is saved once, and nobody overwrites what somebody else saved.

The pages come from `tests/pages`, so a new form joins by itself; `FILLED` in `tests/forms.py` says what to type
where the first thing that fits would be refused.

They are sent through the test client, which is the stronger proof: a browser that swallows the second click, or leaves
the page with the first answer, sends once and proves nothing; the client always sends both, whole, under one id, and
every table is counted. That two clicks do send one id twice is what `tests/journeys/test_every_form.py` asks a browser.
"""

from uuid import uuid4

import pytest
from django import forms
from django.apps import apps
from django.db import transaction

from mmp_portal.audit.privacy import is_ours
from mmp_portal.ui.counting import counted
from tests.forms import (
    FREE_FIELD,
    NO_WORDS,
    REFUSED,
    SENT_ELSEWHERE,
    TWO_ANSWERS,
    answers_for,
    by_area,
    forms_of,
    is_versioned,
)
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.strict_database]


def rows():
    """How many rows each of our tables holds."""
    return counted({model._meta.label: model._base_manager.all() for model in apps.get_models() if is_ours(model)})


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


@pytest.mark.parametrize(("role", "names"), by_area())
def test_every_form_sent_twice_is_saved_once(client_of, cast, role, names):
    client = client_of(cast.of(role))

    wrong = {
        name: what for name in names if name not in SENT_ELSEWHERE and (what := sent_twice(client, name, cast.here))
    }

    assert not wrong


def free_field(name, form):
    """The field into which anything may be typed: a note, or else the last line."""
    notes = [bound.name for bound in form if type(bound.field.widget) is forms.Textarea]
    lines = [
        bound.name
        for bound in form
        if type(bound.field.widget) is forms.TextInput
        and "inputmode" not in bound.field.widget.attrs
        and "phone" not in bound.name
    ]
    return FREE_FIELD.get(name) or [*notes[:1], *lines[-1:]][0]


def overwritten(client, name, household):
    """What is wrong when two people correct one record, each having seen it as it was, or ""; undone in the end."""
    path = address(name, household)
    versioned = [form for form in forms_of(client.get(path)) if is_versioned(form)]
    if not versioned or name in REFUSED or name in NO_WORDS:
        return ""
    form = versioned[0]
    answers, field = answers_for(name, household, form), form.add_prefix(free_field(name, form))
    saved, refused = TWO_ANSWERS.get(name, ("First words", "Second words"))
    with transaction.atomic():
        first = client.post(path, answers | {field: saved, "once": str(uuid4())})
        before = rows()
        second = client.post(path, answers | {field: refused, "once": str(uuid4())})
        after = rows()
        transaction.set_rollback(True)
    if first.status_code != 302:
        return f"the first is refused: {[one.errors for one in forms_of(first) if one.is_bound]}"
    if second.status_code != 200 or after != before:
        return "the second overwrites the first"
    return "" if "Somebody saved this record after you opened it" in second.content.decode() else "no word of it"


@pytest.mark.parametrize(("role", "names"), by_area())
def test_no_form_overwrites_what_somebody_else_saved(client_of, cast, role, names):
    client = client_of(cast.of(role))

    wrong = {name: what for name in names if (what := overwritten(client, name, cast.here))}

    assert not wrong
