"""Joining a household, leaving it, two homes, and putting it right: the rules."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from mmp_portal.audit.kinds import CannotRestore
from mmp_portal.audit.models import Event
from mmp_portal.audit.restoring import restore, void
from participants.facts import CannotWrite
from participants.households import workflow
from participants.households.records import PLACE
from participants.models import Household, HouseholdMember
from tests.factories.participants import PersonFactory, person_at

DAY = date(2026, 3, 2)


@pytest.fixture
def home(cast):
    """The participant's home, in which a child lives."""
    return cast.here.facts.home


def join(cast, home, person, **details):
    facts = {"starts_on": DAY, "part": "relative"}
    return workflow.join(
        household=home, person=person, by=cast.here.staff, site=cast.here.site, **{**facts, **details}
    )


# --- Rules -----------------------------------------------------------------------------------


def test_joining_leaves_a_trace(cast, home):
    member = join(cast, home, person_at(cast.here.site), relationship="grandparent")

    assert member.recorded_by == cast.here.staff
    assert member.relationship_in_words == "Grandparent"
    assert Event.objects.about(member).get().verb == "household.joined"


def test_their_own_words_come_first(cast, home):
    member = join(cast, home, person_at(cast.here.site), relationship="other", relationship_words="Nana’s friend")

    assert member.relationship_in_words == "Nana’s friend"


@pytest.mark.parametrize(("starts_on", "fits"), [(date(2020, 5, 4), True), (date(2020, 5, 3), False)])
def test_nobody_lives_anywhere_before_birth(cast, home, starts_on, fits):
    child = person_at(cast.here.site, born_on=date(2020, 5, 4))

    if fits:
        assert join(cast, home, child, part="child", starts_on=starts_on).starts_on == starts_on
    else:
        with pytest.raises(CannotWrite, match="not born yet"):
            join(cast, home, child, part="child", starts_on=starts_on)


def test_joining_twice_is_refused(cast, home):
    person = person_at(cast.here.site)
    join(cast, home, person)

    with pytest.raises(CannotWrite, match="already"):
        join(cast, home, person, starts_on=DAY + timedelta(days=3))


def test_living_in_two_homes_all_the_time_is_refused(cast, home):
    person = person_at(cast.here.site)
    other = Household.objects.create()
    join(cast, home, person)

    with pytest.raises(CannotWrite, match="another home all the time") as refusal:
        join(cast, other, person)
    assert refusal.value.about == "lives_here"
    join(cast, other, person, lives_here="part")

    assert HouseholdMember.objects.in_force(DAY).filter(person=person).count() == 2


def test_moving_on_the_day_after_is_fine(cast, home):
    person, other = person_at(cast.here.site), Household.objects.create()
    member = join(cast, home, person)
    workflow.leave(member=member, on=DAY + timedelta(days=9), by=cast.here.staff, site=cast.here.site)

    with pytest.raises(CannotWrite):
        join(cast, other, person, starts_on=DAY + timedelta(days=9))
    join(cast, other, person, starts_on=DAY + timedelta(days=10))

    assert [one.household for one in person.memberships.in_force(DAY + timedelta(days=9))] == [home]
    assert [one.household for one in person.memberships.in_force(DAY + timedelta(days=10))] == [other]


def test_leaving_before_the_first_day_or_twice_is_refused(cast, home):
    member = join(cast, home, person_at(cast.here.site))
    shared = {"by": cast.here.staff, "site": cast.here.site}

    with pytest.raises(CannotWrite, match="before the first"):
        workflow.leave(member=member, on=DAY - timedelta(days=1), **shared)
    workflow.leave(member=member, on=DAY, **shared)
    with pytest.raises(CannotWrite, match="moved out already"):
        workflow.leave(member=member, on=DAY, **shared)


def test_correcting_keeps_the_rules_and_the_versions(cast, home):
    member = join(cast, home, person_at(cast.here.site))
    shared = {"by": cast.here.staff, "site": cast.here.site}

    with pytest.raises(CannotWrite, match="before the first"):
        workflow.correct(member=member, version=1, ends_on=DAY - timedelta(days=1), **shared)
    assert workflow.correct(member=member, version=1, lives_here="part", **shared).version == 2
    with pytest.raises(CannotWrite, match="Somebody saved"):
        workflow.correct(member=member, version=1, lives_here="always", **shared)


def test_a_voided_place_frees_the_household_and_comes_back_only_if_it_fits(cast, home):
    person = person_at(cast.here.site)
    member = join(cast, home, person)
    void(kind=PLACE, record=member, reason="Wrong person", by=cast.here.staff)

    assert not HouseholdMember.objects.in_force(DAY).filter(person=person).exists()
    again = join(cast, home, person)
    with pytest.raises(CannotRestore, match="already"):
        restore(kind=PLACE, record=member, reason="It was right", by=cast.here.staff)
    void(kind=PLACE, record=again, reason="Entered twice", by=cast.here.staff)
    restore(kind=PLACE, record=member, reason="It was right", by=cast.here.staff)

    assert list(HouseholdMember.objects.in_force(DAY).filter(person=person)) == [member]


def test_the_first_home_of_a_small_child_has_it_as_its_child(cast):
    child = person_at(cast.here.site, born_on=DAY - timedelta(days=900))
    mother = person_at(cast.here.site, born_on=date(2000, 1, 1))
    shared = {"by": cast.here.staff, "site": cast.here.site, "on": DAY}

    assert workflow.first_home(child, **shared).members.get().part == "child"
    assert workflow.first_home(mother, **shared).members.get().part == "parent"


def test_constraints(cast, home):
    shared = {"household": home, "starts_on": DAY}

    for wrong in (
        {"part": "lodger"},
        {"part": "child", "relationship": "pet"},
        {"part": "child", "lives_here": "never"},
        {"part": "child", "ends_on": DAY - timedelta(days=1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            HouseholdMember.objects.create(person=PersonFactory(), **shared, **wrong)
    HouseholdMember.objects.create(person=PersonFactory(), **shared, part="child", ends_on=DAY)
    for weeks, fits in ((19, False), (20, True), (44, True), (45, False), (None, True)):
        if fits:
            assert PersonFactory(born_at_weeks=weeks).born_at_weeks == weeks
        else:
            with pytest.raises(IntegrityError), transaction.atomic():
                PersonFactory(born_at_weeks=weeks)
