"""Did you meet? Asked of both every week by a link, answered with one tap, and settled where they differ."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mmp_portal.links.purposes import path_of
from mmp_portal.outbox.models import Message
from participants.models import Person
from programs.casework.contacts.models import Contact
from programs.casework.enrollments.models import Enrollment
from programs.casework.parameters.models import DatedValue
from programs.gathering import gathered
from programs.worksite.due import SOURCES
from programs.worksite.models import MentorWeek
from programs.worksite.tasks import ask_the_week
from programs.worksite.weeks import letters, workflow
from programs.worksite.weeks.doors import YOUTH
from tests.factories.casework import ContactFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
IN_DOUBT = [source for source in SOURCES if source.rule == "week-in-doubt"]


@pytest.fixture
def room(cast):
    return cast.here.worksite


def this_friday(site):
    """Friday evening of the running week, as the site has it."""
    day = site.today() + timedelta(days=4 - site.today().weekday())
    return datetime(day.year, day.month, day.day, 23, tzinfo=UTC)


def tap(client, link, said):
    url = path_of(link)
    form = client.get(url).context["form"]
    return client.post(url, {"said": said, "begun": form["begun"].value()})


def contacts_of(room):
    return Contact.objects.not_voided().filter(match=room.match)


def owed(cast, room):
    cases = Enrollment.objects.filter(pk=room.enrollment.pk)
    return gathered(IN_DOUBT, cases, cast.here.site.today(), cast.here.staff)


# --- Asking ---------------------------------------------------------------------------------


def test_both_are_asked_on_friday_and_only_once(cast, room):
    MentorWeek.objects.filter(mentorship__placement=room.placement).delete()
    friday = this_friday(cast.here.site)

    before = [
        week for week in workflow.ask(now=friday - timedelta(days=1)) if week.mentorship.match_id == room.match.pk
    ]
    first = [week for week in workflow.ask(now=friday) if week.mentorship.match_id == room.match.pk]

    assert before == []
    assert [(week.week_on.weekday(), week.asked_on) for week in first] == [(0, friday.date())]
    assert workflow.ask(now=friday + timedelta(hours=1)) == []
    assert isinstance(ask_the_week(), int)


def test_a_site_asks_on_its_own_day_or_not_at_all(cast, room):
    MentorWeek.objects.filter(mentorship__placement=room.placement).delete()
    site = cast.here.site
    setting = DatedValue.objects.create(
        program="worksite",
        name="weekday_asked_whether_they_met",
        site=site,
        starts_on=site.today() - timedelta(days=9),
        value=1,
        source="The site's own habit",
    )
    monday = this_friday(site) - timedelta(days=4)

    assert [week.asked_on for week in workflow.ask(now=monday) if week.enrollment.site_id == site.pk] == [
        monday.date()
    ]
    MentorWeek.objects.filter(mentorship__placement=room.placement).delete()
    DatedValue.objects.filter(pk=setting.pk).update(name="mentor_minutes_a_week", value=0)
    assert [week for week in workflow.ask(now=monday + timedelta(days=5)) if week.enrollment.site_id == site.pk] == []


def test_nobody_is_asked_while_the_case_is_paused(cast, room):
    MentorWeek.objects.filter(mentorship__placement=room.placement).delete()
    Enrollment.objects.filter(pk=room.enrollment.pk).update(status="paused")

    asked = workflow.ask(now=this_friday(cast.here.site))

    assert room.enrollment.pk not in {week.enrollment.pk for week in asked}


def test_the_letter_names_nobody_and_stops_at_the_answer(room):
    Person.objects.filter(pk=room.enrollment.participant_id).update(
        email="robin@mail.example", may_email=True, user=None
    )

    found = {one.occurrence: one for one in letters.reminders(timezone.now()) if one.about["week"] == room.week.pk}

    words = found[YOUTH].title + found[YOUTH].body
    assert "Gus" not in words
    assert "Sawyer" not in words
    assert found[YOUTH].link == path_of(room.met_youth)
    message = Message(about=found[YOUTH].about)
    assert letters.still_true(message) == ""
    workflow.answer(week=room.week, side="youth", said="no")
    assert letters.still_true(message)


# --- Answering ------------------------------------------------------------------------------


def test_opening_the_link_records_nothing_and_shows_no_name(client, room):
    page = client.get(path_of(room.met_youth)).content.decode()

    room.week.refresh_from_db()
    assert (room.week.youth_said, room.week.contact) == ("", None)
    assert "Yes, 30 minutes" in page
    for name in ("Robin", "Sawyer", "Gus", "Doughty", "Bakery"):
        assert name not in page


def test_one_tap_is_the_contact_of_the_week(client, room):
    answer = tap(client, room.met_youth, "whole")

    contact = contacts_of(room).get()
    assert answer.status_code == 302
    assert (contact.kind, contact.duration_minutes, contact.happened_on()) == ("met", 30, room.week.asked_on)
    assert not contact.time_is_known
    assert "Your answer has arrived" in client.get(path_of(room.met_youth)).content.decode()


def test_what_the_other_says_too_is_no_second_contact(client, cast, room):
    tap(client, room.met_youth, "whole")
    tap(client, room.met_mentor, "whole")

    assert contacts_of(room).count() == 1
    assert owed(cast, room) == []


def test_shorter_counts_as_met_and_nobody_invents_the_minutes(client, room):
    tap(client, room.met_mentor, "shorter")

    contact = contacts_of(room).get()
    assert (contact.duration_minutes, contact.on_behalf_of) == (None, room.mentor)


def test_a_slip_is_put_right_by_another_tap(client, cast, room):
    tap(client, room.met_youth, "no")
    assert not contacts_of(room).exists()

    tap(client, room.met_youth, "whole")

    assert contacts_of(room).get().duration_minutes == 30
    assert owed(cast, room) == []


def test_what_was_written_down_by_hand_is_not_counted_twice(cast, room):
    written = ContactFactory(
        enrollment=room.enrollment,
        match=room.match,
        kind="met",
        duration_minutes=45,
        started_at=datetime.combine(room.week.asked_on, datetime.min.time(), tzinfo=UTC) + timedelta(hours=18),
        recorded_by=cast.here.staff,
    )

    workflow.answer(week=room.week, side="youth", said="whole")

    assert contacts_of(room).get() == written
    assert contacts_of(room).get().duration_minutes == 45


def test_a_withdrawn_or_made_up_link_opens_nothing(client, room):
    url = path_of(room.met_youth)
    wrong = path_of(room.met_mentor).replace("did-you-meet-them", "did-you-meet")
    type(room.met_youth).objects.filter(pk=room.met_youth.pk).update(withdrawn_at=timezone.now())

    assert client.get(url).status_code == 404
    assert client.get(wrong).status_code == 404


# --- A disagreement -------------------------------------------------------------------------


def test_a_disagreement_goes_to_the_coordinator(cast, room):
    workflow.answer(week=room.week, side="mentor", said="whole")
    workflow.answer(week=room.week, side="youth", said="no")

    item = owed(cast, room)[0]

    assert "The youth says: No. The mentor says: Yes, the whole time." in item.why
    assert item.url == reverse("worksite:week", args=[room.week.pk])


def test_a_yes_taken_back_goes_to_the_coordinator_too(cast, room):
    workflow.answer(week=room.week, side="youth", said="whole")
    workflow.answer(week=room.week, side="youth", said="no")

    assert len(owed(cast, room)) == 1
    assert contacts_of(room).count() == 1


@pytest.mark.parametrize(("said", "minutes"), [("whole", [30]), ("shorter", [None]), ("no", [])])
def test_what_staff_settle_holds(cast, client_of, room, said, minutes):
    workflow.answer(week=room.week, side="mentor", said="whole")
    workflow.answer(week=room.week, side="youth", said="no")

    client_of(cast.here.staff).post(reverse("worksite:week", args=[room.week.pk]), {"said": said})

    assert list(contacts_of(room).values_list("duration_minutes", flat=True)) == minutes
    assert owed(cast, room) == []
    with pytest.raises(workflow.CannotAnswer, match="settled already"):
        workflow.answer(week=room.week, side="youth", said="whole")


def test_the_page_of_the_job_shows_the_weeks(cast, client_of, room):
    workflow.answer(week=room.week, side="mentor", said="shorter")

    page = client_of(cast.here.staff).get(room.placement.get_absolute_url()).content.decode()

    assert "Gus Doughty: Yes, but shorter" in page
    assert "30 minutes every week" in page
