"""Who was served: rows on both sides of every edge, and the same counts in plain SQL."""

from datetime import date

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from participants.ages import age_on
from programs import registry
from reports.measures import caseload
from reports.periods import Quarter
from tests.factories.accounts import UserFactory
from tests.factories.agencies import SiteFactory
from tests.factories.casework import EnrollmentFactory
from tests.factories.participants import PersonFactory, child_of

QUARTER = Quarter.parse("SFY2027Q1")
PROGRAM = registry.get("young_parent")


def figure(measure, sites, period=QUARTER):
    return measure(period, sites, PROGRAM)


def closed(site, enrolled_on, closed_on, **fields):
    return EnrollmentFactory(site=site, enrolled_on=enrolled_on, closed_on=closed_on, status="closed", **fields)


@pytest.fixture
def site(db):
    return SiteFactory()


@pytest.mark.parametrize(
    ("enrolled_on", "closed_on", "flow"),
    [
        # (at start, joined, left, at end), and None where the person was not served at all
        (date(2026, 6, 30), None, (1, 0, 0, 1)),
        (date(2026, 7, 1), None, (0, 1, 0, 1)),
        (date(2026, 9, 30), None, (0, 1, 0, 1)),
        (date(2026, 10, 1), None, None),
        (date(2026, 1, 5), date(2026, 6, 30), None),
        (date(2026, 1, 5), date(2026, 7, 1), (1, 0, 1, 0)),
        (date(2026, 1, 5), date(2026, 9, 30), (1, 0, 1, 0)),
        (date(2026, 1, 5), date(2026, 10, 1), (1, 0, 0, 1)),
        (date(2026, 8, 4), date(2026, 8, 4), (0, 1, 1, 0)),
        (date(2026, 7, 1), date(2026, 9, 30), (0, 1, 1, 0)),
    ],
)
def test_enrollment_counts_by_its_days(site, enrolled_on, closed_on, flow):
    if closed_on:
        closed(site, enrolled_on, closed_on)
    else:
        EnrollmentFactory(site=site, enrolled_on=enrolled_on)

    counted = tuple(
        figure(one, [site]).numerator
        for one in (caseload.enrolled_at_start, caseload.joined, caseload.left, caseload.enrolled_at_end)
    )

    assert counted == (flow or (0, 0, 0, 0))
    assert figure(caseload.served, [site]).numerator == (1 if flow else 0)


def test_person_who_left_and_came_back_is_served_once(site):
    parent = PersonFactory()
    closed(site, date(2026, 1, 5), date(2026, 7, 20), participant=parent)
    EnrollmentFactory(site=site, participant=parent, enrolled_on=date(2026, 8, 1), registered=False)

    assert figure(caseload.served, [site]).numerator == 1
    assert figure(caseload.served, [site]).rows.count() == 2


def test_person_who_moved_between_sites_is_served_once_in_both_together(site):
    parent, other = PersonFactory(), SiteFactory()
    closed(site, date(2026, 1, 5), date(2026, 8, 15), participant=parent)
    EnrollmentFactory(site=other, participant=parent, enrolled_on=date(2026, 8, 16))

    assert figure(caseload.served, [site]).numerator == 1
    assert figure(caseload.served, [other]).numerator == 1
    assert figure(caseload.served, [site, other]).numerator == 1


def test_other_program_other_site_and_voided_rows_are_not_counted(site):
    EnrollmentFactory(site=site, program="worksite")
    EnrollmentFactory()
    mistake = EnrollmentFactory(site=site)
    mistake.voided_at, mistake.voided_by, mistake.void_reason = mistake.recorded_at, UserFactory(), "Typed twice"
    mistake.save()

    assert figure(caseload.served, [site]).numerator == 0


def test_no_site_serves_nobody(db):
    EnrollmentFactory()

    assert figure(caseload.served, []).numerator == 0


@pytest.mark.parametrize(
    ("born_on", "group"),
    [
        (date(2010, 10, 1), "under_16"),
        (date(2010, 9, 30), "16_17"),
        (date(2008, 10, 1), "16_17"),
        (date(2008, 9, 30), "18_19"),
        (date(2006, 9, 30), "20_21"),
        (date(2004, 10, 1), "20_21"),
        (date(2004, 9, 30), "from_22"),
    ],
)
def test_age_is_that_of_the_last_day(site, born_on, group):
    EnrollmentFactory(site=site, participant__born_on=born_on)

    ages = figure(caseload.by_age, [site])

    assert {part.code: part.value for part in ages.parts if part.value} == {group: 1}
    assert ages.not_counted == ()


def test_unknown_birth_date_is_stated_and_in_no_group(site):
    EnrollmentFactory(site=site, participant__born_on=None)
    EnrollmentFactory(site=site)

    ages = figure(caseload.by_age, [site])

    assert ages.numerator == 1
    assert [gap.count for gap in ages.not_counted] == [1]


@given(
    st.dates(date(1990, 1, 1), date(2026, 12, 31)), st.integers(1, 30), st.dates(date(2020, 1, 1), date(2026, 12, 31))
)
def test_limit_of_birth_dates_agrees_with_the_age(born_on, years, day):
    assert (born_on <= caseload.born_by(day, years)) == (born_on <= day and age_on(born_on, day) >= years)


def test_born_on_29_february_is_a_year_older_on_the_28th():
    assert caseload.born_by(date(2026, 2, 28), 18) == date(2008, 2, 29)
    assert caseload.born_by(date(2026, 2, 27), 18) == date(2008, 2, 27)


def test_gender_is_as_people_named_it(site):
    for gender in ("female", "female", "male", ""):
        EnrollmentFactory(site=site, participant__gender=gender)

    genders = figure(caseload.by_gender, [site])

    assert {part.code: part.value for part in genders.parts} == {"female": 2, "male": 1, "another": 0}
    assert genders.part("female").label == "Mothers"
    assert [gap.count for gap in genders.not_counted] == [1]


def test_children_are_counted_once_and_only_when_born(site):
    mother, father = PersonFactory(), PersonFactory()
    child = child_of(mother, born_on=date(2025, 2, 2))
    child_of(mother, born_on=date(2026, 9, 30))
    child_of(mother, born_on=date(2026, 10, 1))
    home = child.memberships.get().household
    home.members.create(person=father, part="parent", starts_on=date(2025, 1, 1))
    EnrollmentFactory(site=site, participant=mother)
    EnrollmentFactory(site=site, participant=father)

    children = figure(caseload.children, [site])

    assert children.numerator == 2


def test_child_that_left_the_household_before_the_quarter_is_not_counted(site):
    mother = PersonFactory()
    stays = child_of(mother, born_on=date(2025, 2, 2))
    gone = child_of(mother, born_on=date(2023, 2, 2)).memberships.get()
    gone.ends_on = date(2026, 6, 30)
    gone.save()
    case = EnrollmentFactory(site=site, participant=mother)

    children = figure(caseload.children, [site])

    assert list(children.rows) == [stays]
    shown = caseload.with_case(children.rows, QUARTER, [site], PROGRAM).get()
    assert (shown.case_pk, shown.case_number) == (case.pk, case.number)


def test_who_left_is_told_by_reason_and_a_missing_reason_is_stated(site):
    case = closed(site, date(2026, 1, 5), date(2026, 8, 1))
    case_closing(case, "moved")
    closed(site, date(2026, 1, 5), date(2026, 8, 2))

    leaving = figure(caseload.left, [site])

    assert leaving.numerator == 2
    assert leaving.part("moved").value == 1
    assert [(gap.count, gap.rows.count()) for gap in leaving.not_counted] == [(1, 1)]


def case_closing(case, reason):
    from programs.casework.closings.models import Closing

    return Closing.objects.create(enrollment=case, on=case.closed_on, reason=reason)


@pytest.fixture
def crowd(site):
    """Sixty cases beginning and ending all around the quarter, some people twice."""
    people = [PersonFactory(born_on=date(2003 + i % 9, 1 + i % 12, 1 + i % 28)) for i in range(40)]
    for i in range(60):
        begins = date(2026, 1 + i % 12, 1 + (i * 7) % 28)
        if i % 3:
            ends = date(begins.year + (begins.month + i % 4) // 13, (begins.month + i % 4 - 1) % 12 + 1, 28)
            closed(site, begins, max(begins, ends), participant=people[i % 40], registered=False)
        elif not people[i % 40].enrollments.exclude(status="closed").exists():
            EnrollmentFactory(site=site, enrolled_on=begins, participant=people[i % 40], registered=False)
    return site


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def test_counts_equal_plain_sql(crowd):
    first, last = date(2026, 7, 1), date(2026, 9, 30)
    mine = "FROM enrollments_enrollment WHERE voided_at IS NULL AND program = 'young_parent' AND site_id = %s"

    assert figure(caseload.served, [crowd]).numerator == sql(
        f"SELECT COUNT(DISTINCT participant_id) {mine} AND enrolled_on <= %s AND COALESCE(closed_on, '9999-12-31') >= %s",
        crowd.pk,
        last,
        first,
    )
    assert figure(caseload.joined, [crowd]).numerator == sql(
        f"SELECT COUNT(*) {mine} AND enrolled_on >= %s AND enrolled_on <= %s", crowd.pk, first, last
    )
    assert figure(caseload.left, [crowd]).numerator == sql(
        f"SELECT COUNT(*) {mine} AND closed_on >= %s AND closed_on <= %s", crowd.pk, first, last
    )
    assert figure(caseload.enrolled_at_end, [crowd]).numerator == sql(
        f"SELECT COUNT(*) {mine} AND enrolled_on <= %s AND (closed_on IS NULL OR closed_on > %s)", crowd.pk, last, last
    )


def test_who_was_there_joined_and_did_not_leave_is_there_at_the_end(crowd):
    start, joined, left, end = (
        figure(one, [crowd]).numerator
        for one in (caseload.enrolled_at_start, caseload.joined, caseload.left, caseload.enrolled_at_end)
    )

    assert start + joined - left == end


def test_history_counts_as_the_measure_does(crowd):
    quarters = [QUARTER.back(n) for n in range(4)]

    history = caseload.served_by_quarter(quarters, [crowd], PROGRAM)

    assert history == [figure(caseload.served, [crowd], quarter).numerator for quarter in quarters]


def test_every_figure_equals_its_rows(crowd):
    for one in (
        caseload.enrolled_at_start,
        caseload.joined,
        caseload.left,
        caseload.enrolled_at_end,
        caseload.children,
    ):
        counted = figure(one, [crowd])
        assert counted.numerator == counted.rows.count()
    ages = figure(caseload.by_age, [crowd])
    assert sum(part.value for part in ages.parts) == figure(caseload.served, [crowd]).numerator
