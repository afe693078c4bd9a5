"""Who waits for a place, in which order and why, and where the next place is."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.lists.listing import listed
from programs import registry
from programs.casework.caseload.waiting.places import places_of
from programs.casework.caseload.waiting.ranking import families_waiting
from programs.casework.caseload.waiting.tables import WaitingTable
from programs.casework.enrollments.forms import offers_to
from programs.casework.referrals.models import Referral, Status

# How far back the page says who has left the list.
LEFT_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class WaitingList:
    """The list of one program at one site, and how many stand on it."""

    offer: Any
    count: int

    @property
    def program(self):
        return registry.get(self.offer.program)


@requires(Permission.REFERRAL_VIEW)
def waiting_list(request):
    """One list in its order: who is next and why, who may take the next family, and who has left it lately."""
    lists = _lists(request)
    chosen = _chosen(lists, request.GET.get("of", ""))
    if chosen is None:
        return render(request, "programs/casework/caseload/waiting/list.html", {"chosen": None})
    site, program = chosen.offer.site, chosen.offer.program
    today = site.today()
    families = families_waiting(site, program, user=request.user, on=today)
    listing = listed(request, WaitingTable, None, name="waiting", rows=families, total=len(families))
    if listing.file:
        return listing.file
    first = families[0] if families else None
    context = {
        "lists": lists if len(lists) > 1 else [],
        "several_sites": len({one.offer.site_id for one in lists}) > 1,
        "chosen": chosen,
        "site": site,
        "program": chosen.program,
        "listing": listing,
        "first": first,
        "enroll_url": _enroll_url(first, chosen.offer, request.user),
        "places": places_of(site, program, on=today),
        "left": _left(request.user, site, program, today),
        "left_within": LEFT_WITHIN.days,
    }
    return render(request, "programs/casework/caseload/waiting/list.html", context)


def _lists(request):
    """The lists of the programs that the person works in, the longest first. Two statements."""
    offers = offers_to(request.user, on=timezone.localdate())
    if request.site:
        offers = offers.filter(site=request.site)
    rows = Referral.objects.waiting().for_user(request.user).filter(person__died_on=None)
    counts = {
        (row["site"], row["program"]): row["count"]
        for row in rows.order_by().values("site", "program").annotate(count=Count("pk"))
    }
    lists = [WaitingList(offer, counts.get((offer.site_id, offer.program), 0)) for offer in offers]
    return sorted(lists, key=lambda one: (-one.count, one.offer.site.name, one.offer.program))


def _chosen(lists, asked):
    """The list that was asked for, else the longest."""
    return next((one for one in lists if str(one.offer.pk) == asked), next(iter(lists), None))


def _enroll_url(family, offer, user):
    if family is None or not user.may(Permission.ENROLLMENT_CREATE):
        return ""
    return f"{reverse('enrollments:enroll', args=[family.person.pk])}?offer={offer.pk}"


def _left(user, site, program, today):
    """Who has left the list lately, by what became of them: pairs of status and number."""
    rows = (
        Referral.objects.not_voided()
        .for_user(user)
        .at_site(site)
        .for_program(program)
        .filter(waiting_since__isnull=False, status_on__gte=today - LEFT_WITHIN)
        .exclude(status__in=[Status.NEW, Status.SCREENING, Status.WAITING])
    )
    counts = dict(rows.order_by().values_list("status").annotate(count=Count("pk")))
    return [(status, counts[status]) for status in Status if status in counts]
