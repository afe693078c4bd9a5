"""The Young Parent room: its facts and its page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from programs import registry
from programs.young_parent.facts import facts_of
from tests.factories.accounts import user_with
from tests.factories.casework import ContactFactory, EnrollmentFactory, MatchFactory, MeetingFactory
from tests.factories.participants import PersonFactory, child_of

HOME = "young_parent:home"


def page(client_of, user):
    return client_of(user).get(reverse(HOME)).content.decode()


# --- Facts -----------------------------------------------------------------------------------


def test_a_child_in_the_home_makes_a_parent(cast):
    facts = facts_of(cast.here.participant, on=cast.here.site.today())

    assert facts.is_parent is True
    assert facts.born_on == cast.here.participant.born_on


@pytest.mark.django_db
def test_no_child_on_record_is_not_known():
    facts = facts_of(PersonFactory(born_on=None), on=timezone.localdate())

    assert (facts.born_on, facts.is_parent, facts.is_expecting) == (None, None, None)


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "is_expecting"), [(30, True), (0, True), (-1, None)])
def test_a_day_to_come_means_expecting_and_a_day_past_is_asked_about(days, is_expecting):
    today = timezone.localdate()

    assert facts_of(PersonFactory(due_on=today + timedelta(days=days)), on=today).is_expecting is is_expecting


@pytest.mark.django_db
def test_a_child_who_moved_out_is_a_child_on_record_no_more():
    today = timezone.localdate()
    parent = PersonFactory()
    child = child_of(parent)
    child.memberships.update(ends_on=today - timedelta(days=1))

    assert facts_of(parent, on=today).is_parent is None
    assert facts_of(parent, on=today - timedelta(days=1)).is_parent is True


def test_the_program_brings_its_facts_and_its_rule():
    program = registry.get("young_parent")

    assert program.facts is facts_of
    assert program.decide is not None


# --- The page --------------------------------------------------------------------------------


def test_the_page_says_who_is_in_and_where_the_year_stands(cast, client_of):
    words = page(client_of, cast.here.staff)

    for part in (
        "Juniper Fableton",
        "Hattie Goodtale OAK",
        "Day 180 of 365",
        cast.here.meeting.topic,
        "of 4 h expected",
    ):
        assert part in words
    assert "Wren" not in words


def test_a_year_that_ends_soon_is_named(cast, client_of):
    assert "Juniper and Hattie" not in page(client_of, cast.here.staff)
    cast.here.match.commitment_ends_on = cast.here.site.today() + timedelta(days=20)
    cast.here.match.save()

    assert "Juniper and Hattie" in page(client_of, cast.here.staff)


def test_other_programs_are_not_in_the_room(cast, client_of):
    other = EnrollmentFactory(site=cast.here.site, program="worksite")

    assert other.participant.name not in page(client_of, cast.here.staff)


def test_staff_of_another_program_find_an_empty_room(cast, client_of):
    helper = user_with("staff", site=cast.here.site, program="worksite")

    words = page(client_of, helper)

    assert "Nobody is in the program now" in words
    assert "Juniper" not in words


def test_the_room_costs_the_same_for_3_and_30(cast, client_of):
    client = client_of(cast.here.staff)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(HOME))
        return len(captured)

    def add(count):
        for _ in range(count):
            match = MatchFactory(
                enrollment=EnrollmentFactory(site=cast.here.site),
                commitment_ends_on=cast.here.site.today() + timedelta(days=9),
            )
            ContactFactory(enrollment=match.enrollment, match=match, started_at=timezone.now())
            MeetingFactory(site=cast.here.site, starts_at=timezone.now() + timedelta(days=3))

    queries()
    add(3)
    few = queries()
    add(20)

    assert queries() == few
