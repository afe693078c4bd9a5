"""What the state's youth database asks: at the start, at the end, counted, and every number with its rows."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from programs.worksite.models import NytdRecord
from programs.worksite.nytd import workflow
from programs.worksite.nytd.elements import halves, outcomes, services

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def room(cast):
    return cast.here.worksite


def test_services_are_elements_20_to_33_and_restricted_outcomes_are_left_out():
    assert [one.number for one in services()] == list(range(20, 34))
    assert [one.number for one in outcomes()] == [number for number in range(37, 59) if number not in (50, 57)]


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        (date(2026, 10, 1), ["2026-10", "2026-04"]),
        (date(2026, 9, 30), ["2026-04", "2025-10"]),
        (date(2027, 3, 31), ["2026-10", "2026-04"]),
    ],
)
def test_half_years_begin_in_october_and_april(today, codes):
    found = halves(today, 2)

    assert [half.code for half in found] == codes
    assert (found[0].last.month, found[0].last.day) in {(3, 31), (9, 30)}


def test_what_the_case_knows_is_filled_in(room):
    said, answers = workflow.known(room.enrollment)

    assert {29, 24} <= set(said)  # mentoring, employment
    assert (answers[37], answers[38], answers[48]) == ("yes", "no", "yes")  # two jobs of 20 hours


def test_the_end_is_written_down_and_corrected(cast, client_of, room):
    url = reverse("worksite:nytd_record", args=[room.enrollment.pk, "end"])
    client = client_of(cast.here.staff)
    today = cast.here.site.today()

    client.post(url, {"taken_on": today, "services": ["29"], "e37": "yes", "e46": "diploma"})
    row = NytdRecord.objects.get(enrollment=room.enrollment, moment="end")
    client.post(url, {"taken_on": today, "services": ["29", "23"], "e37": "no", "version": row.version})

    said = dict(row.answers.values_list("element", "said"))
    assert said == {29: "yes", 23: "yes", 37: "no"}


def test_a_lost_update_shows_both_versions(cast, client_of, room):
    url = reverse("worksite:nytd_record", args=[room.enrollment.pk, "start"])
    today = cast.here.site.today()
    version = room.nytd.version
    workflow.write(
        enrollment=room.enrollment, moment="start", taken_on=today, services=[], answers={37: "no"}, by=cast.here.staff
    )

    page = client_of(cast.here.staff).post(url, {"taken_on": today, "e37": "yes", "version": version})

    assert "Both versions are shown" in page.content.decode()
    assert room.nytd.answers.get(element=37).said == "no"


def test_nothing_is_dated_ahead(cast, room):
    with pytest.raises(workflow.CannotWrite, match="future"):
        workflow.write(
            enrollment=room.enrollment,
            moment="end",
            taken_on=cast.here.site.today() + timedelta(days=1),
            services=[],
            answers={},
            by=cast.here.staff,
        )


def test_every_count_opens_its_rows_and_comes_as_a_file(cast, client_of, room):
    client, url = client_of(cast.here.staff), reverse("worksite:nytd")

    page = client.get(url).content.decode()
    rows = client.get(url, {"moment": "start", "answer": "38:yes"}).content.decode()
    none = client.get(url, {"answer": "38:no"}).content.decode()
    file = client.get(url, {"file": "counts"})

    assert "&amp;moment=start&amp;answer=38:yes" in page
    assert room.enrollment.number in rows
    assert room.enrollment.number not in none
    words = b"".join(file).decode("utf-8-sig")
    assert "38,Works part-time,Yes,1,0" in words
    assert room.enrollment.number not in words


def test_another_site_sees_none_of_it(cast, client_of, room):
    page = client_of(cast.there.staff).get(reverse("worksite:nytd")).content.decode()

    assert room.enrollment.number not in page
