"""The calendar: a day, a week, a month, of one's own cases; and whose a supervisor asks for."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.casework.caseload.agenda.spans import Span, span_asked_for
from programs.casework.contacts import planning
from tests.factories.accounts import user_with
from tests.factories.casework import AppointmentFactory, EnrollmentFactory, MeetingFactory
from tests.factories.participants import PersonFactory

AGENDA = "agenda:agenda"


def words(response):
    return response.content.decode()


def at(household, day, hour=15):
    return datetime.combine(day, time(hour), tzinfo=household.site.zone)


def shown(client, **query):
    """Addresses of everything in the calendar, by day."""
    days = client.get(reverse(AGENDA), query).context["days"]
    return {day.on: [item.url for item in day.items] for day in days if day.items}


# --- Spans ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("view", "on", "first", "last", "before", "after"),
    [
        ("day", date(2026, 11, 25), date(2026, 11, 25), date(2026, 11, 25), date(2026, 11, 24), date(2026, 11, 26)),
        ("week", date(2026, 11, 25), date(2026, 11, 23), date(2026, 11, 29), date(2026, 11, 18), date(2026, 12, 2)),
        ("week", date(2026, 11, 29), date(2026, 11, 23), date(2026, 11, 29), date(2026, 11, 22), date(2026, 12, 6)),
        ("month", date(2026, 11, 30), date(2026, 10, 26), date(2026, 12, 6), date(2026, 10, 31), date(2026, 12, 3)),
        ("month", date(2028, 2, 29), date(2028, 1, 31), date(2028, 3, 5), date(2028, 1, 31), date(2028, 3, 4)),
    ],
)
def test_span_has_whole_weeks_and_arrows(view, on, first, last, before, after):
    span = Span(view, on)

    assert (span.first, span.last, span.before, span.after) == (first, last, before, after)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, Span("week", date(2026, 11, 23))),
        ({"view": "year"}, Span("week", date(2026, 11, 23))),
        ({"on": "2026-02-30"}, Span("week", date(2026, 11, 23))),
        ({"on": "tomorrow\x00"}, Span("week", date(2026, 11, 23))),
        ({"on": "0001-01-01"}, Span("week", date(2000, 1, 1))),
        ({"on": "9999-12-31", "view": "month"}, Span("month", date(2099, 12, 31))),
    ],
)
def test_odd_addresses_show_the_usual(query, expected):
    assert span_asked_for(query, today=date(2026, 11, 23)) == expected


# --- Whose ----------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("view", ["day", "week", "month"])
def test_staff_see_appointments_of_their_cases_and_the_sites_meetings(cast, client_of, view):
    day = cast.here.site.today() + timedelta(days=3)
    meeting = MeetingFactory(site=cast.here.site, starts_at=at(cast.here, day, 18))
    MeetingFactory(site=cast.there.site, starts_at=at(cast.here, day, 18))
    row = AppointmentFactory(enrollment=cast.here.enrollment, match=cast.here.match, starts_at=at(cast.here, day))
    nobodys = AppointmentFactory(enrollment=EnrollmentFactory(site=cast.here.site), starts_at=at(cast.here, day))

    found = shown(client_of(cast.here.staff), view=view, on=day.isoformat())

    # The cast has an appointment of its own on that day, at the hour of the test.
    assert found[day].index(row.get_absolute_url()) < found[day].index(meeting.get_absolute_url())
    assert nobodys.get_absolute_url() not in found[day]


def test_what_a_worker_keeps_in_anothers_case_is_theirs(cast, client_of):
    day = cast.here.site.today() + timedelta(days=2)
    other = EnrollmentFactory(site=cast.here.site, worker=cast.here.supervisor)
    row = AppointmentFactory(enrollment=other, worker=cast.here.staff, starts_at=at(cast.here, day))

    assert row.get_absolute_url() in shown(client_of(cast.here.staff), view="day", on=day.isoformat())[day]


def test_supervisor_chooses_a_worker_or_everybody(cast, client_of):
    day = cast.here.site.today() + timedelta(days=2)
    second = user_with("staff", site=cast.here.site)
    mine = AppointmentFactory(enrollment=cast.here.enrollment, starts_at=at(cast.here, day))
    theirs = AppointmentFactory(
        enrollment=EnrollmentFactory(site=cast.here.site, worker=second), starts_at=at(cast.here, day)
    )
    client, on = client_of(cast.here.supervisor), day.isoformat()

    own = shown(client, view="day", on=on)
    of_second = shown(client, view="day", on=on, worker=second.pk)
    of_all = shown(client, view="day", on=on, worker="all")

    assert own == {}
    assert of_second == {day: [theirs.get_absolute_url()]}
    assert set(of_all[day]) == {mine.get_absolute_url(), theirs.get_absolute_url()}


def test_staff_cannot_ask_for_anothers_calendar(cast, client_of):
    day = cast.here.site.today() + timedelta(days=2)
    other = EnrollmentFactory(site=cast.here.site, worker=cast.here.supervisor)
    AppointmentFactory(enrollment=other, starts_at=at(cast.here, day))
    client, on = client_of(cast.here.staff), day.isoformat()

    assert shown(client, view="day", on=on, worker=cast.here.supervisor.pk) == {}
    assert shown(client, view="day", on=on, worker="all") == {}


def test_supervisor_cannot_ask_for_a_worker_of_another_site(cast, client_of):
    day = cast.there.appointment.happens_on()

    found = shown(client_of(cast.here.supervisor), view="day", on=day.isoformat(), worker=cast.there.staff.pk)

    assert cast.there.appointment.get_absolute_url() not in str(found)


def test_mentor_sees_own_appointments_and_meetings_on_the_phone(cast, client_of):
    client = client_of(cast.here.mentor_user)
    day = cast.here.appointment.happens_on()
    AppointmentFactory(
        enrollment=cast.here.enrollment, worker=cast.here.staff, starts_at=at(cast.here, day), place="A worker's own"
    )

    page = words(client.get(reverse(AGENDA), {"view": "month", "on": day.isoformat()}))

    assert cast.here.appointment.get_absolute_url() in page
    assert "Juniper" in page
    assert "Fableton" not in page
    assert "A worker" not in page


def test_moved_is_gone_missed_is_marked_and_past_asks(cast, client_of):
    day = cast.here.site.today() - timedelta(days=1)
    rows = [
        AppointmentFactory(enrollment=cast.here.enrollment, starts_at=at(cast.here, day, hour)) for hour in (9, 11, 13)
    ]
    planning.miss(appointment=rows[0], by=cast.here.staff, reason="no_show")
    planning.move(appointment=rows[1], by=cast.here.staff, version=1, starts_at=timezone.now() + timedelta(days=40))

    client = client_of(cast.here.staff)
    (only,) = client.get(reverse(AGENDA), {"view": "day", "on": day.isoformat()}).context["days"]

    assert [(item.url, str(item.state)) for item in only.items] == [
        (rows[0].get_absolute_url(), "Did not happen"),
        (rows[2].get_absolute_url(), "What came of it?"),
    ]


def test_day_is_the_sites_day(cast, client_of):
    day = cast.here.site.today() + timedelta(days=2)
    late = AppointmentFactory(enrollment=cast.here.enrollment, starts_at=at(cast.here, day, 23))

    assert shown(client_of(cast.here.staff), view="day", on=day.isoformat()) == {day: [late.get_absolute_url()]}


def test_empty_calendar_says_what_would_be_here(cast, client_of):
    page = words(client_of(cast.here.staff).get(reverse(AGENDA), {"view": "day", "on": "2090-05-05"}))

    assert "Nothing is planned" in page


def test_person_shared_by_two_families_is_listed_once(cast, client_of):
    day = cast.here.site.today() + timedelta(days=2)
    row = AppointmentFactory(enrollment=cast.here.enrollment, starts_at=at(cast.here, day))
    row.also_with.add(
        EnrollmentFactory(site=cast.here.site, worker=cast.here.staff, participant=PersonFactory()),
        EnrollmentFactory(site=cast.here.site, worker=cast.here.staff, participant=PersonFactory()),
    )

    assert shown(client_of(cast.here.staff), view="day", on=day.isoformat()) == {day: [row.get_absolute_url()]}
