"""The quarterly report of a program at one site or several: counted once, and read by every format."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports import catalog
from reports.chapters import matches, meetings, mentor_time, outcomes, quality, served, summary
from reports.figures import Copy
from reports.periods import Quarter, Span
from reports.tables import Block, Table
from reports.workings import Counted, Workings

CHAPTERS = {
    catalog.SERVED: served.chapter,
    catalog.MATCHES: matches.chapter,
    catalog.TIME: mentor_time.chapter,
    catalog.MEETINGS: meetings.chapter,
    catalog.OUTCOMES: outcomes.chapter,
}


@dataclass(kw_only=True)
class Report:
    """Everything that stands in a quarterly report. `is_over` is False while its quarter still runs."""

    kind: catalog.ReportKind
    sites: list
    site_code: str
    quarter: Quarter
    period: Span
    copy: Copy
    made_at: datetime
    zone_name: str
    is_over: bool
    contract: Any
    agency: Any
    targets: dict
    numbers: dict
    lede: Any
    headlines: list
    summary: Block
    went_well: list
    needs_attention: list
    chapters: list
    gaps: list
    entered: str
    overview: Table
    count: Counted
    history: list

    @property
    def program(self):
        return self.kind.definition

    @property
    def place(self):
        """The site's name, or that of all of them."""
        return self.sites[0].name if self.site_code != "all" else _("All sites")

    @property
    def definitions(self):
        """(number, Definition) of every measure, in the order of the sections."""
        return [(self.numbers[one.definition.code], one.definition) for one in self.kind.measures]

    @property
    def tables(self):
        """Every table, as the spreadsheet and the CSV hold them."""
        return [self.overview, *self.summary.tables, *(table for chapter in self.chapters for table in chapter.tables)]

    @property
    def state(self):
        """In what state the figures are, in one line."""
        if not self.is_over:
            return _("Draft: the quarter still runs, figures up to %(day)s") % {
                "day": date_format(self.period.last, "F j, Y")
            }
        return _("Draft: quarter not locked, figures may still change")


def build(kind, sites, quarter, *, site_code, copy, now=None):
    """Count and write the report. `sites` are Site rows, at least one; `copy` says whether small counts are masked."""
    of = Workings(kind, list(sites), quarter, site_code, copy, now or timezone.now())
    return Report(
        kind=kind,
        sites=of.sites,
        site_code=site_code,
        quarter=quarter,
        period=of.period,
        copy=copy,
        made_at=of.made_at,
        zone_name=of.made_at.tzname() or "",
        is_over=of.is_over,
        contract=of.contract,
        agency=of.agency,
        targets=of.targets,
        numbers=of.numbers,
        lede=summary.lede(of),
        headlines=[summary.headline(of, code) for code in kind.headline],
        summary=summary.block(of),
        went_well=summary.went_well(of),
        needs_attention=summary.needs_attention(of),
        chapters=[
            CHAPTERS[section.code](of, section, number) for number, section in enumerate(kind.sections, start=1)
        ],
        gaps=quality.gaps(of),
        entered=quality.entered(of),
        overview=quality.overview(of),
        count=of.count,
        history=of.history,
    )
