"""The private calendar file: an address nobody guesses, shown once, ended at will, and nobody named in it."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from mmp_portal.audit.models import Event
from programs.casework.caseload.agenda import feed
from programs.casework.contacts import calendar_links, planning
from programs.casework.contacts.models import CalendarLink
from programs.casework.contacts.models.calendar_link import digest_of
from tests.factories.casework import AppointmentFactory, EnrollmentFactory, MeetingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_counters():
    cache.clear()
    yield
    cache.clear()


def ask(client, token, **headers):
    return client.get(reverse("agenda:calendar_file", args=[token]), headers=headers)


def events(response):
    return {str(event["uid"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}


def of(row, kind="appointment"):
    return f"{kind}-{row.pk}@mmp-portal"


def test_staff_get_their_cases_and_meetings(client, cast):
    answer = ask(client, cast.here.calendar_token)
    found = events(answer)

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    assert of(cast.here.appointment) in found
    assert of(cast.here.meeting, "meeting") in found
    assert of(cast.there.appointment) not in found
    assert of(cast.there.meeting, "meeting") not in found
    assert "sessionid" not in answer.cookies


def test_nobody_and_no_program_is_named(client, cast):
    cast.here.appointment.note = "Clover needs shoes"
    cast.here.appointment.with_whom = "her aunt"
    cast.here.appointment.save()

    body = ask(client, cast.here.calendar_token).content.decode()

    for name in ("Juniper", "Fableton", "Clover", "Hattie", "Goodtale", "aunt", "shoes", "Young Parent", "Sleep at"):
        assert name not in body
    summary = events(ask(client, cast.here.calendar_token))[of(cast.here.appointment)]["summary"]
    assert str(summary) == f"Visit, case {cast.here.enrollment.number}"


def test_mentor_gets_a_visit_without_a_number(client, cast):
    found = events(ask(client, calendar_links.make(user=cast.here.mentor_user)))

    assert str(found[of(cast.here.appointment)]["summary"]) == "Visit"
    assert set(found) == {of(cast.here.appointment), of(cast.here.meeting, "meeting")}


@pytest.mark.parametrize(
    ("program", "setting", "is_told"),
    [
        ("young_parent", "library", True),
        ("young_parent", "home", False),
        ("young_parent", "", False),
        ("young_parent", "clinic", False),
        ("mpmp", "community_agency", True),
        ("mpmp", "shelter", False),
        ("mpmp", "justice", False),
        ("mpmp", "child_welfare", False),
    ],
)
def test_place_is_told_only_where_it_is_nobodys_home(client, cast, program, setting, is_told):
    enrollment = EnrollmentFactory(site=cast.here.site, worker=cast.here.staff, program=program)
    row = AppointmentFactory(enrollment=enrollment, setting=setting, place="12 Elm Street")

    event = events(ask(client, cast.here.calendar_token))[of(row)]

    assert ("location" in event) is is_told


def test_thirty_days_back_and_ninety_ahead(client, cast):
    now = timezone.now()
    rows = {
        days: AppointmentFactory(enrollment=cast.here.enrollment, starts_at=now + timedelta(days=days))
        for days in (-32, -29, 89, 92)
    }

    found = events(ask(client, cast.here.calendar_token))

    assert {days for days, row in rows.items() if of(row) in found} == {-29, 89}


def test_missed_is_cancelled_and_moved_is_gone(client, cast):
    missed, moved = (AppointmentFactory(enrollment=cast.here.enrollment) for _ in range(2))
    planning.miss(appointment=missed, by=cast.here.staff, reason="us")
    new = planning.move(appointment=moved, by=cast.here.staff, version=1, starts_at=timezone.now() + timedelta(days=8))

    found = events(ask(client, cast.here.calendar_token))

    assert str(found[of(missed)]["status"]) == "CANCELLED"
    assert of(moved) not in found
    assert str(found[of(new)]["status"]) == "CONFIRMED"


# --- Did anything change? -------------------------------------------------------------------


def test_what_did_not_change_is_not_sent_again(client, cast):
    first = ask(client, cast.here.calendar_token)

    by_tag = ask(client, cast.here.calendar_token, if_none_match=first["ETag"])
    by_day = ask(client, cast.here.calendar_token, if_modified_since=first["Last-Modified"])

    assert (by_tag.status_code, by_day.status_code) == (304, 304)
    assert by_tag.content == b""


def test_a_change_is_sent(client, cast):
    first = ask(client, cast.here.calendar_token)
    planning.change(appointment=cast.here.appointment, by=cast.here.staff, version=1, kind="call")

    again = ask(client, cast.here.calendar_token, if_none_match=first["ETag"])

    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


def test_when_it_was_read_is_known_to_its_owner(client, cast):
    ask(client, cast.here.calendar_token)

    assert CalendarLink.objects.open().get(user=cast.here.staff).read_at is not None


# --- The address ----------------------------------------------------------------------------


def refused(client, token):
    return ask(client, token).status_code == 404


def test_wrong_tokens_get_404(client, cast):
    assert refused(client, "x")
    assert refused(client, cast.here.calendar_token[:-1])
    assert refused(client, digest_of(cast.here.calendar_token))
    assert refused(client, "n" * 3000)


def test_an_ended_or_renewed_address_gets_404(client, cast):
    renewed = calendar_links.make(user=cast.here.staff)
    assert refused(client, cast.here.calendar_token)
    assert not refused(client, renewed)

    calendar_links.end(user=cast.here.staff)

    assert refused(client, renewed)
    assert calendar_links.end(user=cast.here.staff) is False


@pytest.mark.parametrize("how", ["role ended", "not active", "another role"])
def test_whoever_has_no_role_any_more_gets_404(client, cast, how):
    user = cast.here.staff
    if how == "role ended":
        user.role_grants.update(ends_on=cast.here.site.today() - timedelta(days=1))
    elif how == "not active":
        type(user).objects.filter(pk=user.pk).update(is_active=False)
    else:
        user.role_grants.update(role="viewer", site=None, agency=cast.agency)

    assert refused(client, cast.here.calendar_token)


def test_whoever_asks_without_end_is_told_to_wait(client, cast):
    answers = [ask(client, cast.here.calendar_token).status_code for _ in range(feed.MOST_A_MINUTE + 1)]

    assert answers[:-1] == [200] * feed.MOST_A_MINUTE
    assert answers[-1] == 429


def test_only_reading_is_answered(client, cast):
    address = reverse("agenda:calendar_file", args=[cast.here.calendar_token])

    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


def test_address_is_shown_once(cast, client_of):
    client = client_of(cast.here.mentor_user)

    made = client.post(reverse("agenda:make_link"), follow=True)
    later = client.get(reverse("agenda:links"))

    address = made.context["address"]
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    assert address.startswith("http")
    assert CalendarLink.objects.of_token(token).get().user == cast.here.mentor_user
    assert token not in later.content.decode()
    assert "no-store" in made["Cache-Control"]


def test_token_is_stored_nowhere(cast):
    token = calendar_links.make(user=cast.here.mentor_user)
    link = CalendarLink.objects.open().get(user=cast.here.mentor_user)

    assert token not in str(vars(link))
    assert token not in str(list(Event.objects.filter(verb="calendar.made").values()))


def test_owner_ends_it_with_a_button(cast, client_of, client):
    client_of(cast.here.staff).post(reverse("agenda:end_link"))

    assert not CalendarLink.objects.open().filter(user=cast.here.staff).exists()
    assert Event.objects.filter(verb="calendar.ended").count() == 1


def test_one_open_address_for_a_person(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarLink.objects.create(user=cast.here.staff, token_digest="d", made_at=timezone.now())


def test_meeting_is_a_meeting_at_its_place(client, cast):
    meeting = MeetingFactory(site=cast.here.site, place="Story Hill", starts_at=timezone.now() + timedelta(days=1))

    event = events(ask(client, cast.here.calendar_token))[of(meeting, "meeting")]

    assert (str(event["summary"]), str(event["location"])) == ("Meeting", "Story Hill")
