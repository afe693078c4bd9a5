"""The banquet: a year together and a diploma are honored in the year in which they fell."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from programs.casework.meetings.honors import cases_of, earned_at_school, matches_of_a_year
from tests.factories.facts import CredentialFactory

FIRST, LAST = date(2025, 9, 20), date(2026, 9, 20)


@pytest.fixture
def cases(cast):
    return cases_of("young_parent", cast.here.staff)


@pytest.mark.parametrize(
    ("starts_on", "ended_on", "honored"),
    [
        (date(2025, 9, 20), None, True),
        (date(2025, 9, 21), None, False),
        (date(2024, 9, 20), None, True),
        (date(2024, 9, 19), date(2025, 9, 19), False),
        (date(2025, 3, 1), date(2026, 2, 28), False),
        (date(2025, 3, 1), date(2026, 3, 1), True),
    ],
)
def test_a_match_is_honored_in_the_year_of_its_anniversary(cast, cases, starts_on, ended_on, honored):
    match = cast.here.match
    match.starts_on, match.commitment_ends_on = starts_on, starts_on + timedelta(days=365)
    if ended_on:
        match.status, match.end_reason, match.ended_on = "ended", "moved", ended_on
    match.save()

    assert bool(matches_of_a_year(cases, FIRST, LAST)) == honored


def test_what_a_parent_earned_is_honored(cast, cases):
    CredentialFactory(person=cast.here.participant, site=cast.here.site, kind="diploma", name="", earned_on=LAST)
    CredentialFactory(
        person=cast.here.participant, site=cast.here.site, name="Too late", earned_on=LAST + timedelta(days=1)
    )

    words = [str(honor.what) for honor in earned_at_school(cases, FIRST, LAST)]

    assert "Too late" not in words
    assert len([honor for honor in earned_at_school(cases, FIRST, LAST) if honor.on == LAST]) == 1


def test_the_page_names_nobody_of_another_site(cast, client_of):
    for household in (cast.here, cast.there):
        household.match.starts_on = household.site.today() - timedelta(days=400)
        household.match.save()

    page = client_of(cast.here.staff).get(reverse("young_parent:banquet")).content.decode()

    assert cast.here.participant.name in page
    assert cast.there.participant.name not in page
