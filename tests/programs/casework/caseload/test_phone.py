"""The mentor's home: whom they owe a contact, what they planned, what they are asked, and nothing more."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.casework.contacts.models import Appointment
from tests.factories.accounts import user_with
from tests.factories.caseload import ReviewFactory, ReviewNoteFactory, TaskFactory
from tests.factories.casework import AttendanceFactory, ContactFactory, EnrollmentFactory, MatchFactory, MeetingFactory
from tests.factories.mentors import MentorFactory, QualificationFactory
from tests.factories.participants import PersonFactory, person_at
from tests.programs.casework.caseload.household import cost, last_met, words

pytestmark = pytest.mark.django_db

PHONE = "caseload:phone"


def test_home_of_a_mentor_is_for_mentors(cast, client_of):
    assert client_of(cast.here.mentor_user).get(reverse(PHONE)).status_code == 200
    assert client_of(cast.here.staff).get(reverse(PHONE)).status_code == 403
    assert client_of(cast.viewer).get(reverse(PHONE)).status_code == 403


@pytest.mark.parametrize(("days", "kind"), [(8, "late"), (7, "today"), (0, "later")])
def test_heading_answers_whom_a_contact_is_owed(cast, client_of, days, kind):
    last_met(cast.here, days)

    answer = client_of(cast.here.mentor_user).get(reverse(PHONE))

    heading = "You are up to date this week" if kind == "later" else "You owe one contact this week"
    assert f"<h1>{heading}</h1>" in words(answer)
    assert answer.context["pairs"][0].kind == kind


def test_heading_claims_nothing_where_no_rule_watches(cast, client_of):
    cast.here.enrollment.program = "mpmp"
    cast.here.enrollment.save()

    page = words(client_of(cast.here.mentor_user).get(reverse(PHONE)))

    assert "<h1>Whom did you meet this week?</h1>" in page


def test_mentor_of_two_owes_two(cast, client_of):
    last_met(cast.here, 9)
    second = EnrollmentFactory(site=cast.here.site, participant=PersonFactory(given_name="Maple"))
    MatchFactory(enrollment=second, mentor=cast.here.mentor)

    page = words(client_of(cast.here.mentor_user).get(reverse(PHONE)))

    assert "You owe 2 contacts this week" in page
    assert "Maple" in page


def test_home_shows_the_year_and_the_month(cast, client_of):
    page = words(client_of(cast.here.mentor_user).get(reverse(PHONE)))

    assert "day 180 of 365" in page
    assert "of 4 h." in page


def test_home_offers_only_safe_ways_to_reach(cast, client_of):
    person = cast.here.participant
    person.may_text, person.may_leave_voicemail, person.best_time, person.language = (
        False,
        False,
        "after 2:30 pm",
        "es",
    )
    person.save()
    client = client_of(cast.here.mentor_user)

    careful = words(client.get(reverse(PHONE)))
    person.may_text = True
    person.save()
    person.consents.filter(kind="texts").update(until=None)
    free = words(client.get(reverse(PHONE)))

    assert "tel:4175550142" in careful
    assert "sms:" not in careful
    assert "No texts. No voicemail. Best: after 2:30 pm. Speaks Spanish." in careful
    assert "sms:4175550142" in free


def test_texts_are_not_offered_once_the_consent_to_them_ended(cast, client_of):
    person = cast.here.participant
    person.may_text = True
    person.save()
    assert cast.here.facts.ended_consent.kind == "texts"

    page = words(client_of(cast.here.mentor_user).get(reverse(PHONE)))

    assert "sms:" not in page
    assert "No texts." in page


def test_texts_of_which_nobody_asked_are_not_offered(cast, client_of):
    assert cast.here.participant.may_text is None
    assert "sms:" not in words(client_of(cast.here.mentor_user).get(reverse(PHONE)))


def test_mentor_sees_only_what_mentoring_needs(cast, client_of):
    person = cast.here.participant
    person.school, person.email, person.city = "Riverside High", "juniper@private.example", "Hiddenville"
    person.save()
    ContactFactory(enrollment=cast.here.enrollment, recorded_by=cast.here.staff, note="Eviction notice came.")
    cast.here.enrollment.decision = {"income": 18000}
    cast.here.enrollment.save()
    client = client_of(cast.here.mentor_user)

    pages = "".join(
        words(client.get(url))
        for url in (
            reverse(PHONE),
            reverse("caseload:phone_help"),
            reverse("contacts:list"),
            reverse("contacts:record", args=[cast.here.enrollment.pk]),
            cast.here.contact.get_absolute_url(),
            cast.here.meeting.get_absolute_url(),
            reverse("meetings:meetings"),
            reverse("reminders:notices"),
        )
    )

    assert "Juniper" in pages
    for hidden in ("Fableton", "Riverside High", "private.example", "Hiddenville", "Eviction", "18000", "Wren"):
        assert hidden not in pages, hidden
    assert cast.here.enrollment.number not in pages


def test_home_shows_own_papers_and_the_next_meeting(cast, client_of):
    today = cast.here.site.today()
    QualificationFactory(mentor=cast.here.mentor, what="car_insurance", valid_until=today + timedelta(days=11))

    page = words(client_of(cast.here.mentor_user).get(reverse(PHONE)))

    assert "Yours to keep up" in page
    assert "Car insurance" in page
    assert "Sleep at Oak Grove" in page
    assert "Yes, I come" in page


def test_home_without_a_match_says_what_will_be_here(cast, client_of):
    user = user_with("mentor", site=cast.here.site)
    MentorFactory(site=cast.here.site, person=person_at(cast.here.site, user=user))

    page = words(client_of(user).get(reverse(PHONE)))

    assert "You have no match yet" in page


def test_home_costs_the_same_for_few_and_many(cast, client_of):
    client = client_of(cast.here.mentor_user)

    url = reverse(PHONE)
    client.get(url)
    few = cost(client, url)
    for _ in range(6):
        match = MatchFactory(enrollment=EnrollmentFactory(site=cast.here.site), mentor=cast.here.mentor)
        ContactFactory(enrollment=match.enrollment, match=match, recorded_by=cast.here.mentor_user)
        meeting = MeetingFactory(site=cast.here.site, starts_at=timezone.now() + timedelta(days=9))
        AttendanceFactory(meeting=meeting, person=cast.here.mentor.person)
        TaskFactory(enrollment=match.enrollment, assigned_to=cast.here.mentor_user, recorded_by=cast.here.staff)
        ReviewFactory(contact=match.enrollment.contacts.get(), status="returned")

    assert cost(client, url) == few


def test_help_names_the_worker_to_call(cast, client_of):
    cast.here.site.phone = "(417) 555-0100"
    cast.here.site.save()

    page = words(client_of(cast.here.mentor_user).get(reverse("caseload:phone_help")))

    assert cast.here.staff.name in page
    assert "(417) 555-0100" in page


def test_home_shows_tasks_of_the_office_until_they_are_done(cast, client_of):
    client = client_of(cast.here.mentor_user)
    assert "Ask the clinic for a new date" in words(client.get(reverse(PHONE)))

    client.post(reverse("caseload:phone_task_done", args=[cast.here.task.pk]))

    cast.here.task.refresh_from_db()
    assert cast.here.task.status == "done"
    assert "Ask the clinic for a new date" not in words(client.get(reverse(PHONE)))


def test_a_task_given_to_somebody_else_is_no_mentors_to_tick(cast, client_of):
    cast.here.task.assigned_to = cast.here.staff
    cast.here.task.save()

    answer = client_of(cast.here.mentor_user).post(reverse("caseload:phone_task_done", args=[cast.here.task.pk]))

    assert answer.status_code == 404


def test_home_shows_a_question_and_leads_to_its_answer(cast, client_of):
    review = ReviewFactory(contact=cast.here.contact, status="returned")
    ReviewNoteFactory(review=review, recorded_by=cast.here.supervisor)
    client = client_of(cast.here.mentor_user)

    assert "A question for you" in words(client.get(reverse(PHONE)))
    client.post(review.get_absolute_url(), {"words": "By bus."})

    assert "A question for you" not in words(client.get(reverse(PHONE)))


@pytest.mark.parametrize(("hours", "is_shown"), [(3, True), (-3, False)])
def test_home_shows_what_is_planned_and_not_what_is_past(cast, client_of, hours, is_shown):
    row = Appointment.objects.create(
        enrollment=cast.here.enrollment,
        match=cast.here.match,
        kind="met",
        starts_at=timezone.now() + timedelta(hours=hours),
    )

    planned = client_of(cast.here.mentor_user).get(reverse(PHONE)).context["appointments"]

    assert (row in planned) is is_shown
