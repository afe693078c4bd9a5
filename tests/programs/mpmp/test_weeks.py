"""Time together week by week, and what came of a case: pure."""

from datetime import date
from types import SimpleNamespace

import pytest

from eligibility.parameters import parameters_of
from programs.mpmp.models import ChildOutcome, ChildPlacement
from programs.mpmp.progress.standing import of_the_case, standing_of
from programs.mpmp.progress.weeks import weeks_of

MATCHED = date(2026, 9, 2)  # a Wednesday
ON = date(2026, 11, 23)


def weeks(done=(), **more):
    values = parameters_of("mpmp").on(ON)
    found = weeks_of(**{"matched_on": MATCHED, "until": None, "on": ON, "done": done, "values": values, **more})
    return {week.starts_on: week for week in found}


def test_one_to_three_hours_in_the_first_month_then_one_to_two():
    """The first month is 30 days: it ends before October 2, so the week of September 28 belongs to it."""
    found = weeks()

    assert (found[date(2026, 9, 28)].least, found[date(2026, 9, 28)].most) == (60, 180)
    assert (found[date(2026, 10, 5)].least, found[date(2026, 10, 5)].most) == (60, 120)
    assert list(found)[-1] == date(2026, 8, 31)


@pytest.mark.parametrize(("minutes", "kind"), [(0, "low"), (59, "low"), (60, "good"), (120, "good"), (121, "high")])
def test_a_week_after_the_first_month(minutes, kind):
    assert weeks([(date(2026, 10, 11), minutes)])[date(2026, 10, 5)].kind == kind


def test_two_hours_and_a_half_are_as_recommended_in_the_first_month():
    assert weeks([(date(2026, 9, 8), 90), (date(2026, 9, 12), 60)])[date(2026, 9, 7)].kind == "good"


def test_a_pause_expects_nothing_and_a_delay_is_shown():
    found = weeks(pauses=[(date(2026, 10, 14), date(2026, 10, 26))], delays=[date(2026, 11, 3)])

    assert [found[day].kind for day in (date(2026, 10, 12), date(2026, 10, 19), date(2026, 10, 26))] == [
        "rest",
        "rest",
        "low",
    ]
    assert found[date(2026, 11, 2)].delays == 1
    assert found[date(2026, 11, 2)].kind == "delayed"


def test_the_running_week_is_not_low_yet():
    assert weeks()[date(2026, 11, 23)].kind == "running"


def test_aftercare_begins_with_its_week():
    found = weeks(aftercare_on=date(2026, 11, 11))

    assert not found[date(2026, 11, 2)].is_aftercare
    assert found[date(2026, 11, 9)].is_aftercare
    assert (found[date(2026, 11, 2)].kind, found[date(2026, 11, 9)].kind) == ("low", "as_needed")


# --- What came of it ------------------------------------------------------------------------


def outcome(kind="reunified", on=date(2025, 6, 1), child=1):
    return ChildOutcome(kind=kind, on=on, child_id=child)


def back_on(day, kind="foster"):
    return ChildPlacement(child_id=1, kind=kind, starts_on=day)


@pytest.mark.parametrize(
    ("on", "placements", "state"),
    [
        (date(2026, 5, 31), (), "not_yet"),
        (date(2026, 6, 1), (), "stayed"),
        (date(2026, 6, 1), (back_on(date(2026, 5, 31)),), "returned"),
        (date(2026, 9, 1), (back_on(date(2026, 6, 1)),), "stayed"),
        (date(2025, 8, 1), (back_on(date(2025, 7, 1)),), "returned"),
        (date(2026, 6, 1), (back_on(date(2025, 7, 1), "trial_home_visit"),), "stayed"),
    ],
)
def test_reentry_within_twelve_months(on, placements, state):
    assert standing_of(outcome(), placements, on=on, months=12).state == state


def test_reentry_is_not_asked_after_an_adoption():
    assert standing_of(outcome("adoption"), (), on=date(2027, 1, 1), months=12).state == ""


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ({}, ""),
        ({1: "reunified", 2: "reunified"}, "All children are home"),
        ({1: "reunified", 2: "custody"}, "Partly reunified: 1 of 2 children are home"),
        ({1: "reunified"}, "Partly reunified: 1 of 2 children are home"),
        ({1: "custody", 2: "adoption"}, "Another permanency"),
    ],
)
def test_the_family_as_a_whole(kinds, words):
    children = [SimpleNamespace(pk=1), SimpleNamespace(pk=2)]

    assert of_the_case(children, {pk: outcome(kind, child=pk) for pk, kind in kinds.items()}) == words
