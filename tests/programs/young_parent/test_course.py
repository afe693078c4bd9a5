"""How a match goes: at risk with its reason, and each month done against expected."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse

from programs.casework.casefile.sources import SOURCES
from programs.casework.casefile.sources.lines import read
from programs.casework.enrollments.models import Enrollment
from programs.young_parent.course.months import months_of
from programs.young_parent.course.panel import course_of
from programs.young_parent.course.risk import reasons_by_case, reasons_of
from tests.factories.casework import AppointmentFactory, AttendanceFactory, ContactFactory, MeetingFactory

ON = date(2026, 9, 20)


@pytest.fixture
def case(cast):
    """Juniper's case, matched on April 7, 2026, without any contact yet."""
    match = cast.here.match
    match.starts_on = date(2026, 4, 7)
    match.save()
    cast.here.enrollment.enrolled_on = date(2026, 4, 1)
    cast.here.enrollment.save()
    cast.here.contact.started_at = moment(cast, date(2026, 4, 1))
    cast.here.contact.match = None
    cast.here.contact.save()
    return cast.here.enrollment


def moment(cast, day):
    return datetime.combine(day, time(15, 0), tzinfo=cast.here.site.zone)


def met(cast, *days, minutes=60):
    for day in days:
        ContactFactory(
            enrollment=cast.here.enrollment,
            match=cast.here.match,
            started_at=moment(cast, day),
            duration_minutes=minutes,
            recorded_by=cast.here.staff,
        )


def support_meeting(cast, day, came):
    meeting = MeetingFactory(
        site=cast.here.site, kind="support", starts_at=moment(cast, day), duration_minutes=120, topic=f"Day {day}"
    )
    AttendanceFactory(meeting=meeting, person=cast.here.participant, enrollment=cast.here.enrollment, came=came)


def course(cast, case):
    """The panel as the case file asks for it."""
    opened = Enrollment.objects.with_people().with_matches().get(pk=case.pk)
    opened.status = case.status
    return course_of(opened, on=ON, user=cast.here.staff, lines=lines(opened))


def lines(case):
    """What the story has read."""
    return read(SOURCES, case)


def weekly(until, count=6, every=7):
    return [until - timedelta(days=every * number) for number in range(count)]


# --- At risk ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "is_at_risk"), [(14, False), (15, True)])
def test_silence_beyond_twice_the_own_rhythm_is_a_risk(cast, case, days, is_at_risk):
    met(cast, *weekly(ON - timedelta(days=days)))

    reasons = reasons_of(lines(case), case, cast.here.match, on=ON)

    assert reasons == ([f"No contact for {days} days; they usually meet every 7."] if is_at_risk else [])


def test_those_who_meet_every_other_week_are_measured_by_that(cast, case):
    met(cast, *weekly(ON - timedelta(days=20), every=14))

    assert reasons_of(lines(case), case, cast.here.match, on=ON) == []


def test_those_who_never_met_are_at_risk(cast, case):
    days = (ON - cast.here.match.starts_on).days

    assert reasons_of(lines(case), case, cast.here.match, on=ON) == [
        f"Matched {days} days ago, and they have not met yet."
    ]


@pytest.mark.parametrize(
    ("came", "is_at_risk"), [((False, False), True), ((False, True), False), ((False, None), False)]
)
def test_two_support_meetings_missed_in_a_row_are_a_risk(cast, case, came, is_at_risk):
    met(cast, *weekly(ON))
    for day, answer in zip((date(2026, 8, 11), date(2026, 9, 8)), came, strict=True):
        support_meeting(cast, day, answer)

    reasons = reasons_of(lines(case), case, cast.here.match, on=ON)

    assert reasons == (["Missed the last 2 support meetings."] if is_at_risk else [])


def missed_appointment(cast, day):
    AppointmentFactory(
        enrollment=cast.here.enrollment,
        match=cast.here.match,
        starts_at=moment(cast, day),
        status="missed",
        missed_reason="no_show",
    )


@pytest.mark.parametrize(("days", "is_at_risk"), [((2, 5), True), ((2,), False), ((2, 12), False)])
def test_appointments_missed_in_a_row_since_they_met_are_a_risk(cast, case, days, is_at_risk):
    met(cast, *weekly(ON - timedelta(days=10)))
    for back in days:
        missed_appointment(cast, ON - timedelta(days=back))

    reasons = reasons_of(lines(case), case, cast.here.match, on=ON)

    assert reasons == (["The last 2 appointments did not happen."] if is_at_risk else [])


def test_the_room_says_of_each_match_what_its_case_says(cast, case):
    met(cast, *weekly(ON - timedelta(days=20)))
    for back in (2, 5):
        missed_appointment(cast, ON - timedelta(days=back))
    for day in (date(2026, 8, 11), date(2026, 9, 8)):
        support_meeting(cast, day, False)

    found = reasons_by_case(list(Enrollment.objects.filter(pk=case.pk).with_people().with_matches()), on=ON)

    assert found[case.pk] == reasons_of(lines(case), case, cast.here.match, on=ON)
    assert len(found[case.pk]) == 3


def test_the_room_names_who_is_at_risk_with_the_reason(cast, case, client_of):
    page = client_of(cast.here.staff).get(reverse("young_parent:home"))

    assert [case.pk for case, _reasons in page.context["at_risk"]] == [case.pk]
    assert "and they have not met yet." in page.content.decode()


def test_in_a_pause_nothing_is_at_risk(cast, case):
    case.status = "paused"

    assert course(cast, case)["reasons"] == []


def test_without_a_match_there_is_no_course(cast, case):
    cast.here.match.status, cast.here.match.end_reason, cast.here.match.ended_on = "ended", "moved", ON
    cast.here.match.save()

    assert course(cast, case) is None


# --- By month ---------------------------------------------------------------------------------


def test_each_month_says_done_of_expected_on_one_line(cast, case):
    met(cast, date(2026, 8, 3), date(2026, 8, 20), minutes=90)
    support_meeting(cast, date(2026, 8, 11), True)

    months = {month.first.month: month for month in months_of(lines(case), case, cast.here.match, on=ON)}

    assert months[8].words == "3 h of 4 h with the mentor, 2 h of 2 h at meetings"
    assert (months[8].done, months[8].expected, months[8].kind) == (300, 360, "")


def test_the_month_in_which_they_began_expects_its_share(cast, case):
    months = months_of(lines(case), case, cast.here.match, on=ON)

    assert [month.first.month for month in months] == [9, 8, 7, 6, 5, 4]
    assert months[-1].expected_with_mentor == 240 * 24 // 30


def test_the_case_file_shows_the_course(cast, client_of):
    page = client_of(cast.here.staff).get(cast.here.enrollment.get_absolute_url()).content.decode()

    assert "How the match goes" in page
    assert "On course" in page
