"""Matches begun, kept and ended, at every edge of their days."""

from datetime import date, timedelta

import pytest
from django.db import connection

from programs import registry
from reports.measures import commitment
from reports.periods import Quarter
from tests.factories.agencies import SiteFactory
from tests.factories.casework import EnrollmentFactory, MatchFactory

QUARTER = Quarter.parse("SFY2027Q1")
PROGRAM = registry.get("young_parent")


@pytest.fixture
def site(db):
    return SiteFactory()


def match_at(site, starts_on, ended_on=None, *, reason="moved", promised=None, **fields):
    ending = {"status": "ended", "ended_on": ended_on, "end_reason": reason} if ended_on else {}
    return MatchFactory(
        enrollment__site=site,
        starts_on=starts_on,
        commitment_ends_on=promised or starts_on.replace(year=starts_on.year + 1),
        **ending,
        **fields,
    )


def figure(measure, site):
    return measure(QUARTER, [site], PROGRAM)


@pytest.mark.parametrize(
    ("starts_on", "ended_on", "flow"),
    [
        # (open at start, begun, ended, open at end)
        (date(2026, 6, 30), None, (1, 0, 0, 1)),
        (date(2026, 7, 1), None, (0, 1, 0, 1)),
        (date(2026, 9, 30), None, (0, 1, 0, 1)),
        (date(2026, 10, 1), None, (0, 0, 0, 0)),
        (date(2026, 2, 1), date(2026, 6, 30), (0, 0, 0, 0)),
        (date(2026, 2, 1), date(2026, 7, 1), (1, 0, 1, 0)),
        (date(2026, 2, 1), date(2026, 9, 30), (1, 0, 1, 0)),
        (date(2026, 2, 1), date(2026, 10, 1), (1, 0, 0, 1)),
        (date(2026, 8, 4), date(2026, 8, 4), (0, 1, 1, 0)),
    ],
)
def test_match_counts_by_its_days(site, starts_on, ended_on, flow):
    match_at(site, starts_on, ended_on)

    counted = tuple(
        figure(one, site).numerator
        for one in (
            commitment.matches_at_start,
            commitment.matches_begun,
            commitment.matches_ended,
            commitment.matches_at_end,
        )
    )

    assert counted == flow


def test_proposal_and_what_never_began_are_no_matches(site):
    MatchFactory(enrollment__site=site, status="proposed", mentor_agreed_on=None, starts_on=date(2026, 8, 1))
    match_at(site, date(2026, 8, 1), date(2026, 8, 1), reason="not_begun")

    assert figure(commitment.matches_begun, site).numerator == 0
    assert figure(commitment.matches_ended, site).numerator == 0


@pytest.mark.parametrize(
    ("promised", "ended_on", "due", "kept"),
    [
        (date(2026, 6, 30), None, 0, 0),
        (date(2026, 7, 1), None, 1, 1),
        (date(2026, 9, 30), None, 1, 1),
        (date(2026, 10, 1), None, 0, 0),
        (date(2026, 8, 1), date(2026, 7, 31), 1, 0),
        (date(2026, 8, 1), date(2026, 8, 1), 1, 1),
        (date(2026, 8, 1), date(2026, 3, 3), 1, 0),
        (date(2026, 8, 1), date(2026, 9, 5), 1, 1),
    ],
)
def test_the_year_is_kept_when_the_match_lasts_to_the_promised_day(site, promised, ended_on, due, kept):
    match_at(site, promised.replace(year=2025), ended_on, promised=promised)

    counted = figure(commitment.reached_year, site)

    assert (counted.denominator, counted.numerator) == (due, kept)
    assert counted.part("kept").rows.count() == kept
    assert counted.part("ended").rows.count() == due - kept


def test_match_without_a_promised_day_is_stated(site):
    MatchFactory(enrollment__site=site, commitment_ends_on=None)

    (gap,) = figure(commitment.reached_year, site).not_counted

    assert (gap.count, gap.rows.count()) == (1, 1)


def test_ended_early_tells_why(site):
    match_at(site, date(2026, 2, 1), date(2026, 8, 3), reason="moved")
    match_at(site, date(2026, 2, 2), date(2026, 9, 30), reason="lost_touch")
    match_at(site, date(2025, 8, 1), date(2026, 8, 1), reason="commitment_kept")

    early = figure(commitment.ended_early, site)

    assert early.numerator == 2
    assert {part.code: part.value for part in early.parts if part.value} == {"moved": 1, "lost_touch": 1}


def test_matched_is_a_share_of_those_enrolled_at_the_end(site):
    match_at(site, date(2026, 2, 1))
    alone = EnrollmentFactory(site=site)

    counted = figure(commitment.matched, site)

    assert (counted.numerator, counted.denominator) == (1, 2)
    assert [row.pk for row in counted.part("no").rows] == [alone.pk]


def test_retention_counts_only_those_whose_day_has_come(site):
    last = QUARTER.last
    match_at(site, last - timedelta(days=30))
    match_at(site, last - timedelta(days=29))
    match_at(site, last - timedelta(days=100), last - timedelta(days=71))
    match_at(site, last - timedelta(days=100), last - timedelta(days=70))
    match_at(site, date(2024, 9, 30), promised=date(2025, 9, 30))
    match_at(site, date(2024, 10, 1), promised=date(2025, 10, 1))

    counted = figure(commitment.retention, site)

    assert {part.code: (part.value, part.of) for part in counted.parts} == {
        "30": (3, 4),
        "90": (1, 3),
        "180": (1, 1),
        "270": (1, 1),
        "365": (1, 1),
    }
    (gap,) = counted.not_counted
    assert (gap.count, gap.rows.count()) == (4, 4)


def test_program_without_a_commitment_has_no_days_to_look_back_on(site):
    program = registry.get("mpmp")

    assert commitment.retention(QUARTER, [site], program).parts == ()
    assert commitment.retention_days(PROGRAM) == (30, 90, 180, 270, 365)


def test_figures_equal_plain_sql(site):
    for i in range(50):
        starts_on = date(2025, 1, 3) + timedelta(days=i * 13)
        match_at(site, starts_on, starts_on + timedelta(days=i * 17 % 400) if i % 3 else None)
    source = (
        "FROM matches_match m JOIN enrollments_enrollment e ON e.id = m.enrollment_id WHERE m.voided_at IS NULL "
        "AND m.participant_agreed_on IS NOT NULL AND m.mentor_agreed_on IS NOT NULL AND e.program = 'young_parent' "
        "AND e.site_id = %s"
    )

    def sql(condition, *values):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) {source} AND {condition}", [site.pk, *values])
            return cursor.fetchone()[0]

    first, last = QUARTER.first, QUARTER.last
    assert figure(commitment.matches_begun, site).numerator == sql("m.starts_on BETWEEN %s AND %s", first, last)
    assert figure(commitment.matches_at_end, site).numerator == sql(
        "m.starts_on <= %s AND (m.ended_on IS NULL OR m.ended_on > %s)", last, last
    )
    assert figure(commitment.ended_early, site).numerator == sql(
        "m.ended_on BETWEEN %s AND %s AND m.ended_on < m.commitment_ends_on", first, last
    )
    year = figure(commitment.reached_year, site)
    assert year.denominator == sql("m.commitment_ends_on BETWEEN %s AND %s", first, last)
    assert year.numerator == sql(
        "m.commitment_ends_on BETWEEN %s AND %s AND (m.ended_on IS NULL OR m.ended_on >= m.commitment_ends_on)",
        first,
        last,
    )
