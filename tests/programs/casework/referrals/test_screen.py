"""`screen` and `guideline`: every program, every bad cell by row and column, and the others screened all the same."""

import csv
import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from programs.casework.referrals.screening_file import ANSWERS, COLUMNS
from tests.factories.agencies import SiteFactory
from tests.factories.parameters import value_at

MOPPP = {
    "id": "7",
    "program": "moppp",
    "state": "MO",
    "household_size": "4",
    "annual_income": "30000",
    "prenatal": "no",
    "youngest_child_birth_date": "2024-06-01",
    "referred_by_childrens_division": "no",
    "risk_factors": "no_diploma;single_parent;young_parent;death_in_family",
}


@pytest.fixture
def screened(tmp_path, capsys):
    """Screen rows (dicts) or a text; returns the answers, what was said about bad rows, and the exit status."""

    def run(rows, **options):
        text = rows
        if not isinstance(rows, str):
            out = io.StringIO()
            lines = csv.DictWriter(out, COLUMNS)
            lines.writeheader()
            lines.writerows(rows)
            text = out.getvalue()
        file = tmp_path / "families.csv"
        file.write_text(text, encoding="utf-8")
        out, err, status = io.StringIO(), io.StringIO(), 0
        try:
            call_command("screen", str(file), stdout=out, stderr=err, **{"on": "2026-11-23"} | options)
        except SystemExit as ended:
            status = ended.code
        said = out.getvalue()
        answers = json.loads(said) if options.get("format") == "json" else list(csv.DictReader(io.StringIO(said)))
        return answers, err.getvalue(), status

    return run


def test_a_moppp_family(screened):
    (answer,), said, status = screened([MOPPP])

    assert list(answer) == list(ANSWERS)
    assert (said, status) == ("", 0)
    assert answer["id"] == "7"
    assert answer["outcome"] == "eligible"
    assert answer["priority"] == "yes"
    assert answer["risk_factor_count"] == "4"
    assert answer["income_percent"] == "90.90"
    assert answer["guideline_year"] == "2026"
    assert answer["missing"] == ""
    assert "Household income: $30,000.00 a year for 4" in answer["reasons"]


def test_as_json_it_is_a_list_of_objects(screened):
    answers, _said, status = screened([MOPPP, {"id": "8", "program": "moppp"}], format="json")

    assert status == 0
    assert answers[0]["priority"] is True
    assert answers[0]["income_percent"] == 90.9
    assert answers[1]["outcome"] == "needs_information"
    assert answers[1]["priority"] is None
    assert answers[1]["risk_factor_count"] is None
    assert len(answers[1]["missing"]) == 3


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        ({"program": "worksite", "birth_date": "2008-05-01", "foster_care": "yes"}, "eligible"),
        ({"program": "worksite", "birth_date": "2008-05-01", "other_challenge": "Lost a home"}, "eligible"),
        ({"program": "worksite", "birth_date": "2000-05-01", "foster_care": "yes"}, "ineligible"),
        ({"program": "worksite", "birth_date": "2008-05-01"}, "needs_information"),
        ({"program": "young_parent", "birth_date": "2006-05-01", "is_parent": "yes"}, "eligible"),
        ({"program": "young_parent", "birth_date": "2006-05-01", "expecting": "yes", "is_parent": "no"}, "eligible"),
        ({"program": "young_parent", "birth_date": "2006-05-01", "children_birth_dates": "2025-01-02"}, "eligible"),
        (
            {
                "program": "mpmp",
                "is_parent": "yes",
                "child_protection_case": "yes",
                "children_birth_dates": "2012-01-01; 2020-02-29",
            },
            "eligible",
        ),
        (
            {
                "program": "mpmp",
                "is_parent": "yes",
                "child_protection_case": "no",
                "children_birth_dates": "2012-01-01",
            },
            "ineligible",
        ),
        (
            {"program": "MOPPP", "referred_by_childrens_division": "YES", "youngest_child_birth_date": "2022-06-01"},
            "eligible",
        ),
    ],
)
def test_every_program(screened, row, outcome):
    (answer,), _said, status = screened([row])

    assert (answer["outcome"], status) == (outcome, 0)


def test_the_day_of_a_row_goes_before_the_day_asked_for(screened):
    answers, _said, _status = screened([MOPPP, MOPPP | {"on": "2025-06-01"}])

    assert [answer["guideline_year"] for answer in answers] == ["2026", "2025"]


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("program", "mmp", "is not one of"),
        ("household_size", "0", "whole number"),
        ("household_size", "four", "whole number"),
        ("household_size", "4.5", "whole number"),
        ("household_size", "²", "whole number"),
        ("unborn_children", "-1", "whole number"),
        ("annual_income", "a lot", "amount in dollars"),
        ("annual_income", "-1", "income in dollars"),
        ("annual_income", "NaN", "income in dollars"),
        ("annual_income", "30000.001", "two decimal"),
        ("prenatal", "maybe", "neither yes nor no"),
        ("youngest_child_birth_date", "06/01/2024", "is not a day"),
        ("youngest_child_birth_date", "2024-02-30", "is not a day"),
        ("risk_factors", "no_diploma;no_car", "“no_car” is not a risk factor"),
        ("state", "ZZ", "50 states"),
        ("on", "tomorrow", "is not a day"),
    ],
)
def test_a_bad_cell_is_told_by_row_and_column_and_stops_nobody(screened, column, value, words):
    answers, said, status = screened([MOPPP, MOPPP | {column: value}, MOPPP])

    assert len(answers) == 2
    assert f"Row 3, column {column}" in said
    assert words in said
    assert status == 1


def test_an_empty_cell_is_not_known_and_none_says_none(screened):
    answers, _said, _status = screened([MOPPP | {"risk_factors": ""}, MOPPP | {"risk_factors": "none"}])

    assert [(a["priority"], a["risk_factor_count"]) for a in answers] == [("", ""), ("no", "0")]


def test_income_as_people_type_it(screened):
    answers, _said, _status = screened([MOPPP | {"annual_income": "$30,000.00"}])

    assert answers[0]["income_percent"] == "90.90"


def test_a_file_from_excel_and_short_rows(screened):
    text = "\ufeffid,program,birth_date,foster_care\r\n1,worksite,2008-05-01,yes\r\n\r\n2,worksite\r\n"
    answers, said, status = screened(text)

    assert [answer["outcome"] for answer in answers] == ["eligible", "needs_information"]
    assert (said, status) == ("", 0)


@pytest.mark.parametrize(("text", "words"), [("", "is empty"), ("name,age\nx,4\n", "no column “program”")])
def test_another_kind_of_file_is_refused(screened, text, words):
    with pytest.raises(CommandError, match=words):
        screened(text)


def test_a_file_without_rows_gives_an_empty_list(screened):
    assert screened(",".join(COLUMNS) + "\n", format="json")[0] == []


def test_what_is_not_text_is_refused(tmp_path):
    file = tmp_path / "families.csv"
    file.write_bytes(b"program\n\xff\xfe\x00")

    with pytest.raises(CommandError, match="UTF-8"):
        call_command("screen", str(file), on="2026-11-23")


def test_a_missing_file_is_said():
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("screen", "/no/such/file.csv")


@pytest.mark.django_db
def test_with_a_site_its_own_values_decide(screened):
    site = SiteFactory(code="GRE")
    value_at(site, program="moppp", name="own_risk_factors", value=["no_car"])
    rows = [MOPPP | {"risk_factors": "no_car;no_diploma;single_parent;young_parent"}]

    assert screened(rows)[2] == 1
    (answer,), _said, status = screened(rows, site="gre")
    assert (answer["priority"], status) == ("yes", 0)


@pytest.mark.django_db
def test_a_site_that_does_not_exist_is_said(screened):
    with pytest.raises(CommandError, match="no site with the code"):
        screened([MOPPP], site="NOPE")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "state", "size", "said"),
    [("2026-11-23", "MO", 4, "33000"), ("2016-06-01", "mo", 5, "28440"), ("2026-11-23", "AK", 1, "19950")],
)
def test_guideline(on, state, size, said, capsys):
    call_command("guideline", year_on=on, state=state, size=size)

    assert capsys.readouterr().out.strip() == said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "state", "size"),
    [("2014-01-01", "MO", 4), ("2026-11-23", "PR", 4), ("2026-11-23", "MO", 0), ("soon", "MO", 4)],
)
def test_guideline_says_why_there_is_none(on, state, size):
    with pytest.raises(CommandError):
        call_command("guideline", year_on=on, state=state, size=size)
