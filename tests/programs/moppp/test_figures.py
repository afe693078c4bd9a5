"""Visits of a month or a year by site, visitor and family, on one page."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from programs.casework.closings import workflow as closings
from tests.factories.accounts import RoleGrantFactory, user_with
from tests.factories.casework import ContactFactory, MatchFactory
from tests.factories.moppp import family_at

URL = reverse("moppp:figures")


@pytest.fixture
def last_month(cast):
    """The first day of the last month."""
    return (cast.here.site.today().replace(day=1) - timedelta(days=1)).replace(day=1)


def visited(site, day, *, times, given_name, mentor=None):
    """A family on level 3, which owes about one visit in the month of `day`, visited so many times in it."""
    family = family_at(site, level="3", enrolled_on=day - timedelta(days=100), given_name=given_name)
    match = MatchFactory(enrollment=family, mentor=mentor, starts_on=family.enrolled_on) if mentor else None
    for number in range(times):
        at = datetime(day.year, day.month, 3 + number, 12, tzinfo=site.zone)
        ContactFactory(enrollment=family, match=match, kind="home_visit", started_at=at)
    return family


def rows_of(answer, name):
    table = answer.context["listing"].table if name == "families" else answer.context[name]
    return [row.record for row in table.rows]


def test_the_last_month_is_counted_by_site_by_visitor_and_by_family(cast, client_of, last_month):
    mentor = cast.here.moppp.match.mentor
    none = visited(cast.here.site, last_month, times=0, given_name="Nonny", mentor=mentor)
    one = visited(cast.here.site, last_month, times=1, given_name="Onny", mentor=mentor)

    answer = client_of(cast.here.staff).get(URL)

    families = {row.of.pk: row.tally for row in rows_of(answer, "families")}
    assert (families[none.pk].done, families[none.pk].is_met) == (0, False)
    assert (families[one.pk].done, families[one.pk].is_met) == (1, True)
    (site,) = rows_of(answer, "sites")
    assert (site.of, site.families, site.met, site.judged) == (cast.here.site, 3, 1, 3)
    assert site.tally.expected == sum(tally.expected for tally in families.values())
    (visitor,) = rows_of(answer, "visitors")
    assert (visitor["families"], visitor["tally"].done) == (3, 1)


def test_two_sites_are_counted_each_and_together(cast, client_of, last_month):
    both = user_with("staff", site=cast.here.site)
    RoleGrantFactory(user=both, site=cast.there.site)

    rows = rows_of(client_of(both).get(URL), "sites")

    assert [row.of for row in rows] == [*sorted([cast.here.site, cast.there.site], key=lambda one: one.name), None]
    assert rows[2].families == rows[0].families + rows[1].families
    assert rows[2].tally.expected == rows[0].tally.expected + rows[1].tally.expected


def test_a_program_year_and_one_visitor_can_be_asked_for(cast, client_of, last_month):
    mentor = cast.here.moppp.match.mentor
    visited(cast.here.site, last_month, times=0, given_name="Alone")
    first = client_of(cast.here.staff).get(URL).context["listing"].filterset.spans[13]

    answer = client_of(cast.here.staff).get(URL, {"span": first.code, "visitor": mentor.pk})

    assert answer.context["span"] == first
    assert "Sage Kindly" in answer.content.decode()
    assert "Alone Kindly" not in answer.content.decode()
    assert "counted until today" in answer.content.decode()


def test_the_families_are_downloaded_by_their_numbers(cast, client_of):
    file = client_of(cast.here.staff).get(URL, {"format": "csv"}).content.decode("utf-8-sig")

    assert cast.here.moppp.enrollment.number in file
    assert "Kindly" not in file


def test_an_unknown_month_is_the_last_one(cast, client_of, last_month):
    assert client_of(cast.here.staff).get(URL, {"span": "1066-10"}).context["span"].first == last_month


def test_who_left_is_counted_by_reason(cast, client_of):
    case = cast.here.moppp.enrollment
    closings.close(enrollment=case, reason="moved", on=case.site.today(), by=cast.here.staff)
    running = f"{case.site.today():%Y-%m}"

    exits = client_of(cast.here.staff).get(URL, {"span": running}).context["exits"]

    assert exits == [("Moved away", 1)]
