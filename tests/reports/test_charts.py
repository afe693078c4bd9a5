"""Printed charts: every mark lies on the sheet, every value stands beside its mark and in the description."""

from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from reports import charts

ACCENT = charts.ACCENTS["young-parent"]
percents = st.none() | st.decimals(0, 100, places=2)


def lies_on_the_sheet(drawing):
    for mark in drawing.marks:
        if mark.kind == "rect":
            assert mark.width >= 0
            assert mark.x >= 0
            assert mark.x + mark.width <= drawing.width + 0.1
            assert mark.y + mark.height <= drawing.height + 0.1
        elif mark.kind in ("text", "disc"):
            assert -0.1 <= mark.x <= drawing.width + 0.1
            assert -0.1 <= mark.y <= drawing.height + 0.1


def words_of(drawing):
    return [mark.words for mark in drawing.marks if mark.kind == "text"]


@given(st.lists(st.tuples(percents, st.none() | st.decimals(0, 100, places=0)), max_size=7))
def test_shares_start_at_zero_and_show_met_and_below(rows):
    drawing = charts.shares(
        [charts.Share(f"Measure {i}", value, "words", target) for i, (value, target) in enumerate(rows)],
        title="Shares",
        accent=ACCENT,
    )

    lies_on_the_sheet(drawing)
    bars = [mark for mark in drawing.marks if mark.css in ("met", "below")]
    expected = [
        "below" if target is not None and value < target else "met" for value, target in rows if value is not None
    ]
    assert [bar.css for bar in bars] == expected


@given(st.lists(st.none() | st.integers(0, 5000), min_size=1, max_size=8))
def test_line_has_a_dot_and_a_number_for_every_known_quarter(values):
    drawing = charts.line(
        [(f"Q{i}", "Jul–Sep") for i in range(len(values))], values, title="Served", name="Served", accent=ACCENT
    )

    lies_on_the_sheet(drawing)
    assert sum(mark.kind == "disc" for mark in drawing.marks) == sum(value is not None for value in values)
    for value in values:
        assert (f"{value:,}" if value is not None else "<5") in words_of(drawing)
        assert (f"{value:,}" if value is not None else "not shown") in drawing.description


@given(st.lists(st.tuples(st.decimals(0, 900, places=1), st.decimals(0, 900, places=1)), min_size=1, max_size=9))
def test_done_and_expected_share_one_scale(rows):
    drawing = charts.expected_and_done(
        [charts.Done(f"Month {i}", done, expected, "words", "50%") for i, (done, expected) in enumerate(rows)],
        title="Hours",
        accent=ACCENT,
        floor=Decimal(85),
    )

    lies_on_the_sheet(drawing)
    done = [mark.width for mark in drawing.marks if mark.css == "done"]
    expected = [mark.width for mark in drawing.marks if mark.css == "expected"]
    for (given_hours, promised), left, right in zip(rows, done, expected, strict=True):
        assert (left <= right + 0.02) or given_hours > promised


@given(st.lists(st.lists(st.integers(0, 60), min_size=3, max_size=3), min_size=1, max_size=3))
def test_stacked_parts_make_up_their_bar(rows):
    drawing = charts.stacked(
        [(f"Quarter {i}", counts) for i, counts in enumerate(rows)], ["a", "b", "c"], title="Ages", accent=ACCENT
    )

    lies_on_the_sheet(drawing)
    for counts in rows:
        assert f"{sum(counts):,}" in words_of(drawing)


@given(st.lists(st.tuples(percents, st.booleans()), min_size=1, max_size=6))
def test_columns_of_part_of_a_cohort_are_dashed(points):
    drawing = charts.columns(
        [charts.Column(f"{i} days", share, "50%", "1 of 2", is_part=part) for i, (share, part) in enumerate(points)],
        title="Lasting",
        accent=ACCENT,
    )

    lies_on_the_sheet(drawing)
    bars = [mark for mark in drawing.marks if mark.css in ("part", "whole")]
    assert [bool(bar.dash) for bar in bars] == [part for share, part in points if share is not None]


def test_template_draws_title_description_and_no_style():
    drawing = charts.columns(
        [charts.Column("30 days", Decimal(50), "50%", "1 of 2")], title="A <b> & c", accent=ACCENT
    )

    svg = render_to_string("reports/pdf/chart.svg", {"chart": drawing})

    assert "<title>A &lt;b&gt; &amp; c</title>" in svg
    assert "<desc>30 days 50% 1 of 2</desc>" in svg
    assert "style=" not in svg


@pytest.mark.parametrize("part", [0, 0.5, 1])
def test_tint_lies_between_white_and_the_colour(part):
    assert charts.tint("#000000", part) == {0: "#ffffff", 0.5: "#808080", 1: "#000000"}[part]
