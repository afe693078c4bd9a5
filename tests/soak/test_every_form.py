"""Every form in a real browser: words are there on another device, and the second of two people sees both versions."""

import pytest

from tests.forms import by_area
from tests.journeys.test_every_form import corrected, elsewhere, round_trip, what_the_second_misses  # noqa: F401
from tests.pages import address

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "names"), by_area())
def test_words_typed_into_every_form_are_there_on_another_device(page, sign_in, elsewhere, cast, role, names):  # noqa: F811
    owner = cast.of(role)
    sign_in(owner)

    round_trip(page, elsewhere(owner), [address(name, cast.here) for name in names], owner)


@pytest.mark.parametrize(("role", "names"), by_area())
def test_the_second_sees_both_versions_on_every_form(page, sign_in, elsewhere, client_of, cast, role, names):  # noqa: F811
    owner = cast.of(role)
    names = corrected(client_of(owner), cast.here, names)
    sign_in(owner)
    first = elsewhere(owner)

    wrong = {
        name: what for name in names if (what := what_the_second_misses(page, first, name, address(name, cast.here)))
    }

    assert not wrong
