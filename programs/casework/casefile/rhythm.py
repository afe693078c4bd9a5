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
    since = (now or timezone.now()) - LOOKED_AT
    zone = enrollment.site.zone
    moments = Contact.objects.made().of_cases([enrollment]).filter(started_at__gte=since)
    days = sorted({timezone.localtime(at, zone).date() for at in moments.values_list("started_at", flat=True)})
    if len(days) < LEAST:
        return None
    return round(median((later - earlier).days for earlier, later in pairwise(days)))
