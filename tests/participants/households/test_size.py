"""How many people live together on a day: each once, visitors not, the unborn apart."""

from datetime import date, timedelta

import pytest

from participants.households.size import Size, living_with, size_for, size_of
from participants.models import Household, HouseholdMember
from tests.factories.participants import PersonFactory

DAY = date(2026, 3, 2)


def place(home, *, born_on=date(1990, 1, 1), part="parent", starts_on=date(2020, 1, 1), person=None, **fields):
    """Somebody's place in the home; returns the person."""
    details = {name: fields.pop(name) for name in ("due_on", "children_expected") if name in fields}
    person = person or PersonFactory(born_on=born_on, **details)
    HouseholdMember.objects.create(household=home, person=person, part=part, starts_on=starts_on, **fields)
    return person


@pytest.fixture
def home(db):
    return Household.objects.create()


def test_nobody_on_record_is_not_one(db):
    assert size_for(PersonFactory(), on=DAY) is None


def test_everybody_who_lives_there_counts_once(home):
    mother = place(home)
    place(home, part="child", born_on=date(2025, 1, 1), starts_on=date(2025, 1, 1))
    place(home, part="relative")

    assert size_for(mother, on=DAY) == Size(people=3, unborn=0)


def test_part_of_the_time_counts_and_a_visit_does_not(home):
    mother = place(home)
    place(home, part="child", born_on=date(2020, 1, 1), lives_here="part")
    place(home, part="child", born_on=date(2020, 1, 1), lives_here="visits")

    assert size_of(home, on=DAY).people == 2
    assert size_for(mother, on=DAY).people == 2


def test_whoever_only_visits_has_no_household_by_it(home):
    place(home)
    visitor = place(home, part="other", lives_here="visits")

    assert size_for(visitor, on=DAY) is None


@pytest.mark.parametrize(("day", "people"), [(0, 2), (1, 1)])
def test_the_last_day_counts(home, day, people):
    mother = place(home)
    place(home, part="other", ends_on=DAY)

    assert size_for(mother, on=DAY + timedelta(days=day)).people == people


@pytest.mark.parametrize(("day", "people"), [(-1, 1), (0, 2)])
def test_the_first_day_counts(home, day, people):
    mother = place(home)
    place(home, part="other", starts_on=DAY)

    assert size_for(mother, on=DAY + timedelta(days=day)).people == people


def test_a_child_with_two_homes_counts_everybody_of_both_once(home):
    mother, other_home = place(home), Household.objects.create()
    child = place(home, part="child", born_on=date(2020, 1, 1), lives_here="part")
    place(other_home, person=child, part="child", lives_here="part")
    father = place(other_home)
    place(other_home, person=mother, part="other", lives_here="part")

    assert size_for(child, on=DAY) == Size(people=3, unborn=0, homes=2)
    assert size_for(father, on=DAY) == Size(people=3, unborn=0, homes=1)
    assert set(living_with(father, on=DAY)) == {mother, child, father}


def test_a_voided_place_and_a_voided_person_do_not_count(home, django_user_model):
    by = django_user_model.objects.create(email="ada@example.org", name="Ada")
    mother = place(home)
    gone, never = place(home, part="other"), place(home, part="other")
    voided = {"voided_at": "2026-01-01T00:00Z", "voided_by": by, "void_reason": "Entered twice"}
    HouseholdMember.objects.filter(person=gone).update(**voided)
    type(never).objects.filter(pk=never.pk).update(**voided)

    assert size_for(mother, on=DAY).people == 1


@pytest.mark.parametrize(("day", "people"), [(-1, 2), (0, 1)])
def test_whoever_died_counts_until_the_day_before(home, day, people):
    mother = place(home)
    gone = place(home, part="relative")
    type(gone).objects.filter(pk=gone.pk).update(died_on=DAY, death_told_by="The family")

    assert size_for(mother, on=DAY + timedelta(days=day)).people == people


# --- The unborn ------------------------------------------------------------------------------


@pytest.mark.parametrize(("weeks_to_go", "unborn"), [(40, 1), (41, 0), (10, 1), (0, 1), (-2, 1), (-3, 0)], ids=str)
def test_a_child_is_expected_from_40_weeks_before_to_two_weeks_after(home, weeks_to_go, unborn):
    mother = place(home, due_on=DAY + timedelta(weeks=weeks_to_go))

    assert size_for(mother, on=DAY) == Size(people=1, unborn=unborn)


@pytest.mark.parametrize("due_on", [date(9999, 12, 31), date(1991, 1, 1)])
def test_a_slip_of_the_year_is_no_child(home, due_on):
    assert size_for(place(home, due_on=due_on), on=DAY).unborn == 0


def test_twins_are_two(home):
    assert size_for(place(home, due_on=DAY, children_expected=2), on=DAY).unborn == 2


def test_a_child_that_was_born_is_expected_no_more(home):
    mother = place(home, due_on=DAY + timedelta(weeks=3))
    place(home, part="child", born_on=DAY - timedelta(days=2), starts_on=DAY - timedelta(days=2))

    assert size_for(mother, on=DAY) == Size(people=2, unborn=0)


def test_an_older_child_is_not_the_one_expected(home):
    mother = place(home, due_on=DAY + timedelta(weeks=3))
    place(home, part="child", born_on=DAY - timedelta(days=400), starts_on=DAY - timedelta(days=400))

    assert size_for(mother, on=DAY) == Size(people=2, unborn=1)
