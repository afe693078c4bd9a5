"""Meetings: planned, moved, called off, answered, and attendance noted."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mmp_portal.outbox.models import Message
from programs.casework.meetings.models import Attendance, Meeting
from tests.factories.accounts import user_with
from tests.factories.casework import AttendanceFactory, EnrollmentFactory, MeetingFactory
from tests.factories.participants import PersonFactory

pytestmark = pytest.mark.django_db


def words(response):
    return response.content.decode()


def address(name, meeting):
    return reverse(f"meetings:{name}", args=[meeting.pk])


def planned(household, **changes):
    """What staff send to plan a support meeting next week."""
    day = household.site.today() + timedelta(days=7)
    facts = {
        "version": "1",
        "site": str(household.site.pk),
        "kind": "young_parent:support",
        "topic": "Baby Store day",
        "day": f"{day:%m/%d/%Y}",
        "begins": "6:00 pm",
        "minutes_chip": "120",
        "minutes_other": "",
        "place": "Library, room 2",
        "speaker": "",
        "comforts": ["has_meal", "has_child_care"],
        "ask_everyone": "on",
    }
    return facts | changes


@pytest.fixture
def held(cast):
    """A support meeting of yesterday to which the family was asked."""
    meeting = MeetingFactory(site=cast.here.site, starts_at=timezone.now() - timedelta(days=1), topic="Immunizations")
    AttendanceFactory(meeting=meeting, person=cast.here.participant, enrollment=cast.here.enrollment)
    return meeting


# --- Who sees it -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["edit", "call_off", "attendance", "walk_in"])
def test_meeting_is_changed_by_own_staff_alone(cast, client_of, name):
    url = address(name, cast.here.meeting)

    assert client_of(cast.here.staff).get(url).status_code == 200
    assert client_of(cast.there.staff).get(url).status_code == 404
    assert client_of(cast.here.mentor_user).get(url).status_code == 403
    assert client_of(cast.viewer).get(url).status_code == 403


def test_meeting_is_seen_by_own_staff_and_whoever_is_asked(cast, client_of):
    url = cast.here.meeting.get_absolute_url()

    assert client_of(cast.here.staff).get(url).status_code == 200
    assert client_of(cast.here.mentor_user).get(url).status_code == 200
    assert client_of(cast.there.staff).get(url).status_code == 404
    assert client_of(cast.there.mentor_user).get(url).status_code == 404
    assert client_of(cast.administrator).get(url).status_code == 403


def test_mentor_sees_nobody_else_who_was_asked(cast, client_of):
    AttendanceFactory(meeting=cast.here.meeting, person=PersonFactory(given_name="Zephyr", family_name="Quill"))

    page = words(client_of(cast.here.mentor_user).get(cast.here.meeting.get_absolute_url()))

    assert "Zephyr" not in page
    assert "Fableton" not in page
    assert "Yes, I come" in page


# --- Planning --------------------------------------------------------------------------------


def test_planning_asks_everyone_enrolled_and_their_mentors(cast, client_of):
    client_of(cast.here.staff).post(reverse("meetings:plan"), planned(cast.here))

    meeting = Meeting.objects.get(topic="Baby Store day")
    begins = meeting.starts_at.astimezone(cast.here.site.zone)
    assert (begins.hour, begins.date()) == (18, cast.here.site.today() + timedelta(days=7))
    assert meeting.has_meal
    assert meeting.has_child_care
    assert not meeting.has_rides
    assert set(meeting.attendances.values_list("person", flat=True)) == {
        cast.here.participant.pk,
        cast.here.mentor.person_id,
    }


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"topic": ""}, "topic", "“Topic” is still empty."),
        ({"topic": "t" * 121}, "topic", "Keep this to 120 characters. You typed 121."),
        ({"kind": ""}, "kind", "Choose the kind."),
        ({"kind": "young_parent:seance"}, "kind", "This choice is not offered."),
        ({"day": ""}, "day", "“Day” is still empty."),
        ({"day": "soon"}, "day", "The portal cannot read this as a day."),
        ({"day": "2006-11-30"}, "day", "more than three months back"),
        ({"day": "2126-11-30"}, "day", "more than two years ahead"),
        ({"begins": "noonish"}, "begins", "The portal cannot read this as a time."),
        ({"minutes_chip": ""}, "minutes", "“How long?” is still empty."),
        ({"minutes_chip": "other", "minutes_other": "5"}, "minutes", "at least 10 minutes"),
        ({"minutes_chip": "other", "minutes_other": "5000"}, "minutes", "That is more than 960 minutes."),
        ({"site": "999"}, "site", "This choice is not offered."),
    ],
)
def test_slip_gets_a_sentence_and_keeps_what_was_typed(cast, client_of, changes, field, sentence):
    before = Meeting.objects.count()
    facts = planned(cast.here) | changes

    answer = client_of(cast.here.staff).post(reverse("meetings:plan"), facts)

    assert sentence in " ".join(answer.context["form"].errors[field])
    assert facts["place"] in words(answer)
    assert Meeting.objects.count() == before


@pytest.mark.parametrize("topic", ["Café y niños 你好", "🎉 Supper", "<img src=x onerror=alert(1)>"])
def test_topic_keeps_any_script_and_no_markup(cast, client_of, topic):
    client = client_of(cast.here.staff)

    page = client.post(reverse("meetings:plan"), planned(cast.here, topic=topic), follow=True)

    assert Meeting.objects.filter(topic=topic).exists()
    assert "<img src=x" not in words(page)


def test_program_that_the_site_does_not_offer_is_not_offered(cast, client_of):
    cast.here.site.programs.filter(program="moppp").delete()

    page = words(client_of(cast.here.staff).get(reverse("meetings:plan")))

    assert "Parent Café" not in page
    assert "Support meeting" in page


def test_worker_of_one_program_plans_for_that_one(cast, client_of):
    worker = user_with("staff", site=cast.here.site, program="worksite")

    page = words(client_of(worker).get(reverse("meetings:plan")))

    assert "Downtime" in page
    assert "Support meeting" not in page


def test_staff_cannot_plan_at_another_site(cast, client_of):
    answer = client_of(cast.here.staff).post(
        reverse("meetings:plan"), planned(cast.here, site=str(cast.there.site.pk))
    )

    assert answer.status_code == 200
    assert not Meeting.objects.filter(topic="Baby Store day").exists()


# --- Moving, calling off ---------------------------------------------------------------------


def test_moving_a_meeting(cast, client_of):
    client_of(cast.here.staff).post(address("edit", cast.here.meeting), planned(cast.here, topic="Moved"))

    cast.here.meeting.refresh_from_db()
    assert cast.here.meeting.topic == "Moved"
    assert cast.here.meeting.version == 2


def test_lost_update_of_a_meeting_shows_both(cast, client_of):
    client = client_of(cast.here.staff)
    client.post(address("edit", cast.here.meeting), planned(cast.here, topic="First", begins="5:00 pm"))

    answer = client.post(address("edit", cast.here.meeting), planned(cast.here, topic="Second"))

    page = words(answer)
    assert "Somebody changed this record while you had it open" in page
    assert "First" in page
    assert "Second" in page
    assert "5:00 p.m." in page
    cast.here.meeting.refresh_from_db()
    assert cast.here.meeting.topic == "First"


def test_calling_off_needs_a_reason_and_tells_whoever_signs_in(cast, client_of):
    client = client_of(cast.here.staff)

    empty = client.post(address("call_off", cast.here.meeting), {"reason": ""})
    client.post(address("call_off", cast.here.meeting), {"reason": "Ice on the roads"})

    assert "is still empty" in words(empty)
    cast.here.meeting.refresh_from_db()
    assert cast.here.meeting.called_off_at
    assert Message.objects.get(rule="meeting-called-off").recipient == cast.here.mentor_user
    assert client.get(address("edit", cast.here.meeting)).status_code == 302


def test_meeting_that_was_held_is_not_called_off(cast, client_of, held):
    answer = client_of(cast.here.staff).post(address("call_off", held), {"reason": "Oops"})

    assert "This meeting has taken place." in words(answer)


# --- Answers ---------------------------------------------------------------------------------


def test_mentor_answers_with_one_tap(cast, client_of):
    own = cast.here.meeting.attendances.get(person=cast.here.mentor.person)
    url = reverse("meetings:answer", args=[own.pk])
    client = client_of(cast.here.mentor_user)

    answer = client.post(url, {"answer": "no", "next": reverse("caseload:phone")}, follow=True)

    own.refresh_from_db()
    assert own.answer == "no"
    assert "Thank you for telling us." in words(answer)
    assert client.get(url).status_code == 405


def test_mentor_answers_for_nobody_else(cast, client_of):
    url = reverse("meetings:answer", args=[cast.here.attendance.pk])

    assert client_of(cast.here.mentor_user).post(url, {"answer": "yes"}).status_code == 404
    assert client_of(cast.there.staff).post(url, {"answer": "yes"}).status_code == 404
    assert client_of(cast.here.staff).post(url, {"answer": "yes"}).status_code == 302


@pytest.mark.parametrize("said", ["", "perhaps"])
def test_answer_that_is_neither_yes_nor_no_changes_nothing(cast, client_of, said):
    url = reverse("meetings:answer", args=[cast.here.attendance.pk])

    answer = client_of(cast.here.staff).post(url, {"answer": said, "next": "https://elsewhere.example/"})

    assert answer.url == cast.here.meeting.get_absolute_url()
    cast.here.attendance.refresh_from_db()
    assert cast.here.attendance.answer == ""


def test_answer_after_it_was_called_off_is_refused_in_words(cast, client_of):
    Meeting.objects.filter(pk=cast.here.meeting.pk).update(called_off_at=timezone.now(), called_off_reason="Ice")
    url = reverse("meetings:answer", args=[cast.here.attendance.pk])

    assert "This meeting was called off." in words(
        client_of(cast.here.staff).post(url, {"answer": "yes"}, follow=True)
    )


# --- Attendance ------------------------------------------------------------------------------


def test_attendance_is_noted(cast, client_of, held):
    row = held.attendances.get()
    client = client_of(cast.here.staff)

    client.post(address("attendance", held), {f"came_{row.pk}": "yes", f"children_{row.pk}": "2"})

    row.refresh_from_db()
    assert (row.came, row.children_came) == (True, 2)
    assert not Meeting.objects.without_attendance(timezone.now()).filter(pk=held.pk).exists()


@pytest.mark.parametrize(
    ("came", "children", "sentence"),
    [
        ("yes", "16", "at most 15 children"),
        ("yes", "-1", "children cannot be below zero"),
        ("yes", "many", "type the children as a whole number"),
        ("no", "2", "did not come, but children did?"),
        ("perhaps", "", "This choice is not offered."),
    ],
)
def test_attendance_that_cannot_be_gets_a_sentence(cast, client_of, held, came, children, sentence):
    row = held.attendances.get()

    answer = client_of(cast.here.staff).post(
        address("attendance", held), {f"came_{row.pk}": came, f"children_{row.pk}": children}
    )

    assert sentence in words(answer)
    row.refresh_from_db()
    assert row.came is None


def test_attendance_before_the_meeting_is_refused(cast, client_of):
    row = cast.here.attendance

    answer = client_of(cast.here.staff).post(address("attendance", cast.here.meeting), {f"came_{row.pk}": "yes"})

    assert "Attendance can be noted once the meeting has begun." in words(answer)
    row.refresh_from_db()
    assert row.came is None


def test_whoever_came_without_being_asked_is_added(cast, client_of, held):
    guest = EnrollmentFactory(site=cast.here.site, participant=PersonFactory(given_name="Maple"))
    client = client_of(cast.here.staff)

    client.post(address("walk_in", held), {"enrollment": guest.pk})
    again = client.post(address("walk_in", held), {"enrollment": guest.pk})
    strange = client.post(address("walk_in", held), {"enrollment": cast.there.enrollment.pk})

    row = Attendance.objects.get(meeting=held, enrollment=guest)
    assert row.came
    assert row.is_walk_in
    assert "This participant is on the list already, or not enrolled here." in words(again)
    assert "not enrolled here" in words(strange)


# --- Lists -----------------------------------------------------------------------------------


def test_lists_by_what_became_of_them(cast, client_of, held):
    off = MeetingFactory(
        site=cast.here.site,
        topic="Nothing",
        starts_at=timezone.now() + timedelta(days=3),
        called_off_at=timezone.now(),
        called_off_reason="Ice",
    )
    client = client_of(cast.here.staff)

    def listed(**query):
        answer = client.get(reverse("meetings:meetings"), query)
        return set(answer.context["listing"].table.data.data.values_list("pk", flat=True))

    assert listed() == {cast.here.meeting.pk}
    assert listed(show="held") == {held.pk}
    assert listed(show="missing") == {held.pk}
    assert listed(show="called-off") == {off.pk}
    assert listed(show="nonsense") == {cast.here.meeting.pk}
    assert listed(program="worksite") == set()


@pytest.mark.parametrize("who", ["staff", "mentor_user"])
@pytest.mark.parametrize("name", ["meetings", "meeting"])
def test_page_costs_the_same_for_few_and_many(cast, client_of, who, name):
    client = client_of(getattr(cast.here, who))
    url = reverse("meetings:meetings") if name == "meetings" else cast.here.meeting.get_absolute_url()

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    cost()
    few = cost()
    for _ in range(12):
        other = MeetingFactory(site=cast.here.site, starts_at=timezone.now() + timedelta(days=9))
        AttendanceFactory(meeting=other, person=cast.here.mentor.person)
        enrollment = EnrollmentFactory(site=cast.here.site)
        AttendanceFactory(meeting=cast.here.meeting, person=enrollment.participant, enrollment=enrollment)

    assert cost() == few
