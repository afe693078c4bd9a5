"""Miles that were noted with a contact and not claimed yet."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from programs.casework.contacts.models import Contact
from programs.casework.expenses.models import Expense, MileageRate, amount_for

# What is older is claimed by hand, with a word of why so late.
LOOK_BACK = timedelta(days=90)
MOST_SHOWN = 20


def contacts_to_claim(user):
    """The contacts that the person drove to, of the last months, whose miles nobody claimed."""
    claimed = Expense.objects.not_voided().filter(contact=OuterRef("pk"), claimed_by=user)
    drove = Q(on_behalf_of__person__user=user) | Q(on_behalf_of=None, recorded_by=user)
    return (
        Contact.objects.not_voided()
        .for_user(user)
        .filter(drove, miles_driven__gt=0, started_at__gte=timezone.now() - LOOK_BACK)
        .exclude(Exists(claimed))
        .select_related("enrollment__participant", "enrollment__site__agency")
        .order_by("-started_at", "-pk")
    )


def offers(user):
    """Pairs of such a contact and what its miles are worth in cents, None where no rate is set."""
    rates: dict = {}
    found = []
    for contact in contacts_to_claim(user)[:MOST_SHOWN]:
        site, day = contact.enrollment.site, contact.happened_on()
        if site.agency_id not in rates:
            known = MileageRate.objects.not_voided().of_agency(site.agency)
            rates[site.agency_id] = sorted(known, key=lambda rate: (rate.agency_id is not None, rate.starts_on))
        rate = next((rate for rate in reversed(rates[site.agency_id]) if rate.starts_on <= day), None)
        found.append((contact, amount_for(contact.miles_driven, rate.cents_per_mile) if rate else None))
    return found
