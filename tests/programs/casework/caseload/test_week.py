"""The week, Monday to Sunday, and what is to be mended."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.casework.caseload.week import monday_of
from programs.casework.contacts.models import Appointment
from tests.factories.accounts import user_with
from tests.factories.caseload import TaskFactory
from tests.factories.casework import ContactFactory, EnrollmentFactory, MeetingFactory
from tests.factories.mentors import QualificationFactory
from tests.factories.participants import PersonFactory
from tests.programs.casework.caseload.household import words

pytestmark = pytest.mark.django_db

WEEK = "caseload:week"


@pytest.mark.parametrize(
    ("asked", "monday"),
    [
        ("", date(2026, 11, 23)),
        ("2026-12-06", date(2026, 11, 30)),
        ("2026-12-07", date(2026, 12, 7)),
        ("nonsense", date(2026, 11, 23)),
        ("9999-12-31", date(2026, 11, 23)),
        ("0001-01-01", date(2026, 11, 23)),
    ],
)
def test_a_week_begins_on_its_monday(asked, monday):
    assert monday_of(asked, date(2026, 11, 25)) == monday


def test_each_day_has_what_comes_on_it(cast, client_of):
    now = timezone.now()
    today = timezone.localdate()
    appointment = Appointment.objects.create(
        enrollment=cast.here.enrollment, worker=cast.here.staff, kind="met", starts_at=now
    )
    meeting = MeetingFactory(site=cast.here.site, starts_at=now)
    MeetingFactory(site=cast.there.site, starts_at=now)
    task = TaskFactory(site=cast.here.site, assigned_to=cast.here.staff, due_on=today)

    days = client_of(cast.here.staff).get(reverse(WEEK)).context["days"]

    assert [day.on.weekday() for day in days] == [0, 1, 2, 3, 4, 5, 6]
    (of_today,) = [day for day in days if day.is_today]
    assert appointment in of_today.appointments
    assert of_today.meetings == [meeting]
    assert reverse("caseload:task", args=[task.pk]) in [one.item.url for one in of_today.owed]


def test_appointments_of_colleagues_stay_away(cast, client_of):
    theirs = EnrollmentFactory(site=cast.here.site, worker=user_with("staff", site=cast.here.site))
    row = Appointment.objects.create(enrollment=theirs, kind="met", starts_at=timezone.now())

    days = client_of(cast.here.staff).get(reverse(WEEK)).context["days"]

    assert not any(row in day.appointments for day in days)


def test_next_week_shows_a_task_of_next_week(cast, client_of):
    due_on = timezone.localdate() + timedelta(days=7)
    TaskFactory(site=cast.here.site, assigned_to=cast.here.staff, due_on=due_on, words="Sweep the stairs")
    client = client_of(cast.here.staff)

    assert "Sweep the stairs" not in words(client.get(reverse(WEEK)))
    assert "Sweep the stairs" in words(client.get(reverse(WEEK), {"from": due_on.isoformat()}))


# --- To mend ---------------------------------------------------------------------------------


def gaps(client):
    return {gap.code: gap for gap in client.get(reverse("caseload:mend")).context["gaps"]}


def test_every_kind_of_gap_is_named_with_its_rows(cast, client_of):
    nobody = EnrollmentFactory(
        site=cast.here.site, worker=None, participant=PersonFactory(given_name="Maple", born_on=None)
    )
    ContactFactory(enrollment=cast.here.enrollment, duration_minutes=None)
    QualificationFactory(
        mentor=cast.here.mentor,
        what="car_insurance",
        seen_on=date(2020, 1, 1),
        valid_until=cast.here.site.today() - timedelta(days=1),
    )

    found = gaps(client_of(cast.here.staff))

    assert {code: gap.count for code, gap in found.items()} == {
        "contacts": 1,
        "birth_dates": 1,
        "papers": 1,
        "workers": 1,
    }
    assert found["birth_dates"].shown == [
        (nobody.participant.name, reverse("participants:edit", args=[nobody.participant.pk]))
    ]
    assert found["workers"].shown[0][1] == reverse("enrollments:reassign", args=[nobody.pk])


def test_a_paper_of_today_has_not_run_out(cast, client_of):
    QualificationFactory(mentor=cast.here.mentor, what="car_insurance", valid_until=cast.here.site.today())

    assert "papers" not in gaps(client_of(cast.here.staff))


def test_gaps_of_other_sites_are_theirs(cast, client_of):
    EnrollmentFactory(site=cast.there.site, worker=None)

    assert gaps(client_of(cast.here.supervisor)) == {}
    assert "Nothing to mend" in words(client_of(cast.here.supervisor).get(reverse("caseload:mend")))
