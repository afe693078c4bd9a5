"""How often a family and those around it usually meet."""

from datetime import timedelta
from itertools import pairwise
from statistics import median

from django.utils import timezone

from programs.casework.contacts.models import Contact

# The rhythm is that of the last half year, and of at least so many days with a contact.
LOOKED_AT = timedelta(days=182)
LEAST = 4


def usual_days_between(enrollment, *, now=None):
    """The middle one of the gaps between days with a contact made, in days; None where there are too few."""
    now = now or timezone.now()
    made = Contact.objects.made().of_cases([enrollment]).filter(started_at__gte=now - LOOKED_AT)
    return usual_days(made.values_list("started_at", flat=True), enrollment.site.zone, now=now)


def usual_days(moments, zone, *, now):
    """The same of the moments of contacts made, by the clock of a site."""
    days = sorted({timezone.localtime(at, zone).date() for at in moments if at >= now - LOOKED_AT})
    if len(days) < LEAST:
        return None
    return round(median((later - earlier).days for earlier, later in pairwise(days)))
