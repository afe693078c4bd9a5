"""What always holds for sites, what they offer, and their contracts: both sides of every constraint."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mmp_portal.agencies.models import Contract, ContractTarget, County, Region, Site, SiteProgram
from tests.factories.agencies import AgencyFactory, ContractFactory, SiteFactory, SiteProgramFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
DAY_BEFORE = date(2026, 2, 28)


def refused(make, **fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**fields)


def test_state_is_one_we_know():
    for make in (
        lambda state: SiteFactory(state=state),
        lambda state: County.objects.create(name="Greene", state=state),
        lambda state: Region.objects.create(name="Southeast", state=state),
    ):
        refused(make, state="TX")
        make(state="MO")
        make(state="MN")


def test_region_and_county_are_named_once_in_a_state():
    for model in (Region, County):
        model.objects.create(name="St. Louis", state="MO")
        refused(model.objects.create, name="St. Louis", state="MO")
        model.objects.create(name="St. Louis", state="MN")


def test_site_code_and_name_are_given_once():
    site = SiteFactory()
    refused(SiteFactory, code=site.code)
    refused(SiteFactory, name=site.name)


def test_agency_name_is_given_once():
    refused(AgencyFactory, name=AgencyFactory().name)


@pytest.mark.parametrize("month", [1, 12])
def test_fiscal_year_starts_in_a_month(month):
    SiteFactory(fiscal_year_starts=month)
    refused(SiteFactory, fiscal_year_starts={1: 0, 12: 13}[month])


def test_time_zone_is_one_that_clocks_know():
    SiteFactory.build(agency=AgencyFactory(), time_zone="America/Chicago").full_clean(exclude=["agency"])
    with pytest.raises(ValidationError) as refusal:
        SiteFactory.build(agency=AgencyFactory(), time_zone="Mars/Olympus").full_clean()
    assert "time_zone" in refusal.value.message_dict


def test_today_is_the_day_at_the_site():
    just_after_midnight_in_london = datetime(2026, 3, 1, 0, 30, tzinfo=UTC)

    assert SiteFactory(time_zone="America/Chicago").today(just_after_midnight_in_london) == DAY_BEFORE
    assert SiteFactory(time_zone="Europe/London").today(just_after_midnight_in_london) == DAY


@pytest.mark.parametrize("make", [SiteProgramFactory, ContractFactory])
def test_time_ends_on_or_after_its_first_day(make):
    refused(make, starts_on=DAY, ends_on=DAY_BEFORE)
    make(starts_on=DAY, ends_on=DAY)


def test_program_is_offered_once_at_a_time():
    offered = SiteProgramFactory(program="worksite")
    refused(SiteProgramFactory, site=offered.site, program="worksite")
    SiteProgramFactory(site=offered.site, program="young_parent")
    SiteProgram.objects.filter(pk=offered.pk).update(ends_on=DAY)
    SiteProgramFactory(site=offered.site, program="worksite", starts_on=date(2026, 3, 2))


def test_home_visiting_model_is_one_we_know():
    refused(SiteProgramFactory, home_visiting_model="abc")
    for model in ("", "hfa", "pat"):
        SiteProgramFactory(home_visiting_model=model)


def test_contract_has_one_target_a_measure():
    contract = ContractFactory()
    ContractTarget.objects.create(contract=contract, measure="served", value=65)
    refused(ContractTarget.objects.create, contract=contract, measure="served", value=70)
    ContractTarget.objects.create(contract=ContractFactory(), measure="served", value=70)


def test_program_is_offered_from_its_first_to_its_last_day():
    site = SiteProgramFactory(program="worksite", starts_on=DAY, ends_on=date(2026, 6, 30)).site

    offered = {day: site.offers("worksite", on=day) for day in (DAY_BEFORE, DAY, date(2026, 6, 30), date(2026, 7, 1))}

    assert list(offered.values()) == [False, True, True, False]
    assert list(Site.objects.offering("worksite", on=DAY)) == [site]
    assert not Site.objects.offering("worksite", on=DAY_BEFORE).exists()


def test_funder_of_a_day_is_found_by_the_contract_in_force():
    site = SiteFactory()
    ContractFactory(site=site, funder="Before", starts_on=date(2020, 7, 1), ends_on=date(2025, 6, 30))
    ContractFactory(site=site, funder="After", starts_on=date(2025, 7, 1))

    def funder(day):
        return Contract.objects.in_force(day).get(site=site).funder

    assert [funder(date(2025, 6, 30)), funder(date(2025, 7, 1))] == ["Before", "After"]
