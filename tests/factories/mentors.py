"""Mentors, trained and active unless a test says otherwise."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from mentors.models import CorporatePartner, Mentor, Qualification
from tests.factories.agencies import SiteFactory
from tests.factories.participants import PersonFactory


class CorporatePartnerFactory(DjangoModelFactory):
    class Meta:
        model = CorporatePartner

    site = factory.SubFactory(SiteFactory)
    name = factory.Sequence(lambda n: f"Example Bakery {n}")


class MentorFactory(DjangoModelFactory):
    class Meta:
        model = Mentor

    person = factory.SubFactory(PersonFactory, born_on=date(1980, 3, 3))
    site = factory.SubFactory(SiteFactory)
    kind = "community"
    status = "active"
    applied_on = date(2024, 1, 10)
    trained_on = date(2024, 2, 10)
    capacity = 2


class QualificationFactory(DjangoModelFactory):
    class Meta:
        model = Qualification

    mentor = factory.SubFactory(MentorFactory)
    what = "background_check"
    seen_on = date(2024, 2, 1)
