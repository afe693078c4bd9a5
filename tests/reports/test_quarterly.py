"""The report as a whole: what it says agrees with what it counts, and a masked copy gives nothing away."""

import re
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programs import registry
from reports import catalog, quarterly, render
from reports.figures import Copy, Figure
from reports.measures.measure import MEASURES, Unit
from reports.periods import Quarter
from reports.tables import words
from tests.factories.agencies import SiteFactory, SiteProgramFactory
from tests.factories.casework import EnrollmentFactory
from tests.reports.site import CHICAGO, TODAY, lively

QUARTER = Quarter.parse("SFY2027Q1")
MOST_QUERIES = 110


@pytest.fixture
def site(db, time_machine):
    time_machine.move_to(TODAY, tick=False)
    site = SiteFactory(name="Oak Grove", code="OAK")
    lively(site)
    return site


def report_of(*sites, program="young_parent", masked=False, quarter=QUARTER, code=None, now=TODAY):
    return quarterly.build(
        catalog.report_of(program),
        sites,
        quarter,
        site_code=code or sites[0].code,
        copy=Copy(is_masked=masked),
        now=now,
    )


def cells_of(report, code):
    table = next(table for table in report.tables if table.code == code)
    return {str(row.label): [words(cell) for cell in row.cells] for row in table.rows}


def test_every_program_has_a_report_of_measures_that_exist():
    assert set(catalog.REPORTS) == set(registry.codes())
    for kind in catalog.REPORTS.values():
        codes = [one.definition.code for one in kind.measures]
        assert set(codes) <= set(MEASURES)
        assert len(codes) == len(set(codes))
        assert set(kind.headline) <= set(codes)


@pytest.mark.parametrize("program", sorted(catalog.REPORTS))
@pytest.mark.parametrize("is_masked", [False, True])
def test_report_of_an_empty_site_says_so(db, program, is_masked):
    site = SiteFactory()
    SiteProgramFactory(site=site, program=program)

    report = report_of(site, program=program, masked=is_masked)

    assert cells_of(report, "overview")["People served"][0] == "0"
    assert "No contact or try" in report.entered


def test_lede_and_tables_say_what_was_counted(site):
    report = report_of(site)

    served = report.count("served").numerator
    assert f"<strong>{served} young parents</strong>" in report.lede
    flow = [int(cell) for cell, *_rest in cells_of(report, "flow").values()]
    assert flow[0] + flow[1] - flow[2] == flow[3]
    assert flow[4] == served
    assert sum(int(row[0]) for row in cells_of(report, "age").values()) == served


def test_hours_stand_once_and_agree(site):
    report = report_of(site)

    hours = cells_of(report, "hours")
    given = report.count("mentor_hours").numerator
    assert hours["This quarter"][0] == f"{given:.1f}"
    assert cells_of(report, "overview")["Mentor time given"][1].startswith(f"{given:.1f} of ")
    assert any(f"{given:.1f} of " in headline.base for headline in report.headlines)


def test_targets_of_the_contract_stand_beside_the_figures(site):
    report = report_of(site)

    shares = cells_of(report, "shares")
    assert shares["Mentor time given"][2] == "85%"
    assert shares["Mentor time given"][3] in ("Met", "Below")
    assert shares["People with a mentor"][2:4] == ["None", ""]
    served = next(headline for headline in report.headlines if headline.measure == "served")
    assert "of the year’s 25" in served.against


def test_target_is_compared_before_rounding(site):
    report = report_of(site)
    measure = report.count("mentor_hours")
    contract = report.contract

    contract.targets.filter(measure="mentor_hours").update(value=round(measure.value + 1, 2))
    below = cells_of(report_of(site), "shares")["Mentor time given"][3]
    contract.targets.filter(measure="mentor_hours").update(value=round(measure.value - 1, 2))
    met = cells_of(report_of(site), "shares")["Mentor time given"][3]

    assert (below, met) == ("Below", "Met")


def test_running_quarter_counts_up_to_today_and_compares_nothing(site):
    report = report_of(site, quarter=Quarter.parse("SFY2027Q2"))

    assert not report.is_over
    assert report.period.last == TODAY.date()
    assert all(headline.change is None for headline in report.headlines)
    assert "The quarter runs until December 31" in report.lede


def test_all_sites_count_a_person_once(site):
    other = SiteFactory(name="Far Hills", code="FAR")
    SiteProgramFactory(site=other)
    parent = EnrollmentFactory(site=site, participant__gender="female").participant
    EnrollmentFactory(
        site=other, participant=parent, status="closed", enrolled_on=QUARTER.first, closed_on=QUARTER.first
    )

    together = report_of(site, other, code="all")
    alone = report_of(site)

    assert together.count("served").numerator == alone.count("served").numerator
    assert [row[0] for row in cells_of(together, "sites").values()] == [str(alone.count("served").numerator), "1"]
    assert together.contract is None


def figures(report):
    for table in report.tables:
        for row in table.rows:
            for cell in row.cells:
                if isinstance(cell, Figure):
                    yield table, row, cell
    for headline in report.headlines:
        yield headline, headline, headline.figure
    for gap in report.gaps:
        yield gap, gap, gap.count


def shows_few(figure):
    """Whether the figure lets somebody read a count of one to four people."""
    if figure.hidden:
        return False
    if figure.unit == Unit.PEOPLE:
        return figure.value is not None and 0 < figure.value < 5
    if figure.base == Unit.PEOPLE and figure.denominator:
        return any(0 < n < 5 for n in (figure.numerator, figure.denominator, figure.denominator - figure.numerator))
    return False


def test_site_copy_shows_small_counts(site):
    assert any(shows_few(figure) for _table, _row, figure in figures(report_of(site)))


@pytest.mark.parametrize("families", [3, 12, 30])
def test_masked_copy_never_shows_one_to_four_people(db, time_machine, families):
    time_machine.move_to(TODAY, tick=False)
    site = SiteFactory()
    lively(site, families=families)

    report = report_of(site, masked=True)

    assert [row for _table, row, figure in figures(report) if shows_few(figure)] == []
    for chapter in [report.summary, *[block for one in report.chapters for block in one.blocks]]:
        few = re.findall(r"(?<![\d.%<])\b[1-4] (?:people|young|matches)", str(chapter.finding))
        assert few == []
    sentences = [*report.went_well, *report.needs_attention, report.lede, *(h.base for h in report.headlines)]
    sentences += [sentence for chapter in report.chapters for sentence in chapter.sentences]
    for sentence in sentences:
        assert not re.search(
            r"(?<![\d.<\w])[1-4] (?:young|child|mother|father|matches|match|person|people|new)", sentence
        )


def test_masked_parts_cannot_be_found_from_their_whole(site):
    report = report_of(site, masked=True)

    for code in ("families", "age", "meetings"):
        table = next(table for table in report.tables if table.code == code)
        for column in zip(*[row.cells for row in table.body], strict=True):
            counts = [cell for cell in column if isinstance(cell, Figure) and cell.unit == Unit.PEOPLE]
            hidden = [cell for cell in counts if cell.hidden]
            others = [cell for cell in counts if not cell.hidden and cell.value]
            assert len(hidden) != 1 or not others, code


def test_flow_and_what_depends_on_it_are_hidden_together(site):
    report = report_of(site, masked=True)

    flow = cells_of(report, "flow")
    assert {cell for label, row in flow.items() if label != "Different people served" for cell in row} <= {"<5", "m"}
    overview = cells_of(report, "overview")
    assert overview["People with a mentor"][1] == "m"


def test_masked_data_for_machines_holds_no_plain_counts(site):
    data = render.as_data(report_of(site, masked=True))

    assert all("count" not in measure for measure in data["measures"])


def test_report_costs_the_same_for_few_and_many(db, time_machine):
    time_machine.move_to(TODAY, tick=False)
    few, many = SiteFactory(), SiteFactory()
    lively(few, families=3)
    lively(many, families=15, contacts=3)

    with CaptureQueriesContext(connection) as for_few:
        report_of(few)
    with CaptureQueriesContext(connection) as for_many:
        report_of(many)

    assert len(for_few) == len(for_many) <= MOST_QUERIES


def test_made_at_is_the_time_of_the_site(site):
    report = report_of(site, now=datetime(2026, 11, 23, 9, 12, tzinfo=CHICAGO))

    assert (report.made_at.hour, report.zone_name) == (9, "CST")
