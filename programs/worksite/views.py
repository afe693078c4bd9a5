"""The room's page: who is on the way to work, which places are open, and whom to talk to next."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone

from mentors.models import CorporatePartner
from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from programs.casework.enrollments.models import Enrollment, Status
from programs.casework.meetings.models import Meeting
from programs.worksite.definition import PROGRAM
from programs.worksite.models.openings import Opening

SHOWN = 5
ENDS_WITHIN = timedelta(days=60)


@requires(Permission.DAY_VIEW)
def home(request):
    """Worksite at the sites the person works at, or the site at hand."""
    today = timezone.localdate()
    cases = Enrollment.objects.open().in_program(PROGRAM.code).for_casework(request.user)
    meetings = Meeting.objects.upcoming(timezone.now()).for_user(request.user).filter(program=PROGRAM.code)
    partners = CorporatePartner.objects.not_voided().for_user(request.user)
    openings = Opening.objects.open_on(today).for_user(request.user)
    if request.site:
        cases = cases.at_site(request.site)
        meetings = meetings.filter(site=request.site)
        partners = partners.filter(site=request.site)
        openings = openings.filter(partner__site=request.site)
    context = {
        "program": PROGRAM,
        "today": today,
        "in_program": cases.count(),
        "paused": cases.filter(status=Status.PAUSED).count(),
        "matched": cases.matched().count(),
        "signed": partners.signed().count(),
        "being_won": partners.being_won().count(),
        "places": sum(openings.values_list("places", flat=True)),
        "openings": openings.with_partner().order_by("-opens_on", "-pk")[:SHOWN],
        "next_steps": partners.exclude(next_step="").select_related("next_step_by").order_by("next_step_on")[:SHOWN],
        "ending": partners.ending_by(today + ENDS_WITHIN).order_by("agreement_ends_on")[:SHOWN],
        "next_meetings": meetings.select_related("site").with_counts()[:3],
    }
    return render(request, "programs/worksite/home.html", context)
