"""The room's page: who is in, which court dates come next, and which permanency clocks run out."""

from collections import Counter
from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.tables import paginated
from programs.casework.enrollments.models import Enrollment, Status
from programs.mpmp.definition import PROGRAM
from programs.mpmp.models import APART, Celebration, ChildPlacement, Hearing, KeptService
from programs.mpmp.tables import Parents

SOON = timedelta(days=14)
SHOWN = 4


@requires(Permission.DAY_VIEW)
def home(request):
    """MPMP at the sites the person works at, or the site at hand."""
    now, today = timezone.now(), timezone.localdate()
    cases = Enrollment.objects.open().in_program(PROGRAM.code).for_casework(request.user)
    if request.site:
        cases = cases.at_site(request.site)
    hearings = Hearing.objects.not_voided().filter(enrollment__in=cases).with_people()
    # Services are asked about, and parents celebrated, after a case has closed, too.
    all_cases = Enrollment.objects.not_voided().in_program(PROGRAM.code).for_casework(request.user)
    if request.site:
        all_cases = all_cases.at_site(request.site)
    reached = Celebration.objects.not_voided().filter(enrollment__in=all_cases).with_people()
    services = KeptService.objects.to_check().filter(enrollment__in=all_cases, check_on__lte=today + SOON)
    away = ChildPlacement.objects.on(today).filter(enrollment__in=cases).exclude(kind__in=APART)
    table = paginated(
        request, Parents, cases.with_people().with_matches(), empty_text=_("Nobody is in the program now.")
    )
    shown = [row.record.pk for row in table.paginated_rows]
    table.coming = _first_of_each(hearings.upcoming(now).filter(enrollment__in=shown))
    table.away = Counter(away.filter(enrollment__in=shown).values_list("enrollment", flat=True))
    context = {
        "program": PROGRAM,
        "today": today,
        "table": table,
        "in_program": cases.count(),
        "paused": cases.filter(status=Status.PAUSED).count(),
        "matched": cases.matched().count(),
        "waiting": cases.waiting_for_a_match().count(),
        "children_away": away.values("child").distinct().count(),
        "soon": hearings.upcoming(now).filter(starts_at__lte=now + SOON).count(),
        "coming": hearings.upcoming(now)[:SHOWN],
        "unanswered": hearings.unanswered(now)[:SHOWN],
        "services": services.with_people().order_by("check_on", "pk")[:SHOWN],
        "reached": reached[:SHOWN],
    }
    return render(request, "programs/mpmp/home.html", context)


def _first_of_each(hearings):
    found = {}
    for hearing in hearings:
        found.setdefault(hearing.enrollment_id, hearing)
    return found
