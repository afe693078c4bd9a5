"""Guests who sign in at the door by name, and how staff say afterward who they were."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mmp_portal.links.tokens import token_of
from participants.models import Person
from programs.casework.enrollments.models import Enrollment
from programs.casework.meetings.due import SOURCES
from programs.casework.meetings.models import TRANSITIONS, WalkIn, WalkInStatus
from programs.gathering import gathered
from tests.factories.casework import AttendanceFactory, EnrollmentFactory, MeetingFactory
from tests.factories.meetings import door_link_for, guest_at
from tests.factories.participants import person_at

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


def test_guest_signs_in_by_name_and_no_person_is_made(client, meeting, url, clock):
    people = Person.objects.count()

    page = send(client, guest_url(url), clock, name="Maple Guestly", phone="417-555-0187", children="1")

    guest = WalkIn.objects.get(meeting=meeting)
    assert (guest.name, guest.children, guest.status) == ("Maple Guestly", 1, "waiting")
    assert Person.objects.count() == people
    assert "You are signed in." in words(page)


def test_guest_who_taps_twice_is_one(client, meeting, url, clock):
    for _tap in range(2):
        send(client, guest_url(url), clock, name="Maple", phone="1")

    assert WalkIn.objects.filter(meeting=meeting).count() == 1


@pytest.mark.parametrize("name", ["", "   ", "n" * 5000, "nul\x00byte"])
def test_guest_without_a_name_that_can_be_kept(client, meeting, url, clock, name):
    page = send(client, guest_url(url), clock, name=name)

    assert page.status_code == 200
    assert not WalkIn.objects.filter(meeting=meeting).exists()


@pytest.mark.parametrize("name", ["محمد", "<script>alert(1)</script>", "Ana 🌻"])
def test_guest_with_any_name(cast, client, client_of, meeting, url, clock, name):
    send(client, guest_url(url), clock, name=name)

    page = words(client_of(cast.here.staff).get(reverse("meetings:walk_ins")))
    assert WalkIn.objects.filter(name=name).exists()
    assert "<script>alert" not in page


def test_guests_wait_among_what_is_owed(cast, meeting):
    guest_at(meeting)

    def owed(user):
        sources = [source for source in SOURCES if source.rule == "guests-to-match"]
        return [item.url for item in gathered(sources, Enrollment.objects.none(), cast.here.site.today(), user)]

    assert f"?meeting={meeting.pk}" in " ".join(owed(cast.here.staff))
    assert f"?meeting={meeting.pk}" not in " ".join(owed(cast.there.staff))


def match(client, guest, **data):
    return client.post(reverse("meetings:match_walk_in", args=[guest.pk]), data, follow=True)


def test_guest_is_matched_with_a_participant_and_credited(cast, client_of, meeting):
    guest = guest_at(meeting, children=2)
    other = EnrollmentFactory(site=cast.here.site, enrolled_on=cast.here.site.today() - timedelta(days=9))

    match(client_of(cast.here.staff), guest, enrollment=other.pk)

    guest.refresh_from_db()
    assert guest.status == "matched"
    assert guest.attendance.enrollment == other
    assert (guest.attendance.came, guest.attendance.children_came, guest.attendance.is_walk_in) == (True, 2, True)


def test_guest_on_the_list_who_had_lost_the_pin(cast, client_of, meeting):
    guest = guest_at(meeting)

    match(client_of(cast.here.staff), guest, enrollment=cast.here.enrollment.pk)

    guest.refresh_from_db()
    assert guest.attendance == own(meeting)
    assert not own(meeting).is_walk_in
    assert own(meeting).came


def test_guest_is_matched_with_a_mentor(cast, client_of, meeting):
    guest = guest_at(meeting)

    match(client_of(cast.here.staff), guest, mentor=cast.here.free_mentor.pk)

    guest.refresh_from_db()
    assert guest.attendance.person == cast.here.free_mentor.person
    assert guest.attendance.enrollment is None


def test_guest_nobody_knows_is_set_aside_and_looked_at_again(cast, client_of, meeting):
    guest = guest_at(meeting)
    client = client_of(cast.here.staff)

    match(client, guest, reason="A grandmother on a visit")
    guest.refresh_from_db()
    assert (guest.status, guest.why_set_aside) == ("set_aside", "A grandmother on a visit")
    match(client, guest, again="yes")

    guest.refresh_from_db()
    assert (guest.status, guest.why_set_aside) == ("waiting", "")


def test_one_person_is_not_matched_with_two_guests(cast, client_of, meeting):
    first, second = guest_at(meeting), guest_at(meeting, name="Maple G.")
    client = client_of(cast.here.staff)
    match(client, first, enrollment=cast.here.enrollment.pk)

    page = match(client, second, enrollment=cast.here.enrollment.pk)

    assert "is matched with another guest already." in words(page)
    second.refresh_from_db()
    assert second.status == "waiting"


@pytest.mark.parametrize(
    "data", [{}, {"enrollment": "0"}, {"enrollment": "99999999999999999999"}, {"reason": "x" * 201}]
)
def test_slip_in_matching_gets_a_sentence(cast, client_of, meeting, data):
    guest = guest_at(meeting)

    page = match(client_of(cast.here.staff), guest, **data)

    assert page.context["form"].errors
    guest.refresh_from_db()
    assert guest.status == "waiting"


def test_two_answers_about_one_guest_are_one_too_many(cast, client_of, meeting):
    guest = guest_at(meeting)

    page = match(client_of(cast.here.staff), guest, enrollment=cast.here.enrollment.pk, reason="A friend")

    assert "Say one thing" in words(page)


def test_likely_people_are_proposed_with_the_reason(cast, client_of, meeting):
    person_at(cast.here.site, given_name="Maple")
    same_phone = guest_at(meeting, name="J. Fableton", phone="+1 417 555 0142")
    same_name = guest_at(meeting, name="juniper fableton", phone="")
    nobody = guest_at(meeting, name="Zephyr Quill", phone="555")
    client = client_of(cast.here.staff)

    def page(guest):
        return words(client.get(reverse("meetings:match_walk_in", args=[guest.pk])))

    assert "Same phone number and name" in page(same_phone)
    assert "Same name" in page(same_name)
    assert "Nobody has this phone or name" in page(nobody)


def test_guest_of_another_site_is_not_there(cast, client_of, meeting):
    guest = guest_at(meeting)

    assert client_of(cast.there.staff).get(guest.get_absolute_url()).status_code == 404
    assert "Maple" not in words(client_of(cast.there.staff).get(reverse("meetings:walk_ins"), {"meeting": meeting.pk}))


@pytest.mark.parametrize("meeting_asked", ["0", "abc", "99999999999999999999", "-1", "٣", ""])
def test_list_of_guests_takes_any_question(cast, client_of, meeting_asked):
    url = reverse("meetings:walk_ins")

    assert client_of(cast.here.staff).get(url, {"meeting": meeting_asked, "show": "wizard"}).status_code == 200


def test_statuses_of_guests_are_a_table():
    assert set(TRANSITIONS) == set(WalkInStatus.values)


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "matched"},
        {"status": "set_aside"},
        {"status": "waiting", "why_set_aside": "why"},
        {"status": "lost"},
        {"children": 16},
    ],
)
def test_guest_that_cannot_be_is_refused_by_the_database(meeting, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        guest_at(meeting, **facts)
