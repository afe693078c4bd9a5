"""How figures are written, and that a masked copy gives no small count away."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.figures import FEW, GUARDED, Copy, Figure, guard_flow, guard_whole
from reports.measures.measure import Definition, Measure, Unit

SITE_COPY, MASKED = Copy(is_masked=False), Copy(is_masked=True)


def share(numerator, denominator, unit=Unit.PEOPLE):
    definition = Definition(code="x", name="x", unit=unit, numerator="x", denominator="x", period="x", source="x")
    return Measure(definition=definition, numerator=numerator, denominator=denominator)


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(1240, Unit.PEOPLE), "1,240"),
        (Figure(0, Unit.PEOPLE), "0"),
        (Figure(Decimal("178.45"), Unit.HOURS), "178.5"),
        (Figure(Decimal(65), Unit.HOURS), "65.0"),
        (Figure(Decimal("86.5"), "share"), "87%"),
        (Figure(Decimal("86.49"), "share"), "86%"),
        (Figure(None, "share"), "None yet"),
        (SITE_COPY.fraction(share(17, 20)), "17 of 20"),
        (SITE_COPY.fraction(share(Decimal("178.5"), Decimal(206), Unit.HOURS)), "178.5 of 206.0"),
    ],
)
def test_figures_are_written_one_way(figure, words):
    assert figure.words == words


@pytest.mark.parametrize(("count", "words"), [(0, "0"), (1, FEW), (4, FEW), (5, "5")])
def test_one_to_four_people_are_masked_for_viewers(count, words):
    assert MASKED.count(count).words == words
    assert SITE_COPY.count(count).words == str(count)
    assert MASKED.count(count, Unit.ITEMS).words == str(count)


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent", "fraction"),
    [
        (17, 20, GUARDED, "m of 20"),
        (15, 20, "75%", "15 of 20"),
        (3, 20, GUARDED, "<5 of 20"),
        (2, 3, GUARDED, FEW),
        (20, 20, "100%", "20 of 20"),
        (0, 20, "0%", "0 of 20"),
    ],
)
def test_share_is_masked_where_it_gives_a_small_count_away(numerator, denominator, percent, fraction):
    measure = share(numerator, denominator)

    assert MASKED.share(measure).words == percent
    assert MASKED.fraction(measure).words == fraction


def test_places_and_hours_are_not_masked():
    assert MASKED.share(share(3, 4, Unit.ITEMS)).words == "75%"
    assert MASKED.fraction(share(Decimal(3), Decimal(4), Unit.HOURS)).words == "3.0 of 4.0"


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6))
def test_masked_part_cannot_be_worked_out_from_the_whole(counts):
    """A part is hidden together with another, unless all the others are zero and the whole is as small."""
    guarded = guard_whole([MASKED.count(count) for count in counts])

    hidden = [figure for figure in guarded if figure.hidden]
    shown = [figure.value for figure in guarded if not figure.hidden]
    assert all(value == 0 or value >= 5 for value in shown)
    assert len(hidden) != 1 or sum(counts) == hidden[0].value


def test_flow_is_hidden_together():
    rows = [[MASKED.count(17), MASKED.count(14)], [MASKED.count(3), MASKED.count(6)]]

    assert [[figure.words for figure in row] for row in guard_flow(rows)] == [["m", "m"], ["<5", "m"]]
    plenty = [[MASKED.count(17)], [MASKED.count(0)]]
    assert guard_flow(plenty) == plenty


@pytest.mark.parametrize(
    ("figure", "cell"),
    [
        (Figure(7, Unit.PEOPLE), 7),
        (Figure(Decimal("178.45"), Unit.HOURS), Decimal("178.5")),
        (Figure(Decimal("66.666"), "share"), Decimal("66.7")),
        (Figure(3, Unit.PEOPLE, hidden=FEW), FEW),
        (Figure(None, "share"), "None yet"),
    ],
)
def test_cells_of_a_spreadsheet_are_typed(figure, cell):
    assert figure.cell == cell
