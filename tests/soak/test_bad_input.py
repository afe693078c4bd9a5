"""Every kind of bad input in every field of every form, and all nasty strings in each of them."""

import pytest

from mmp_portal.ui.keeping import names_sent
from tests.forms import FORM_PAGES, person_for
from tests.house.test_bad_input import check_nonsense, nonsense_for
from tests.house.test_nasty_strings import STRINGS, check_kinds, kinds_of_fields, sendings, wrong_answers
from tests.pages import address


def every_kind(form):
    for bound in form:
        for html_name in names_sent(bound):
            for kind in nonsense_for(bound.field):
                yield [(bound, html_name, kind)]


@pytest.mark.parametrize("name", FORM_PAGES)
def test_every_form_answers_all_nonsense_with_a_sentence(client_of, cast, name):
    check_nonsense(client_of(person_for(cast, name)), address(name, cast.here), every_kind)


@pytest.mark.parametrize("name", FORM_PAGES)
def test_every_form_takes_all_nasty_strings(client_of, cast, name):
    assert not wrong_answers(client_of(person_for(cast, name)), name, cast, lambda form: sendings(form, STRINGS))


def test_every_kind_of_field_takes_each_nasty_string_alone(client_of, cast):
    check_kinds(kinds_of_fields(client_of, cast), lambda place: STRINGS)
