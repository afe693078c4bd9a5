"""Visits to the doctor, kept or missed, and how the parent rates it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from programs.young_parent.health import workflow
from programs.young_parent.models import DoctorVisit, SelfRating


@pytest.fixture
def case(cast):
    return cast.here.enrollment


@pytest.fixture
def staff(cast, client_of):
    return client_of(cast.here.staff)


def rate(case, **more):
    facts = {"rated_on": case.site.today(), "occasion": "quarter", "skill": 4, "stress": 2, "health": 4}
    return workflow.rate(enrollment=case, by=None, **{**facts, **more})


def test_a_visit_of_the_child_is_noted_and_counts_as_kept(cast, case, staff):
    day = (case.site.today() - timedelta(days=1)).strftime("%m/%d/%Y")

    answer = staff.post(
        reverse("young_parent:add_visit", args=[case.pk]),
        {"person": cast.here.child.pk, "kind": "well_child", "on": day, "outcome": "kept"},
    )

    assert answer.status_code == 302
    page = staff.get(reverse("young_parent:health", args=[case.pk])).content.decode()
    assert "1 of 1 kept" in page
    assert "Well-child visit, Clover" in page


def test_nobody_else_can_be_chosen_for_a_visit(cast, case, staff):
    page = staff.post(
        reverse("young_parent:add_visit", args=[case.pk]),
        {"person": cast.there.child.pk, "kind": "checkup", "on": "01/05/2026", "outcome": "planned"},
    )

    assert "person" in page.context["form"].errors


@pytest.mark.parametrize(
    ("days", "outcome", "about"), [(1, "kept", "outcome"), (1, "missed", "outcome"), (-400, "kept", "on")]
)
def test_a_visit_to_come_is_neither_kept_nor_missed_and_none_lies_before_the_enrollment(case, days, outcome, about):
    with pytest.raises(workflow.CannotNote) as refusal:
        workflow.note_visit(
            enrollment=case,
            person=case.participant,
            kind="prenatal",
            on=case.site.today() + timedelta(days=days),
            outcome=outcome,
            by=None,
        )

    assert refusal.value.about == about


def test_what_came_of_a_visit_is_said_once_and_a_second_hand_sees_both(cast, staff):
    visit = cast.here.room.visit
    url = reverse("young_parent:edit_visit", args=[visit.pk])
    first = {"on": visit.on.strftime("%m/%d/%Y"), "outcome": "kept", "version": visit.version}

    done = staff.post(url, first)
    refused = staff.post(url, {**first, "outcome": "missed"})

    assert done.status_code == 302
    assert refused.context["form"].conflict
    assert DoctorVisit.objects.get(pk=visit.pk).outcome == "kept"


def test_there_is_one_start_and_one_answer_a_day(case):
    rate(case)

    with pytest.raises(workflow.CannotNote, match="of that day"):
        rate(case)
    with pytest.raises(workflow.CannotNote, match="In between") as refusal:
        rate(case, rated_on=case.site.today() - timedelta(days=1), occasion="start")
    assert refusal.value.about == "occasion"


def test_the_parent_is_asked_on_the_page(case, staff):
    answers = {
        "rated_on": case.site.today().strftime("%m/%d/%Y"),
        "occasion": "quarter",
        "skill": "4",
        "stress": "2",
        "health": "5",
        "words": "I sleep again",
    }

    staff.post(reverse("young_parent:rate", args=[case.pk]), answers)

    assert SelfRating.objects.filter(enrollment=case, stress=2).exists()
    assert "I sleep again" in staff.get(reverse("young_parent:health", args=[case.pk])).content.decode()
