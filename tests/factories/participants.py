"""Invented people."""

from datetime import date, timedelta
from types import SimpleNamespace

import factory
from factory.django import DjangoModelFactory

from participants.models import EquipmentLoan, Household, HouseholdMember, Person, ReachWay, Registration


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    given_name = factory.Sequence(lambda n: f"Given{n}")
    family_name = factory.Sequence(lambda n: f"Inventado{n}")
    born_on = date(2007, 5, 14)
    email = ""
    may_email = factory.LazyAttribute(lambda person: True if person.email else None)


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


class ReachWayFactory(DjangoModelFactory):
    class Meta:
        model = ReachWay

    person = factory.SubFactory(PersonFactory)
    kind = "phone"
    value = "(417) 555-0188"
    is_of = "Her aunt"


class EquipmentLoanFactory(DjangoModelFactory):
    class Meta:
        model = EquipmentLoan

    person = factory.SubFactory(PersonFactory)
    what = "Tablet"
    lent_on = date(2026, 9, 1)


def all_around(person, *, site):
    """What stands around somebody: a further way to reach them, a loan, their registration; and one who died."""
    departed = person_at(
        site,
        given_name="Tobias",
        family_name="Afarland",
        born_on=date(1990, 1, 1),
        died_on=site.today() - timedelta(days=40),
        death_told_by="His sister",
    )
    return SimpleNamespace(
        way=ReachWayFactory(person=person),
        loan=EquipmentLoanFactory(person=person, site=site),
        registration=person.registrations.get(),
        departed=departed,
    )
