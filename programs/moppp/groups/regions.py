"""The regions and their groups: every region has a Group Connection or a Parent Café in each month."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from mmp_portal.agencies.models import SiteProgram
from programs.casework.meetings.models import Meeting

PROGRAM = "moppp"
KINDS = ("group_connection", "parent_cafe")


@dataclass(frozen=True)
class Month:
    """One month: how many groups each region holds in it, by the region's key."""

    first: date
    is_running: bool
    counts: dict


def last_day_of(month):
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def offers_of(request, today):
    """The program at every site of the regions in which the person works, or of the region of the site at hand."""
    sites = {grant.site_id for grant in request.user.grants if grant.site_id and grant.program in ("", PROGRAM)}
    if request.site:
        sites &= {request.site.pk}
    offers = SiteProgram.objects.in_force(today).filter(program=PROGRAM, region__isnull=False)
    regions = offers.filter(site__in=sites).values("region")
    return list(offers.filter(region__in=regions).select_related("region", "site"))


def by_month(offers, first, today):
    """The regions by name, and the months from `first` to the running one, the latest first.

    A group that is planned and not called off counts in its month. One query.
    """
    regions = {offer.region_id: offer.region for offer in offers}
    region_of = {offer.site_id: offer.region_id for offer in offers}
    held = (
        Meeting.objects.standing()
        .between(first, last_day_of(today), timezone.get_current_timezone())
        .filter(site__in=region_of, program=PROGRAM, kind__in=KINDS)
        .order_by()
        .values_list("site", "starts_at")
    )
    counts: dict = defaultdict(lambda: defaultdict(int))
    for site, starts_at in held:
        counts[timezone.localtime(starts_at).date().replace(day=1)][region_of[site]] += 1
    months, month = [], today.replace(day=1)
    while month >= first.replace(day=1):
        months.append(Month(month, month == today.replace(day=1), counts[month]))
        month = (month - timedelta(days=1)).replace(day=1)
    return sorted(regions.values(), key=lambda region: region.name), months
