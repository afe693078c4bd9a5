"""Money brought to a year: each rhythm, the formula in words, and what is not known."""

import pytest

from participants.income.yearly import Known, Total, dollars, formula, in_a_year, known_of, total


@pytest.mark.parametrize(
    ("per", "expected"),
    [("week", 5200), ("two_weeks", 2600), ("twice_a_month", 2400), ("month", 1200), ("year", 100)],
)
def test_a_dollar_in_a_year(per, expected):
    assert in_a_year(100, per) == expected


def test_a_rhythm_nobody_knows_is_a_mistake():
    with pytest.raises(KeyError):
        in_a_year(100, "fortnight")


@pytest.mark.parametrize(
    ("cents", "words"),
    [(0, "$0.00"), (1, "$0.01"), (99, "$0.99"), (100, "$1.00"), (123_456_789, "$1,234,567.89"), (-250, "-$2.50")],
)
def test_dollars(cents, words):
    assert dollars(cents) == words


def test_the_formula_shows_how_it_was_counted():
    assert formula(41250, "two_weeks") == "$412.50 every two weeks × 26 = $10,725.00"


def test_a_yearly_amount_needs_no_formula():
    assert formula(1_200_000, "year") == "$12,000.00 a year"


@pytest.mark.parametrize(
    ("answers", "known"),
    [
        ([], Known.NOT_ASKED),
        ([Known.NONE], Known.NONE),
        ([Known.AMOUNT, Known.AMOUNT], Known.AMOUNT),
        ([Known.AMOUNT, Known.DECLINED], Known.DECLINED),
        ([Known.NONE, Known.DECLINED], Known.DECLINED),
    ],
)
def test_what_the_rows_of_somebody_say_together(answers, known):
    assert known_of(answers) == known


def test_two_people_together():
    assert total([[(Known.AMOUNT, 1_000_00)], [(Known.AMOUNT, 500_00), (Known.AMOUNT, 25)]]) == Total(1_500_25, True)


def test_no_income_is_zero_and_known():
    assert total([[(Known.NONE, None)]]) == Total(0, True)


def test_nobody_asked_is_not_zero():
    assert total([[]]) == Total(None, False)
    assert total([]) == Total(None, False)


def test_somebody_not_asked_makes_the_total_the_least_it_can_be():
    together = total([[(Known.AMOUNT, 1_000_00)], []])

    assert together == Total(1_000_00, False)
    assert together.in_words == "At least $1,000.00 a year"


def test_somebody_who_declined_makes_the_total_incomplete():
    assert total([[(Known.AMOUNT, 100), (Known.DECLINED, None)]]) == Total(100, False)
    assert total([[(Known.DECLINED, None)]]).in_words == "Not known"
