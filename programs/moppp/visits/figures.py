"""Visits of a month or a program year: by site, by home visitor, and by family."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from eligibility.parameters import parameters_of
from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.lists.listing import listed
from programs.casework.closings.models import Closing
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match
from programs.moppp.definition import PROGRAM
from programs.moppp.visits.expected import Pace
from programs.moppp.visits.filters import VisitFilter
from programs.moppp.visits.footing import footings_of
from programs.moppp.visits.tables import BySite, ByVisitor, FamilyVisits
from programs.moppp.visits.tally import Tally, by_mentor, tallies_of


@dataclass(frozen=True)
class Row:
    """What one family, or all of a site, was owed and given; `met` of `judged` families reached the line."""

    of: Any
    tally: Tally
    families: int = 1
    met: int = 0
    judged: int = 0

    @property
    def line_words(self):
        """“11 of 14”; empty where no family is judged."""
        return _("%(met)d of %(judged)d") % {"met": self.met, "judged": self.judged} if self.judged else ""


@requires(Permission.DAY_VIEW)
def figures(request):
    """The visits of the person's sites, or of the site at hand, in the month or the year that is asked for."""
    today = timezone.localdate()
    rows = Enrollment.objects.not_voided().in_program(PROGRAM.code).for_casework(request.user)
    if request.site:
        rows = rows.at_site(request.site)
    filterset = VisitFilter(
        request.GET, queryset=rows, request=request, pace=Pace(parameters_of(PROGRAM.code)), today=today
    )
    span = filterset.chosen
    last = min(span.last, today)
    of_span = filterset.qs.filter(Q(closed_on=None) | Q(closed_on__gte=span.first), enrolled_on__lte=last)
    cases = list(of_span.with_people())
    footings = footings_of(cases)
    tallies = tallies_of(cases, span.first, last, footings)
    families = [Row(case, tallies[case.pk]) for case in cases]
    families.sort(key=lambda row: (row.tally.share is None, row.tally.share, row.of.pk))
    listing = listed(
        request,
        FamilyVisits,
        filterset,
        name="home-visits",
        rows=families,
        total=len(cases),
        footings=footings,
        last=last,
    )
    context = {
        "program": PROGRAM,
        "span": span,
        "is_running": span.last > today,
        "sites": BySite(by_site(families)),
        "exits": exits_of(filterset.qs, span.first, last),
        "visitors": ByVisitor(visitors_of(cases, span.first, last, footings)),
        "listing": listing,
    }
    return listing.file or render(request, "programs/moppp/visits/figures.html", context)


def exits_of(enrollments, first, last):
    """How many cases closed from `first` to `last`, by the program's reasons in their order."""
    closings = Closing.objects.not_voided().filter(enrollment__in=enrollments, on__gte=first, on__lte=last)
    counts = dict(closings.order_by().values_list("reason").annotate(count=Count("pk")))
    return [(label, counts[code]) for code, label in PROGRAM.choices("closing_reasons") if counts.get(code)]


def in_all(families, of=None):
    """The families together. A family is judged where its model has a line and something was expected of it."""
    judged = [row.tally.is_met for row in families if row.tally.is_met is not None]
    total = sum((row.tally for row in families), Tally())
    return Row(of, total, len(families), sum(judged), len(judged))


def by_site(families):
    """A row for each site, by its name, and one for all together where there are several."""
    found = defaultdict(list)
    for row in families:
        found[row.of.site].append(row)
    sites = [in_all(rows, site) for site, rows in sorted(found.items(), key=lambda pair: pair[0].name)]
    return [*sites, in_all(families)] if len(sites) > 1 else sites


def visitors_of(cases, first, last, footings):
    """A row for each home visitor who had a family in the span, those who did the least of it first."""
    matches = list(
        Match.objects.not_voided().filter(enrollment__in=cases).select_related("mentor__person", "mentor__site")
    )
    mentors = {match.mentor_id: match.mentor for match in matches}
    found = by_mentor(cases, matches, first, last, footings)
    rows = [
        {
            "visitor": mentors[pk].name,
            "url": reverse("matches:mentor", args=[pk]),
            "site": mentors[pk].site.name,
            "families": len(families),
            "tally": tally,
        }
        for pk, (tally, families) in found.items()
    ]
    return sorted(rows, key=lambda row: (row["tally"].share is None, row["tally"].share, row["visitor"]))
