"""The banquet thanks the companies whose people accompanied somebody at work in the year."""

from datetime import timedelta

import pytest
from django.urls import reverse

from programs.casework.meetings.honors import companies_of_a_year

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_a_company_is_thanked_for_whom_its_people_accompanied(cast):
    today = cast.here.site.today()

    honors = companies_of_a_year(cast.here.staff, today - timedelta(days=365), today)

    assert [(honor.who, str(honor.what)) for honor in honors] == [
        (cast.here.worksite.partner.name, "1 young person accompanied at work")
    ]


def test_a_match_before_the_year_is_not_thanked_again(cast):
    match = cast.here.worksite.match

    assert companies_of_a_year(cast.here.staff, match.starts_on - timedelta(days=30), match.starts_on) != []
    assert (
        companies_of_a_year(cast.here.staff, match.starts_on - timedelta(days=30), match.starts_on - timedelta(1))
        == []
    )


@pytest.mark.parametrize("page", ["worksite:banquet", "young_parent:banquet"])
def test_both_banquets_show_the_own_companies(cast, client_of, page):
    words = client_of(cast.here.staff).get(reverse(page)).content.decode()

    assert cast.here.worksite.partner.name in words
    assert cast.there.worksite.partner.name not in words
