"""Openings of companies that have signed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from programs.casework.enrollments.models import Enrollment
from programs.gathering import gathered
from programs.worksite.due import SOURCES
from programs.worksite.models.openings import TRANSITIONS, Opening, Status
from programs.worksite.openings import workflow
from tests.factories.mentors import CorporatePartnerFactory
from tests.factories.worksite import OpeningFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_every_status_has_a_row_in_the_table():
    assert set(TRANSITIONS) == set(Status.values)


def test_only_a_company_that_signed_gives_places(cast):
    prospect = CorporatePartnerFactory(site=cast.here.site)

    with pytest.raises(workflow.CannotChange, match="has not signed"):
        workflow.take(partner=prospect, by=cast.here.staff, title="Helper", opens_on=cast.here.site.today())


def test_an_opening_is_open_through_its_last_day(cast):
    today = cast.here.site.today()
    opening = OpeningFactory(partner=cast.here.worksite.partner, opens_on=today - timedelta(days=9), last_day=today)

    assert opening in Opening.objects.open_on(today)
    assert opening not in Opening.objects.open_on(today + timedelta(days=1))
    assert opening in Opening.objects.ended_unfilled(today + timedelta(days=1))


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"hours_from": 20, "hours_to": 10}, "The most hours are fewer"),
        ({"wage_from_cents": "15", "wage_to_cents": "12.50"}, "The highest wage is lower"),
        ({"wage_from_cents": "900"}, "more than $200"),
        ({"youngest_age": 18, "oldest_age": 17}, "The oldest age is below"),
        ({"last_day": "2001-01-01"}, "The last day lies before"),
        ({"places": 0}, "1"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(cast, client_of, facts, sentence):
    usual = {"title": "Helper", "places": 1, "opens_on": cast.here.site.today()}

    answer = client_of(cast.here.staff).post(
        reverse("worksite:take_opening", args=[cast.here.worksite.partner.pk]), usual | facts
    )

    assert answer.status_code == 200
    assert sentence in answer.content.decode()


def test_an_opening_is_added_on_the_page_with_its_wage_in_cents(cast, client_of):
    client_of(cast.here.staff).post(
        reverse("worksite:take_opening", args=[cast.here.worksite.partner.pk]),
        {"title": "Cashier", "places": 2, "opens_on": cast.here.site.today(), "wage_from_cents": "13.25"},
    )

    opening = Opening.objects.get(title="Cashier")
    assert (opening.wage_from_cents, opening.wage) == (1325, "$13.25 an hour")


def test_a_next_step_is_owed_by_whose_task_it_is(cast):
    def companies(user):
        sources = [source for source in SOURCES if source.rule == "partner-next-step"]
        return [item.who for item in gathered(sources, Enrollment.objects.none(), cast.here.site.today(), user)]

    assert companies(cast.here.staff) == [cast.here.worksite.partner.name]
    assert companies(cast.here.supervisor) == []
    assert companies(cast.there.supervisor) == []


def test_lists_download_and_narrow(cast, client_of):
    client = client_of(cast.here.staff)

    narrowed = client.get(reverse("worksite:partners"), {"status": "prospect"}).content.decode()
    file = client.get(reverse("worksite:openings"), {"format": "csv"})

    assert cast.here.worksite.partner.name not in narrowed
    assert b"Baker" in file.getvalue()


def test_the_partners_page_shows_what_it_gives(cast, client_of):
    page = client_of(cast.here.staff).get(cast.here.worksite.partner.get_absolute_url()).content.decode()

    for words in ("They need hands.", "Kitchen on Elm Street", "Mabel Crumb", "Ask about the holiday season"):
        assert words in page
