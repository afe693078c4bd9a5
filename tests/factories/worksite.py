"""The Worksite program of a site: a company that has signed, with a place of work, somebody to ask for, and an opening."""

from datetime import date, timedelta
from types import SimpleNamespace

import factory
from factory.django import DjangoModelFactory

from mentors.models import CorporatePartner
from mentors.partners.models import PartnerContact, Talk, Workplace
from programs.worksite.models import Opening
from tests.factories.mentors import CorporatePartnerFactory


class OpeningFactory(DjangoModelFactory):
    class Meta:
        model = Opening

    partner = factory.SubFactory(CorporatePartnerFactory, status="signed", signed_on=date(2025, 7, 1))
    title = "Baker's helper"
    industry = "food"
    opens_on = date(2026, 8, 1)


def worksite_at(site, *, staff):
    """`partner`, `workplace`, `contact` and `opening` of the site."""
    today = site.today()
    partner = CorporatePartnerFactory(
        site=site,
        name=f"Bakery of {site.name}",
        industry="food",
        city="Springfield",
        status="signed",
        signed_on=today - timedelta(days=400),
        next_step="Ask about the holiday season",
        next_step_on=today + timedelta(days=3),
        next_step_by=staff,
    )
    workplace = Workplace.objects.create(partner=partner, name="Kitchen on Elm Street", bus_line="Line 4")
    contact = PartnerContact.objects.create(
        partner=partner, name="Mabel Crumb", email="mabel@bakery.example", answers_check_ins=True
    )
    Talk.objects.create(partner=partner, talked_on=today - timedelta(days=20), who=staff, words="They need hands.")
    opening = OpeningFactory(
        partner=partner,
        workplace=workplace,
        places=2,
        hours_from=15,
        hours_to=25,
        wage_from_cents=1300,
        opens_on=today - timedelta(days=10),
    )
    return SimpleNamespace(partner=partner, workplace=workplace, contact=contact, opening=opening)


def pile_of_companies(household, count):
    """So many companies, talks and openings more at the household's site."""
    today = household.site.today()
    begun = CorporatePartner.objects.count()
    partners = CorporatePartner.objects.bulk_create(
        CorporatePartner(
            site=household.site,
            name=f"Pile of bricks {begun + number}",
            status="signed",
            signed_on=today - timedelta(days=40),
            agreement_ends_on=today + timedelta(days=30),
            next_step="Call",
            next_step_on=today,
            next_step_by=household.supervisor,
        )
        for number in range(count)
    )
    own = household.worksite.partner
    Workplace.objects.bulk_create(Workplace(partner=own, name=f"Place {begun + n}") for n in range(count))
    PartnerContact.objects.bulk_create(PartnerContact(partner=own, name="Somebody") for _one in range(count))
    Talk.objects.bulk_create(
        Talk(partner=own, talked_on=today, who=household.staff, words="Again.") for _one in range(count)
    )
    Opening.objects.bulk_create(
        Opening(partner=partner, title="Helper", opens_on=today) for partner in [own, *partners]
    )
