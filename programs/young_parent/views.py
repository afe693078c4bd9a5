"""The room's page: who is in, where their year stands, and the month so far."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.agencies.models import Site
from mmp_portal.ui.tables import paginated
from programs.casework.casefile.month import months_so_far
from programs.casework.enrollments.models import Enrollment, Status
from programs.casework.matches.models import Match
from programs.casework.meetings.models import Meeting
from programs.casework.parameters.components import components_by
from programs.casework.parameters.monthly import monthly_by
from programs.casework.parameters.values.overlay import parameters_for
from programs.young_parent.bucks.names import names_by
from programs.young_parent.course.risk import reasons_by_case
from programs.young_parent.definition import PROGRAM
from programs.young_parent.models.store import sites_served_by
from programs.young_parent.tables import YoungParents

ENDS_WITHIN = timedelta(days=60)
SHOWN = 5


@requires(Permission.DAY_VIEW)
def home(request):
    """Young Parent at the sites the person works at, or the site at hand."""
    today = timezone.localdate()
    cases = Enrollment.objects.open().in_program(PROGRAM.code).for_casework(request.user)
    meetings = Meeting.objects.upcoming(timezone.now()).for_user(request.user).filter(program=PROGRAM.code)
    if request.site:
        cases = cases.at_site(request.site)
        meetings = meetings.filter(site=request.site)
    table = paginated(
        request,
        YoungParents,
        cases.with_people().with_matches(),
        today=today,
        empty_text=_("Nobody is in the program now."),
    )
    table.months = months_so_far([row.record for row in table.paginated_rows], today=today)
    matched = list(cases.matched().filter(status=Status.ENROLLED).with_people().with_matches())
    months = months_so_far(matched, today=today)
    table.reasons = reasons_by_case(matched, on=today)
    ending = (
        Match.objects.active()
        .filter(enrollment__in=cases, commitment_ends_on__lte=today + ENDS_WITHIN)
        .with_people()
        .order_by("commitment_ends_on")
    )
    context = {
        "program": PROGRAM,
        **_at(_site_of(request), today),
        "today": today,
        "table": table,
        "in_program": cases.count(),
        "matched": len(matched),
        "waiting": cases.waiting_for_a_match().count(),
        "paused": cases.filter(status=Status.PAUSED).count(),
        "month": _month_of_all(months),
        "at_risk": [(case, table.reasons[case.pk]) for case in matched if case.pk in table.reasons],
        "with_time": sum(1 for rows in months.values() if rows and rows[0].kind != "low"),
        "ending": ending[:SHOWN],
        "next_meetings": meetings.select_related("site").with_counts()[:3],
    }
    return render(request, "programs/young_parent/home.html", context)


def _site_of(request):
    """The site at hand, or the only one the person works at; None where there are several."""
    if request.site:
        return request.site
    sites = list(Site.objects.filter(pk__in=sites_served_by(request.user))[:2])
    return sites[0] if len(sites) == 1 else None


def _at(site, today):
    """What differs from site to site: the names, the parts offered, and what is expected in a month."""
    parameters = parameters_for(PROGRAM.code, site=site)
    monthly = monthly_by(PROGRAM, parameters, today)
    return {
        "names": names_by(parameters, today),
        "components": components_by(PROGRAM, parameters, today),
        "with_mentor_minutes": monthly.with_mentor_minutes,
        "meeting_minutes": monthly.meeting_minutes,
        "monthly_source": parameters["mentor_minutes_a_month"].source,
    }


def _month_of_all(months):
    """Minutes with the mentor of every matched family together: done, expected, expected by today."""
    firsts = [rows[0] for rows in months.values() if rows]
    return {
        "done": sum(row.done for row in firsts),
        "expected": sum(row.expected for row in firsts),
        "by_today": sum(row.by_today for row in firsts),
        "most": max(sum(row.done for row in firsts), sum(row.expected for row in firsts)),
    }
