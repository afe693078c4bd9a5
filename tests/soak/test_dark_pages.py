"""Every page in the dark and on a phone: axe finds nothing, and words stand out from what lies behind them."""

import pytest

from tests.browser import DESKTOP, PHONE, assert_accessible
from tests.journeys.test_every_page import looked_at
from tests.pages import address


@pytest.mark.parametrize(("role", "names"), looked_at())
def test_words_of_an_area_can_be_read_in_the_dark_and_on_a_phone(page, sign_in, cast, role, names):
    sign_in(cast.of(role))

    for name in names:
        for colors, size in (("dark", DESKTOP), ("dark", PHONE), ("light", PHONE)):
            page.emulate_media(color_scheme=colors)
            page.set_viewport_size(size)
            page.goto(address(name, cast.here))
            assert_accessible(page, only=["color-contrast"] if colors == "dark" else ())
