"""The room's page: who is in, what was visited this month and last, and by whom."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.tables import paginated
from programs.casework.enrollments.models import Enrollment, Status
from programs.casework.meetings.models import Meeting
from programs.moppp.clocks.views import first_visits_of
from programs.moppp.definition import PROGRAM
from programs.moppp.groups.regions import by_month, offers_of
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
    """The regions of the person's sites, each with how many groups and cafés it holds or plans in the month."""
    regions, months = by_month(offers_of(request, today), today.replace(day=1), today)
    return [{"name": region.name, "count": months[0].counts.get(region.pk, 0)} for region in regions]
