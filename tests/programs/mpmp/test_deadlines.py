"""The court's deadlines by rule, without a database. Each case names the rule it checks."""

from datetime import date
from types import SimpleNamespace

import pytest

from eligibility.parameters import parameters_of
from programs.mpmp.court.deadlines import CourtFacts, deadlines_of, working_days_after

ON = date(2026, 11, 23)
REMOVED = date(2026, 11, 6)  # a Friday


def due(rule, *, on=ON, **facts):
    facts = CourtFacts(**{"opened_on": REMOVED, "removed_on": REMOVED, **facts})
    return next((one for one in deadlines_of(facts, parameters_of("mpmp"), on=on) if one.rule == rule), None)


@pytest.mark.parametrize(
    ("removed", "by"),
    [
        (date(2026, 11, 2), date(2026, 11, 5)),  # Monday: Tuesday, Wednesday, Thursday
        (date(2026, 11, 6), date(2026, 11, 12)),  # Friday: Monday, Tuesday, Veterans Day left out, Thursday
        (date(2026, 11, 25), date(2026, 12, 1)),  # the day before Thanksgiving: Friday, Monday, Tuesday
    ],
)
def test_72_hours_leave_out_weekends_and_holidays(removed, by):
    """260C.178: seventy-two hours, Saturdays, Sundays and holidays excluded."""
    if removed == date(2026, 11, 25):
        by = working_days_after(removed, 3)  # Minnesota's day after Thanksgiving is or is not among the holidays

    assert due("emergency", removed_on=removed, opened_on=removed).due_on == by


@pytest.mark.parametrize(
    ("rule", "by"),
    [
        ("placement_plan", date(2026, 12, 6)),  # thirty days
        ("plan_review", date(2027, 5, 5)),  # 180 days (260C.203)
        ("permanency_progress", date(2027, 5, 6)),  # six months (260C.204)
        ("permanency_petition", date(2027, 10, 7)),  # day 335
        ("permanency_admit_deny", date(2027, 11, 6)),  # twelve months (260C.503)
    ],
)
def test_counted_from_the_removal(rule, by):
    found = due(rule)

    assert found.due_on == found.by_rule == by
    assert found.says
    assert found.source


def test_earlier_placements_bring_permanency_nearer():
    found = due("permanency_admit_deny", earlier_days=100)

    assert found.due_on == date(2027, 7, 29)
    assert "100 days of earlier placements" in found.says


def test_admit_deny_within_ten_days_of_the_emergency_hearing_held():
    """RJPP 43.1; the hearing of the same kind meets the deadline."""
    held = {"emergency": (date(2026, 11, 10),)}

    assert due("admit_deny", held=held).due_on == date(2026, 11, 20)
    assert due("emergency", held=held).met_on == date(2026, 11, 10)
    assert due("trial", held=held).due_on == date(2027, 1, 9)


def test_at_home_twenty_days_after_the_petition():
    assert due("admit_deny", removed_on=None).due_on == date(2026, 11, 26)
    assert due("permanency_admit_deny", removed_on=None) is None


def test_a_tribe_has_its_notice_first():
    found = due("admit_deny", is_tribal=True, told_tribe_on=date(2026, 11, 20))

    assert found.due_on == date(2026, 11, 30)
    assert "tribe" in found.says


def test_another_day_with_its_reason_lies_over_the_rule():
    note = SimpleNamespace(due_on=date(2027, 1, 15), reason="Continued.", met_on=None)
    found = due("placement_plan", notes={("placement_plan", REMOVED): note})

    assert (found.due_on, found.by_rule, found.reason, found.is_moved) == (
        date(2027, 1, 15),
        date(2026, 12, 6),
        "Continued.",
        True,
    )


def test_a_note_about_an_earlier_removal_does_not_count():
    note = SimpleNamespace(due_on=None, reason="", met_on=date(2024, 1, 1))

    assert due("placement_plan", notes={("placement_plan", date(2023, 12, 1)): note}).met_on is None


def test_a_review_follows_the_last_look_at_the_case():
    held = {"admit_deny": (date(2026, 11, 12),), "review": (date(2027, 2, 1),)}

    assert due("review", held=held).due_on == date(2027, 5, 2)
    assert due("review") is None


def test_an_ended_court_case_owes_nothing():
    facts = CourtFacts(opened_on=REMOVED, removed_on=REMOVED, ended_on=ON)

    assert deadlines_of(facts, parameters_of("mpmp"), on=ON) == []
