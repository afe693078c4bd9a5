"""My day, the mentor's home and the caseloads: what is owed, in order, and nothing that is not theirs."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from programs.casework.contacts.models import Contact
from tests.factories.accounts import user_with
from tests.factories.casework import AttendanceFactory, ContactFactory, EnrollmentFactory, MatchFactory, MeetingFactory
from tests.factories.mentors import MentorFactory, QualificationFactory
from tests.factories.participants import PersonFactory, person_at

pytestmark = pytest.mark.django_db

DAY = "caseload:day"
PHONE = "caseload:phone"


def words(response):
    """The page as a person reads it, white space made one."""
    return re.sub(r"\s+", " ", response.content.decode())


def last_met(household, days):
    Contact.objects.filter(pk=household.contact.pk).update(started_at=timezone.now() - timedelta(days=days))


# --- My day ----------------------------------------------------------------------------------


def test_day_is_for_staff(cast, client_of):
    assert client_of(cast.here.staff).get(reverse(DAY)).status_code == 200
    assert client_of(cast.here.supervisor).get(reverse(DAY)).status_code == 200
    assert client_of(cast.here.mentor_user).get(reverse(DAY)).status_code == 403
    assert client_of(cast.administrator).get(reverse(DAY)).status_code == 403


def test_day_shows_what_is_late_first_and_why(cast, client_of):
    last_met(cast.here, 10)
    EnrollmentFactory(
        site=cast.here.site,
        worker=cast.here.staff,
        participant=PersonFactory(given_name="Maple", family_name="Storybrook"),
        enrolled_on=cast.here.site.today() - timedelta(days=40),
    )

    answer = client_of(cast.here.staff).get(reverse(DAY))

    owed = [(one.item.rule, one.when) for one in answer.context["page"]]
    assert owed[:2] == [("unmatched", "10 days late"), ("weekly-meeting", "3 days late")]
    assert "No contact for 10 days. They promised to meet every week." in words(answer)
    assert answer.context["counts"]["late"] == 2
    assert "oldest: 10 days" in words(answer)


def test_day_can_be_narrowed_to_what_is_late(cast, client_of):
    last_met(cast.here, 10)
    client = client_of(cast.here.staff)

    late = client.get(reverse(DAY), {"due": "late"})
    today = client.get(reverse(DAY), {"due": "today"})
    odd = client.get(reverse(DAY), {"due": "never", "page": "x"})

    assert [one.item.rule for one in late.context["page"]] == ["weekly-meeting"]
    assert list(today.context["page"]) == []
    assert odd.status_code == 200


def test_staff_see_own_cases_and_those_of_nobody_and_supervisors_all(cast, client_of):
    colleague = user_with("staff", site=cast.here.site)
    long_ago = cast.here.site.today() - timedelta(days=90)
    for worker, name in ((colleague, "Theirs"), (None, "Nobodys"), (cast.here.staff, "Mine")):
        EnrollmentFactory(
            site=cast.here.site,
            worker=worker,
            participant=PersonFactory(given_name=name, family_name=""),
            enrolled_on=long_ago,
        )

    def who(user):
        return {one.item.who for one in client_of(user).get(reverse(DAY)).context["page"]}

    assert {"Nobodys", "Mine"} <= who(cast.here.staff)
    assert "Theirs" not in who(cast.here.staff)
    assert {"Theirs", "Nobodys", "Mine"} <= who(cast.here.supervisor)
    assert not {"Theirs", "Nobodys", "Mine"} & who(cast.there.supervisor)


def test_day_shows_meetings_of_today_and_help_wanted(cast, client_of):
    MeetingFactory(site=cast.here.site, starts_at=timezone.now(), topic="Baby Store day")
    MeetingFactory(site=cast.there.site, starts_at=timezone.now(), topic="Far away")
    Contact.objects.filter(pk=cast.here.contact.pk).update(help_wanted=True)

    answer = client_of(cast.here.staff).get(reverse(DAY))

    assert "Baby Store day" in words(answer)
    assert "Far away" not in words(answer)
    assert answer.context["mend"].help_wanted == 1
    assert "Asks for help: Juniper" in words(answer)


def test_day_names_papers_that_run_out_unless_renewed(cast, client_of):
    today = cast.here.site.today()
    QualificationFactory(mentor=cast.here.mentor, what="car_insurance", valid_until=today + timedelta(days=11))
    QualificationFactory(mentor=cast.here.mentor, what="background_check", valid_until=today + timedelta(days=5))
    QualificationFactory(mentor=cast.here.mentor, what="background_check", valid_until=today + timedelta(days=700))

    page = words(client_of(cast.here.staff).get(reverse(DAY)))

    assert "Car insurance runs out in 11 days" in page
    assert "Background check runs out" not in page


def test_figures_to_mend_lead_to_exactly_their_rows(cast, client_of):
    ContactFactory(enrollment=cast.here.enrollment, duration_minutes=None)
    ContactFactory(enrollment=EnrollmentFactory(site=cast.here.site, worker=None), duration_minutes=None)
    ContactFactory(
        enrollment=EnrollmentFactory(site=cast.here.site, worker=user_with("staff", site=cast.here.site)),
        duration_minutes=None,
    )
    held = MeetingFactory(site=cast.here.site, starts_at=timezone.now() - timedelta(days=2))
    AttendanceFactory(meeting=held, person=cast.here.participant, enrollment=cast.here.enrollment)
    client = client_of(cast.here.staff)

    mend = client.get(reverse(DAY)).context["mend"]
    contacts = client.get(reverse("contacts:list"), {"without_minutes": "1", "own": "1"})
    meetings = client.get(reverse("meetings:meetings"), {"show": "missing"})

    assert mend.contacts == contacts.context["table"].page.paginator.count == 2
    assert mend.meetings == meetings.context["table"].page.paginator.count == 1


def test_site_at_hand_narrows_the_day(cast, client_of):
    user = cast.here.supervisor
    user_at_both = user_with("supervisor", site=cast.there.site)
    user_at_both.role_grants.create(role="supervisor", site=cast.here.site, starts_on=user.role_grants.get().starts_on)
    last_met(cast.here, 10)
    last_met(cast.there, 10)
    client = client_of(user_at_both)

    both = words(client.get(reverse(DAY)))
    client.post(reverse("ui:choose_site"), {"site": cast.here.site.pk})
    one = words(client.get(reverse(DAY)))

    assert "Juniper" in both
    assert "Wren" in both
    assert "Juniper" in one
    assert "Wren" not in one


@pytest.mark.parametrize("name", [DAY, "caseload:caseloads"])
def test_page_costs_the_same_for_few_and_many(cast, client_of, name):
    client = client_of(cast.here.supervisor)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        return len(queries)

    def one_more(number):
        enrollment = EnrollmentFactory(site=cast.here.site, worker=cast.here.staff)
        mentor = MentorFactory(site=cast.here.site)
        match = MatchFactory(enrollment=enrollment, mentor=mentor)
        ContactFactory(enrollment=enrollment, match=match, help_wanted=True, recorded_by=cast.here.mentor_user)
        EnrollmentFactory(site=cast.here.site, worker=cast.here.staff)
        held = MeetingFactory(site=cast.here.site, starts_at=timezone.now() - timedelta(days=2))
        AttendanceFactory(meeting=held, person=enrollment.participant, enrollment=enrollment)
        QualificationFactory(mentor=mentor, valid_until=cast.here.site.today())

    one_more(0)
    cost()
    few = cost()
    for number in range(8):
        one_more(number)

    assert cost() == few


# --- The mentor's home -----------------------------------------------------------------------


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
    free = words(client.get(reverse(PHONE)))

    assert "tel:4175550142" in careful
    assert "sms:" not in careful
    assert "No texts. No voicemail. Best: after 2:30 pm. Speaks Spanish." in careful
    assert "sms:4175550142" in free


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

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(PHONE))
        return len(queries)

    cost()
    few = cost()
    for _ in range(6):
        match = MatchFactory(enrollment=EnrollmentFactory(site=cast.here.site), mentor=cast.here.mentor)
        ContactFactory(enrollment=match.enrollment, match=match, recorded_by=cast.here.mentor_user)
        meeting = MeetingFactory(site=cast.here.site, starts_at=timezone.now() + timedelta(days=9))
        AttendanceFactory(meeting=meeting, person=cast.here.mentor.person)

    assert cost() == few


def test_help_names_the_worker_to_call(cast, client_of):
    cast.here.site.phone = "(417) 555-0100"
    cast.here.site.save()

    page = words(client_of(cast.here.mentor_user).get(reverse("caseload:phone_help")))

    assert cast.here.staff.name in page
    assert "(417) 555-0100" in page


# --- Caseloads -------------------------------------------------------------------------------


def test_caseloads_stand_side_by_side(cast, client_of):
    last_met(cast.here, 10)
    EnrollmentFactory(site=cast.here.site, worker=None)

    rows = client_of(cast.here.supervisor).get(reverse("caseload:caseloads")).context["rows"]

    assert [(row.worker, row.open_cases, row.unmatched) for row in rows] == [(cast.here.staff, 1, 0), (None, 1, 1)]
    assert rows[0].late == 1


def test_caseloads_are_for_supervisors_of_the_site(cast, client_of):
    url = reverse("caseload:caseloads")

    assert client_of(cast.here.staff).get(url).status_code == 403
    assert client_of(cast.here.mentor_user).get(url).status_code == 403
    assert client_of(cast.administrator).get(url).context["rows"] == []
    there = client_of(cast.there.supervisor).get(url).context["rows"]
    assert [row.worker for row in there] == [cast.there.staff]
