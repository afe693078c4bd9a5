"""Pages and downloads of the reports: who may have which, whole or masked, and the records behind a figure."""

import io
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories.accounts import RoleGrantFactory, user_with
from tests.factories.agencies import AgencyFactory, SiteFactory, SiteProgramFactory
from tests.factories.casework import ContactFactory, MatchFactory
from tests.reports.site import CHICAGO, TODAY, lively

QUARTER = "SFY2027Q1"
FORMATS = ("pdf", "xlsx", "csv")


@pytest.fixture(autouse=True)
def autumn(time_machine):
    time_machine.move_to(TODAY, tick=False)


def url(name, site="OAK", program="young_parent", quarter=QUARTER, **more):
    return reverse(f"reports:{name}", kwargs={"program": program, "site": site, "quarter": quarter, **more})


PAGES = [
    reverse("reports:catalog"),
    reverse("reports:definitions"),
    url("quarter"),
    url("quarter", site="all"),
    url("csv"),
    url("rows", measure="served"),
]


@pytest.mark.parametrize("address", PAGES)
def test_own_staff_and_supervisor_may(cast, client_of, address):
    for person in (cast.here.staff, cast.here.supervisor):
        assert client_of(person).get(address).status_code == 200


@pytest.mark.parametrize("address", [*PAGES, reverse("reports:totals"), url("pdf"), url("xlsx")])
def test_mentor_may_not(cast, client_of, address):
    assert client_of(cast.here.mentor_user).get(address).status_code == 403


@pytest.mark.parametrize("name", ["quarter", *FORMATS])
def test_other_site_is_not_there(cast, client_of, name):
    assert client_of(cast.there.staff).get(url(name)).status_code == 404
    assert client_of(cast.there.staff).get(url("rows", measure="served")).status_code == 404


def test_all_means_the_sites_one_may_see(cast, client_of):
    page = client_of(cast.here.staff).get(url("quarter", site="all"))

    assert page.context["report"].sites == [cast.here.site]


def test_staff_of_one_program_have_its_report_alone(cast, client_of):
    person = user_with("staff", site=cast.here.site, program="young_parent")

    assert client_of(person).get(url("quarter")).status_code == 200
    assert client_of(person).get(url("quarter", program="worksite")).status_code == 404


@pytest.mark.parametrize("address", [url("quarter"), url("quarter", site="all"), reverse("reports:totals")])
def test_administrator_sees_totals_and_opens_no_records(cast, client_of, address):
    client = client_of(cast.administrator)

    page = client.get(address)

    assert page.status_code == 200
    assert "/rows/" not in page.content.decode()
    assert client.get(url("rows", measure="served")).status_code == 403


def test_administrator_of_another_agency_sees_none_of_it(cast, client_of):
    person = user_with("administrator", agency=AgencyFactory())
    client = client_of(person)

    assert client.get(url("quarter")).status_code == 404
    assert "No site offers a program yet" in client.get(reverse("reports:totals")).content.decode()
    assert "No report for you yet" in client.get(reverse("reports:catalog")).content.decode()


def test_viewer_of_a_site_an_agency_or_everything(cast, client_of):
    far = user_with("viewer", site=cast.there.site)
    everything = user_with("viewer")

    assert client_of(far).get(url("quarter")).status_code == 404
    assert client_of(far).get(url("quarter", site="FAR")).status_code == 200
    assert client_of(everything).get(url("quarter")).status_code == 200
    assert client_of(cast.viewer).get(url("quarter")).status_code == 200


def test_viewer_sees_small_counts_masked_and_no_records(cast, client_of):
    client = client_of(cast.viewer)

    page = client.get(url("quarter"))

    assert page.context["report"].copy.is_masked
    assert "Small counts are masked" in page.content.decode()
    assert "&lt;5" in page.content.decode()
    assert "/rows/" not in page.content.decode()
    assert client.get(url("rows", measure="served")).status_code == 403
    book = load_workbook(io.BytesIO(client.get(url("xlsx")).content))
    served = next(row[1].value for row in book["All figures"].iter_rows() if row[0].value == "People served")
    assert served == "<5"


def test_staff_who_also_view_another_site_have_that_one_masked(cast, client_of):
    RoleGrantFactory(user=cast.here.staff, role="viewer", site=cast.there.site)
    client = client_of(cast.here.staff)

    assert not client.get(url("quarter")).context["report"].copy.is_masked
    assert client.get(url("quarter", site="FAR")).context["report"].copy.is_masked
    assert client.get(url("quarter", site="all")).context["report"].copy.is_masked
    assert client.get(url("rows", site="FAR", measure="served")).status_code == 403


@pytest.mark.parametrize(
    ("name", "content_type", "begins"),
    [
        ("pdf", "application/pdf", b"%PDF-"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        ("csv", "text/csv; charset=utf-8", b"\xef\xbb\xbf"),
    ],
)
def test_download(cast, client_of, name, content_type, begins):
    answer = client_of(cast.here.supervisor).get(url(name))

    assert answer["Content-Type"] == content_type
    assert answer["Content-Disposition"] == f'attachment; filename="young-parent-OAK-SFY2027Q1.{name}"'
    assert "no-store" in answer["Cache-Control"]
    assert answer.content.startswith(begins)


@pytest.mark.parametrize(
    "address",
    [
        url("quarter", quarter="2026Q9"),
        url("quarter", quarter="SFY2028Q1"),
        url("quarter", program="gardening"),
        url("quarter", site="NOWHERE"),
        url("rows", measure="happiness"),
        url("rows", program="worksite", measure="reached_year"),
    ],
)
def test_what_is_not_there_is_not_found(cast, client_of, address):
    assert client_of(cast.here.staff).get(address).status_code == 404


def test_figures_lead_to_their_records(cast, client_of):
    at = datetime(2026, 9, 30, 23, 59, tzinfo=CHICAGO)
    counted = ContactFactory(enrollment=cast.here.enrollment, match=cast.here.match, started_at=at)
    ContactFactory(
        enrollment=cast.here.enrollment, match=cast.here.match, started_at=datetime(2026, 10, 1, tzinfo=CHICAGO)
    )
    client = client_of(cast.here.staff)

    page = client.get(url("quarter")).content.decode()
    rows = client.get(url("rows", measure="mentor_hours"))

    assert f'href="{url("rows", measure="mentor_hours")}"' in page
    assert [line.url for line in rows.context["lines"]] == [counted.get_absolute_url()]
    assert cast.here.enrollment.number in rows.content.decode()
    assert "Sep 30" in rows.content.decode()
    assert cast.here.participant.family_name not in rows.content.decode()


def test_what_was_left_out_leads_to_its_records(cast, client_of):
    missing = ContactFactory(
        enrollment=cast.here.enrollment,
        match=cast.here.match,
        started_at=datetime(2026, 8, 3, 12, tzinfo=CHICAGO),
        duration_minutes=None,
    )
    client = client_of(cast.here.staff)

    page = client.get(url("quarter")).content.decode()
    rows = client.get(url("rows", measure="mentor_hours") + "?part=left-out-0")

    assert "?part=left-out-0" in page
    assert [line.url for line in rows.context["lines"]] == [missing.get_absolute_url()]
    assert "No minutes" in rows.content.decode()


@pytest.mark.parametrize("query", ["?part=nonsense", "?page=99", "?page=x", "?part=left-out-7&page=-1", "?when=%00"])
def test_odd_words_in_the_address_do_no_harm(cast, client_of, query):
    assert client_of(cast.here.staff).get(url("rows", measure="served") + query).status_code == 200


@pytest.mark.parametrize(
    "measure",
    ["served", "children", "by_age", "matches_at_end", "retention", "contacts", "meetings_held", "attendance"],
)
def test_every_kind_of_record_has_its_line(cast, client_of, measure):
    lively(cast.here.site, families=3)

    page = client_of(cast.here.staff).get(url("rows", measure=measure))

    assert page.context["lines"]


def test_records_cost_the_same_for_few_and_many(cast, client_of):
    client = client_of(cast.here.staff)
    address = url("rows", measure="mentor_hours")

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    def record(count):
        for i in range(count):
            match = MatchFactory(enrollment__site=cast.here.site)
            at = datetime(2026, 8, 1 + i, 12, tzinfo=CHICAGO)
            ContactFactory(enrollment=match.enrollment, match=match, started_at=at)

    record(3)
    few = cost()
    record(20)

    assert cost() == few


def test_totals_cost_the_same_for_few_and_many_sites(cast, client_of):
    client = client_of(cast.administrator)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("reports:totals") + "?program=young_parent").status_code == 200
        return len(queries)

    few = cost()
    for _ in range(8):
        SiteProgramFactory(site=SiteFactory(agency=cast.agency))

    assert cost() == few


def test_totals_say_each_site_and_all_together(cast, client_of):
    page = client_of(cast.administrator).get(reverse("reports:totals") + "?program=young_parent")

    assert [(row.site, row.served.value) for row in page.context["rows"]] == [
        (cast.there.site, 1),
        (cast.here.site, 1),
    ]
    assert page.context["together"].served.value == 2


def test_totals_of_a_program_that_is_not_there_are_those_of_the_first(cast, client_of):
    assert client_of(cast.administrator).get(reverse("reports:totals") + "?program=x").status_code == 200


def test_choosing_a_report_leads_to_it(cast, client_of):
    answer = client_of(cast.here.staff).get(
        reverse("reports:catalog"), {"program": "young_parent", "site": "OAK", "quarter": QUARTER}
    )

    assert answer.status_code == 302
    assert answer["Location"] == url("quarter")


@pytest.mark.parametrize(
    "choice",
    [
        {"program": "gardening", "site": "OAK", "quarter": QUARTER},
        {"program": "young_parent", "site": "FAR", "quarter": QUARTER},
        {"program": "young_parent", "site": "OAK", "quarter": "soon 🌱 <b>"},
        {"program": "", "site": "", "quarter": ""},
    ],
)
def test_choice_that_cannot_be_is_refused_beside_its_field(cast, client_of, choice):
    page = client_of(cast.here.staff).get(reverse("reports:catalog"), choice)

    assert page.status_code == 200
    assert page.context["form"].errors
    assert "<b>" not in page.content.decode()


def test_site_that_does_not_offer_the_program_is_refused(cast, client_of):
    other = SiteFactory(code="NEW", agency=cast.agency)
    SiteProgramFactory(site=other, program="worksite")

    page = client_of(cast.administrator).get(
        reverse("reports:catalog"), {"program": "moppp", "site": "NEW", "quarter": QUARTER}
    )

    assert "does not offer the program" in page.content.decode()


def test_this_quarter_is_the_running_one_of_the_own_site(cast, client_of):
    answer = client_of(cast.here.supervisor).get(reverse("reports:this_quarter"))

    assert answer["Location"] == url("quarter", program="worksite", quarter="SFY2027Q2")


def test_this_quarter_of_nobody_is_the_catalog(cast, client_of):
    person = user_with("administrator", agency=AgencyFactory())

    assert client_of(person).get(reverse("reports:this_quarter"))["Location"] == reverse("reports:catalog")


def test_running_quarter_says_so_and_has_no_next(cast, client_of):
    page = client_of(cast.here.staff).get(url("quarter", quarter="SFY2027Q2"))

    assert "The quarter still runs" in page.content.decode()
    assert page.context["following"] is None
    assert str(page.context["previous"]) == QUARTER


def test_menu_holds_the_figures_each_role_may_open(cast, client_of):
    def menu(person):
        return client_of(person).get(reverse("reports:definitions")).content.decode()

    assert reverse("reports:this_quarter") in menu(cast.here.supervisor)
    assert reverse("reports:totals") not in menu(cast.here.supervisor)
    assert reverse("reports:totals") in menu(cast.administrator)
    assert reverse("reports:this_quarter") not in menu(cast.viewer)
    assert reverse("reports:catalog") in menu(cast.viewer)


@pytest.mark.parametrize("program", ["", "young_parent", "moppp", "x"])
def test_definitions_of_all_or_one_program(cast, client_of, program):
    page = client_of(cast.viewer).get(reverse("reports:definitions"), {"program": program})

    assert "Different people with an enrollment open on at least one day" in page.content.decode()
    assert ("Matches kept to the promised day" in page.content.decode()) == (program != "moppp")
