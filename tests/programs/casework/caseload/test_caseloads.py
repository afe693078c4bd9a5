"""Workers side by side: figures, the rows behind them, and how much each is to carry."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.casework.caseload.models import Capacity
from tests.factories.accounts import user_with
from tests.factories.caseload import AbsenceFactory, CapacityFactory, TaskFactory
from tests.factories.casework import ContactFactory, EnrollmentFactory, MatchFactory
from tests.programs.casework.caseload.household import cost, last_met, met_on, words

pytestmark = pytest.mark.django_db

CASELOADS = "caseload:caseloads"


def test_caseloads_stand_side_by_side(cast, client_of):
    last_met(cast.here, 10)
    EnrollmentFactory(site=cast.here.site, worker=None)

    rows = client_of(cast.here.supervisor).get(reverse("caseload:caseloads")).context["rows"]

    assert [(row.worker, row.open_cases, row.unmatched) for row in rows] == [(cast.here.staff, 1, 0), (None, 1, 1)]
    assert cast.here.enrollment.pk in rows[0].cases["late"]


def test_caseloads_are_for_supervisors_of_the_site(cast, client_of):
    url = reverse("caseload:caseloads")

    assert client_of(cast.here.staff).get(url).status_code == 403
    assert client_of(cast.here.mentor_user).get(url).status_code == 403
    assert client_of(cast.administrator).get(url).context["rows"] == []
    there = client_of(cast.there.supervisor).get(url).context["rows"]
    assert [row.worker for row in there] == [cast.there.staff]


def rows_of(client):
    return {row.worker: row for row in client.get(reverse(CASELOADS)).context["rows"]}


def test_each_figure_leads_to_exactly_its_rows(cast, client_of):
    met_on(cast.here.enrollment, 40, 47, 54, 61, 68)
    fresh = EnrollmentFactory(
        site=cast.here.site, worker=cast.here.staff, enrolled_on=cast.here.site.today() - timedelta(days=3)
    )
    client = client_of(cast.here.supervisor)

    row = rows_of(client)[cast.here.staff]

    assert (row.open_cases, row.unmatched, row.silent, row.first) == (2, 1, 1, 1)
    for figure, case in (("silent", cast.here.enrollment), ("unmatched", fresh), ("first", fresh)):
        answer = client.get(reverse("caseload:caseload_rows", args=[cast.here.staff.pk, figure]))
        assert [one.pk for one, _why in answer.context["cases"]] == [case.pk], figure
    page = words(client.get(reverse("caseload:caseload_rows", args=[cast.here.staff.pk, "silent"])))
    assert "No contact for 40 days. They usually meet every 7 days." in page


def test_a_late_task_counts_for_whom_it_was_given_to(cast, client_of):
    colleague = user_with("staff", site=cast.here.site)
    EnrollmentFactory(site=cast.here.site, worker=colleague, enrolled_on=cast.here.site.today())
    client = client_of(cast.here.supervisor)
    before = rows_of(client)[colleague].late

    TaskFactory(
        enrollment=cast.here.enrollment, assigned_to=colleague, due_on=cast.here.site.today() - timedelta(days=1)
    )

    assert rows_of(client)[colleague].late == before + 1


@pytest.mark.parametrize("figure", ["open", "nonsense"])
def test_rows_of_a_worker_elsewhere_are_not_found(cast, client_of, figure):
    url = reverse("caseload:caseload_rows", args=[cast.there.staff.pk, figure])

    assert client_of(cast.here.supervisor).get(url).status_code == 404


def test_the_newest_number_in_force_is_the_one_that_counts(cast, client_of):
    today = cast.here.site.today()
    for days, cases in ((-400, 10), (-1, 1), (5, 30)):
        CapacityFactory(
            site=cast.here.site, worker=cast.here.staff, starts_on=today + timedelta(days=days), cases=cases
        )

    row = rows_of(client_of(cast.here.supervisor))[cast.here.staff]

    assert row.capacity == 1
    assert row.is_full


def test_a_supervisor_sets_the_number_and_once_a_day(cast, client_of):
    client = client_of(cast.here.supervisor)
    url = reverse("caseload:capacity", args=[cast.here.staff.pk])
    today = cast.here.site.today().isoformat()

    client.post(url, {"cases": "15", "starts_on": today})
    client.post(url, {"cases": "12", "starts_on": today})

    assert [row.cases for row in Capacity.objects.filter(worker=cast.here.staff)] == [12]
    assert client.post(url, {"cases": "201", "starts_on": today}).context["form"].errors["cases"]
    assert client_of(cast.there.supervisor).get(url).status_code == 404


def test_who_is_away_is_said(cast, client_of):
    today = cast.here.site.today()
    AbsenceFactory(
        site=cast.here.site, worker=cast.here.staff, stands_in=cast.here.supervisor, starts_on=today, ends_on=today
    )

    assert "away until" in words(client_of(cast.here.supervisor).get(reverse(CASELOADS)))


def test_caseloads_cost_the_same_for_few_and_many(cast, client_of):
    client = client_of(cast.here.supervisor)

    def one_more():
        worker = user_with("staff", site=cast.here.site)
        enrollment = EnrollmentFactory(site=cast.here.site, worker=worker)
        match = MatchFactory(enrollment=enrollment)
        ContactFactory(enrollment=enrollment, match=match, help_wanted=True, started_at=timezone.now())
        CapacityFactory(site=cast.here.site, worker=worker)

    one_more()
    url = reverse(CASELOADS)
    client.get(url)
    few = cost(client, url)
    for _number in range(6):
        one_more()

    assert cost(client, url) == few
