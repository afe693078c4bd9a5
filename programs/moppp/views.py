"""The room's page: who is in, what was visited this month and last, and by whom."""

from collections import Counter
from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.agencies.models import SiteProgram
from mmp_portal.ui.tables import paginated
from programs.casework.enrollments.models import Enrollment, Status
from programs.casework.meetings.models import Meeting
from programs.moppp.clocks.views import first_visits_of
from programs.moppp.definition import PROGRAM
from programs.moppp.tables import Families
from programs.moppp.visits.figures import visitors_of
from programs.moppp.visits.footing import footings_of
from programs.moppp.visits.tables import ByVisitor
from programs.moppp.visits.tally import Tally, tallies_of


@requires(Permission.DAY_VIEW)
def home(request):
    """MOPPP at the sites the person works at, or the site at hand."""
    today = timezone.localdate()
    rows = Enrollment.objects.open().in_program(PROGRAM.code).for_casework(request.user)
    meetings = Meeting.objects.upcoming(timezone.now()).for_user(request.user).filter(program=PROGRAM.code)
    if request.site:
        rows = rows.at_site(request.site)
        meetings = meetings.filter(site=request.site)
    cases = list(rows.with_people())
    footings = footings_of(cases)
    this_month = today.replace(day=1)
    ended = this_month - timedelta(days=1)
    so_far = tallies_of(cases, this_month, today, footings)
    last = tallies_of(cases, ended.replace(day=1), ended, footings)
    table = paginated(
        request,
        Families,
        rows.with_people().with_matches(),
        today=today,
        empty_text=_("Nobody is in the program now."),
    )
    table.footings, table.so_far, table.last = footings, so_far, last
    judged = [tally for tally in last.values() if tally.is_met is not None]
    context = {
        "program": PROGRAM,
        "today": today,
        "table": table,
        "in_program": len(cases),
        "paused": sum(1 for case in cases if case.status == Status.PAUSED),
        "without_level": sum(1 for case in cases if footings[case.pk].step_on(today) is None),
        "month": sum(so_far.values(), Tally()),
        "last_month": ended,
        "judged": len(judged),
        "met": sum(1 for tally in judged if tally.is_met),
        "visitors": ByVisitor(visitors_of(cases, ended.replace(day=1), ended, footings)),
        **first_visits_of(request, today),
        "regions": regions_of(request, today),
        "next_meetings": meetings.select_related("site").with_counts()[:3],
    }
    return render(request, "programs/moppp/home.html", context)


def regions_of(request, today):
    """The regions of the person's sites, each with its groups and cafés held or planned in the month."""
    sites = {grant.site_id for grant in request.user.grants if grant.site_id}
    if request.site:
        sites = {request.site.pk}
    offers = SiteProgram.objects.in_force(today).filter(program=PROGRAM.code, region__isnull=False)
    of_persons_sites = offers.filter(site__in=sites).values("region")
    following = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    kinds = [kind.code for kind in PROGRAM.meeting_kinds]
    found: dict[str, set] = {}
    for region, site in offers.filter(region__in=of_persons_sites).values_list("region__name", "site"):
        found.setdefault(region, set()).add(site)
    held = Counter(
        Meeting.objects.standing()
        .between(today.replace(day=1), following - timedelta(days=1), timezone.get_current_timezone())
        .filter(site__in=set().union(*found.values()) if found else (), program=PROGRAM.code, kind__in=kinds)
        .order_by()
        .values_list("site_id", flat=True)
    )
    return [{"name": name, "count": sum(held[site] for site in sites)} for name, sites in sorted(found.items())]
