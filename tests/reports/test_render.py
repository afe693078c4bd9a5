"""What is downloaded, opened by readers that are stricter than ours."""

import csv
import io
import json
import re

import pikepdf
import pytest
from django.utils.translation import override
from openpyxl import load_workbook
from pdfminer.high_level import extract_text

from mmp_portal.agencies.models import Site
from reports import catalog, quarterly, render
from reports.figures import Copy
from reports.periods import Quarter
from tests.factories.agencies import AgencyFactory, SiteFactory, SiteProgramFactory
from tests.factories.casework import EnrollmentFactory
from tests.reports.site import TODAY, lively

# The figures are asked of both databases elsewhere; how they are drawn does not depend on one.
pytestmark = pytest.mark.any_database

QUARTER = Quarter.parse("SFY2027Q1")


@pytest.fixture
def site(db, time_machine):
    time_machine.move_to(TODAY, tick=False)
    site = SiteFactory(name="Oak Grove", code="OAK", agency=AgencyFactory(name="Example Mentoring Agency"))
    lively(site)
    return site


def report_of(*sites, program="young_parent", masked=False):
    code = sites[0].code if len(sites) == 1 else "all"
    return quarterly.build(
        catalog.report_of(program), sites, QUARTER, site_code=code, copy=Copy(is_masked=masked), now=TODAY
    )


@pytest.fixture
def printed(site):
    """The report and its PDF."""
    report = report_of(site)
    return report, render.as_pdf(report)


def elements(node, found):
    """Every structure element of a tagged PDF, from the root down."""
    kids = node.get("/K")
    if kids is None:
        return found
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found.append(kid)
            elements(kid, found)
    return found


def opened(content):
    return pikepdf.open(io.BytesIO(content))


def test_pdf_is_tagged_and_says_what_was_counted(printed):
    report, content = printed
    with opened(content) as document:
        check_tags(document)
        check_typeface(document)
        with document.open_outline() as outline:
            titles = [str(item.title) for item in outline.root]

    hours = report.count("mentor_hours")
    text = re.sub(r"\s+", " ", extract_text(io.BytesIO(content)))
    assert any("Mentor time" in title for title in titles)
    assert f"{hours.numerator:.1f} of {hours.denominator:.1f} hours expected" in text
    for words in (
        "Example Department of Families",
        "Example Mentoring Agency",
        "Draft: quarter not locked, figures may still change",
        "July 1 – September 30, 2026",
        "Not signed",
        *(str(section.title) for section in report.chapters),
        *(str(definition.name) for _number, definition in report.definitions),
    ):
        assert words in text


def check_tags(document):
    root = document.Root
    assert len(document.pages) >= 5
    assert bool(root.MarkInfo.Marked)
    assert str(root.Lang).startswith("en")
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert "Oak Grove" in str(document.docinfo["/Title"])
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    tags = elements(root.StructTreeRoot, [])
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"} <= {str(tag["/S"]) for tag in tags}
    charts = [tag for tag in tags if str(tag["/S"]) == "/Figure"]
    assert len(charts) >= 6
    assert all(str(chart.get("/Alt", "")).strip() for chart in charts)


def check_typeface(document):
    fonts = {
        str(font.BaseFont).split("+")[-1]
        for page in document.pages
        for font in page.Resources.get("/Font", {}).values()
    }
    assert fonts
    assert all(font.startswith("Public-Sans") for font in fonts)


def test_same_report_makes_the_same_file(printed):
    report, content = printed

    assert render.as_pdf(report) == content


def test_masked_pdf_holds_no_link_to_records_and_says_that_it_is_masked(site):
    text = extract_text(io.BytesIO(render.as_pdf(report_of(site, masked=True))))

    assert "Masked copy" in text
    assert "Open the records" not in text


def test_pdf_links_to_the_records_where_the_reader_may_open_them(site):
    content = render.as_pdf(report_of(site), rows_url=lambda measure: f"https://portal.example/rows/{measure}/")

    with opened(content) as document:
        targets = {
            str(link.A.URI)
            for page in document.pages
            for link in page.get("/Annots", [])
            if "/A" in link and "/URI" in link.A
        }
    assert "https://portal.example/rows/mentor_hours/" in targets


@pytest.mark.parametrize("program", ["worksite", "mpmp", "moppp"])
def test_other_programs_have_an_honest_shorter_report(db, program):
    site = SiteFactory()
    SiteProgramFactory(site=site, program=program)
    EnrollmentFactory(site=site, program=program)
    report = report_of(site, program=program)

    text = re.sub(r"\s+", " ", extract_text(io.BytesIO(render.as_pdf(report))))

    assert str(report.kind.leaves_out) in text


def test_pdf_in_spanish_says_so(site):
    with override("es"):
        content = render.as_pdf(report_of(site))

    with opened(content) as document:
        assert str(document.Root.Lang).startswith("es")


def test_words_of_data_are_words_and_no_markup(site):
    Site.objects.filter(pk=site.pk).update(name='<img src="https://elsewhere.example/x.png"> & Söhne "ñ"')
    report = report_of(Site.objects.select_related("agency").get(pk=site.pk))

    text = extract_text(io.BytesIO(render.as_pdf(report)))

    assert "elsewhere.example" in text
    assert "Söhne" in text


# --- Excel ---------------------------------------------------------------------------------------


def test_workbook_is_typed_frozen_and_without_formulas(site):
    report = report_of(site)

    book = load_workbook(io.BytesIO(render.as_xlsx(report)))

    assert book.sheetnames[:2] == ["About", "All figures"]
    assert {"Definitions", "Not counted"} <= set(book.sheetnames)
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    figures = {row[0].value: row[1].value for row in book["All figures"].iter_rows(min_row=2)}
    assert figures["People served"] == report.count("served").numerator
    assert isinstance(figures["Mentor time given"], float | int)


def test_words_that_look_like_a_formula_stay_words(site):
    meeting = site.meetings.get(topic="Topic 8")
    meeting.topic = '=HYPERLINK("https://elsewhere.example","x")'
    meeting.save()
    report = report_of(site)

    sheet = load_workbook(io.BytesIO(render.as_xlsx(report)))["Meetings held"]
    lines = list(csv.reader(io.StringIO(render.as_csv(report).decode("utf-8-sig"))))

    dangerous = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert dangerous
    assert all(cell.data_type == "s" for cell in dangerous)
    assert not any(value.startswith(("=", "+", "@", "-")) for line in lines for value in line)


def test_sheet_names_are_what_excel_allows(site):
    book = load_workbook(io.BytesIO(render.as_xlsx(report_of(site))))

    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheetnames)


# --- CSV and JSON ----------------------------------------------------------------------------------


def test_csv_holds_the_same_figures(site):
    report = report_of(site)

    lines = list(csv.DictReader(io.StringIO(render.as_csv(report).decode("utf-8-sig"))))

    served = next(line for line in lines if line["measure"] == "served" and line["column"] == "This quarter")
    assert served["figure"] == str(report.count("served").numerator)
    assert {line["table"] for line in lines} == {str(table.title) for table in report.tables} | {"Not counted"}


def test_json_reads_back(site):
    report = report_of(site)

    data = json.loads(render.as_json(report))

    measures = {measure["code"]: measure for measure in data["measures"]}
    assert measures["served"]["count"] == report.count("served").numerator
    assert measures["mentor_hours"]["of"] == pytest.approx(float(report.count("mentor_hours").denominator), abs=1e-3)
    assert (data["program"], data["site"], data["quarter"]) == ("young_parent", "OAK", "SFY2027Q1")
    assert "<strong>" not in data["summary"]


def test_file_name_says_what_is_in_it(site):
    assert render.file_name(report_of(site), "pdf") == "young-parent-OAK-SFY2027Q1.pdf"
    assert render.file_name(report_of(site, masked=True), "csv") == "young-parent-OAK-SFY2027Q1-masked.csv"
