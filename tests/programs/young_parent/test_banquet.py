"""The banquet: a year together and a diploma are honored in the year in which they fell."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.casework.meetings.forms.inviting import AnswerForm
from programs.casework.meetings.honors import cases_of, earned_at_school, matches_of_a_year
from programs.casework.meetings.workflow import answering
from tests.factories.casework import AttendanceFactory, MeetingFactory
from tests.factories.facts import CredentialFactory

FIRST, LAST = date(2025, 9, 20), date(2026, 9, 20)


@pytest.fixture
def cases(cast):
    return cases_of("young_parent", cast.here.staff)


@pytest.mark.parametrize(
    ("starts_on", "ended_on", "honored"),
    [
        (date(2025, 9, 20), None, True),
        (date(2025, 9, 21), None, False),
        (date(2024, 9, 20), None, True),
        (date(2024, 9, 19), date(2025, 9, 19), False),
        (date(2025, 3, 1), date(2026, 2, 28), False),
        (date(2025, 3, 1), date(2026, 3, 1), True),
    ],
)
def test_a_match_is_honored_in_the_year_of_its_anniversary(cast, cases, starts_on, ended_on, honored):
    match = cast.here.match
    match.starts_on, match.commitment_ends_on = starts_on, starts_on + timedelta(days=365)
    if ended_on:
        match.status, match.end_reason, match.ended_on = "ended", "moved", ended_on
    match.save()

    assert bool(matches_of_a_year(cases, FIRST, LAST)) == honored


def test_what_a_parent_earned_is_honored(cast, cases):
    CredentialFactory(person=cast.here.participant, site=cast.here.site, kind="diploma", name="", earned_on=LAST)
    CredentialFactory(
        person=cast.here.participant, site=cast.here.site, name="Too late", earned_on=LAST + timedelta(days=1)
    )

    words = [str(honor.what) for honor in earned_at_school(cases, FIRST, LAST)]

    assert "Too late" not in words
    assert len([honor for honor in earned_at_school(cases, FIRST, LAST) if honor.on == LAST]) == 1


def test_the_page_names_nobody_of_another_site(cast, client_of):
    for household in (cast.here, cast.there):
        household.match.starts_on = household.site.today() - timedelta(days=400)
        household.match.save()

    page = client_of(cast.here.staff).get(reverse("young_parent:banquet")).content.decode()

    assert cast.here.participant.name in page
    assert cast.there.participant.name not in page


def test_the_guest_list_counts_who_comes_and_whom_they_bring(cast, client_of):
    meeting = MeetingFactory(site=cast.here.site, kind="banquet", starts_at=timezone.now() + timedelta(days=9))
    person, mentor = cast.here.participant, cast.here.mentor.person
    own = AttendanceFactory(meeting=meeting, person=person, enrollment=cast.here.enrollment)
    other = AttendanceFactory(meeting=meeting, person=mentor, enrollment=None)
    answering.answer(attendance=own, says="yes", by=None, guests_coming=2, children_coming=1)
    answering.answer(attendance=other, says="no", by=None)

    answer = client_of(cast.here.staff).get(reverse("young_parent:banquet"))

    assert (answer.context["guests"].places, answer.context["guests"].waiting) == (4, 0)
    words = answer.content.decode()
    assert "brings 2 grown-ups" in words
    assert [guest.name for guest in answer.context["guests"].rows] == [person.name, mentor.name]


def test_other_grown_ups_are_asked_about_at_a_banquet_alone(cast):
    meeting = MeetingFactory(site=cast.here.site, kind="banquet", starts_at=timezone.now() + timedelta(days=9))
    place = AttendanceFactory(meeting=meeting, person=cast.here.participant, enrollment=cast.here.enrollment)

    asked = AnswerForm({"says": "yes", "guests_coming": "11"}, attendance=place)
    support = AnswerForm(attendance=cast.here.meeting.attendances.first())

    assert "At most 10 grown-ups. Call us if there are more." in asked.errors["guests_coming"]
    assert "guests_coming" not in support.fields
