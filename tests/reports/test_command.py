"""`manage.py report`."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.factories.agencies import SiteFactory, SiteProgramFactory
from tests.factories.casework import EnrollmentFactory
from tests.reports.site import TODAY


@pytest.fixture
def site(db, time_machine):
    time_machine.move_to(TODAY, tick=False)
    site = SiteFactory(name="Oak Grove", code="OAK")
    SiteProgramFactory(site=site)
    EnrollmentFactory(site=site)
    return site


@pytest.mark.parametrize(
    ("ending", "begins"), [("pdf", b"%PDF-"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbftable"), ("json", b"{")]
)
def test_every_format_is_written_to_the_file(site, tmp_path, ending, begins):
    target = tmp_path / f"report.{ending}"

    call_command("report", "young_parent", "OAK", "SFY2027Q1", format=ending, output=str(target))

    assert target.read_bytes().startswith(begins)


def test_without_a_file_it_goes_to_standard_output(site, capfdbinary):
    call_command("report", "young_parent", "oak", "sfy2027q1", format="json")

    data = json.loads(capfdbinary.readouterr().out)
    assert (data["site"], data["quarter"]) == ("OAK", "SFY2027Q1")


def test_all_sites_together(site, tmp_path):
    other = SiteFactory(code="FAR")
    SiteProgramFactory(site=other)
    EnrollmentFactory(site=other)
    target = tmp_path / "all.json"

    call_command("report", "young_parent", "all", "2026Q3", format="json", output=str(target))

    data = json.loads(target.read_text())
    assert sorted(data["sites"]) == ["FAR", "OAK"]
    assert next(one["count"] for one in data["measures"] if one["code"] == "served") == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("young_parent", "OAK", "2026Q9"), "is not a quarter"),
        (("young_parent", "NOWHERE", "SFY2027Q1"), "No site NOWHERE offers Young Parent"),
        (("moppp", "OAK", "SFY2027Q1"), "No site OAK offers MOPPP"),
        (("young_parent", "OAK", "SFY2028Q1"), "has not begun"),
        (("gardening", "OAK", "SFY2027Q1"), "invalid choice"),
    ],
)
def test_what_cannot_be_reported_is_refused_with_a_sentence(site, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("report", *arguments)
