"""The smallest valid agencies and sites."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from mmp_portal.agencies.models import Agency, Contract, Site, SiteProgram


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = Agency

    name = factory.Sequence(lambda n: f"Example Agency {n}")


class SiteFactory(DjangoModelFactory):
    class Meta:
        model = Site

    code = factory.Sequence(lambda n: f"S{n}")
    name = factory.Sequence(lambda n: f"Example Site {n}")
    agency = factory.SubFactory(AgencyFactory)
    state = "MO"


class SiteProgramFactory(DjangoModelFactory):
    class Meta:
        model = SiteProgram

    site = factory.SubFactory(SiteFactory)
    program = "young_parent"
    starts_on = date(2015, 7, 1)


class ContractFactory(DjangoModelFactory):
    class Meta:
        model = Contract

    site = factory.SubFactory(SiteFactory)
    agency = factory.SelfAttribute("site.agency")
    program = "young_parent"
    funder = "Example Department"
    number = "EX-1"
    starts_on = date(2015, 7, 1)
