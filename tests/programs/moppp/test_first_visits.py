"""First-visit clocks: twelve families on both sides of each line, and what starts each clock."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from programs.casework.enrollments.models import Enrollment
from programs.gathering import gathered
from programs.moppp.clocks.first_visit import State, clock_of, measure_of
from programs.moppp.clocks.reading import clocks_of
from programs.moppp.due import SOURCES
from tests.factories.casework import ContactFactory
from tests.factories.moppp import days_ago, family_at
from tests.factories.parameters import value_at
from tests.factories.participants import child_of
from tests.factories.referrals import referral_at

TODAY = date(2026, 11, 23)
CAME = date(2026, 1, 10)
BORN = date(2026, 5, 31)


def clock(*, born=BORN, visited=None, months=3, on=TODAY, **facts):
    births = [born] if isinstance(born, date) else born or []
    return clock_of(births, enrolled_on=CAME, visited_on=visited, on=on, months=months, **facts)


# Three months after May 31 is August 31; a clock that starts on November 30 ends on the last day of February.
FAMILIES = (
    (clock(visited=date(2026, 2, 1)), State.IN_TIME),  # before the birth
    (clock(visited=date(2026, 5, 31)), State.IN_TIME),  # on the day of the birth
    (clock(visited=date(2026, 8, 30)), State.IN_TIME),  # the day before the last
    (clock(visited=date(2026, 8, 31)), State.IN_TIME),  # the last day
    (clock(visited=date(2026, 9, 1)), State.LATE),  # the day after
    (clock(), State.LATE),  # never
    (clock(on=date(2026, 8, 31)), State.RUNNING),  # never, on the last day
    (clock(on=date(2026, 9, 1)), State.LATE),  # never, the day after
    (clock(born=date(2025, 11, 30), visited=date(2026, 2, 28)), State.IN_TIME),  # a shorter month
    (clock(born=date(2025, 11, 30), visited=date(2026, 3, 1)), State.LATE),
    (clock(born=[], expected_on=date(2026, 12, 24)), State.RUNNING),  # not born yet
    (clock(born=[]), State.UNKNOWN),  # nothing to count from
)


@pytest.mark.parametrize("number", range(12))
def test_twelve_families_on_both_sides_of_three_months(number):
    found, state = FAMILIES[number]

    assert found.state == state


def test_their_share_is_of_those_whose_clock_has_stopped():
    """In time: families 1 to 4 and 9. Late: 5, 6, 8 and 10. So 5 of 9, which is 55 whole percent."""
    measure = measure_of((found for found, _state in FAMILIES), asked_share=80)

    assert (measure.in_time, measure.late, measure.running, measure.unknown) == (5, 4, 2, 1)
    assert (measure.share, measure.is_met) == (55, False)


CHILD_WELFARE = {"by_child_welfare": True, "months": 24, "referred_on": date(2024, 6, 15)}
REFERRED = (
    (clock(born=date(2024, 3, 1), visited=date(2026, 2, 28), **CHILD_WELFARE), State.IN_TIME),
    (clock(born=date(2024, 3, 1), visited=date(2026, 3, 1), **CHILD_WELFARE), State.IN_TIME),  # the second birthday
    (clock(born=date(2024, 3, 1), visited=date(2026, 3, 2), **CHILD_WELFARE), State.LATE),
    (clock(born=date(2024, 2, 29), visited=date(2026, 2, 28), **CHILD_WELFARE), State.IN_TIME),  # a leap day
    (clock(born=date(2024, 2, 29), visited=date(2026, 3, 1), **CHILD_WELFARE), State.LATE),
    (clock(born=date(2024, 11, 23), **CHILD_WELFARE), State.RUNNING),  # today is the last day
    (clock(born=date(2024, 11, 22), **CHILD_WELFARE), State.LATE),  # it was yesterday
    (clock(born=date(2022, 1, 1), visited=CAME, **CHILD_WELFARE), State.LATE),  # older when they came
    (clock(born=date(2022, 1, 1), visited=CAME, starts_with="referral", **CHILD_WELFARE), State.IN_TIME),
    (clock(visited=date(2026, 6, 15), starts_with="referral", **CHILD_WELFARE), State.IN_TIME),
    (clock(visited=date(2026, 6, 16), starts_with="referral", **CHILD_WELFARE), State.LATE),
    (clock(born=[], **CHILD_WELFARE), State.UNKNOWN),
)


@pytest.mark.parametrize("number", range(12))
def test_twelve_families_on_both_sides_of_twenty_four_months(number):
    found, state = REFERRED[number]

    assert found.state == state


@pytest.mark.parametrize(
    ("in_time", "late", "is_met"), [(4, 1, True), (79, 21, False), (0, 0, None), (799, 201, False)]
)
def test_eighty_percent_is_reached_and_not_rounded_up_to(in_time, late, is_met):
    good, bad = clock(visited=BORN), clock()

    measure = measure_of([good] * in_time + [bad] * late, asked_share=80)

    assert measure.is_met is is_met
    if in_time == 799:
        assert measure.share == 79


def test_it_counts_from_the_birth_that_followed_and_else_from_the_youngest():
    older, baby, later = date(2024, 1, 1), date(2026, 6, 1), date(2027, 6, 1)

    assert clock(born=[later, older, baby]).starts_on == baby
    assert clock(born=[older, date(2025, 12, 1)]).starts_on == date(2025, 12, 1)
    assert clock(born=[older], expected_on=date(2026, 12, 1)).starts_on == date(2026, 12, 1)


def test_days_left_are_counted_while_it_runs():
    assert clock(on=date(2026, 8, 31)).days_left(date(2026, 8, 31)) == 0
    assert clock(on=date(2026, 8, 17)).days_left(date(2026, 8, 17)) == 14
    assert clock().days_left(TODAY) is None


# --- From our rows ---------------------------------------------------------------------------


@pytest.fixture
def today(cast):
    return cast.here.site.today()


def newborn(site, days, **fields):
    """A family that came with a child so many days old, and was not visited yet."""
    family = family_at(site, enrolled_on=site.today() - timedelta(days=min(days, 20)), **fields)
    child_of(family.participant, born_on=site.today() - timedelta(days=days))
    return family


def clock_from_rows(family, today):
    return clocks_of([Enrollment.objects.with_people().get(pk=family.pk)], on=today)[family.pk]


def test_only_a_home_visit_made_stops_the_clock(cast, today):
    family = newborn(cast.here.site, 30)
    ContactFactory(enrollment=family, kind="call", started_at=days_ago(2))
    ContactFactory(
        enrollment=family, kind="home_visit", outcome="attempted", duration_minutes=None, started_at=days_ago(2)
    )
    assert clock_from_rows(family, today).state == State.RUNNING

    ContactFactory(enrollment=family, kind="home_visit", started_at=days_ago(1))

    assert clock_from_rows(family, today).state == State.IN_TIME


def test_a_referral_by_childrens_division_starts_the_other_clock_as_the_site_has_set_it(cast, today):
    family = newborn(cast.here.site, 400)
    assert clock_from_rows(family, today).state == State.LATE

    referral_at(
        cast.here.site,
        person=family.participant,
        program="moppp",
        source="childrens_division",
        days_ago=25,
        by=cast.here.staff,
    )
    found = clock_from_rows(family, today)
    assert (found.by_child_welfare, found.state) == (True, State.RUNNING)
    assert found.starts_on == today - timedelta(days=400)

    value_at(cast.here.site, program="moppp", name="child_welfare_clock_starts", value="referral")
    assert clock_from_rows(family, today).starts_on == today - timedelta(days=25)


def test_who_is_late_within_fourteen_days_is_owed_a_visit(cast, client_of, today):
    soon, later = newborn(cast.here.site, 85, given_name="Soonest"), newborn(cast.here.site, 30, given_name="Latery")

    items = gathered(SOURCES, Enrollment.objects.filter(site=cast.here.site), today, cast.here.staff)
    page = client_of(cast.here.staff).get(reverse("moppp:first_visits")).content.decode()

    assert [item.enrollment for item in items if "first one is late" in item.why] == [soon]
    assert "Soonest Kindly" in page
    assert later.participant.name in page
    assert "Wren" not in page


def test_the_page_costs_the_same_for_few_and_many(cast, client_of, django_assert_max_num_queries):
    for _number in range(15):
        newborn(cast.here.site, 40)
    with django_assert_max_num_queries(40):
        client_of(cast.here.staff).get(reverse("moppp:first_visits"))
