"""Charts: bars from zero, a figure at each mark, everything in words, too."""

from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from mmp_portal.ui.charts import Series, bar_chart, line_chart, nice_top, written

MONTHS = ["Jul", "Aug", "Sep"]


def svg(chart, name="bars"):
    return ElementTree.fromstring(render_to_string(f"ui/charts/{name}.svg", {"chart": chart}).strip())


def test_bars_stand_on_zero_and_grow_with_the_value():
    chart = bar_chart(MONTHS, [Series("Hours", [50, 100, 0])], title="Hours", top=100)

    base = next(tick.y for tick in chart.ticks if tick.is_base)
    assert all(bar.y + bar.height == pytest.approx(base) for bar in chart.bars)
    assert chart.bars[1].height == pytest.approx(2 * chart.bars[0].height, abs=0.2)
    assert chart.bars[2].height == 0
    assert chart.ticks[0].words == "0"


def test_every_bar_carries_its_value():
    chart = bar_chart(MONTHS, [Series("Hours", [66, 7.5, 1200])], title="Hours")

    assert [bar.words for bar in chart.bars] == ["66", "7.5", "1,200"]


def test_unknown_is_no_bar_and_not_zero():
    chart = bar_chart(MONTHS, [Series("Hours", [66, None, 0])], title="Hours")

    assert len(chart.bars) == 2
    assert "Aug" not in chart.description


def test_target_is_a_line_across_its_bar():
    chart = bar_chart(
        MONTHS, [Series("Hours", [66, 70, 80])], title="Hours", target=[75, None, 75], target_name="Expected"
    )

    assert len(chart.targets) == 2
    assert chart.targets[0].x < chart.bars[0].x
    assert [one.name for one in chart.legend] == ["Hours", "Expected"]


def test_nothing_reaches_over_the_edge():
    chart = bar_chart(MONTHS, [Series("A", [3, 9, 27]), Series("B", [81, 2, 43], "2")], title="Hours", target=90)

    for bar in chart.bars:
        assert chart.left <= bar.x
        assert bar.x + bar.width <= chart.right
        assert bar.y >= 0


@pytest.mark.parametrize(
    ("most", "top"), [(0, 4), (1, 4), (4, 4), (5, 8), (92, 100), (101, 200), (1001, 2000), (54, 60)]
)
def test_scale_ends_at_a_round_number(most, top):
    assert nice_top(most) == top


@pytest.mark.parametrize(("value", "words"), [(85, "85%"), (85.04, "85%"), (85.25, "85.2%"), (0, "0%")])
def test_figures_are_short(value, words):
    assert written(value, "%") == words


def test_drawing_says_what_it_shows():
    drawing = svg(bar_chart(MONTHS, [Series("Hours", [66, 70, 80])], title="Hours <by> month"))
    space = "{http://www.w3.org/2000/svg}"

    assert drawing.get("role") == "img"
    assert drawing.find(f"{space}title").text == "Hours <by> month"
    assert drawing.find(f"{space}desc").text == "Hours: Jul 66, Aug 70, Sep 80."


@pytest.mark.parametrize("language", ["en", "es"])
def test_coordinates_keep_their_decimal_point(settings, language):
    settings.LANGUAGE_CODE = language
    drawing = svg(bar_chart(MONTHS, [Series("Hours", [66, 70.5, 80])], title="Hours"))

    assert all("," not in rect.get("x") for rect in drawing.iter("{http://www.w3.org/2000/svg}rect"))


def test_lines_go_through_their_values():
    chart = line_chart(MONTHS, [Series("Now", [10, 20, 30]), Series("Before", [10, 15, 12])], title="Served")

    first, second = chart.lines
    assert first.dots[0].y > first.dots[1].y > first.dots[2].y
    assert (first.end_words, second.end_words) == ("30", "12")
    assert second.dots == []
    assert svg(chart, "lines").get("role") == "img"


def test_words_at_the_ends_of_two_lines_do_not_touch():
    chart = line_chart(MONTHS, [Series("Now", [10, 20, 30]), Series("Before", [10, 20, 30])], title="Served")

    assert abs(chart.lines[0].end_y - chart.lines[1].end_y) >= 12


def test_one_point_is_a_chart_too():
    assert line_chart(["Jul"], [Series("Now", [10])], title="Served").lines[0].dots
    assert bar_chart([], [Series("Now", [])], title="Served").bars == []
