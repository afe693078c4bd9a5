"""The pages of agencies and sites: who sees and changes which, and what is refused beside which field."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mmp_portal.agencies.models import Agency, Contract, Site, SiteProgram
from mmp_portal.audit.models import Event
from tests.factories.accounts import user_with
from tests.factories.agencies import AgencyFactory, ContractFactory, SiteFactory, SiteProgramFactory


def answers(owner, **changes):
    return {
        "name": "Lantern Hill",
        "code": "lan",
        "agency": owner.pk,
        "state": "MO",
        "city": "Lantern",
        "phone": "(573) 555-0100",
        "counties": "Boone, Callaway,  boone county ,",
        "time_zone": "America/Chicago",
        "fiscal_year_starts": "7",
        "language": "en",
    } | changes


def errors_of(answer):
    assert answer.status_code == 200
    return answer.context["form"].errors


# --- Seeing -------------------------------------------------------------------------------------


def test_supervisor_sees_the_own_site_alone_and_changes_nothing(client_of, cast):
    client = client_of(cast.here.supervisor)

    shown = client.get("/sites/").content.decode()

    assert cast.here.site.name in shown
    assert cast.there.site.name not in shown
    assert client.get(f"/sites/{cast.here.site.pk}/").status_code == 200
    assert client.get(f"/sites/{cast.there.site.pk}/").status_code == 404
    assert client.get(f"/sites/{cast.here.site.pk}/edit/").status_code == 403


def test_administrator_of_an_agency_changes_its_sites_and_sees_no_other(client_of, cast):
    other = SiteFactory()
    client = client_of(user_with("administrator", agency=cast.agency))

    assert client.get(f"/sites/{cast.there.site.pk}/edit/").status_code == 200
    for page in ("", "edit/", "programs/new/", "contracts/new/"):
        assert client.get(f"/sites/{other.pk}/{page}").status_code == 404
    assert client.get(f"/sites/agencies/{other.agency_id}/").status_code == 404
    assert other.name not in client.get("/sites/").content.decode()


@pytest.mark.parametrize("who", ["staff", "mentor_user"])
def test_sites_are_not_for_staff_and_mentors(client_of, cast, who):
    assert client_of(getattr(cast.here, who)).get("/sites/").status_code == 403


def test_site_page_shows_programs_contracts_targets_and_people(client_of, cast):
    contract = ContractFactory(site=cast.here.site, funder="Example Trust")
    contract.targets.create(measure="served", value=65)

    shown = client_of(cast.administrator).get(f"/sites/{cast.here.site.pk}/").content.decode()

    for words in ("Young Parent", "Healthy Families America", "Example Trust", "65", cast.here.staff.name):
        assert words in shown
    assert cast.there.staff.name not in shown


def test_list_costs_the_same_for_three_and_thirty(client_of, cast):
    client = client_of(cast.administrator)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get("/sites/")
        return len(captured)

    queries()
    few = queries()
    for _count in range(20):
        SiteProgramFactory(site=SiteFactory(agency=cast.agency))

    assert queries() == few


def test_list_filters(client_of, cast):
    minnesota = SiteFactory(agency=cast.agency, state="MN", name="North Lake")
    client = client_of(cast.administrator)

    def shown(query):
        return {row.record.name for row in client.get(f"/sites/?{query}").context["table"].rows}

    assert shown("state=MN") == {"North Lake"}
    assert "North Lake" not in shown("program=young_parent")
    assert shown("q=north") == {minnesota.name}
    assert len(shown("state=zz&program=x&agency=y&page=0")) == 3


# --- Opening and changing -----------------------------------------------------------------------


def test_open_a_site(client_of, cast):
    answer = client_of(cast.administrator).post("/sites/new/", answers(cast.agency))

    site = Site.objects.get(code="LAN")
    assert answer.url == f"/sites/{site.pk}/"
    assert [county.name for county in site.counties.all()] == ["Boone", "Callaway", "boone county"]
    assert Event.objects.get(verb="site.opened").subject_id == site.pk


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 81),
        ("name", "oak grove"),
        ("code", ""),
        ("code", "TOO-LONG-CODE"),
        ("code", "Ä!"),
        ("code", "oak"),
        ("agency", ""),
        ("agency", "999999"),
        ("state", "TX"),
        ("time_zone", "Mars/Olympus"),
        ("fiscal_year_starts", "13"),
        ("counties", "x" * 61),
        ("language", "xx"),
    ],
)
def test_bad_input_gets_a_sentence_beside_the_field_and_keeps_what_was_typed(client_of, cast, field, value):
    answer = client_of(cast.administrator).post("/sites/new/", answers(cast.agency, **{field: value}))

    assert list(errors_of(answer)) == [field]
    assert "(573) 555-0100" in answer.content.decode()
    assert not Site.objects.filter(city="Lantern").exists()


def test_code_stays_when_a_site_is_changed(client_of, cast):
    client = client_of(cast.administrator)

    client.post(f"/sites/{cast.here.site.pk}/edit/", answers(cast.agency, name="Oak Grove North"))

    site = Site.objects.get(pk=cast.here.site.pk)
    assert (site.name, site.code) == ("Oak Grove North", "OAK")
    assert Event.objects.get(verb="site.changed").details["before"]["name"] == "Oak Grove"


def test_administrator_of_an_agency_cannot_open_a_site_of_another(client_of, cast):
    client = client_of(user_with("administrator", agency=cast.agency))

    assert "agency" in errors_of(client.post("/sites/new/", answers(AgencyFactory())))


def test_agencies_are_added_by_the_installation_alone(client_of, cast):
    client_of(user_with("administrator", agency=cast.agency)).post("/sites/agencies/new/", {"name": "Nobody's"})
    assert not Agency.objects.filter(name="Nobody's").exists()

    client = client_of(cast.administrator)
    client.post("/sites/agencies/new/", {"name": "Lantern House", "phone": "", "letterhead": ""})
    again = client.post("/sites/agencies/new/", {"name": "LANTERN house"})

    assert Agency.objects.filter(name="Lantern House").exists()
    assert "name" in errors_of(again)


def test_letterhead_is_changed(client_of, cast):
    client_of(cast.administrator).post(
        f"/sites/agencies/{cast.agency.pk}/", {"name": cast.agency.name, "letterhead": "1 Example Road"}
    )

    cast.agency.refresh_from_db()
    assert cast.agency.letterhead == "1 Example Road"


# --- Programs -----------------------------------------------------------------------------------


@pytest.fixture
def empty_site(cast):
    return SiteFactory(agency=cast.agency)


def test_offer_a_program(client_of, cast, empty_site):
    client_of(cast.administrator).post(
        f"/sites/{empty_site.pk}/programs/new/",
        {"program": "worksite", "starts_on": "2026-07-01", "home_visiting_model": "", "region": ""},
    )

    assert empty_site.offers("worksite", on=date(2026, 7, 1))
    assert not empty_site.offers("worksite", on=date(2026, 6, 30))


@pytest.mark.parametrize(
    ("program", "model", "field"),
    [("moppp", "", "home_visiting_model"), ("worksite", "hfa", "home_visiting_model"), ("chess", "", "program")],
)
def test_offer_is_refused_beside_the_field(client_of, cast, empty_site, program, model, field):
    answer = client_of(cast.administrator).post(
        f"/sites/{empty_site.pk}/programs/new/",
        {"program": program, "starts_on": "2026-07-01", "home_visiting_model": model},
    )

    assert field in errors_of(answer)


@pytest.mark.parametrize("day", ["", "soon", "1066-10-14", "2999-01-01"])
def test_offer_from_no_real_day_is_refused(client_of, cast, empty_site, day):
    answer = client_of(cast.administrator).post(
        f"/sites/{empty_site.pk}/programs/new/", {"program": "worksite", "starts_on": day}
    )

    assert "starts_on" in errors_of(answer)


def test_offer_before_the_last_time_ended_is_refused(client_of, cast, empty_site):
    SiteProgramFactory(site=empty_site, program="worksite", starts_on=date(2020, 1, 1), ends_on=date(2024, 6, 30))

    answer = client_of(cast.administrator).post(
        f"/sites/{empty_site.pk}/programs/new/", {"program": "worksite", "starts_on": "2024-06-30"}
    )

    assert "starts_on" in errors_of(answer)


def test_program_ends_once_its_cases_are_closed(client_of, cast):
    offered = SiteProgram.objects.get(site=cast.here.site, program="worksite")
    busy = SiteProgram.objects.get(site=cast.here.site, program=cast.here.enrollment.program)
    client = client_of(cast.administrator)

    client.post(f"/sites/programs/{offered.pk}/end/", {"on": "2026-12-31"})
    refused = client.post(f"/sites/programs/{busy.pk}/end/", {"on": "2026-12-31"})
    too_early = client.post(f"/sites/programs/{busy.pk}/end/", {"on": "2001-01-01"})

    offered.refresh_from_db()
    assert offered.ends_on == date(2026, 12, 31)
    assert "still open" in str(errors_of(refused)["on"])
    assert "before the first" in str(errors_of(too_early)["on"])


# --- Contracts ----------------------------------------------------------------------------------


def contract(**changes):
    return {
        "program": "young_parent",
        "funder": "Example Trust",
        "number": "EX-7",
        "starts_on": "2026-07-01",
        "ends_on": "",
        "target_served": "25",
    } | changes


def test_contract_with_targets(client_of, cast):
    Contract.objects.all().delete()

    client_of(cast.administrator).post(f"/sites/{cast.here.site.pk}/contracts/new/", contract())

    signed = Contract.objects.get(funder="Example Trust")
    assert signed.agency == cast.agency
    assert [(row.measure, row.value) for row in signed.targets.all()] == [("served", 25)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("program", "chess"),
        ("funder", ""),
        ("funder", "x" * 121),
        ("starts_on", "never"),
        ("ends_on", "2026-06-30"),
        ("ends_on", "2999-01-01"),
        ("target_served", "-1"),
        ("target_served", "many"),
        ("target_reached", "101"),
    ],
)
def test_contract_is_refused_beside_the_field(client_of, cast, field, value):
    answer = client_of(cast.administrator).post(
        f"/sites/{cast.here.site.pk}/contracts/new/", contract(**{field: value})
    )

    assert list(errors_of(answer)) == [field]
    assert not Contract.objects.filter(number="EX-7").exists()


def test_contract_that_overlaps_another_is_refused(client_of, cast):
    site = SiteFactory(agency=cast.agency)
    SiteProgramFactory(site=site, program="young_parent")
    old = ContractFactory(site=site, program="young_parent")
    client = client_of(cast.administrator)

    refused = client.post(f"/sites/{site.pk}/contracts/new/", contract())
    client.post(f"/sites/contracts/{old.pk}/", {"number": "EX-1", "ends_on": "2026-06-30", "target_served": ""})
    client.post(f"/sites/{site.pk}/contracts/new/", contract())
    reopened = client.post(f"/sites/contracts/{old.pk}/", {"number": "EX-1", "ends_on": ""})

    assert "covers that time" in str(errors_of(refused)["starts_on"])
    assert Contract.objects.filter(site=site).count() == 2
    assert "begins before that day" in str(errors_of(reopened)["ends_on"])


def test_targets_are_replaced_when_a_contract_is_changed(client_of, cast):
    signed = ContractFactory(site=SiteFactory(agency=cast.agency))
    signed.targets.create(measure="served", value=20)

    client_of(cast.administrator).post(
        f"/sites/contracts/{signed.pk}/", {"number": "", "ends_on": "", "target_reached": "80.5"}
    )

    assert [(row.measure, float(row.value)) for row in signed.targets.all()] == [("reached", 80.5)]


def test_every_target_is_a_measure_of_the_catalogue():
    from programs.casework.parameters.sites.targets import TARGETS
    from reports.catalog import REPORTS

    measured = {measure.definition.code for kind in REPORTS.values() for measure in kind.measures}

    assert set(TARGETS) <= measured
