"""Signing in at the door: by PIN, by name, only in the hours around the meeting, and with nothing to learn."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mmp_portal.links.models import SignedLink
from mmp_portal.links.tokens import token_of
from programs.casework.meetings import workflow
from programs.casework.meetings.doors import DOOR
from programs.casework.meetings.models import Meeting
from programs.casework.meetings.models.meeting import DOOR_CLOSES_AFTER, DOOR_OPENS_BEFORE
from tests.factories.casework import AttendanceFactory, MeetingFactory
from tests.factories.meetings import door_link_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    """Now, at the beginning of a stretch of ten minutes."""
    time_machine.move_to(timezone.now().replace(minute=1, second=0, microsecond=0), tick=False)
    return time_machine


@pytest.fixture
def meeting(cast):
    """One that began five minutes ago, with Juniper on the list."""
    meeting = MeetingFactory(
        site=cast.here.site, starts_at=timezone.now() - timedelta(minutes=5), duration_minutes=120, topic="Sleep"
    )
    AttendanceFactory(meeting=meeting, person=cast.here.participant, enrollment=cast.here.enrollment, pin="0427")
    return meeting


@pytest.fixture
def url(meeting):
    return reverse("meetings:sign_in", args=[token_of(door_link_for(meeting))])


def guest_url(url):
    return f"{url}guest/"


def send(client, url, clock, **data):
    begun = client.get(url).context["form"]["begun"].value()
    clock.shift(3)
    return client.post(url, {"begun": begun, "children": "", **data}, follow=True)


def words(answer):
    return answer.content.decode()


def own(meeting):
    return meeting.attendances.get(pin="0427")


# --- By PIN ----------------------------------------------------------------------------------


def test_sign_in_by_pin(client, meeting, url, clock):
    page = send(client, url, clock, pin="0427", children="2")

    row = own(meeting)
    assert (row.came, row.children_came, row.minutes_credited) == (True, 2, None)
    assert row.arrived_at == timezone.now()
    assert "You are signed in." in words(page)
    assert SignedLink.objects.get(purpose=DOOR, subject_id=meeting.pk).uses == 1


def test_page_says_nothing_of_anybody(cast, client, url, clock):
    pages = words(client.get(url)) + words(send(client, url, clock, pin="0427")) + words(client.get(guest_url(url)))

    for secret in ("Juniper", "Fableton", "Sleep", "Young Parent", "Support", cast.here.enrollment.number, "0427"):
        assert secret not in pages


def test_opening_the_page_signs_nobody_in(client, meeting, url):
    client.get(url, {"pin": "0427"})
    client.head(url)

    assert own(meeting).came is None


def test_signing_in_twice_keeps_the_first_arrival(client, meeting, url, clock):
    send(client, url, clock, pin="0427", children="1")
    first = own(meeting).arrived_at

    send(client, url, clock, pin="0427", children="2")

    assert (own(meeting).arrived_at, own(meeting).children_came) == (first, 2)


@pytest.mark.parametrize(
    ("pin", "sentence"),
    [
        ("0428", "This PIN does not fit."),
        ("427", "A PIN has four digits"),
        ("04271", "A PIN has four digits"),
        ("abcd", "A PIN has four digits"),
        ("", "is still empty"),
        ("nul\x00", "A PIN has four digits"),
        ("9" * 5000, "A PIN has four digits"),
    ],
)
def test_pin_that_does_not_fit(client, meeting, url, clock, pin, sentence):
    page = send(client, url, clock, pin=pin)

    assert page.status_code == 200
    assert own(meeting).came is None
    assert sentence in words(page) or "\x00" in pin


def test_digits_of_another_script_are_digits(client, meeting, url, clock):
    send(client, url, clock, pin="٠٤٢٧")

    assert own(meeting).came


def test_empty_pin_fits_nobody_without_one(client, cast, meeting, url, clock):
    AttendanceFactory(meeting=meeting, person=cast.here.mentor.person)

    send(client, url, clock, pin="")

    assert meeting.attendances.came().count() == 0


def test_pin_of_another_meeting_does_not_fit(client, meeting, url, clock):
    AttendanceFactory(pin="1111")

    assert "This PIN does not fit." in words(send(client, url, clock, pin="1111"))


def test_whoever_tries_pins_out_is_stopped(client, meeting, url, clock):
    begun = client.get(url).context["form"]["begun"].value()
    clock.shift(3)

    answers = [client.post(url, {"begun": begun, "pin": f"90{number:02}"}) for number in range(12)]

    assert [answer.status_code for answer in answers[:10]] == [200] * 10
    assert answers[-1].status_code == 429
    assert "Too many PINs did not fit." in words(answers[-1])


# --- The hours of the door -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("offset", "is_open"),
    [
        (-DOOR_OPENS_BEFORE - timedelta(minutes=1), False),
        (-DOOR_OPENS_BEFORE, True),
        (timedelta(minutes=120) + DOOR_CLOSES_AFTER - timedelta(minutes=1), True),
        (timedelta(minutes=120) + DOOR_CLOSES_AFTER, False),
    ],
)
def test_door_is_open_around_the_meeting(meeting, clock, offset, is_open):
    clock.move_to(meeting.starts_at + offset, tick=False)

    if is_open:
        assert workflow.sign_in(meeting=meeting, pin="0427", children=0).came
    else:
        with pytest.raises(workflow.CannotSignIn, match="at this time"):
            workflow.sign_in(meeting=meeting, pin="0427", children=0)
        with pytest.raises(workflow.CannotSignIn, match="at this time"):
            workflow.sign_in_guest(meeting=meeting, name="Maple", phone="", children=0)


def test_too_early_the_page_says_when_and_has_no_form(client, meeting, url):
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() + timedelta(days=1))

    page = words(client.get(url))

    assert "You can sign in on" in page
    assert 'name="pin"' not in page


def test_too_early_the_form_changes_nothing(client, meeting, url, clock):
    begun = client.get(url).context["form"]["begun"].value()
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() + timedelta(days=1))
    clock.shift(3)

    answer = client.post(url, {"begun": begun, "pin": "0427"})

    assert answer.status_code == 200
    assert own(meeting).came is None


def test_nobody_signs_in_at_a_meeting_called_off(client, meeting, url):
    Meeting.objects.filter(pk=meeting.pk).update(called_off_at=timezone.now(), called_off_reason="A secret reason")

    page = words(client.get(url))

    assert "We do not meet on this day." in page
    assert "A secret reason" not in page
    with pytest.raises(workflow.CannotSignIn):
        workflow.sign_in(meeting=Meeting.objects.get(pk=meeting.pk), pin="0427", children=0)


# --- The code --------------------------------------------------------------------------------


def test_staff_make_the_code_and_take_it_back(cast, client, client_of, meeting):
    staff = client_of(cast.here.staff)
    page = staff.post(reverse("meetings:open_door", args=[meeting.pk]), follow=True)
    address = page.context["address"]
    assert "data:image/svg+xml" in words(page)

    staff.post(reverse("meetings:close_door", args=[meeting.pk]))

    path = address.split("/", 3)[-1]
    assert client.get(f"/{path}").status_code == 404
    assert "There is no code yet" in words(staff.get(reverse("meetings:door", args=[meeting.pk])))


def test_making_the_code_twice_gives_the_same(cast, meeting):
    assert workflow.open_door(meeting=meeting, by=cast.here.staff) == workflow.open_door(
        meeting=meeting, by=cast.here.staff
    )


def test_code_of_a_meeting_that_is_over_is_not_made(cast, meeting, clock):
    clock.move_to(meeting.door_closes_at, tick=False)

    with pytest.raises(workflow.CannotOpenDoor, match="is over"):
        workflow.open_door(meeting=meeting, by=cast.here.staff)


def test_screen_at_the_door_shows_no_name(cast, client_of, meeting):
    workflow.open_door(meeting=meeting, by=cast.here.staff)

    page = words(client_of(cast.here.staff).get(reverse("meetings:door_screen", args=[meeting.pk])))

    for secret in ("Juniper", "Sleep", "Young Parent", "0427"):
        assert secret not in page


def test_sheet_for_paper_has_names_and_no_pin(cast, client_of, meeting):
    page = words(client_of(cast.here.staff).get(reverse("meetings:sheet", args=[meeting.pk])))

    assert "Juniper Fableton" in page
    assert "0427" not in page
    assert "Support meeting" not in page
