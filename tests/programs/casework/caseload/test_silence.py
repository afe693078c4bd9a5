"""Who is silent by their own rhythm, and whom to call today."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.casework.caseload.owed import own_cases
from programs.casework.caseload.silence import rhythms
from programs.casework.contacts.models import Contact, ContactShare
from tests.factories.casework import ContactFactory, EnrollmentFactory
from tests.programs.casework.caseload.household import cost, met_on, words

pytestmark = pytest.mark.django_db

CALLS = "caseload:calls"


def rhythm_of(cast):
    (rhythm,) = rhythms(own_cases(cast.here.staff), on=cast.here.site.today())
    return rhythm


def test_own_rhythm_is_the_median_of_the_gaps(cast):
    met_on(cast.here.enrollment, 16, 23, 30, 37, 60)

    rhythm = rhythm_of(cast)

    assert (rhythm.usual, rhythm.is_own, rhythm.days) == (7, True, 16)
    assert rhythm.is_silent
    assert rhythm.words == "No contact for 16 days. They usually meet every 7 days."


@pytest.mark.parametrize(("days", "is_silent"), [(14, False), (15, True)])
def test_silent_is_who_misses_more_than_two_gaps(cast, days, is_silent):
    met_on(cast.here.enrollment, days, days + 7, days + 14, days + 21)

    assert rhythm_of(cast).is_silent is is_silent


@pytest.mark.parametrize(("days", "is_silent"), [(7, False), (8, True)])
def test_who_meets_daily_is_not_silent_within_a_week(cast, days, is_silent):
    met_on(cast.here.enrollment, days, days + 1, days + 2, days + 3)

    assert rhythm_of(cast).is_silent is is_silent


def test_with_three_contacts_the_program_is_the_measure(cast):
    met_on(cast.here.enrollment, 15, 35, 55)

    rhythm = rhythm_of(cast)

    assert (rhythm.usual, rhythm.is_own, rhythm.is_expected, rhythm.is_silent) == (7, False, True, True)
    assert rhythm.words == "No contact for 15 days. The program expects one every 7 days."


@pytest.mark.parametrize(("days", "is_silent"), [(28, False), (29, True)])
def test_where_nobody_says_two_weeks_are_the_measure(cast, days, is_silent):
    cast.here.enrollment.program = "worksite"
    cast.here.enrollment.save()
    met_on(cast.here.enrollment, days)

    rhythm = rhythm_of(cast)

    assert (rhythm.usual, rhythm.is_silent) == (14, is_silent)
    assert "too few contacts" in rhythm.words


def test_no_contact_yet_counts_from_the_enrollment(cast):
    cast.here.enrollment.enrolled_on = cast.here.site.today() - timedelta(days=20)
    cast.here.enrollment.save()
    met_on(cast.here.enrollment)

    assert rhythm_of(cast).words.startswith("No contact since the enrollment 20 days ago.")


def test_after_half_a_year_nobody_counts_days(cast):
    met_on(cast.here.enrollment, 190)

    assert rhythm_of(cast).words.startswith("No contact for half a year.")


def test_tries_do_not_break_the_silence_but_are_said(cast, client_of):
    met_on(cast.here.enrollment, 16, 23, 30, 37)
    ContactFactory(
        enrollment=cast.here.enrollment,
        kind="",
        outcome="attempted",
        duration_minutes=None,
        started_at=timezone.now() - timedelta(days=2),
    )

    page = words(client_of(cast.here.staff).get(reverse(CALLS)))

    assert rhythm_of(cast).is_silent
    assert "Tried once since" in page
    assert "No contact for 16 days" in page


def test_a_contact_shared_with_the_family_breaks_its_silence(cast):
    met_on(cast.here.enrollment, 16, 23, 30, 37)
    other = EnrollmentFactory(site=cast.here.site, worker=cast.there.staff)
    contact = ContactFactory(enrollment=other, started_at=timezone.now() - timedelta(days=1))
    ContactShare.objects.create(contact=contact, enrollment=cast.here.enrollment)

    assert rhythm_of(cast).days == 1


def test_paused_cases_have_no_rhythm(cast):
    cast.here.enrollment.status = "paused"
    cast.here.enrollment.save()

    assert rhythms(own_cases(cast.here.staff), on=cast.here.site.today()) == []


# --- Whom to call ----------------------------------------------------------------------------


def test_follow_ups_come_first_then_tries_silence_and_invitations(cast, client_of):
    today = cast.here.site.today()
    met_on(cast.here.enrollment, 3)
    ContactFactory(
        enrollment=cast.here.enrollment,
        started_at=timezone.now() - timedelta(days=3),
        follow_up="Ask about the crib",
        follow_up_by=today,
    )
    silent = EnrollmentFactory(site=cast.here.site, worker=cast.here.staff, enrolled_on=today - timedelta(days=100))

    calls = client_of(cast.here.staff).get(reverse(CALLS)).context["page"].object_list

    assert [call.case for call in calls] == [cast.here.enrollment.pk, silent.pk]
    assert "Ask about the crib" in calls[0].reasons[0]
    assert any("Has not answered the invitation" in reason for reason in calls[0].reasons)


@pytest.mark.parametrize("days", [-1, 0])
def test_a_follow_up_is_called_about_from_its_day_on(cast, client_of, days):
    cast.here.attendance.delete()
    Contact.objects.filter(pk=cast.here.contact.pk).update(
        follow_up="Ask about the crib", follow_up_by=cast.here.site.today() - timedelta(days=days)
    )

    total = client_of(cast.here.staff).get(reverse(CALLS)).context["total"]

    assert total == (0 if days < 0 else 1)


def test_only_safe_ways_are_offered(cast, client_of):
    met_on(cast.here.enrollment, 30)
    person = cast.here.participant
    person.may_text, person.may_leave_voicemail, person.reach_by = False, False, "text"
    person.phone_seen_by = "her aunt"
    person.save()

    page = words(client_of(cast.here.staff).get(reverse(CALLS)))

    assert "tel:4175550142" in page
    assert "sms:" not in page
    assert "No texts. No voicemail. Also seen by: her aunt." in page
    assert "Text first." not in page


def test_a_try_is_logged_once(cast, client_of):
    client = client_of(cast.here.staff)
    url = reverse("caseload:log_try", args=[cast.here.enrollment.pk])
    uid = str(uuid.uuid4())

    client.post(url, {"uid": uid})
    client.post(url, {"uid": uid})

    assert Contact.objects.attempted().filter(enrollment=cast.here.enrollment).count() == 1


def test_nobody_logs_a_try_elsewhere_or_as_a_mentor(cast, client_of):
    url = reverse("caseload:log_try", args=[cast.here.enrollment.pk])

    assert client_of(cast.there.staff).post(url, {"uid": str(uuid.uuid4())}).status_code == 404
    assert client_of(cast.here.mentor_user).post(url, {"uid": str(uuid.uuid4())}).status_code == 404
    assert Contact.objects.attempted().count() == 0


def test_calls_cost_the_same_for_few_and_many(cast, client_of):
    client = client_of(cast.here.staff)
    EnrollmentFactory(site=cast.here.site, worker=cast.here.staff)
    url = reverse(CALLS)
    client.get(url)
    few = cost(client, url)
    for _number in range(8):
        EnrollmentFactory(site=cast.here.site, worker=cast.here.staff)

    assert cost(client, url) == few < 20
