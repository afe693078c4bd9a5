"""Hours, contacts and tries: the edges of the quarter by the site's clock, and the same counts in plain SQL."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from programs import registry
from programs.casework.enrollments.models import Pause
from reports.measures import dosage
from reports.periods import Quarter, Span
from tests.factories.accounts import UserFactory
from tests.factories.agencies import SiteFactory
from tests.factories.casework import ContactFactory, EnrollmentFactory, MatchFactory
from tests.factories.mentors import MentorFactory

QUARTER = Quarter.parse("SFY2027Q1")
PROGRAM = registry.get("young_parent")
CHICAGO, PHOENIX = ZoneInfo("America/Chicago"), ZoneInfo("America/Phoenix")


@pytest.fixture
def match(db):
    return MatchFactory(starts_on=date(2026, 2, 1), commitment_ends_on=date(2027, 2, 1))


def contact(match, at, *, minutes=60, **fields):
    return ContactFactory(enrollment=match.enrollment, match=match, started_at=at, duration_minutes=minutes, **fields)


def local(*moment, zone=CHICAGO):
    return datetime(*moment, tzinfo=zone)


def mentor_hours(*sites, period=QUARTER, program=PROGRAM):
    return dosage.mentor_hours(period, list(sites), program)


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        (local(2026, 6, 30, 23, 59), False),
        (local(2026, 7, 1, 0, 0), True),
        (local(2026, 9, 30, 23, 59), True),
        (local(2026, 10, 1, 0, 0), False),
        (datetime(2026, 10, 1, 4, 59, tzinfo=UTC), True),
        (datetime(2026, 10, 1, 5, 0, tzinfo=UTC), False),
    ],
)
def test_contact_counts_on_the_day_of_the_site(match, at, counts):
    contact(match, at)

    assert mentor_hours(match.enrollment.site).numerator == (1 if counts else 0)


def test_each_site_has_its_own_clock(match):
    """One moment is September in Phoenix and October in Chicago."""
    phoenix = MatchFactory(enrollment__site=SiteFactory(time_zone="America/Phoenix"))
    for one in (match, phoenix):
        contact(one, datetime(2026, 10, 1, 5, 30, tzinfo=UTC))

    assert mentor_hours(match.enrollment.site, phoenix.enrollment.site).numerator == 1


def test_minutes_make_hours_by_month(match):
    contact(match, local(2026, 7, 31, 23, 30), minutes=90)
    contact(match, local(2026, 8, 1, 0, 0), minutes=45)

    counted = mentor_hours(match.enrollment.site)

    assert counted.numerator == Decimal("2.25")
    assert [part.value for part in counted.parts] == [Decimal("1.5"), Decimal("0.75"), 0]
    assert [part.label for part in counted.parts] == ["July", "August", "September"]


def test_what_is_no_mentor_time_is_left_out(match):
    at = local(2026, 8, 5, 12, 0)
    ContactFactory(enrollment=match.enrollment, started_at=at)
    contact(match, at, minutes=None, outcome="attempted")
    mistake = contact(match, at)
    mistake.voided_at, mistake.voided_by, mistake.void_reason = at, UserFactory(), "Typed twice"
    mistake.save()
    contact(MatchFactory(enrollment__program="mpmp", enrollment__site=match.enrollment.site), at)

    assert mentor_hours(match.enrollment.site).numerator == 0


def test_contact_without_minutes_is_stated_with_its_effect(match):
    at = local(2026, 8, 5, 12, 0)
    contact(match, at, minutes=50)
    contact(match, at, minutes=70)
    missing = contact(match, at, minutes=None, kind="call")
    contact(match, at, minutes=None, kind="text")

    counted = mentor_hours(match.enrollment.site)

    assert counted.numerator == 2
    (gap,) = counted.not_counted
    assert (gap.count, list(gap.rows)) == (1, [missing])
    assert gap.effect == "About 1.0 hours more, if they lasted as long as the others: 25%"


def test_a_whole_quarter_promises_four_hours_a_month(match):
    assert mentor_hours(match.enrollment.site).denominator == 12


@pytest.mark.parametrize(
    ("starts_on", "ended_on", "expected"),
    [
        (date(2026, 9, 30), None, Decimal(4) / 30),
        (date(2026, 10, 1), None, 0),
        (date(2026, 2, 1), date(2026, 6, 30), 0),
        (date(2026, 2, 1), date(2026, 7, 1), Decimal(4) / 31),
        (date(2026, 7, 16), None, Decimal(4) * 16 / 31 + 8),
        (date(2026, 8, 10), date(2026, 8, 10), Decimal(4) / 31),
    ],
)
def test_part_of_a_month_promises_its_share(db, starts_on, ended_on, expected):
    ending = {"status": "ended", "ended_on": ended_on, "end_reason": "moved"} if ended_on else {}
    match = MatchFactory(starts_on=starts_on, commitment_ends_on=starts_on + timedelta(days=365), **ending)

    assert mentor_hours(match.enrollment.site).denominator == expected


@pytest.mark.parametrize(
    ("begins", "ends", "days_off"),
    [
        (date(2026, 6, 1), date(2026, 7, 1), 0),
        (date(2026, 6, 1), date(2026, 7, 2), 1),
        (date(2026, 7, 10), date(2026, 7, 10), 0),
        (date(2026, 7, 10), date(2026, 7, 20), 10),
        (date(2026, 7, 22), None, 10),
    ],
)
def test_nothing_is_promised_while_the_case_is_paused(match, begins, ends, days_off):
    Pause.objects.create(
        enrollment=match.enrollment, starts_on=begins, ends_on=ends, reason="Away", paused_by=UserFactory()
    )
    july = Span(date(2026, 7, 1), date(2026, 7, 31))

    counted = mentor_hours(match.enrollment.site, period=july)

    assert counted.denominator == Decimal(4) * (31 - days_off) / 31


@given(
    st.lists(st.tuples(st.integers(-10, 45), st.integers(0, 20) | st.none()), max_size=4),
    st.integers(-10, 40),
    st.integers(0, 40) | st.none(),
)
def test_days_expected_are_those_counted_one_by_one(pauses, begins, lasts):
    month = Span(date(2026, 7, 1), date(2026, 7, 31))
    day = lambda n: month.first + timedelta(days=n)  # noqa: E731
    ended_on = None if lasts is None else day(begins + lasts)
    spans = sorted(
        ((day(first), None if length is None else day(first + length)) for first, length in pauses),
        key=lambda span: span[0],
    )

    def is_expected(on):
        if on < day(begins) or (ended_on and on > ended_on):
            return False
        return not any(first <= on and (end is None or on < end) for first, end in spans)

    counted = dosage.days_expected(month, day(begins), ended_on, spans)

    assert counted == sum(is_expected(day(n)) for n in range(31))


def test_program_without_a_promise_has_no_share(db):
    match = MatchFactory(enrollment__program="mpmp")
    contact(match, local(2026, 8, 5, 12, 0))

    counted = mentor_hours(match.enrollment.site, program=registry.get("mpmp"))

    assert counted.numerator == 1
    assert counted.denominator is None
    assert counted.value is None


def test_contacts_by_kind_and_tries(match):
    at = local(2026, 8, 5, 12, 0)
    contact(match, at)
    contact(match, at, kind="text", minutes=None)
    ContactFactory(enrollment=match.enrollment, started_at=at, kind="call")
    contact(match, at, minutes=None, outcome="attempted")
    site = match.enrollment.site

    made = dosage.contacts_made(QUARTER, [site], PROGRAM)

    assert made.numerator == 3
    assert {part.code: part.value for part in made.parts} == {"met": 1, "call": 1, "text": 1, "video": 0}
    assert dosage.attempts(QUARTER, [site], PROGRAM).numerator == 1


def test_reached_is_a_share_of_people_served(match):
    contact(match, local(2026, 9, 30, 23, 59))
    tried = EnrollmentFactory(site=match.enrollment.site)
    ContactFactory(enrollment=tried, started_at=local(2026, 8, 1, 9), duration_minutes=None, outcome="attempted")

    counted = dosage.reached(QUARTER, [match.enrollment.site], PROGRAM)

    assert (counted.numerator, counted.denominator, counted.value) == (1, 2, 50)
    assert [row.pk for row in counted.part("no").rows] == [tried.pk]


@pytest.fixture
def busy_site(db):
    """Contacts every eleven hours around the quarter, of several kinds, some without minutes or mentor."""
    site = SiteFactory()
    matches = [
        MatchFactory(
            enrollment__site=site,
            mentor=MentorFactory(site=site),
            starts_on=date(2026, 1 + i, 5 + i),
            commitment_ends_on=date(2027, 1 + i, 5 + i),
        )
        for i in range(6)
    ]
    begins = local(2026, 6, 20, 1, 17)
    for i in range(300):
        made = i % 7 != 0
        match = matches[i % 6]
        ContactFactory(
            enrollment=match.enrollment,
            match=match if i % 5 else None,
            started_at=begins + timedelta(hours=11 * i),
            outcome="made" if made else "attempted",
            duration_minutes=20 + i % 70 if made and i % 4 else None,
            kind=("met", "call", "text", "video")[i % 4],
        )
    return site


def test_figures_equal_plain_sql(busy_site):
    window = "2026-07-01 05:00:00+00", "2026-10-01 05:00:00+00"
    if connection.vendor == "sqlite":
        window = "2026-07-01 05:00:00", "2026-10-01 05:00:00"
    source = (
        "FROM contacts_contact c JOIN enrollments_enrollment e ON e.id = c.enrollment_id "
        "WHERE c.voided_at IS NULL AND e.program = 'young_parent' AND e.site_id = %s "
        "AND c.started_at >= %s AND c.started_at < %s"
    )

    def sql(what, condition):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {what} {source} AND {condition}", [busy_site.pk, *window])
            return cursor.fetchone()[0]

    hours = mentor_hours(busy_site)
    assert hours.numerator == Decimal(
        sql("SUM(c.duration_minutes)", "c.outcome = 'made' AND c.match_id IS NOT NULL")
    ) / Decimal(60)
    assert hours.not_counted[0].count == sql(
        "COUNT(*)",
        "c.outcome = 'made' AND c.match_id IS NOT NULL AND c.duration_minutes IS NULL AND c.kind <> 'text'",
    )
    assert dosage.contacts_made(QUARTER, [busy_site], PROGRAM).numerator == sql("COUNT(*)", "c.outcome = 'made'")
    assert dosage.attempts(QUARTER, [busy_site], PROGRAM).numerator == sql("COUNT(*)", "c.outcome = 'attempted'")


def test_parts_make_up_the_whole(busy_site):
    hours = mentor_hours(busy_site)
    made = dosage.contacts_made(QUARTER, [busy_site], PROGRAM)

    assert sum(part.value for part in hours.parts) == hours.numerator
    assert sum(part.of for part in hours.parts) == hours.denominator
    assert sum(part.value for part in made.parts) == made.numerator == made.rows.count()
    assert dosage.hours_by_site(QUARTER, [busy_site], PROGRAM) == {busy_site.pk: (hours.numerator, hours.denominator)}


def test_figures_cost_the_same_for_few_and_many_contacts(match, busy_site, django_assert_num_queries):
    with django_assert_num_queries(4):
        mentor_hours(match.enrollment.site)
    with django_assert_num_queries(4):
        mentor_hours(busy_site)
