"""What every part of a report is written from: measures counted once, targets, and figures that keep each other's secrets."""

from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.agencies.models import Contract
from reports import charts
from reports.figures import GUARDED, guard_flow, guard_whole
from reports.measures import caseload
from reports.measures.measure import Measure, Unit
from reports.periods import Span
from reports.tables import Row, Table

NOW, BEFORE, YEAR_AGO = "now", "before", "year_ago"
QUARTERS_SHOWN = 8
FLOW = ("enrolled_at_start", "joined", "left", "enrolled_at_end")
PARTS_OF_FLOWS = {"left": "left", "matches_ended": "matches_ended", "ended_early": "matches_ended"}
COHORTS = ("retention",)  # of which one day's counts tell those of the next
FLOW_OF_MATCHES = ("matches_at_start", "matches_begun", "matches_ended", "matches_at_end")


class Counted:
    """Measures of one report, each counted at most once a period."""

    def __init__(self, kind, sites, periods):
        self.kind, self.sites, self.periods = kind, sites, periods
        self._measures: dict[tuple, Measure] = {}

    def __call__(self, code, when=NOW):
        key = (code, when)
        if key not in self._measures:
            count = self.kind.measure(code)
            self._measures[key] = count(self.periods[when], self.sites, self.kind.definition)
        return self._measures[key]


class Workings:
    """The figures of one report. Every number goes through the copy, which may mask it."""

    def __init__(self, kind, sites, quarter, site_code, copy, now):
        self.kind, self.sites, self.quarter, self.site_code, self.copy = kind, sites, quarter, site_code, copy
        self.program = kind.definition
        today = max(site.today(now) for site in sites)
        self.is_over = quarter.is_over(today)
        self.period = quarter.span.until(today)
        self.count = Counted(
            kind,
            sites,
            {NOW: self.period, BEFORE: quarter.previous.span, YEAR_AGO: quarter.a_year_ago.span},
        )
        self.made_at = timezone.localtime(now, sites[0].zone)
        self.accent = charts.ACCENTS.get(self.program.css, charts.INK)
        self.numbers = {one.definition.code: f"D{i}" for i, one in enumerate(kind.measures, start=1)}
        self.contract = self._contract()
        self.targets = (
            {target.measure: target.value for target in self.contract.targets.all()} if self.contract else {}
        )

    def _contract(self):
        """The contract in force at the end of the period, where one site is meant."""
        if self.site_code == "all":
            return None
        return (
            Contract.objects.in_force(self.period.last)
            .filter(site=self.sites[0], program=self.program.code)
            .select_related("agency")
            .prefetch_related("targets")
            .first()
        )

    @property
    def agency(self):
        """Who operates the site under the contract; where several sites have several agencies, none."""
        if self.contract:
            return self.contract.agency
        agencies = {site.agency_id: site.agency for site in self.sites}
        return next(iter(agencies.values())) if len(agencies) == 1 else None

    @cached_property
    def history(self):
        """(quarter, people served) of eight quarters, this one last."""
        quarters = [self.quarter.back(n) for n in range(QUARTERS_SHOWN - 1, 0, -1)]
        periods = [*(quarter.span for quarter in quarters), self.period]
        counts = caseload.served_by_quarter(periods, self.sites, self.program)
        return [
            (quarter, self.copy.count(count)) for quarter, count in zip([*quarters, self.quarter], counts, strict=True)
        ]

    def this_quarter(self):
        return _("This quarter") if self.is_over else _("So far")

    @property
    def when_heads(self):
        return (self.this_quarter(), _("Last quarter"), _("A year ago"))

    def people(self, figure):
        """“22 young parents”."""
        noun = self.kind.people % (5 if figure.hidden else int(figure.value))
        return f"{figure.words} {noun}"

    def against(self, code, measure):
        """What stands against the contract's target, in words, and whether it is met or below."""
        target = self.targets.get(code)
        if target is None:
            return "", ""
        if code in self.kind.yearly:
            return self.against_the_year(code, target)
        if measure.value is None:
            return _("Target %(target)s: no base yet") % {"target": written_target(measure, target)}, ""
        figure = self.copy.of(measure)
        if figure.hidden:
            return "", ""
        if measure.value >= target:
            return _("Target %(target)s: met") % {"target": written_target(measure, target)}, "met"
        return _("Target %(target)s: below") % {"target": written_target(measure, target)}, "below"

    def against_the_year(self, code, target):
        year = Span(self.quarter.year_so_far.first, self.period.last)
        figure = self.copy.count(self.kind.measure(code)(year, self.sites, self.program).numerator)
        if figure.hidden or not target:
            return "", ""
        words = _("%(count)s of the year’s %(target)s so far") % {
            "count": figure.words,
            "target": f"{target.normalize():f}",
        }
        if figure.value >= target:
            return words, "met"
        return words, "below" if self.is_over and self.quarter.number == 4 else ""

    def shares(self):
        return [
            one.definition.code
            for one in self.kind.measures
            if one.definition.is_share
            and one.definition.code != "retention"
            and not (one.definition.code == "mentor_hours" and self.program.monthly is None)
        ]

    def fraction(self, code, when=NOW):
        """“13 of 17”, masked also where another table hides its whole."""
        fraction = self.copy.fraction(self.count(code, when))
        if code == "matched" and self.hides(FLOW):
            return replace(fraction, hidden=GUARDED)
        return fraction

    def hides(self, codes):
        """Whether a flow is hidden in this copy, since one of its figures is small."""
        return any(cell.hidden for row in self.flow(codes) for cell in row.cells)

    def compared(self, code, title, rows, *, note="", measures=()):
        return Table(
            code=code, title=title, heads=(title, *self.when_heads), rows=tuple(rows), note=note, measures=measures
        )

    def flow(self, codes):
        """The rows of a flow over three quarters, hidden together where one is small."""
        figures = guard_flow(
            [[self.copy.count(self.count(code, when).numerator) for when in (NOW, BEFORE, YEAR_AGO)] for code in codes]
        )
        return [
            Row(label=self.count(code).definition.name, measure=code, cells=tuple(row))
            for code, row in zip(codes, figures, strict=True)
        ]

    def guarded(self, code, when=NOW):
        """The parts of a measure, and what it could not count: two lists of figures, hidden so that none can be found."""
        measure = self.count(code, when)
        unit = measure.definition.unit
        if unit == Unit.HOURS:  # hours are not masked, and what lacks minutes is counted in contacts
            unit = Unit.ITEMS
        parts = [self.copy.count(part.value, unit) for part in measure.parts]
        left_out = [self.copy.count(gap.count, unit) for gap in measure.not_counted]
        whole = guard_whole([*parts, *left_out])
        flow = next(
            (flow for flow in (FLOW, FLOW_OF_MATCHES) if code in PARTS_OF_FLOWS and PARTS_OF_FLOWS[code] in flow), ()
        )
        if self.copy.is_masked and (code in COHORTS or (flow and self.hides(flow))):
            whole = [
                figure if figure.hidden or not figure.value else replace(figure, hidden=GUARDED) for figure in whole
            ]
        return whole[: len(parts)], whole[len(parts) :]

    def parted(self, code, *, drop_empty=False):
        """A row for each part of a measure over three quarters, each column guarded by itself."""
        columns = [self.guarded(code, when)[0] for when in (NOW, BEFORE, YEAR_AGO)]
        rows = []
        for i, part in enumerate(self.count(code).parts):
            cells = tuple(column[i] for column in columns)
            if drop_empty and not any(cell.value for cell in cells):
                continue
            rows.append(Row(label=part.label, measure=code, part=part.code, cells=cells))
        return rows

    def total(self, code, label):
        return Row(
            label=label,
            measure=code,
            is_total=True,
            cells=tuple(
                self.copy.count(self.count(code, when).numerator, self.count(code).definition.unit)
                for when in (NOW, BEFORE, YEAR_AGO)
            ),
        )


def written_target(measure, target, *, is_yearly=False):
    """A contract's target in the unit of its measure."""
    plain = f"{Decimal(target).normalize():f}"
    if measure.definition.is_share:
        return f"{plain}%"
    return _("%(target)s a year") % {"target": plain} if is_yearly else plain


def more_or_fewer(difference, than, as_many):
    """“3 more than”, “as many as”."""
    if not difference:
        return as_many
    words = _("%(count)d more %(than)s") if difference > 0 else _("%(count)d fewer %(than)s")
    return words % {"count": abs(difference), "than": than}
