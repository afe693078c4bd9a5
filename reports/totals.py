"""All sites side by side: the quarter so far and the one before, a constant number of statements a program."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reports.figures import Copy, Figure
from reports.measures import caseload, commitment, dosage, meetings
from reports.measures.measure import Unit


@dataclass(frozen=True)
class SiteTotals:
    """One site, or all of them together, in a program."""

    site: Any
    served: Figure
    served_before: Figure
    matches: Figure
    hours: Figure
    share: Figure
    share_before: Figure
    meetings: Figure


def of_program(program, sites, period, before):
    """A SiteTotals for each site in their order, and one for all together."""
    copy = Copy(is_masked=False)
    served, served_before = (
        dosage.counts_by_site(caseload.served_in(span, sites, program), "site", "participant", distinct=True)
        for span in (period, before)
    )
    hours, hours_before = (dosage.hours_by_site(span, sites, program) for span in (period, before))
    open_matches = dosage.counts_by_site(commitment.matches_at_end(period, sites, program).rows, "enrollment__site")
    held = dosage.counts_by_site(meetings.held_in(period, sites, program), "site")
    rows = [
        SiteTotals(
            site=site,
            served=copy.count(served.get(site.pk, 0)),
            served_before=copy.count(served_before.get(site.pk, 0)),
            matches=copy.count(open_matches.get(site.pk, 0)),
            hours=copy.count(hours[site.pk][0], Unit.HOURS),
            share=_share(*hours[site.pk]),
            share_before=_share(*hours_before[site.pk]),
            meetings=copy.count(held.get(site.pk, 0), Unit.ITEMS),
        )
        for site in sites
    ]
    together = SiteTotals(
        site=None,
        served=copy.count(caseload.served(period, sites, program).numerator),
        served_before=copy.count(caseload.served(before, sites, program).numerator),
        matches=copy.count(sum(open_matches.values())),
        hours=copy.count(sum((given for given, _expected in hours.values()), Decimal()), Unit.HOURS),
        share=_share_of_all(hours),
        share_before=_share_of_all(hours_before),
        meetings=copy.count(sum(held.values()), Unit.ITEMS),
    )
    return rows, together


def _share(given, expected):
    return Figure(Decimal(100) * given / expected if expected else None, "share")


def _share_of_all(hours):
    expected = [promised for _given, promised in hours.values() if promised is not None]
    return _share(sum((given for given, _promised in hours.values()), Decimal()), sum(expected, Decimal()))
