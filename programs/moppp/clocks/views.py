"""The first visits, live: both shares, who is about to be late, and every family behind the figures."""

from django.shortcuts import render
from django.utils import timezone

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from programs.casework.enrollments.models import Enrollment
from programs.moppp.clocks.first_visit import State, measure_of
from programs.moppp.clocks.reading import clocks_of
from programs.moppp.clocks.tables import FirstVisits
from programs.moppp.definition import PROGRAM
from programs.moppp.visits.footing import paces_of


def first_visits_of(request, today):
    """What the home page and the page of first visits show of families who came in the program year, and of all open.

    The two shares are of the families enrolled since the program year began. Who is about to be late is looked for
    among all open cases.
    """
    rows = Enrollment.objects.not_voided().in_program(PROGRAM.code).for_casework(request.user)
    if request.site:
        rows = rows.at_site(request.site)
    sites = {request.site} if request.site else set()
    cases = list(rows.with_people())
    sites |= {case.site for case in cases}
    paces = paces_of(sites)
    pace = next(iter(paces.values()), None)
    since = pace.year(today)[0] if pace else today
    clocks = clocks_of(cases, on=today)
    newcomers = [clocks[case.pk] for case in cases if case.enrolled_on >= since]
    lines = sorted(
        ({"case": case, "clock": clocks[case.pk]} for case in cases if case.is_open or case.enrolled_on >= since),
        key=lambda line: (line["clock"].state != State.RUNNING, str(line["clock"].last_day or ""), line["case"].pk),
    )
    warned = pace.parameters.value_on("first_visit_warned_days", today) if pace else 0
    soon = [
        line
        for line in lines
        if line["case"].is_open
        and line["clock"].days_left(today) is not None
        and line["clock"].days_left(today) <= warned
    ]
    shares = {name: pace.parameters.value_on(name, today) if pace else 0 for name in SHARES}
    return {
        "since": since,
        "warned_days": warned,
        "lines": lines,
        "soon": soon,
        "families": measure_of(
            (one for one in newcomers if not one.by_child_welfare), asked_share=shares["first_visit_share"]
        ),
        "child_welfare": measure_of(
            (one for one in newcomers if one.by_child_welfare), asked_share=shares["child_welfare_visit_share"]
        ),
        "counts_from_birth": not pace or pace.parameters.value_on("child_welfare_clock_starts", today) == "birth",
    }


SHARES = ("first_visit_share", "child_welfare_visit_share")


@requires(Permission.DAY_VIEW)
def first_visits(request):
    """Both clocks, and every family behind them."""
    today = timezone.localdate()
    found = first_visits_of(request, today)
    context = {"program": PROGRAM, "today": today, "table": FirstVisits(found["lines"], today=today), **found}
    return render(request, "programs/moppp/clocks/first_visits.html", context)
