"""The order of the waiting list: explained, stable, and the same for the same facts."""

import random
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from eligibility.priority import Waiting, ranked

TODAY = date(2026, 11, 23)


def waits(number, **facts):
    known = {"since": TODAY - timedelta(days=10), "has_priority": False, "risk_factor_count": 2}
    return Waiting(number=number, **known | facts)


def order(*families):
    return [place.family.number for place in ranked(families, on=TODAY)]


def test_priority_goes_first_and_those_not_asked_before_the_others():
    assert order(
        waits("C"),
        waits("B", has_priority=None, risk_factor_count=None),
        waits("A", has_priority=True, risk_factor_count=4),
    ) == ["A", "B", "C"]


def test_among_equals_who_ages_out_soon_goes_first():
    soon, later = TODAY + timedelta(days=20), TODAY + timedelta(days=91)

    assert order(waits("A", eligible_until=later, risk_factor_count=9), waits("B", eligible_until=soon)) == ["B", "A"]


def test_then_more_risk_factors_then_the_longer_wait_then_the_number():
    longer = TODAY - timedelta(days=40)

    assert order(waits("A"), waits("B", risk_factor_count=3)) == ["B", "A"]
    assert order(waits("A"), waits("B", since=longer)) == ["B", "A"]
    assert order(waits("B"), waits("A")) == ["A", "B"]


def test_the_same_families_stand_in_the_same_order_however_they_came():
    families = [
        waits(f"W-{n}", has_priority=n % 3 == 0, risk_factor_count=n % 5, since=TODAY - timedelta(days=n % 7))
        for n in range(40)
    ]
    first = order(*families)
    random.Random(4).shuffle(families)

    assert order(*families) == first


@given(
    counts=st.lists(st.integers(0, 15), min_size=1, max_size=8),
    days=st.lists(st.integers(0, 400), min_size=8, max_size=8),
)
def test_one_more_risk_factor_never_gives_a_later_place(counts, days):
    families = [
        waits(f"W-{n}", has_priority=count >= 4, risk_factor_count=count, since=TODAY - timedelta(days=days[n]))
        for n, count in enumerate(counts)
    ]
    more = waits("W-0", has_priority=counts[0] + 1 >= 4, risk_factor_count=counts[0] + 1, since=families[0].since)

    assert order(more, *families[1:]).index("W-0") <= order(*families).index("W-0")


def test_each_place_says_why():
    (place,) = ranked(
        [waits("A", has_priority=True, risk_factor_count=5, eligible_until=TODAY + timedelta(days=9))], on=TODAY
    )

    assert place.place == 1
    assert place.reasons == ("Priority: 5 risk factors", "Ages out on December 2, 2026", "Waiting 10 days")
