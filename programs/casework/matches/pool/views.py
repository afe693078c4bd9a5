"""Who could accompany, beside who waits: where mentors are missing."""

from django.shortcuts import render
from django.utils import timezone

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from programs import registry
from programs.casework.enrollments.forms import offers_to
from programs.casework.matches.pool.counting import pool_of


@requires(Permission.MATCH_VIEW)
def pool(request):
    """Mentors by culture, county and language beside the families who wait for one, a program at a time."""
    offers = offers_to(request.user, on=timezone.localdate())
    if request.site:
        offers = offers.filter(site=request.site)
    sites: dict[str, list] = {}
    for offer in offers:
        sites.setdefault(offer.program, []).append(offer.site)
    programs = [program for program in registry.all_programs() if program.code in sites]
    asked = request.GET.get("program", "")
    chosen = next((one for one in programs if one.code == asked), next(iter(programs), None))
    context = {
        "programs": programs,
        "chosen": chosen,
        "sites": sites.get(chosen.code, []) if chosen else [],
        "pool": pool_of(sites[chosen.code], chosen.code, user=request.user) if chosen else None,
    }
    return render(request, "programs/casework/matches/pool.html", context)
