"""Outcomes of court cases at every edge of their windows, and the same figures by self-described group."""

from datetime import date

import pytest

from participants.models import Background, RaceEthnicity
from programs import registry
from reports import catalog, quarterly
from reports.figures import Copy
from reports.measures import equity, permanency
from reports.periods import Quarter
from tests.factories.agencies import SiteFactory
from tests.factories.casework import EnrollmentFactory, MatchFactory
from tests.factories.mpmp import ChildOutcomeFactory, NewReportFactory, ParentPictureFactory, PlacementFactory
from tests.factories.participants import PersonFactory
from tests.reports.site import TODAY

QUARTER = Quarter.parse("SFY2027Q1")  # July to September 2026
PROGRAM = registry.get("mpmp")


@pytest.fixture
def site(db):
    return SiteFactory()


def case(site, enrolled_on=date(2025, 1, 7)):
    return EnrollmentFactory(site=site, program="mpmp", enrolled_on=enrolled_on)


def ended(enrollment, kind="reunified", on=date(2026, 8, 3), child=None):
    return ChildOutcomeFactory(enrollment=enrollment, child=child or PersonFactory(), kind=kind, on=on)


def figure(measure, site):
    counted = measure(QUARTER, [site], PROGRAM)
    return counted.numerator, counted.denominator


@pytest.mark.parametrize(
    ("on", "counted"),
    [
        (date(2026, 6, 30), (0, 0)),
        (date(2026, 7, 1), (1, 1)),
        (date(2026, 9, 30), (1, 1)),
        (date(2026, 10, 1), (0, 0)),
    ],
)
def test_an_outcome_counts_in_the_quarter_of_its_day(site, on, counted):
    ended(case(site), on=on)

    assert figure(permanency.reunified, site) == counted


def test_partly_reunified_is_told_apart_and_no_family_counts_twice(site):
    partly, whole, other = case(site), case(site), case(site)
    ended(partly)
    ended(partly, kind="custody")
    ended(partly, kind="stayed_home")
    ended(whole)
    ended(other, kind="adoption")

    families = permanency.families_home(QUARTER, [site], PROGRAM)

    assert (families.numerator, families.denominator) == (1, 3)
    assert [(part.code, part.value) for part in families.parts] == [("all", 1), ("partly", 1), ("other", 1)]
    assert figure(permanency.reunified, site) == (2, 4)


def test_a_child_with_two_outcomes_counts_by_the_later(site):
    first = ended(case(site), kind="temporary", on=date(2026, 7, 5))
    ended(first.enrollment, on=date(2026, 9, 5), child=first.child)

    assert figure(permanency.reunified, site) == (1, 1)


@pytest.mark.parametrize(
    ("home_on", "back_on", "counted", "waiting"),
    [
        (date(2025, 6, 30), None, (0, 0), 0),  # twelve months ended the day before the quarter
        (date(2025, 7, 1), None, (1, 1), 0),
        (date(2025, 9, 30), None, (1, 1), 0),
        (date(2025, 10, 1), None, (0, 0), 1),  # not yet observable
        (date(2025, 8, 3), date(2026, 8, 2), (0, 1), 0),
        (date(2025, 8, 3), date(2026, 8, 3), (1, 1), 0),  # on the day after the window
        (date(2025, 10, 1), date(2025, 11, 1), (0, 0), 1),
    ],
)
def test_staying_home_is_known_after_twelve_months(site, home_on, back_on, counted, waiting):
    row = ended(case(site), on=home_on)
    if back_on:
        PlacementFactory(enrollment=row.enrollment, child=row.child, kind="foster", starts_on=back_on)

    stayed = permanency.stayed_home(QUARTER, [site], PROGRAM)

    assert (stayed.numerator, stayed.denominator) == counted
    assert sum(gap.count for gap in stayed.not_counted) == waiting


def test_a_trial_home_visit_is_no_new_placement_and_an_adoption_is_not_asked(site):
    row = ended(case(site), on=date(2025, 8, 3))
    PlacementFactory(enrollment=row.enrollment, child=row.child, kind="trial_home_visit", starts_on=date(2025, 9, 1))
    ended(case(site), kind="adoption", on=date(2025, 8, 3))

    assert figure(permanency.stayed_home, site) == (1, 1)


@pytest.mark.parametrize(
    ("reported_on", "finding", "counted", "gaps"),
    [
        (date(2025, 12, 1), "made", (0, 1), 0),
        (date(2025, 12, 1), "not_made", (1, 1), 0),
        (date(2025, 12, 1), "screened_out", (1, 1), 0),
        (date(2025, 12, 1), "waiting", (0, 0), 1),
        (date(2026, 8, 4), "made", (1, 1), 0),  # a year after the enrollment: outside the window
    ],
)
def test_new_reports_within_their_window(site, reported_on, finding, counted, gaps):
    NewReportFactory(enrollment=case(site, date(2025, 8, 4)), reported_on=reported_on, finding=finding)

    families = permanency.no_new_report(QUARTER, [site], PROGRAM)

    assert (families.numerator, families.denominator) == counted
    assert sum(gap.count for gap in families.not_counted) == gaps
    assert not families.parts, "which family had a report is restricted"


def test_a_family_whose_year_is_not_over_is_not_yet_observable(site):
    case(site, date(2025, 10, 1))

    families = permanency.no_new_report(QUARTER, [site], PROGRAM)

    assert (families.numerator, families.denominator, families.not_counted[0].count) == (0, 0, 1)


def test_ratings_of_life_are_compared_with_the_first(site):
    for last, on in ((4, date(2026, 8, 1)), (2, date(2026, 8, 1)), (5, date(2026, 6, 30))):
        enrollment = case(site)
        ParentPictureFactory(enrollment=enrollment, quality_of_life=3, on=date(2026, 2, 1))
        ParentPictureFactory(enrollment=enrollment, quality_of_life=last, on=on)
    ParentPictureFactory(enrollment=case(site), quality_of_life=5, on=date(2026, 8, 1))

    assert figure(permanency.better_life, site) == (1, 2)


# --- By group -------------------------------------------------------------------------------


def says(person, *categories, answer="given"):
    background = Background.objects.create(person=person, race_answer=answer)
    RaceEthnicity.objects.bulk_create(RaceEthnicity(background=background, category=one) for one in categories)


def test_everybody_stands_in_one_group_and_who_said_nothing_in_none(site):
    says(case(site).participant, "black")
    says(case(site).participant, "black", "asian")
    says(case(site).participant, answer="declined")
    case(site)

    groups = equity.by_group(QUARTER, [site], PROGRAM)

    assert {part.code: part.value for part in groups.parts if part.value} == {"black": 1, "several": 1}
    assert [gap.count for gap in groups.not_counted] == [2]


def test_wait_shared_group_and_outcome_of_a_group(site):
    for waited, mentors in ((10, ("black",)), (20, ("white", "black")), (60, ("asian",)), (90, ())):
        enrollment = case(site)
        says(enrollment.participant, "black")
        match = MatchFactory(enrollment=enrollment, starts_on=date(2025, 1, 7 + waited % 20))
        match.starts_on = date.fromordinal(date(2025, 1, 7).toordinal() + waited)
        match.save()
        if mentors:
            says(match.mentor.person, *mentors)
        ended(enrollment, kind="reunified" if waited < 60 else "custody", on=date(2025, 11, 1))

    group = equity.by_groups(QUARTER, [site], PROGRAM)["black"]

    assert group.waited == 40
    assert (group.same, group.known) == (2, 3)
    assert (group.home, group.ended) == (2, 4)


@pytest.mark.parametrize("is_masked", [False, True])
def test_small_groups_are_hidden_in_a_copy_for_viewers(site, is_masked):
    for _n in range(3):
        says(case(site).participant, "asian")
    for _n in range(6):
        says(case(site).participant, "white")

    report = quarterly.build(
        catalog.report_of("mpmp"), [site], QUARTER, site_code=site.code, copy=Copy(is_masked=is_masked), now=TODAY
    )

    chapter = next(one for one in report.chapters if one.code == catalog.OUTCOMES)
    table = next(table for table in chapter.tables if table.code == "equity")
    shown = {str(row.label): row.cells[0].words for row in table.rows}
    assert shown == ({"Asian": "<5", "White": "m"} if is_masked else {"Asian": "3", "White": "6"})
