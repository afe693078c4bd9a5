"""Ages and anniversaries: months, years, and 29 February."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participants.ages import age_in_words, age_on, anniversary, months_on


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2026, 11, 23), 1, date(2027, 11, 23)),
        (date(2026, 12, 31), 1, date(2027, 12, 31)),
    ],
)
def test_anniversary(day, years, expected):
    assert anniversary(day, years) == expected


@pytest.mark.parametrize(
    ("born_on", "day", "years"),
    [
        (date(2004, 11, 23), date(2026, 11, 22), 21),
        (date(2004, 11, 23), date(2026, 11, 23), 22),
        (date(2004, 2, 29), date(2026, 2, 27), 21),
        (date(2004, 2, 29), date(2026, 2, 28), 22),
        (date(2004, 2, 29), date(2028, 2, 28), 23),
        (date(2004, 2, 29), date(2028, 2, 29), 24),
        (date(2026, 11, 23), date(2026, 11, 23), 0),
        (date(2026, 11, 24), date(2026, 11, 23), 0),
    ],
)
def test_age_in_full_years(born_on, day, years):
    assert age_on(born_on, day) == years


@pytest.mark.parametrize(
    ("born_on", "day", "months"),
    [
        (date(2025, 10, 2), date(2026, 11, 1), 12),
        (date(2025, 10, 2), date(2026, 11, 2), 13),
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2026, 1, 31), date(2026, 2, 28), 1),  # the last day of a shorter month
        (date(2026, 1, 31), date(2026, 3, 30), 1),
        (date(2026, 1, 31), date(2026, 4, 30), 3),
        (date(2026, 11, 23), date(2026, 11, 23), 0),
    ],
)
def test_age_in_full_months(born_on, day, months):
    assert months_on(born_on, day) == months


@pytest.mark.parametrize(
    ("born_on", "words"),
    [
        (date(2026, 11, 1), "under 1 month"),
        (date(2026, 10, 23), "1 month"),
        (date(2025, 10, 2), "13 months"),
        (date(2024, 11, 24), "23 months"),
        (date(2024, 11, 23), "2 years"),
        (date(2007, 5, 14), "19 years"),
    ],
)
def test_age_in_words(born_on, words):
    assert age_in_words(born_on, date(2026, 11, 23)) == words


births = st.dates(date(1990, 1, 1), date(2026, 1, 1))


@given(born_on=births, days=st.integers(0, 9000))
def test_nobody_grows_younger(born_on, days):
    day = born_on + timedelta(days=days)
    next_day = day + timedelta(days=1)

    assert age_on(born_on, next_day) - age_on(born_on, day) in (0, 1)
    assert months_on(born_on, next_day) - months_on(born_on, day) in (0, 1)


@given(born_on=births, years=st.integers(0, 90))
def test_the_anniversary_is_the_first_day_of_the_new_age(born_on, years):
    birthday = anniversary(born_on, years)

    assert age_on(born_on, birthday) == years
    if years:
        assert age_on(born_on, birthday - timedelta(days=1)) == years - 1


@given(born_on=births, years=st.integers(0, 30))
def test_twelve_months_are_a_year(born_on, years):
    assert months_on(born_on, anniversary(born_on, years)) == 12 * years
