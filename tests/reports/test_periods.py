"""Quarters: read, written, counted back, and what is no quarter."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.periods import NotAQuarter, Quarter, Span, kind_of_year

quarters = st.builds(
    Quarter,
    kind=st.sampled_from(["SFY", "FFY", ""]),
    year=st.integers(min_value=2003, max_value=2096),
    number=st.integers(min_value=1, max_value=4),
)
days = st.dates(min_value=date(2003, 1, 1), max_value=date(2096, 12, 31))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("SFY2027Q1", date(2026, 7, 1), date(2026, 9, 30)),
        ("SFY2027Q2", date(2026, 10, 1), date(2026, 12, 31)),
        ("SFY2027Q3", date(2027, 1, 1), date(2027, 3, 31)),
        ("SFY2027Q4", date(2027, 4, 1), date(2027, 6, 30)),
        ("FFY2026Q1", date(2025, 10, 1), date(2025, 12, 31)),
        ("FFY2026Q4", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2024Q1", date(2024, 1, 1), date(2024, 3, 31)),
        (" sfy2027q1 ", date(2026, 7, 1), date(2026, 9, 30)),
    ],
)
def test_quarter_has_the_days_its_year_says(words, first, last):
    quarter = Quarter.parse(words)

    assert (quarter.first, quarter.last) == (first, last)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "2026",
        "2026Q5",
        "2026Q0",
        "Q3",
        "SFY27Q1",
        "CFY2026Q1",
        "2026-Q3",
        "1999Q4",
        "2100Q1",
        "２０２６Q3",
        "2026Q3x",
    ],
)
def test_nonsense_is_refused_with_a_sentence(words):
    with pytest.raises(NotAQuarter) as refusal:
        Quarter.parse(words)

    assert str(refusal.value).endswith(".")


@given(quarters)
def test_what_is_written_reads_back(quarter):
    assert Quarter.parse(str(quarter)) == quarter


@given(quarters)
def test_quarters_follow_each_other_without_a_gap(quarter):
    assert quarter.previous.last + timedelta(days=1) == quarter.first
    assert quarter.back(-1).first == quarter.following_first
    assert 90 <= quarter.span.days <= 92


@given(quarters)
def test_a_year_ago_has_the_same_months_and_number(quarter):
    assert quarter.a_year_ago.number == quarter.number
    assert quarter.a_year_ago.first == quarter.first.replace(year=quarter.first.year - 1)


@given(days, st.sampled_from(["SFY", "FFY", ""]))
def test_every_day_lies_in_one_quarter(day, kind):
    quarter = Quarter.containing(day, kind)

    assert quarter.span.holds(day)
    assert not quarter.previous.span.holds(day)


@given(quarters)
def test_months_make_up_the_quarter(quarter):
    months = quarter.span.months()

    assert len(months) == 3
    assert sum(month.days for month in months) == quarter.span.days


@given(days, days, days)
def test_what_has_passed_is_never_more_than_the_whole(one, other, today):
    span = Span(min(one, other), max(one, other))

    passed = span.until(today)

    assert passed.first == span.first
    assert passed.last <= span.last
    assert passed.days >= 1


def test_words():
    quarter = Quarter.parse("SFY2027Q1")

    assert quarter.name == "SFY2027 Q1"
    assert quarter.long_name == "State fiscal year 2027, first quarter"
    assert quarter.days_in_words == "July 1 – September 30, 2026"
    assert quarter.months_in_words == "July to September 2026"
    assert quarter.months_in_short == "Jul–Sep 26"
    assert quarter.year_so_far == Span(date(2026, 7, 1), date(2026, 9, 30))
    assert Quarter.parse("SFY2027Q3").year_so_far == Span(date(2026, 7, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("months", "kind"), [([7], "SFY"), ([10], "FFY"), ([1], ""), ([4], ""), ([7, 7], "SFY"), ([7, 10], ""), ([], "")]
)
def test_sites_report_in_the_year_their_funder_keeps(months, kind):
    assert kind_of_year([SimpleNamespace(fiscal_year_starts=month) for month in months]) == kind


def test_a_span_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="ends on or after"):
        Span(date(2026, 7, 2), date(2026, 7, 1))
