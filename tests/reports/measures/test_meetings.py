"""Meetings held, who came, and what was not noted."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from programs import registry
from reports.measures import meetings
from reports.periods import Quarter
from tests.factories.agencies import SiteFactory
from tests.factories.casework import AttendanceFactory, EnrollmentFactory, MeetingFactory

QUARTER = Quarter.parse("SFY2027Q1")
PROGRAM = registry.get("young_parent")
CHICAGO = ZoneInfo("America/Chicago")


@pytest.fixture(autouse=True)
def autumn(time_machine):
    time_machine.move_to(datetime(2026, 11, 23, 12, tzinfo=CHICAGO))


@pytest.fixture
def site(db):
    return SiteFactory()


def meeting(site, *moment, **fields):
    return MeetingFactory(site=site, starts_at=datetime(*moment, tzinfo=CHICAGO), **fields)


def place(meeting, case, came):
    return AttendanceFactory(meeting=meeting, enrollment=case, person=case.participant, came=came)


def figure(measure, site):
    return measure(QUARTER, [site], PROGRAM)


@pytest.mark.parametrize(
    ("moment", "held"),
    [
        ((2026, 6, 30, 23, 59), 0),
        ((2026, 7, 1, 0, 0), 1),
        ((2026, 9, 30, 23, 59), 1),
        ((2026, 10, 1, 0, 0), 0),
    ],
)
def test_meeting_counts_on_the_day_of_the_site(site, moment, held):
    meeting(site, *moment)

    assert figure(meetings.meetings_held, site).numerator == held


def test_what_is_no_meeting_for_participants_is_left_out(site):
    meeting(site, 2026, 8, 5, 17, kind="mentor_training")
    meeting(site, 2026, 8, 5, 17, program="mpmp", kind="peer_group")
    off = meeting(site, 2026, 8, 6, 17)
    off.called_off_at, off.called_off_reason = off.starts_at, "Storm"
    off.save()

    assert figure(meetings.meetings_held, site).numerator == 0
    assert figure(meetings.meetings_called_off, site).numerator == 1


def test_meeting_still_to_come_is_not_held(site, time_machine):
    meeting(site, 2026, 9, 20, 17)
    time_machine.move_to(datetime(2026, 9, 20, 16, 59, tzinfo=CHICAGO))

    assert figure(meetings.meetings_held, site).numerator == 0


def test_places_are_those_of_participants_of_whom_it_was_noted(site):
    cases = [EnrollmentFactory(site=site) for _ in range(4)]
    first, second = meeting(site, 2026, 7, 8, 17), meeting(site, 2026, 8, 5, 17)
    place(first, cases[0], came=True)
    place(first, cases[1], came=False)
    place(second, cases[0], came=True)
    place(second, cases[2], came=None)
    AttendanceFactory(meeting=first, came=True)

    counted = figure(meetings.attendance, site)

    assert (counted.numerator, counted.denominator) == (2, 3)
    (gap,) = counted.not_counted
    assert (gap.count, gap.effect) == (1, "Between 50% and 75%, had it been noted")


def test_who_came_once_is_counted_once_of_all_served(site):
    cases = [EnrollmentFactory(site=site) for _ in range(3)]
    for moment in ((2026, 7, 8, 17), (2026, 8, 5, 17)):
        place(meeting(site, *moment), cases[0], came=True)
    place(meeting(site, 2026, 9, 9, 17), cases[1], came=False)
    place(meeting(site, 2026, 10, 9, 17), cases[2], came=True)

    counted = figure(meetings.came_once, site)

    assert (counted.numerator, counted.denominator) == (1, 3)
    assert {row.pk for row in counted.part("no").rows} == {cases[1].pk, cases[2].pk}


def test_each_meeting_has_its_counts(site):
    cases = [EnrollmentFactory(site=site) for _ in range(3)]
    held = meeting(site, 2026, 7, 8, 17)
    place(held, cases[0], came=True)
    place(held, cases[1], came=False)
    place(held, cases[2], came=None)
    AttendanceFactory(meeting=held, came=True, children_came=2)

    (row,) = meetings.meetings_with_counts(QUARTER, [site], PROGRAM)

    assert (row.asked, row.came_count, row.unknown, row.children) == (3, 1, 1, 2)


def test_every_counted_kind_is_one_of_the_program():
    for program in registry.all_programs():
        assert [kind.code for kind in meetings.meeting_kinds(program)] == list(meetings.KINDS[program.code])


def test_figures_equal_plain_sql(site):
    cases = [EnrollmentFactory(site=site) for _ in range(8)]
    for i in range(20):
        held = meeting(site, 2026, 5 + i // 4, 1 + i % 28, 17)
        for k, case in enumerate(cases):
            place(held, case, came=(True, False, None)[(i + k) % 3])
    window = "2026-07-01 05:00:00", "2026-10-01 05:00:00"
    if connection.vendor != "sqlite":
        window = tuple(f"{moment}+00" for moment in window)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT SUM(CASE WHEN a.came = %s THEN 1 ELSE 0 END), COUNT(a.came), COUNT(*), "
            "COUNT(DISTINCT CASE WHEN a.came = %s THEN a.person_id END) "
            "FROM meetings_attendance a JOIN meetings_meeting m ON m.id = a.meeting_id "
            "WHERE m.site_id = %s AND m.kind = 'support' AND m.called_off_at IS NULL "
            "AND a.enrollment_id IS NOT NULL AND m.starts_at >= %s AND m.starts_at < %s",
            [True, True, site.pk, *window],
        )
        came, noted, everyone, people = cursor.fetchone()

    counted = figure(meetings.attendance, site)
    assert (counted.numerator, counted.denominator) == (came, noted)
    assert counted.not_counted[0].count == everyone - noted
    assert figure(meetings.came_once, site).numerator == people
