"""Answering an invitation without an account: by a signed link, and with nothing to learn from the page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from mmp_portal.audit.models import Event
from mmp_portal.links import workflow as links
from mmp_portal.links.models import Knock, SignedLink
from mmp_portal.links.tokens import token_of
from programs.casework.meetings import workflow
from programs.casework.meetings.due import meeting_reminders
from programs.casework.meetings.models import Attendance, GivenAnswer, Meeting
from tests.factories.casework import AttendanceFactory
from tests.factories.meetings import answer_link_for
from tests.factories.participants import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(cast):
    return reverse("meetings:invited", args=[token_of(cast.here.answer_link)])


def send(client, url, time_machine, **data):
    """Open the page, wait as a person does, and send the form."""
    begun = client.get(url).context["form"]["begun"].value()
    time_machine.shift(5)
    return client.post(url, {"begun": begun, "children_coming": "", **data}, follow=True)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(timezone.now(), tick=False)


def words(answer):
    return answer.content.decode()


def rows_of_everything():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Attendance, GivenAnswer, Meeting, SignedLink, Knock, Event)
    ]


# --- What it shows ---------------------------------------------------------------------------


def test_page_shows_day_time_place_and_nothing_of_anybody(cast, client, url):
    Meeting.objects.filter(pk=cast.here.meeting.pk).update(place="Library, room 2", speaker="Dr. Wren Example")
    AttendanceFactory(meeting=cast.here.meeting, person=PersonFactory(given_name="Zephyr"), answer="yes")

    page = words(client.get(url))

    assert "Library, room 2" in page
    for secret in ("Juniper", "Fableton", "Zephyr", "Hattie", "Sleep at", "Young Parent", "Support", "Wren", "Clover"):
        assert secret not in page
    assert cast.here.enrollment.number not in page


def test_opening_the_page_changes_nothing(cast, client, url):
    before = rows_of_everything()

    for _scanner in range(3):
        client.get(url)
        client.head(url)

    assert rows_of_everything() == before


def test_signed_in_stranger_may_open_it_too(cast, client_of, url):
    assert client_of(cast.there.staff).get(url).status_code == 200


# --- Answering -------------------------------------------------------------------------------


def test_answer_by_the_link(cast, client, url, time_machine):
    page = send(client, url, time_machine, says="yes", children_coming="2", needs=["ride"])

    row = cast.here.attendance
    row.refresh_from_db()
    assert (row.answer, row.children_coming, row.needs_ride, row.needs_child_care) == ("yes", 2, True, False)
    assert "We look forward to seeing you." in words(page)
    assert "Your answer: you come." in words(page)
    cast.here.answer_link.refresh_from_db()
    assert cast.here.answer_link.uses == 1


def test_meal_needs_are_asked_where_there_is_a_meal(cast, client, url, time_machine):
    assert "meal_needs" not in client.get(url).context["form"].fields
    Meeting.objects.filter(pk=cast.here.meeting.pk).update(has_meal=True)

    send(client, url, time_machine, says="yes", meal_needs="no nuts")

    cast.here.attendance.refresh_from_db()
    assert cast.here.attendance.meal_needs == "no nuts"


def test_second_answer_holds_and_the_first_is_kept(cast, client, url, time_machine):
    send(client, url, time_machine, says="yes")
    send(client, url, time_machine, says="no")

    cast.here.attendance.refresh_from_db()
    assert cast.here.attendance.answer == "no"
    assert list(cast.here.attendance.given_answers.values_list("answer", flat=True)) == ["no", "yes"]


def test_form_sent_twice_is_one_answer_said_twice(cast, client, url, time_machine):
    begun = client.get(url).context["form"]["begun"].value()
    time_machine.shift(5)
    data = {"begun": begun, "says": "yes"}

    client.post(url, data)
    client.post(url, data)

    cast.here.attendance.refresh_from_db()
    assert cast.here.attendance.answer == "yes"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"says": ""}, "Choose whether you come."),
        ({"says": "perhaps not"}, "This choice is not offered."),
        ({"says": "yes", "children_coming": "16"}, "At most 15 children."),
        ({"says": "yes", "children_coming": "-1"}, "It must be at least 0."),
        ({"says": "yes", "children_coming": "two"}, "Type the children as a whole number"),
        ({"says": "yes", "children_coming": "99999999999999999999"}, "At most 15 children."),
        ({"says": "yes", "needs": ["wings"]}, "This choice is not offered."),
    ],
)
def test_slip_gets_a_sentence_and_changes_nothing(cast, client, url, time_machine, data, sentence):
    page = send(client, url, time_machine, **data)

    assert page.status_code == 200
    assert sentence in words(page)
    cast.here.attendance.refresh_from_db()
    assert cast.here.attendance.answer == ""


@pytest.mark.parametrize("state", ["begun", "called off"])
def test_answers_are_closed_once_it_began_or_is_called_off(cast, client, url, time_machine, state):
    begun = client.get(url).context["form"]["begun"].value()
    if state == "begun":
        Meeting.objects.filter(pk=cast.here.meeting.pk).update(starts_at=timezone.now() - timedelta(hours=1))
    else:
        workflow.call_off(meeting=cast.here.meeting, reason="A secret reason", by=cast.here.staff)
    time_machine.shift(5)

    page = client.post(url, {"begun": begun, "says": "yes"})

    assert page.status_code == 200
    assert "A secret reason" not in words(page)
    cast.here.attendance.refresh_from_db()
    assert cast.here.attendance.answer == ""


def test_flood_of_answers_is_stopped_with_a_sentence(cast, client, url, time_machine):
    time_machine.move_to(timezone.now().replace(minute=2, second=0), tick=False)
    begun = client.get(url).context["form"]["begun"].value()
    time_machine.shift(5)
    answers = [client.post(url, {"begun": begun, "says": "yes"}) for _time in range(42)]

    assert answers[0].status_code == 302
    assert answers[-1].status_code == 429
    assert "Wait 10 minutes" in words(answers[-1])


# --- Links that open nothing -----------------------------------------------------------------


def gone_pages(cast, client):
    """What wrong, expired, withdrawn and unknown links answer."""
    good = token_of(cast.here.answer_link)
    expired = answer_link_for(
        cast.here.attendance,
        made_at=timezone.now() - timedelta(days=9),
        expires_at=timezone.now() - timedelta(days=1),
    )
    withdrawn = answer_link_for(cast.here.attendance)
    links.withdraw(link=withdrawn, subject=cast.here.meeting, by=cast.here.staff)
    of_nobody = answer_link_for(cast.here.attendance, subject_id=987654)
    tokens = [good[:-2] + "xx", token_of(expired), token_of(withdrawn), token_of(of_nobody), "nonsense"]
    return [client.get(reverse("meetings:invited", args=[token])) for token in tokens]


def test_every_link_that_opens_nothing_gives_the_same_page(cast, client):
    pages = gone_pages(cast, client)

    assert {page.status_code for page in pages} == {404}
    assert len({strip_tags(words(page)) for page in pages}) == 1
    assert "This link does not work" in words(pages[0])


def test_withdrawn_link_takes_no_answer(cast, client, url, time_machine):
    begun = client.get(url).context["form"]["begun"].value()
    links.withdraw(link=cast.here.answer_link, subject=cast.here.meeting, by=cast.here.staff)
    time_machine.shift(5)

    answer = client.post(url, {"begun": begun, "says": "yes"})

    assert answer.status_code == 404
    cast.here.attendance.refresh_from_db()
    assert cast.here.attendance.answer == ""


def test_link_of_a_person_whose_record_was_voided_opens_nothing(cast, client, url):
    person = cast.here.participant
    person.voided_at, person.voided_by, person.void_reason = timezone.now(), cast.here.staff, "entered twice"
    person.save()

    assert client.get(url).status_code == 404


def test_link_opens_no_other_door(cast, client):
    token = token_of(cast.here.answer_link)

    assert client.get(reverse("meetings:sign_in", args=[token])).status_code == 404


# --- Reminders -------------------------------------------------------------------------------


def test_reminder_carries_the_link_of_who_has_no_account(cast, url):
    cast.here.participant.email, cast.here.participant.may_email = "juniper@example.org", True
    cast.here.participant.save()

    reminders = {one.address: one for one in meeting_reminders(timezone.now())}

    assert reminders["juniper@example.org"].link == url
    assert "Say here whether you come" in reminders["juniper@example.org"].body
    assert reminders[cast.here.mentor_user.email].link == cast.here.meeting.get_absolute_url()


def test_reminder_without_a_link_does_not_speak_of_one(cast):
    cast.here.participant.email, cast.here.participant.may_email = "juniper@example.org", True
    cast.here.participant.save()
    links.withdraw(link=cast.here.answer_link, subject=cast.here.meeting, by=cast.here.staff)

    (reminder,) = [one for one in meeting_reminders(timezone.now()) if one.address == "juniper@example.org"]

    assert reminder.link == ""
    assert "Say here" not in reminder.body


def test_looking_at_what_is_due_writes_nothing(cast):
    before = rows_of_everything()

    list(meeting_reminders(timezone.now()))

    assert rows_of_everything() == before
