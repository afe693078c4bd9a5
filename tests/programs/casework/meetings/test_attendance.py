"""The page of attendance: what it writes, what it asks again, and what was given."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.casework.meetings import workflow
from programs.casework.meetings.models import Attendance
from tests.factories.casework import AttendanceFactory, MeetingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mid_month(time_machine):
    """The fifteenth at six in the evening, so that a meeting of today lies in this month."""
    time_machine.move_to("2026-12-16T00:00:00Z", tick=False)


@pytest.fixture
def meeting(cast):
    """Two hours, from two hours ago on."""
    return MeetingFactory(site=cast.here.site, starts_at=timezone.now() - timedelta(hours=2), duration_minutes=120)


@pytest.fixture
def row(cast, meeting):
    return AttendanceFactory(meeting=meeting, person=cast.here.participant, enrollment=cast.here.enrollment)


def sent(form, **changes):
    """What the browser sends of the attendance page: every field and what it showed."""
    data = {}
    for bound in form:
        data[bound.html_name] = bound.value() or ""
        data[bound.html_initial_name] = bound.initial or ""
    return data | changes


def test_before_it_begins_the_page_has_no_form_and_says_when_it_opens(cast, client_of):
    page = client_of(cast.here.staff).get(reverse("meetings:attendance", args=[cast.here.meeting.pk]))

    assert "This page opens on" in page.content.decode()
    assert "Save the attendance" not in page.content.decode()


def test_only_what_was_changed_is_written(cast, client_of, meeting, row):
    other = AttendanceFactory(meeting=meeting, person=cast.here.mentor.person, pin="1234")
    client = client_of(cast.here.staff)
    url = reverse("meetings:attendance", args=[meeting.pk])
    form = client.get(url).context["form"]
    workflow.sign_in(meeting=meeting, pin="1234", children=0)

    client.post(url, sent(form, **{f"came_{row.pk}": "yes"}))

    other.refresh_from_db()
    row.refresh_from_db()
    assert (other.came, row.came) == (True, True)
    assert other.arrived_at is not None


def test_draft_of_the_page_is_still_to_be_saved(cast, client_of, meeting, row):
    """What somebody typed and left lies in a draft: the page shows it, and remembers what is noted so far."""
    client = client_of(cast.here.staff)
    url = reverse("meetings:attendance", args=[meeting.pk])
    form = client.get(url).context["form"]
    form.initial[f"came_{row.pk}"] = "yes"  # as a draft fills it

    (line,) = form.lines()

    assert f'name="initial-came_{row.pk}" value=""' in line.shown


def test_same_person_noted_by_two_people_is_asked_about(cast, client_of, meeting, row):
    client = client_of(cast.here.staff)
    url = reverse("meetings:attendance", args=[meeting.pk])
    data = sent(client.get(url).context["form"], **{f"came_{row.pk}": "no"})
    Attendance.objects.filter(pk=row.pk).update(came=True)

    first = client.post(url, data)
    row.refresh_from_db()
    assert row.came
    assert "noted by somebody else" in first.content.decode()
    client.post(url, sent(first.context["form"]) | {f"initial-came_{row.pk}": "yes", f"came_{row.pk}": "no"})

    row.refresh_from_db()
    assert row.came is False


def test_times_of_a_part_are_typed_on_the_page(cast, client_of, meeting, row):
    zone = cast.here.site.zone
    begins = timezone.localtime(meeting.starts_at, zone)
    client = client_of(cast.here.staff)
    url = reverse("meetings:attendance", args=[meeting.pk])

    client.post(
        url,
        {
            f"came_{row.pk}": "yes",
            f"arrived_{row.pk}": f"{begins + timedelta(minutes=30):%H:%M}",
            f"left_{row.pk}": f"{begins + timedelta(minutes=90):%H:%M}",
        },
    )

    row.refresh_from_db()
    assert row.minutes_credited == 60
    assert "1 h" in client.get(meeting.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"came": "yes", "arrived": "18:00", "left": "17:00"}, "cannot have left before arriving"),
        ({"came": "no", "arrived": "17:00"}, "has a time, but did not come?"),
        ({"came": "yes", "arrived": "noonish"}, "cannot read this as a time"),
    ],
)
def test_times_that_cannot_be_get_a_sentence(cast, client_of, meeting, row, data, sentence):
    page = client_of(cast.here.staff).post(
        reverse("meetings:attendance", args=[meeting.pk]),
        {f"{part}_{row.pk}": value for part, value in data.items()},
    )

    assert sentence in page.content.decode()
    row.refresh_from_db()
    assert row.came is None


# --- What was given --------------------------------------------------------------------------


def test_what_was_given_is_noted(cast, client_of, meeting):
    client = client_of(cast.here.staff)
    facts = {"children_cared_for": "4", "child_care_by": "Two students", "meals_served": "12", "rides_given": ""}

    client.post(reverse("meetings:given", args=[meeting.pk]), facts)

    meeting.refresh_from_db()
    assert (meeting.children_cared_for, meeting.meals_served, meeting.rides_given) == (4, 12, None)
    assert meeting.version == 2
    assert "4, Two students" in client.get(meeting.get_absolute_url()).content.decode()


@pytest.mark.parametrize("value", ["-1", "many", "99999999999999999999", "1.5"])
def test_nonsense_about_what_was_given_gets_a_sentence(cast, client_of, meeting, value):
    page = client_of(cast.here.staff).post(reverse("meetings:given", args=[meeting.pk]), {"meals_served": value})

    assert page.context["form"].errors["meals_served"]
    meeting.refresh_from_db()
    assert meeting.meals_served is None


def test_what_was_given_waits_for_the_meeting(cast, client_of):
    page = client_of(cast.here.staff).post(
        reverse("meetings:given", args=[cast.here.meeting.pk]), {"meals_served": "3"}
    )

    assert "once the meeting has begun" in page.content.decode()
