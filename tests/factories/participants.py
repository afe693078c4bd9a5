"""Invented people."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from participants.models import Household, HouseholdMember, Person, Registration


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    given_name = factory.Sequence(lambda n: f"Given{n}")
    family_name = factory.Sequence(lambda n: f"Inventado{n}")
    born_on = date(2007, 5, 14)


class RegistrationFactory(DjangoModelFactory):
    class Meta:
        model = Registration

    person = factory.SubFactory(PersonFactory)
    starts_on = date(2020, 1, 1)


def person_at(site, **fields):
    """A person registered at the site."""
    person = PersonFactory(**fields)
    RegistrationFactory(person=person, site=site)
    return person


def child_of(parent, *, born_on=date(2025, 10, 2), **fields):
    """A child living with the parent, in a household of their own or the parent's first."""
    membership = parent.memberships.filter(part="parent").first()
    household = membership.household if membership else Household.objects.create()
    if membership is None:
        HouseholdMember.objects.create(household=household, person=parent, part="parent", starts_on=date(2020, 1, 1))
    child = PersonFactory(family_name=parent.family_name, born_on=born_on, **fields)
    HouseholdMember.objects.create(household=household, person=child, part="child", starts_on=born_on)
    return child
