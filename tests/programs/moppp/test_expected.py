"""How many visits are expected, counted by hand. No database."""

from datetime import date
from fractions import Fraction

import pytest

from eligibility.parameters import parameters_of
from programs.moppp.visits.expected import (
    FEW,
    HFA,
    MANY,
    PAT,
    Pace,
    Stretch,
    expected,
    in_force,
    months_between,
    program_year,
    stretches_of,
)

PACE = Pace(parameters_of("moppp"))
YEAR = date(2026, 7, 1), date(2027, 6, 30)


def on_levels(*starts):
    """Stretches of a year on the levels that begin on the days given."""
    rows = list(starts)
    return stretches_of(*YEAR, [day for day, _level in rows], lambda day: (HFA, in_force(rows, day)))


def test_a_year_through_six_levels_agrees_with_the_hand_calculation():
    """Each day of a level is worth the visits it expects in 52 weeks, divided by their 364 days; both ends count.

    1P  July 1 to August 20        31 + 20                           =  51 days x 52 =  2652
    1   August 21 to February 14   11 + 30 + 31 + 30 + 31 + 31 + 14  = 178 days x 52 =  9256
    2   February 15 to March 31    14 + 31                           =  45 days x 26 =  1170
    CO  April 1 to May 5           30 + 5                            =  35 days x  0 =     0
    2   May 6 to May 31            26                                =  26 days x 26 =   676
    3   June 1 to June 30          30                                =  30 days x 12 =   360
    Together 365 days and 2652 + 9256 + 1170 + 0 + 676 + 360 = 14114; and 14114 / 364 = 38.7747 visits.
    """
    stretches = on_levels(
        (date(2026, 7, 1), "1p"),
        (date(2026, 8, 21), "1"),
        (date(2027, 2, 15), "2"),
        (date(2027, 4, 1), "co"),
        (date(2027, 5, 6), "2"),
        (date(2027, 6, 1), "3"),
    )

    assert [(one.last - one.first).days + 1 for one in stretches] == [51, 178, 45, 35, 26, 30]
    assert expected(stretches, *YEAR, PACE) == Fraction(14114, 364)
    assert round(float(expected(stretches, *YEAR, PACE)), 4) == 38.7747


def test_months_of_the_year_add_up_to_the_year():
    stretches = on_levels((date(2026, 7, 1), "1"), (date(2026, 11, 13), "2"))

    months = [expected(stretches, first, last, PACE) for first, last in months_between(*YEAR)]

    assert len(months) == 12
    assert sum(months) == expected(stretches, *YEAR, PACE)
    # Twelve days on level 1, then eighteen on level 2.
    assert months[4] == Fraction(12, 7) + Fraction(18, 14)


@pytest.mark.parametrize(
    ("level", "visits"),
    [("2p", 26), ("1p", 52), ("1", 52), ("2", 26), ("3", 12), ("4", 4), ("co", 0)],
)
def test_52_weeks_on_one_level(level, visits):
    stretch = Stretch(date(2026, 7, 1), date(2027, 6, 29), HFA, level)

    assert expected([stretch], *YEAR, PACE) == visits


@pytest.mark.parametrize(("stressors", "visits"), [(FEW, 12), (MANY, 24)])
def test_a_program_year_of_parents_as_teachers(stressors, visits):
    assert expected([Stretch(*YEAR, PAT, stressors)], *YEAR, PACE) == visits


def test_a_family_that_came_in_the_middle_of_the_year_owes_its_days():
    stretch = Stretch(date(2027, 1, 1), date(2027, 6, 30), PAT, MANY)

    assert expected([stretch], *YEAR, PACE) == Fraction(24 * 181, 365)


def test_two_program_years_are_each_counted_by_their_own_days():
    """The year that holds a 29 February has 366 days: July 2027 to June 2028."""
    stretch = Stretch(date(2027, 6, 30), date(2027, 7, 1), PAT, FEW)

    assert expected([stretch], date(2027, 6, 1), date(2027, 7, 31), PACE) == Fraction(12, 365) + Fraction(12, 366)


def test_a_value_set_anew_counts_from_its_day():
    pace = Pace(parameters_of("moppp", {"hfa_level_1p_visits": {date(2026, 7, 8): 26}}))
    stretch = Stretch(date(2026, 7, 1), date(2026, 7, 14), HFA, "1p")

    assert expected([stretch], *YEAR, pace) == 1 + Fraction(1, 2)


def test_the_first_and_the_last_day_both_count():
    stretch = Stretch(date(2026, 7, 1), date(2026, 7, 31), HFA, "1")

    assert expected([stretch], date(2026, 7, 7), date(2026, 7, 7), PACE) == Fraction(1, 7)
    assert expected([stretch], date(2026, 8, 1), date(2026, 8, 31), PACE) == 0


def test_nothing_is_expected_in_a_rest_and_again_on_the_day_they_are_back():
    stretches = stretches_of(
        *YEAR, [], lambda day: (HFA, "1"), [(date(2026, 8, 1), date(2026, 9, 1)), (date(2027, 6, 1), None)]
    )

    assert [(one.first, one.last) for one in stretches] == [
        (date(2026, 7, 1), date(2026, 7, 31)),
        (date(2026, 9, 1), date(2027, 5, 31)),
    ]


def test_nothing_is_expected_before_anybody_set_a_level():
    rows = [(date(2026, 9, 1), "1")]
    stretches = stretches_of(
        *YEAR, [date(2026, 9, 1)], lambda day: (HFA, in_force(rows, day)) if in_force(rows, day) else None
    )

    assert [one.first for one in stretches] == [date(2026, 9, 1)]


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 6, 30), (date(2025, 7, 1), date(2026, 6, 30))),
        (date(2026, 7, 1), (date(2026, 7, 1), date(2027, 6, 30))),
        (date(2028, 2, 29), (date(2027, 7, 1), date(2028, 6, 30))),
    ],
)
def test_the_program_year_of_a_day(day, year):
    assert program_year(day, 7) == year
    assert program_year(date(2026, 10, 1), 10) == (date(2026, 10, 1), date(2027, 9, 30))
