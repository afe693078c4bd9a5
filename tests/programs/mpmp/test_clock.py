"""The permanency clock, by hand calculations."""

from datetime import date

import pytest

from programs.mpmp.court.clock import Stay, clock_of, days_within, months_after, removed_on

RULE = {"months": 12, "looks_back_years": 5}


def test_a_child_removed_twice():
    """Each step by hand.

    First removal: from March 1, 2024 to June 9, 2024. March has 31 days, April 30, May 31, June 1 to 8 are 8:
    31 + 30 + 31 + 8 = 100 days; the day of the return does not count.
    Second removal: from July 1, 2026. On November 23, 2026: July 31, August 31, September 30, October 31,
    November 1 to 23 are 23: 31 + 31 + 30 + 31 + 23 = 146 days.
    Together 246. Twelve months from July 1, 2026 is July 1, 2027; 100 days before it is March 23, 2027
    (July 1 back 30 days is June 1, 31 more is May 1, 30 more is April 1: 91 days, and 9 more is March 23).
    """
    stays = [Stay(date(2024, 3, 1), date(2024, 6, 9)), Stay(date(2026, 7, 1), None)]

    clock = clock_of(stays, on=date(2026, 11, 23), **RULE)

    assert (clock.removed_on, clock.earlier_days, clock.days) == (date(2026, 7, 1), 100, 246)
    assert clock.due_on == date(2027, 3, 23)


def test_only_the_five_years_before_the_removal_are_added():
    """Removed on July 1, 2026: the window begins on July 1, 2021, in the middle of June 21 to July 11, 2021."""
    stays = [Stay(date(2021, 6, 21), date(2021, 7, 11)), Stay(date(2026, 7, 1), None)]

    assert clock_of(stays, on=date(2026, 7, 1), **RULE).earlier_days == 10


def test_a_move_without_a_day_at_home_is_one_removal():
    stays = [Stay(date(2026, 1, 10), date(2026, 3, 1)), Stay(date(2026, 3, 1), None)]

    clock = clock_of(stays, on=date(2026, 3, 1), **RULE)

    assert (clock.removed_on, clock.earlier_days, clock.days) == (date(2026, 1, 10), 0, 51)


def test_a_day_at_home_begins_a_new_removal():
    stays = [Stay(date(2026, 1, 10), date(2026, 3, 1)), Stay(date(2026, 3, 2), None)]

    assert removed_on(stays, date(2026, 3, 5)) == date(2026, 3, 2)


@pytest.mark.parametrize(("on", "removal"), [(date(2026, 2, 28), date(2026, 1, 10)), (date(2026, 3, 1), None)])
def test_on_the_day_of_the_return_a_child_is_home(on, removal):
    assert removed_on([Stay(date(2026, 1, 10), date(2026, 3, 1))], on) == removal


def test_a_trial_home_visit_goes_on_with_the_removal_and_is_not_counted():
    stays = [Stay(date(2026, 1, 1), date(2026, 2, 1)), Stay(date(2026, 2, 1), None, is_counted=False)]

    clock = clock_of(stays, on=date(2026, 3, 1), **RULE)

    assert (clock.removed_on, clock.days) == (date(2026, 1, 1), 31)


def test_days_in_two_rows_count_once():
    stays = [Stay(date(2026, 1, 1), date(2026, 1, 11)), Stay(date(2026, 1, 6), date(2026, 1, 16))]

    assert days_within(stays, date(2026, 1, 1), date(2026, 12, 31)) == 15


def test_at_home_nothing_is_due():
    clock = clock_of([Stay(date(2026, 1, 1), date(2026, 1, 11))], on=date(2026, 5, 1), **RULE)

    assert (clock.removed_on, clock.due_on, clock.days) == (None, None, 10)


def test_months_end_with_a_shorter_month():
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
