"""The waiting list: who is next and why, where the next place is, and who sees it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from programs.casework.caseload.waiting.places import places_of
from programs.casework.caseload.waiting.ranking import families_waiting
from programs.casework.caseload.workers.workflow import set_capacity
from programs.casework.enrollments import workflow as enrollments
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match
from programs.casework.referrals.models import Status
from tests.factories.accounts import user_with
from tests.factories.casework import EnrollmentFactory
from tests.factories.participants import child_of, person_at
from tests.factories.referrals import referral_at
from tests.factories.screenings import FIVE, screening_of


def waits(cast, name, *, days_ago, program="moppp", factors=None, child_born_days_ago=None):
    """A family on the list; with `factors`, screened and found to have so many of them."""
    here = cast.here
    person = person_at(here.site, given_name=name)
    referral = referral_at(
        here.site, by=here.staff, person=person, status=Status.WAITING, days_ago=days_ago, program=program
    )
    if factors is not None:
        answers = {"risk_factors": frozenset(sorted(FIVE)[:factors])}
        if child_born_days_ago:
            born_on = here.site.today() - timedelta(days=child_born_days_ago)
            child_of(person, born_on=born_on)
            answers["youngest_child_born_on"] = born_on
        screening_of(person, site=here.site, by=here.staff, **answers)
    return referral


def order(cast, program="moppp"):
    here = cast.here
    return [
        family.person.given_name
        for family in families_waiting(here.site, program, user=here.staff, on=here.site.today())
    ]


def test_priority_goes_first_then_the_more_factors_then_the_longer_wait(cast):
    waits(cast, "Three", days_ago=60, factors=3)
    waits(cast, "Four", days_ago=5, factors=4)
    waits(cast, "Five", days_ago=2, factors=5)
    waits(cast, "Also", days_ago=9, factors=4)
    waits(cast, "Unasked", days_ago=90)

    assert order(cast) == ["Five", "Also", "Four", "Unasked", "Three"]
    assert order(cast) == order(cast)


def test_who_grows_too_old_soon_goes_first_among_equals(cast):
    waits(cast, "Plenty", days_ago=30, factors=5)
    waits(cast, "Soon", days_ago=2, factors=4, child_born_days_ago=3 * 365 - 20)

    assert order(cast) == ["Soon", "Plenty"]


def test_without_screenings_the_longer_wait_goes_first(cast):
    waits(cast, "Second", days_ago=10, program="young_parent")

    assert order(cast, "young_parent") == ["Linnea", "Second"]


def test_the_page_says_why_the_first_is_next_and_never_which_factors(cast, client_of):
    waits(cast, "Five", days_ago=3, factors=5)
    offer = cast.here.site.programs.get(program="moppp")

    page = client_of(cast.here.staff).get(reverse("waiting:list"), {"of": offer.pk}).content.decode()

    assert "Why Five" in page
    assert "5 of 15 risk factors" in page
    assert f"?offer={offer.pk}" in page
    assert "violence" not in page


def test_enrolling_and_ending_take_a_family_off_the_list(cast):
    first, second = waits(cast, "One", days_ago=9), waits(cast, "Two", days_ago=8)
    here = cast.here

    enrollments.enroll(
        participant=first.person,
        program="moppp",
        site=here.site,
        worker=here.staff,
        on=here.site.today(),
        by=here.staff,
    )

    assert order(cast) == [second.person.given_name]


def test_places_are_what_active_mentors_of_the_kind_may_still_take(cast):
    here, today = cast.here, cast.here.site.today()
    mentors = [here.mentor, here.free_mentor]
    for mentor in mentors:
        type(mentor).objects.filter(pk=mentor.pk).update(capacity=1, status="active")

    places = places_of(here.site, "young_parent", on=today)
    assert ([place.mentor for place in places.shown], places.free, places.full) == ([here.free_mentor], 1, 1)

    type(mentors[1]).objects.filter(pk=mentors[1].pk).update(status="resting")
    places = places_of(here.site, "young_parent", on=today)
    assert (places.free, places.next_on) == (0, Match.objects.get(pk=here.match.pk).commitment_ends_on)


def test_no_more_places_are_free_than_the_workers_may_carry(cast, client_of):
    here, today = cast.here, cast.here.site.today()
    type(here.free_mentor).objects.filter(pk=here.free_mentor.pk).update(capacity=5, status="active")
    carried = Enrollment.objects.open().at_site(here.site).filter(worker=here.staff).count()
    set_capacity(site=here.site, worker=here.staff, cases=carried + 2, starts_on=today, by=here.supervisor)

    places = places_of(here.site, "young_parent", on=today)
    assert (places.room, places.free) == (2, 2)

    set_capacity(site=here.site, worker=here.staff, cases=carried, starts_on=today, by=here.supervisor)
    places = places_of(here.site, "young_parent", on=today)
    page = client_of(here.staff).get(reverse("waiting:list"), {"of": here.offer.pk}).content.decode()
    assert (places.free, places.is_short_of_workers) == (0, True)
    assert "every worker carries as many cases" in page


def test_a_worker_without_a_number_sets_no_limit(cast):
    here, today = cast.here, cast.here.site.today()
    set_capacity(site=here.site, worker=here.staff, cases=0, starts_on=today, by=here.supervisor)
    user_with("staff", site=here.site, program="young_parent", email="second@oak.example")

    assert places_of(here.site, "young_parent", on=today).room is None


def test_a_visitor_who_is_a_worker_too_takes_no_more_than_both_numbers_allow(cast):
    here, today = cast.here, cast.here.site.today()
    type(here.free_mentor).objects.filter(pk=here.free_mentor.pk).update(capacity=5, status="active")
    person = here.free_mentor.person
    type(person).objects.filter(pk=person.pk).update(user=here.staff)
    carried = Enrollment.objects.open().at_site(here.site).filter(worker=here.staff).count()
    set_capacity(site=here.site, worker=here.staff, cases=carried + 1, starts_on=today, by=here.supervisor)

    place = next(one for one in places_of(here.site, "young_parent", on=today).shown if one.mentor == here.free_mentor)
    assert place.free == 1


def test_enrolled_families_without_a_match_take_the_places_first(cast):
    EnrollmentFactory(site=cast.here.site, program="young_parent", worker=cast.here.staff)

    assert places_of(cast.here.site, "young_parent", on=cast.here.site.today()).unmatched == 1


@pytest.mark.parametrize("extra", [0, 6])
def test_the_page_costs_the_same_for_few_and_many(cast, client_of, django_assert_max_num_queries, extra):
    for count in range(extra):
        waits(cast, f"More {count}", days_ago=count + 1, program="young_parent")
    client = client_of(cast.here.staff)
    client.get(reverse("waiting:list"))

    with django_assert_max_num_queries(23):
        client.get(reverse("waiting:list"), {"of": cast.here.offer.pk})


def test_lists_of_other_programs_and_sites_are_not_there(cast, client_of):
    waits(cast, "Hidden", days_ago=3, program="moppp")
    visitor = user_with("staff", site=cast.here.site, program="worksite", email="visitor@oak.example")
    moppp = cast.here.site.programs.get(program="moppp")

    page = client_of(visitor).get(reverse("waiting:list"), {"of": moppp.pk}).content.decode()
    assert "Hidden" not in page

    page = client_of(cast.there.staff).get(reverse("waiting:list"), {"of": moppp.pk}).content.decode()
    assert "Hidden" not in page


def test_the_download_keeps_the_order(cast, client_of):
    waits(cast, "Second", days_ago=10, program="young_parent")

    answer = client_of(cast.here.staff).get(reverse("waiting:list"), {"of": cast.here.offer.pk, "format": "csv"})

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert ["Linnea" in lines[1], "Second" in lines[2]] == [True, True]
