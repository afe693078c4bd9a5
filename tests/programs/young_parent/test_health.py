"""Visits to the doctor, kept or missed, and how the parent rates it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from participants.models import Household, HouseholdMember
from programs.casework.enrollments.models import Enrollment
from programs.gathering import gathered
from programs.young_parent.due import SOURCES
from programs.young_parent.health import workflow
from programs.young_parent.models import DoctorVisit, SelfRating
from tests.factories.participants import child_of


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


# --- When the parent is asked -----------------------------------------------------------------


def owed(cast, case, on=None):
    """The rules by which the parent is to be asked on the day."""
    cases = Enrollment.objects.filter(pk=case.pk)
    items = gathered(SOURCES, cases, on or case.site.today(), cast.here.staff)
    return {item.rule: item for item in items if item.rule.startswith("self-rating")}


def void(cast, rows):
    rows.update(voided_at=timezone.now(), voided_by=cast.here.staff, void_reason="Another family")


def test_the_parent_is_asked_within_two_weeks_then_every_three_months(cast, case):
    last = SelfRating.objects.get(enrollment=case)
    last.rated_on = date(2026, 3, 31)
    last.save()

    assert "self-rating" not in owed(cast, case, date(2026, 6, 29))
    assert owed(cast, case, date(2026, 6, 30))["self-rating"].due_on == date(2026, 6, 30)
    void(cast, SelfRating.objects.all())
    first = owed(cast, case)["self-rating"]
    assert first.due_on == case.enrolled_on + timedelta(days=14)
    assert first.url == reverse("young_parent:rate", args=[case.pk])
    case.status = "paused"
    case.save()
    assert owed(cast, case) == {}


def test_at_the_end_of_the_promised_time_the_parent_is_asked_once(cast, case, staff):
    today = case.site.today()
    match = cast.here.match
    match.commitment_ends_on = today + timedelta(days=15)
    match.save()

    assert "self-rating-end" not in owed(cast, case)
    assert owed(cast, case, today + timedelta(days=1))["self-rating-end"].due_on == match.commitment_ends_on
    match.commitment_ends_on = today
    match.save()
    form = staff.get(reverse("young_parent:rate", args=[case.pk])).context["form"]
    assert form.initial["occasion"] == "end"
    rate(case, occasion="end")
    assert "self-rating-end" not in owed(cast, case)


def test_after_a_closing_the_end_alone_can_still_be_written_down_for_a_month(cast, case, staff):
    today = case.site.today()
    Enrollment.objects.filter(pk=case.pk).update(status="closed", closed_on=today - timedelta(days=30))

    assert "Ask the parent" in staff.get(reverse("young_parent:health", args=[case.pk])).content.decode()
    with pytest.raises(workflow.CannotNote, match="At the end"):
        rate(case)
    rate(case, occasion="end")
    with pytest.raises(workflow.CannotNote, match="closed"):
        rate(case, occasion="end", rated_on=today - timedelta(days=1))
    void(cast, SelfRating.objects.filter(occasion="end"))
    Enrollment.objects.filter(pk=case.pk).update(closed_on=today - timedelta(days=31))
    with pytest.raises(workflow.CannotNote, match="closed"):
        rate(case, occasion="end")


# --- The children ------------------------------------------------------------------------------


def test_a_baby_born_meanwhile_a_child_who_left_and_two_homes_each_have_their_dates(cast, case, staff):
    today = case.site.today()
    left = cast.here.child
    left.memberships.update(ends_on=today - timedelta(days=10))
    baby = child_of(cast.here.participant, born_on=today - timedelta(days=20), given_name="Poppy")
    HouseholdMember.objects.filter(person=baby).update(lives_here="part", starts_on=baby.born_on)
    grandma = Household.objects.create(name="At Grandma's")
    HouseholdMember.objects.create(
        household=grandma, person=baby, part="child", lives_here="part", starts_on=today - timedelta(days=5)
    )

    answer = staff.get(reverse("young_parent:health", args=[case.pk]))

    told = {child.person.pk: child for child in answer.context["children"]}
    assert (told[left.pk].has_left, told[left.pk].was_born_meanwhile) == (True, False)
    assert (told[baby.pk].has_left, told[baby.pk].was_born_meanwhile) == (False, True)
    assert [label for _place, label in told[baby.pk].homes] == ["At Grandma's", "With the parent"]
    words = answer.content.decode()
    for part in ("Born since the enrollment", "Does not live with the parent any more", "At Grandma&#x27;s: part of"):
        assert part in words


def test_a_child_who_left_before_the_enrollment_is_not_of_this_case(case, cast, staff):
    cast.here.child.memberships.update(
        starts_on=case.enrolled_on - timedelta(days=9), ends_on=case.enrolled_on - timedelta(days=1)
    )

    assert staff.get(reverse("young_parent:health", args=[case.pk])).context["children"] == []
