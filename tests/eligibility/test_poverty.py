"""The poverty guideline in force on a day: each year's table, sizes above eight, and days without one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.poverty import NoGuideline, Table, guideline, mistakes_in, region_of, table_on, tables

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("on", "state", "size", "amount"),
    [
        # 2026, as published by ASPE
        (TODAY, "MO", 1, 15_960),
        (TODAY, "MO", 4, 33_000),
        (TODAY, "MN", 8, 55_720),
        (TODAY, "MO", 9, 61_400),  # eight, and one step of 5,680
        (TODAY, "MO", 14, 89_800),
        (TODAY, "AK", 1, 19_950),
        (TODAY, "HI", 1, 18_360),
        (TODAY, "DC", 1, 15_960),
        (TODAY, "mo", 2, 21_640),
        # 2016 is not a straight line: five people are 28,440, not 11,880 + 4 x 4,160
        (date(2016, 6, 1), "MO", 5, 28_440),
        (date(2016, 6, 1), "MO", 7, 36_730),
        (date(2016, 6, 1), "MO", 8, 40_890),
        (date(2016, 6, 1), "MO", 9, 45_050),
        (date(2018, 6, 1), "HI", 2, 18_930),
        (date(2023, 6, 1), "MO", 1, 14_580),
    ],
)
def test_amounts(on, state, size, amount):
    assert guideline(on, state, size) == amount


# One person, eight people, and the step for each further one, as ASPE publishes them, written down apart from the data.
PUBLISHED = {
    2015: {"MO": (11_770, 40_890, 4_160), "AK": (14_720, 51_120, 5_200), "HI": (13_550, 47_010, 4_780)},
    2016: {"MO": (11_880, 40_890, 4_160), "AK": (14_840, 51_120, 5_200), "HI": (13_670, 47_010, 4_780)},
    2017: {"MO": (12_060, 41_320, 4_180), "AK": (15_060, 51_670, 5_230), "HI": (13_860, 47_530, 4_810)},
    2018: {"MO": (12_140, 42_380, 4_320), "AK": (15_180, 52_980, 5_400), "HI": (13_960, 48_750, 4_970)},
    2019: {"MO": (12_490, 43_430, 4_420), "AK": (15_600, 54_310, 5_530), "HI": (14_380, 49_940, 5_080)},
    2020: {"MO": (12_760, 44_120, 4_480), "AK": (15_950, 55_150, 5_600), "HI": (14_680, 50_730, 5_150)},
    2021: {"MO": (12_880, 44_660, 4_540), "AK": (16_090, 55_850, 5_680), "HI": (14_820, 51_360, 5_220)},
    2022: {"MO": (13_590, 46_630, 4_720), "AK": (16_990, 58_290, 5_900), "HI": (15_630, 53_640, 5_430)},
    2023: {"MO": (14_580, 50_560, 5_140), "AK": (18_210, 63_220, 6_430), "HI": (16_770, 58_140, 5_910)},
    2024: {"MO": (15_060, 52_720, 5_380), "AK": (18_810, 65_920, 6_730), "HI": (17_310, 60_640, 6_190)},
    2025: {"MO": (15_650, 54_150, 5_500), "AK": (19_550, 67_710, 6_880), "HI": (17_990, 62_300, 6_330)},
    2026: {"MO": (15_960, 55_720, 5_680), "AK": (19_950, 69_650, 7_100), "HI": (18_360, 64_070, 6_530)},
}


@pytest.mark.parametrize("state", ["MO", "AK", "HI"])
@pytest.mark.parametrize("year", PUBLISHED)
def test_every_years_table_of_every_region(year, state):
    one, eight, step = PUBLISHED[year][state]
    on = date(year, 6, 1)

    assert [guideline(on, state, size) for size in (1, 8, 9, 14)] == [one, eight, eight + step, eight + 6 * step]


def test_every_table_but_one_is_a_straight_line():
    bent = {
        (region, table.year)
        for region in tables()
        for table in tables()[region]
        for size in range(1, 8)
        if table.of(size + 1) - table.of(size) != table.each_above
    }

    assert {year for _region, year in bent} == {2016}


@pytest.mark.parametrize(
    ("year", "first_day"),
    [
        (2016, date(2016, 1, 25)),
        (2022, date(2022, 1, 12)),
        (2023, date(2023, 1, 12)),
        (2025, date(2025, 1, 15)),
        (2026, date(2026, 1, 13)),
        *((year, date(year, 2, 1)) for year in (2017, 2018, 2019, 2020, 2021, 2024)),  # not verified
    ],
)
def test_a_new_guideline_holds_from_its_day_and_the_old_one_the_day_before(year, first_day):
    assert table_on(first_day, "MO").year == year
    assert table_on(first_day - timedelta(days=1), "MO").year == year - 1


def test_days_nobody_verified_are_marked():
    marked = {table.year for table in tables()["contiguous"] if not table.is_verified}

    assert marked == {2015, 2017, 2018, 2019, 2020, 2021, 2022, 2024}


def test_before_the_first_table_there_is_none_and_the_answer_says_so():
    assert table_on(date(2015, 2, 1), "MO").year == 2015
    with pytest.raises(NoGuideline, match=r"first poverty guideline known here is of February 1, 2015"):
        table_on(date(2015, 1, 31), "MO")


def test_far_past_the_last_table_it_is_asked_for_not_guessed():
    last = tables()["contiguous"][-1]
    far = last.begins_on + timedelta(days=551)

    assert table_on(far - timedelta(days=1), "MO") is last
    with pytest.raises(NoGuideline, match="Enter the guideline in force"):
        table_on(far, "MO")


@pytest.mark.parametrize("state", ["PR", "GU", "XX", ""])
def test_a_territory_has_no_guideline(state):
    with pytest.raises(NoGuideline, match="one of the 50 states or DC"):
        region_of(state)


@pytest.mark.parametrize("size", [0, -1])
def test_a_household_has_somebody(size):
    with pytest.raises(ValueError, match="at least one person"):
        guideline(TODAY, "MO", size)


def test_a_program_may_use_a_new_guideline_later_but_never_earlier():
    later = ((2026, date(2026, 7, 1)),)
    assert table_on(date(2026, 6, 30), "MO", (), later).year == 2025
    assert table_on(date(2026, 7, 1), "MO", (), later).year == 2026

    too_early = ((2026, date(2026, 1, 1)),)
    assert table_on(date(2026, 1, 12), "MO", (), too_early).year == 2025


def next_year(**changed):
    fields = {
        "year": 2027,
        "begins_on": date(2027, 1, 14),
        "is_verified": True,
        "sizes": (16_300, 22_100, 27_900, 33_700, 39_500, 45_300, 51_100, 56_900),
        "each_above": 5_800,
    }
    return Table(**fields | changed)


def test_a_table_an_administrator_adds_holds_from_its_day():
    extra = (("contiguous", next_year()),)

    assert table_on(date(2027, 1, 13), "MO", extra).year == 2026
    assert table_on(date(2027, 1, 14), "MO", extra).of(9) == 62_700
    assert table_on(date(2027, 1, 14), "AK", extra).year == 2026  # not entered for Alaska


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"sizes": (16_300, 16_300, 27_900, 33_700, 39_500, 45_300, 51_100, 56_900)}, "2 people must be higher"),
        ({"sizes": (163_000, 221_000, 279_000, 337_000, 395_000, 453_000, 511_000, 569_000)}, "15% away"),
        ({"sizes": (16_300, 22_100)}, "each size from 1 to 8"),
        ({"each_above": 0}, "above zero"),
        ({"each_above": 9_000}, "Each further person"),
    ],
)
def test_mistakes_are_found_before_they_count(changed, words):
    found = mistakes_in(next_year(**changed), table_on(TODAY, "MO"))

    assert any(words in sentence for sentence in found)


def test_a_table_like_the_year_before_has_no_mistake():
    assert mistakes_in(next_year(), table_on(TODAY, "MO")) == []


def test_fifteen_percent_is_still_near_and_a_dollar_more_is_not():
    before = Table(
        year=2026,
        begins_on=date(2026, 1, 13),
        is_verified=True,
        sizes=tuple(range(10_000, 90_000, 10_000)),
        each_above=1_000,
    )

    def found(factor, further=0):
        sizes = tuple(amount * factor // 100 + further for amount in before.sizes)
        return mistakes_in(next_year(sizes=sizes, each_above=1_000), before)

    assert found(115) == []
    assert found(85) == []
    assert len(found(115, 1)) == 8
    assert len(found(85, -1)) == 8


@given(
    day=st.dates(date(2015, 2, 1), TODAY),
    state=st.sampled_from(["MO", "MN", "AK", "HI"]),
    size=st.integers(1, 25),
)
def test_one_more_person_always_raises_the_guideline(day, state, size):
    assert guideline(day, state, size + 1) > guideline(day, state, size)
