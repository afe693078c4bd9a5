"""The quarterly report of a program at one site or several: counted once, and read by every format."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mmp_portal.agencies.models import Contract
from reports import catalog, charts
from reports.figures import GUARDED, Copy, Figure, guard_flow, guard_whole, half_up
from reports.measures import caseload, dosage, meetings
from reports.measures.measure import Measure, Unit
from reports.periods import Quarter, Span
from reports.tables import Block, Change, Chapter, Gap, Headline, Row, Table

NOW, BEFORE, YEAR_AGO = "now", "before", "year_ago"
QUARTERS_SHOWN = 8
FLOW = ("enrolled_at_start", "joined", "left", "enrolled_at_end")
PARTS_OF_FLOWS = {"left": "left", "matches_ended": "matches_ended", "ended_early": "matches_ended"}
COHORTS = ("retention",)  # of which one day's counts tell those of the next
FLOW_OF_MATCHES = ("matches_at_start", "matches_begun", "matches_ended", "matches_at_end")
MOST_POINTS = 3
MOST_BARS = 12
SMALL_BASE = 20  # a share of fewer is called small
CLEAR_RISE = 5  # points
ENOUGH_TO_COMPARE = 10  # a share of fewer jumps by itself


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
    return Writer(kind, list(sites), quarter, site_code, copy, now or timezone.now()).report()


class Writer:
    """Turns measures into tables, charts and sentences. Every number goes through the copy, which may mask it."""

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

    # --- The whole --------------------------------------------------------------------------

    def report(self):
        chapters = {
            catalog.SERVED: self._served,
            catalog.MATCHES: self._matches,
            catalog.TIME: self._time,
            catalog.MEETINGS: self._meetings,
        }
        self.history = self._history()
        gaps = self._gaps()
        return Report(
            kind=self.kind,
            sites=self.sites,
            site_code=self.site_code,
            quarter=self.quarter,
            period=self.period,
            copy=self.copy,
            made_at=self.made_at,
            zone_name=self.made_at.tzname() or "",
            is_over=self.is_over,
            contract=self.contract,
            agency=self._agency(),
            targets=self.targets,
            numbers=self.numbers,
            lede=self._lede(),
            headlines=[self._headline(code) for code in self.kind.headline],
            summary=self._summary(),
            went_well=self._went_well(),
            needs_attention=self._needs_attention(),
            chapters=[
                chapters[section.code](section, number) for number, section in enumerate(self.kind.sections, start=1)
            ],
            gaps=gaps,
            entered=self._entered(),
            overview=self._overview(),
            count=self.count,
            history=self.history,
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

    def _agency(self):
        if self.contract:
            return self.contract.agency
        agencies = {site.agency_id: site.agency for site in self.sites}
        return next(iter(agencies.values())) if len(agencies) == 1 else None

    def _history(self):
        """(quarter, people served) of eight quarters, this one last."""
        quarters = [self.quarter.back(n) for n in range(QUARTERS_SHOWN - 1, 0, -1)]
        periods = [*(quarter.span for quarter in quarters), self.period]
        counts = caseload.served_by_quarter(periods, self.sites, self.program)
        return [
            (quarter, self.copy.count(count)) for quarter, count in zip([*quarters, self.quarter], counts, strict=True)
        ]

    # --- Words --------------------------------------------------------------------------------

    @property
    def when_heads(self):
        return (self._this_quarter(), _("Last quarter"), _("A year ago"))

    def _this_quarter(self):
        return _("This quarter") if self.is_over else _("So far")

    def _people(self, figure):
        """“22 young parents”."""
        noun = self.kind.people % (5 if figure.hidden else int(figure.value))
        return f"{figure.words} {noun}"

    def _lede(self):
        served = self.copy.count(self.count("served").numerator)
        words = {
            "months": self.quarter.months_in_words,
            "people": self._people(served),
            "place": self.sites[0].name if self.site_code != "all" else _("all sites"),
        }
        if self.kind.measure("children"):
            children = self.copy.count(self.count("children").numerator)
            noun = ngettext("child", "children", 5 if children.hidden else children.value)
            words["children"] = f"{children.words} {noun}"
            first = format_html(
                _(
                    "From {months}, <strong>{people}</strong> and their <strong>{children}</strong> "
                    "were served in {place}."
                ),
                **words,
            )
        else:
            first = format_html(_("From {months}, <strong>{people}</strong> were served in {place}."), **words)
        return format_html("{} {}", first, self._served_compared(served))

    def _served_compared(self, served):
        if not self.is_over:
            return _("The quarter runs until %(last)s; these are the figures up to %(day)s.") % {
                "last": date_format(self.quarter.last, "F j"),
                "day": date_format(self.period.last, "F j"),
            }
        before, ago = (self.copy.count(self.count("served", when).numerator) for when in (BEFORE, YEAR_AGO))
        if served.hidden or before.hidden or ago.hidden:
            return ""
        return _("That is %(before)s the quarter before and %(ago)s a year ago.") % {
            "before": more_or_fewer(served.value - before.value, _("than in"), _("as many as in")),
            "ago": more_or_fewer(served.value - ago.value, _("than"), _("as many as")),
        }

    # --- Headlines ----------------------------------------------------------------------------

    def _headline(self, code):
        measure = self.count(code)
        figure = self.copy.of(measure)
        against, state = self._against(code, measure)
        return Headline(
            measure=code,
            name=measure.definition.name,
            figure=figure,
            base=self._base(code, measure),
            against=against,
            state=state,
            change=self._change(code, figure),
        )

    def _base(self, code, measure):
        if code == "served":
            figures, _left_out = self._guarded("by_gender")
            return ", ".join(
                f"{figure.words} {str(part.label).lower()}"
                for figure, part in zip(figures, self.count("by_gender").parts, strict=True)
                if figure.value
            )
        if measure.denominator is None:
            return _("hours of contacts with a mentor") if code == "mentor_hours" else ""
        fraction = self._fraction(code).words
        return {
            "mentor_hours": _("%(fraction)s hours expected"),
            "attendance": _("%(fraction)s places taken"),
            "reached_year": _("%(fraction)s matches due"),
            "reached": _("%(fraction)s people had a contact"),
            "matched": _("%(fraction)s enrolled at the end"),
        }.get(code, "%(fraction)s") % {"fraction": fraction}

    def _against(self, code, measure):
        """What stands against the contract's target, in words, and whether it is met or below."""
        target = self.targets.get(code)
        if target is None:
            return "", ""
        if code in self.kind.yearly:
            return self._against_the_year(code, target)
        if measure.value is None:
            return _("Target %(target)s: no base yet") % {"target": written_target(measure, target)}, ""
        figure = self.copy.of(measure)
        if figure.hidden:
            return "", ""
        if measure.value >= target:
            return _("Target %(target)s: met") % {"target": written_target(measure, target)}, "met"
        return _("Target %(target)s: below") % {"target": written_target(measure, target)}, "below"

    def _against_the_year(self, code, target):
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

    def _change(self, code, figure):
        """How the figure moved since the quarter before; None while the quarter runs or where one is hidden."""
        if not self.is_over:
            return None
        before = self.copy.of(self.count(code, BEFORE))
        if figure.known is None or before.known is None:
            return None
        since = self.quarter.previous.months_in_short
        if figure.unit == "share":
            moved = int(half_up(figure.value)) - int(half_up(before.value))
            words = ngettext("%(count)d point", "%(count)d points", abs(moved)) % {"count": abs(moved)}
        else:
            moved = half_up(figure.value - before.value, 1 if figure.unit == Unit.HOURS else 0)
            words = f"{abs(moved):f} {_('more') if moved > 0 else _('fewer')}"
        if not moved:
            return Change(way="same", words=_("same"), kind="", since=since)
        return Change(way="up" if moved > 0 else "down", words=words, kind="good" if moved > 0 else "bad", since=since)

    # --- Summary ------------------------------------------------------------------------------

    def _shares(self):
        return [
            one.definition.code
            for one in self.kind.measures
            if one.definition.is_share
            and one.definition.code != "retention"
            and not (one.definition.code == "mentor_hours" and self.program.monthly is None)
        ]

    def _summary(self):
        codes = self._shares()
        bars = []
        for code in codes:
            measure = self.count(code)
            share = self.copy.share(measure)
            target = self.targets.get(code)
            words = f"{share.words} · {self._fraction(code).words}" if share.known is not None else share.words
            bars.append(charts.Share(str(measure.definition.name), share.known, words, target))
        with_target = [code for code in codes if code in self.targets]
        rows = [self._row_against_target(code, shows_targets=bool(with_target)) for code in codes]
        met = [code for code in with_target if self._against(code, self.count(code))[1] == "met"]
        if with_target:
            finding = ngettext(
                "%(met)d of %(count)d contract target was met",
                "%(met)d of %(count)d contract targets were met",
                len(with_target),
            ) % {"met": len(met), "count": len(with_target)}
            shows = _(
                "Each measure as a share of its base. Black tick: the contract’s target. Pale bar: below target."
            )
        else:
            finding = _("How much of what was due was done")
            shows = _("Each measure as a share of its base.")
        against = (_("Target"), _("Met or below")) if with_target else ()
        heads = (_("Measure"), self._this_quarter(), _("Counts"), *against, _("Last quarter"), _("A year ago"))
        is_small = any(0 < (self.count(code).denominator or 0) < SMALL_BASE for code in codes)
        return Block(
            finding=finding,
            shows=shows,
            chart=charts.shares(bars, title=finding, accent=self.accent),
            tables=(
                Table(
                    code="shares",
                    title=_("Shares and targets"),
                    heads=heads,
                    rows=tuple(rows),
                    measures=tuple(codes),
                    words_in=(3,) if with_target else (),
                ),
            ),
            note=_("Where the base is under 20, one more or fewer moves a share by five points or more.")
            if is_small
            else "",
            measures=tuple(codes),
        )

    def _row_against_target(self, code, *, shows_targets):
        measure = self.count(code)
        target = self.targets.get(code)
        _words, state = self._against(code, measure)
        against = (
            written_target(measure, target) if target is not None else _("None"),
            {"met": _("Met"), "below": _("Below")}.get(state, ""),
        )
        return Row(
            label=measure.definition.name,
            measure=code,
            state=state,
            cells=(
                self.copy.of(measure),
                self._fraction(code) if measure.denominator else Figure(None, "share"),
                *(against if shows_targets else ()),
                self.copy.of(self.count(code, BEFORE)),
                self.copy.of(self.count(code, YEAR_AGO)),
            ),
        )

    def _went_well(self):
        points = []
        for code in (*self.kind.headline, *self._shares()):
            words, state = self._against(code, self.count(code))
            if state == "met":
                points.append(f"{self.count(code).definition.name}: {self.copy.of(self.count(code)).words}. {words}.")
        begun = self.copy.count(self.count("matches_begun").numerator)
        if begun.value and not self._hides(FLOW_OF_MATCHES):
            points.append(
                ngettext("%(count)s new match began.", "%(count)s new matches began.", begun.value)
                % {"count": begun.words}
            )
        for code in self._shares():
            now, before = (self.copy.of(self.count(code, when)) for when in (NOW, BEFORE))
            bases = [self.count(code, when).denominator or 0 for when in (NOW, BEFORE)]
            if self.is_over and min(bases) >= ENOUGH_TO_COMPARE and now.known is not None and before.known is not None:
                rise = half_up(now.value) - half_up(before.value)
                if rise >= CLEAR_RISE:
                    points.append(
                        _("%(name)s rose from %(before)s to %(now)s.")
                        % {
                            "name": self.count(code).definition.name,
                            "before": before.words,
                            "now": now.words,
                        }
                    )
        held = self.count("meetings_held").numerator
        if held:
            points.append(
                ngettext("%(count)d meeting was held.", "%(count)d meetings were held.", held) % {"count": held}
            )
        return list(dict.fromkeys(points))[:MOST_POINTS]

    def _needs_attention(self):
        points = []
        for code in self._shares():
            words, state = self._against(code, self.count(code))
            if state == "below":
                points.append(f"{self.count(code).definition.name}: {self.copy.of(self.count(code)).words}. {words}.")
        for code, one, many in (
            ("reached", _("%(count)s person had no contact."), _("%(count)s people had no contact.")),
            (
                "matched",
                _("%(count)s person enrolled at the end had no mentor."),
                _("%(count)s people enrolled at the end had no mentor."),
            ),
        ):
            missing = self.copy.count(self.count(code).part("no").value)
            if missing.value:
                points.append((one if missing.value == 1 and not missing.hidden else many) % {"count": missing.words})
        if self.kind.measure("ended_early"):
            early = self.copy.count(self.count("ended_early").numerator)
            if early.value:
                points.append(
                    ngettext("%(count)s match ended early.", "%(count)s matches ended early.", early.value)
                    % {"count": early.words}
                )
        points += [
            f"{gap.reason}: {gap.count.words}."
            for gap in self._gaps()
            if gap.measure in ("mentor_hours", "attendance")
        ]
        return points[:MOST_POINTS]

    def _fraction(self, code, when=NOW):
        """“13 of 17”, masked also where another table hides its whole."""
        fraction = self.copy.fraction(self.count(code, when))
        if code == "matched" and self._hides(FLOW):
            return replace(fraction, hidden=GUARDED)
        return fraction

    def _hides(self, codes):
        """Whether a flow is hidden in this copy, since one of its figures is small."""
        return any(cell.hidden for row in self._flow(codes) for cell in row.cells)

    # --- Sections -----------------------------------------------------------------------------

    def _compared(self, code, title, rows, *, note="", measures=()):
        return Table(
            code=code, title=title, heads=(title, *self.when_heads), rows=tuple(rows), note=note, measures=measures
        )

    def _flow(self, codes):
        """The rows of a flow over three quarters, hidden together where one is small."""
        figures = guard_flow(
            [[self.copy.count(self.count(code, when).numerator) for when in (NOW, BEFORE, YEAR_AGO)] for code in codes]
        )
        return [
            Row(label=self.count(code).definition.name, measure=code, cells=tuple(row))
            for code, row in zip(codes, figures, strict=True)
        ]

    def _guarded(self, code, when=NOW):
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
        if self.copy.is_masked and (code in COHORTS or (flow and self._hides(flow))):
            whole = [
                figure if figure.hidden or not figure.value else replace(figure, hidden=GUARDED) for figure in whole
            ]
        return whole[: len(parts)], whole[len(parts) :]

    def _parted(self, code, *, drop_empty=False):
        """A row for each part of a measure over three quarters, each column guarded by itself."""
        columns = [self._guarded(code, when)[0] for when in (NOW, BEFORE, YEAR_AGO)]
        rows = []
        for i, part in enumerate(self.count(code).parts):
            cells = tuple(column[i] for column in columns)
            if drop_empty and not any(cell.value for cell in cells):
                continue
            rows.append(Row(label=part.label, measure=code, part=part.code, cells=cells))
        return rows

    def _total(self, code, label):
        return Row(
            label=label,
            measure=code,
            is_total=True,
            cells=tuple(
                self.copy.count(self.count(code, when).numerator, self.count(code).definition.unit)
                for when in (NOW, BEFORE, YEAR_AGO)
            ),
        )

    def _served(self, section, number):
        served = self.copy.count(self.count("served").numerator)
        flow = self._flow(FLOW)
        sentences = []
        start, joined, left, end = (row.cells[0] for row in flow)
        if not start.hidden:
            sentences.append(
                _(
                    "%(start)s were enrolled on %(first)s, %(joined)s joined and %(left)s left. So %(served)s "
                    "different people were served, and %(end)s were enrolled at the end of %(last)s."
                )
                % {
                    "start": start.words,
                    "first": date_format(self.period.first, "F j"),
                    "joined": joined.words,
                    "left": left.words,
                    "served": served.words,
                    "end": end.words,
                    "last": date_format(self.period.last, "F j"),
                }
            )
        sentences.append(_("A person is counted once, however often a case was opened, closed or moved."))
        flow_table = self._compared(
            "flow",
            _("Enrollments"),
            [*flow, self._total("served", _("Different people served"))],
            measures=(*FLOW, "served"),
        )
        gender = self._compared(
            "gender",
            _("Gender, as named"),
            self._parted("by_gender", drop_empty=True),
            measures=("by_gender",),
        )
        tables = [flow_table, gender]
        if self.kind.measure("children"):
            gender = self._compared(
                "families",
                _("Parents and children"),
                [*self._parted("by_gender", drop_empty=True), self._total("children", _("Children"))],
                measures=("by_gender", "children"),
            )
            tables = [flow_table, gender]
        blocks = [
            self._history_block(),
            Block(tables=tuple(tables), measures=(*FLOW, "served", "by_gender")),
            self._age_block(),
        ]
        reasons = self._parted("left", drop_empty=True)
        if reasons:
            blocks.append(
                Block(
                    tables=(
                        self._compared("left", _("Why people left"), reasons, measures=("left",)),
                        *self._site_tables(),
                    ),
                    measures=("left",),
                )
            )
        elif self._site_tables():
            blocks.append(Block(tables=self._site_tables(), measures=("served",)))
        return Chapter(
            code=section.code,
            number=number,
            title=section.title,
            sentences=tuple(sentences),
            blocks=tuple(blocks),
        )

    def _site_tables(self):
        if len(self.sites) < 2:
            return ()
        columns = [
            dosage.counts_by_site(
                caseload.served_in(self.count.periods[when], self.sites, self.program),
                "site",
                "participant",
                distinct=True,
            )
            for when in (NOW, BEFORE, YEAR_AGO)
        ]
        figures = [guard_whole([self.copy.count(column.get(site.pk, 0)) for site in self.sites]) for column in columns]
        rows = [
            Row(label=site.name, cells=tuple(column[i] for column in figures)) for i, site in enumerate(self.sites)
        ]
        return (
            self._compared(
                "sites",
                _("People served by site"),
                rows,
                note=_("A person served at two sites stands in both rows, and once in the report’s figure."),
                measures=("served",),
            ),
        )

    def _history_block(self):
        values = [figure.known for _quarter, figure in self.history]
        labels = [(f"Q{quarter.number}", quarter.months_in_short) for quarter, _figure in self.history]
        first, last = self.history[0][1], self.history[-1][1]
        if first.hidden or last.hidden:
            finding = _("People served in eight quarters")
        elif last.value > first.value:
            finding = _("People served rose from %(first)s to %(last)s in two years")
        elif last.value < first.value:
            finding = _("People served fell from %(first)s to %(last)s in two years")
        else:
            finding = _("As many people were served as two years ago: %(last)s")
        finding = finding % {"first": first.words, "last": last.words} if "%(" in finding else finding
        return Block(
            finding=finding,
            shows=_("Different people enrolled on at least one day of the quarter, eight quarters."),
            chart=charts.line(labels, values, title=finding, name=_("People served"), accent=self.accent),
            measures=("served",),
        )

    def _age_block(self):
        rows = self._parted("by_age", drop_empty=True)
        shown = [row for row in rows if any(cell.value for cell in row.cells)]
        bars = [
            (str(head), [int(row.cells[i].value) for row in shown])
            for i, head in enumerate(self.when_heads)
            if shown and not any(row.cells[i].hidden for row in shown) and any(row.cells[i].value for row in shown)
        ]
        finding = _("Ages of the people served")
        largest = max(rows, key=lambda row: row.cells[0].value or 0, default=None)
        if largest and largest.cells[0].known:
            finding = _("The largest group was %(ages)s years old: %(count)s") % {
                "ages": str(largest.label).lower(),
                "count": largest.cells[0].words,
            }
        return Block(
            finding=finding,
            shows=_("People served by full years of age on the last day."),
            chart=charts.stacked(bars, [str(row.label) for row in shown], title=finding, accent=self.accent)
            if bars and bars[0][0] == str(self.when_heads[0])
            else None,
            tables=(self._compared("age", _("Age"), rows, measures=("by_age",)),),
            measures=("by_age",),
        )

    def _matches(self, section, number):
        flow = self._flow(FLOW_OF_MATCHES)
        start, begun, ended, end = (row.cells[0] for row in flow)
        sentences = []
        if self.kind.measure("retention"):
            sentences.append(_("Participant and mentor promise each other a year."))
        if not start.hidden:
            sentences.append(
                _(
                    "%(start)s matches were open on %(first)s, %(begun)s began and %(ended)s ended; "
                    "%(end)s were open at the end of %(last)s."
                )
                % {
                    "start": start.words,
                    "first": date_format(self.period.first, "F j"),
                    "begun": begun.words,
                    "ended": ended.words,
                    "end": end.words,
                    "last": date_format(self.period.last, "F j"),
                }
            )
        matched = self._fraction("matched")
        if self.count("matched").denominator and not matched.hidden:
            sentences.append(_("At the end %(fraction)s enrolled had a mentor.") % {"fraction": matched.words})
        blocks = []
        if self.kind.measure("retention"):
            year = self.count("reached_year")
            if year.denominator and not self._fraction("reached_year").hidden:
                sentences.append(
                    _("In this quarter %(fraction)s matches that came to their promised day had been kept.")
                    % {"fraction": self._fraction("reached_year").words}
                )
            elif not year.denominator:
                sentences.append(_("No match came to its promised day in this quarter."))
            blocks.append(self._retention_block())
        reasons = self._parted("matches_ended", drop_empty=True)
        tables = [self._compared("matches", _("Matches"), flow, measures=FLOW_OF_MATCHES)]
        if reasons:
            tables.append(self._compared("match_ends", _("Why they ended"), reasons, measures=("matches_ended",)))
        blocks.append(Block(tables=tuple(tables), measures=(*FLOW_OF_MATCHES, "matched")))
        if self.kind.measure("ended_early"):
            early = self._parted("ended_early", drop_empty=True)
            kept = [
                Row(
                    label=self.count("reached_year").definition.name,
                    measure="reached_year",
                    cells=tuple(
                        self._fraction("reached_year", when)
                        if self.count("reached_year", when).denominator
                        else _("None due")
                        for when in (NOW, BEFORE, YEAR_AGO)
                    ),
                )
            ]
            blocks.append(
                Block(
                    tables=(
                        self._compared(
                            "commitment",
                            _("The promise of a year"),
                            [*kept, *(self._labelled(row, _("Ended early: %(reason)s")) for row in early)],
                            measures=("reached_year", "ended_early"),
                        ),
                    ),
                    measures=("reached_year", "ended_early"),
                )
            )
        return Chapter(
            code=section.code,
            number=number,
            title=section.title,
            sentences=tuple(sentences),
            blocks=tuple(blocks),
        )

    def _labelled(self, row, words):
        return Row(
            label=words % {"reason": str(row.label).lower()}, measure=row.measure, part=row.part, cells=row.cells
        )

    def _retention_block(self):
        measure = self.count("retention")
        points, rows = [], []
        everyone = measure.rows.count() if measure.parts else 0
        for part in measure.parts:
            fraction = self.copy.part_of(part.value, part.of, Unit.PEOPLE)
            share = None if fraction.hidden or not part.of else Decimal(100) * part.value / part.of
            waiting = self.copy.count(everyone - part.of)
            if self.copy.is_masked:  # the counts of one day tell those of the next, so the share alone is shown
                fraction, waiting = replace(fraction, hidden=GUARDED), replace(waiting, hidden=GUARDED)
            shown = charts.percent(share) if share is not None else (GUARDED if part.of else "")
            points.append(
                charts.Column(
                    part.label,
                    share,
                    shown,
                    ("" if fraction.hidden else fraction.words) if part.of else _("none due"),
                    _("%(count)s to come") % {"count": waiting.words} if waiting.value and not waiting.hidden else "",
                    is_part=bool(waiting.value),
                )
            )
            hidden = GUARDED if part.of and share is None else ""
            rows.append(
                Row(
                    label=part.label,
                    measure="retention",
                    part=part.code,
                    cells=(Figure(share, "share", hidden=hidden), fraction if part.of else _("None due"), waiting),
                )
            )
        last = points[-1] if points else None
        finding = _("How long matches last")
        if last and last.share is not None:
            finding = _("%(share)s of the matches begun a year ago or earlier lasted the year") % {"share": last.words}
        return Block(
            finding=finding,
            shows=_(
                "Matches begun in the two years up to %(last)s that lasted so many days. Pale and dashed: for some of "
                "them the day has not come; they are in no share."
            )
            % {"last": date_format(self.period.last, "F j, Y")},
            chart=charts.columns(points, title=finding, accent=self.accent),
            tables=(
                Table(
                    code="retention",
                    title=_("Matches lasting"),
                    heads=(_("Matches lasting"), _("Share"), _("Counts"), _("Day to come")),
                    rows=tuple(rows),
                    measures=("retention",),
                ),
            ),
            measures=("retention",),
        )

    def _time(self, section, number):
        measure = self.count("mentor_hours")
        made = self.count("contacts")
        sentences = [
            ngettext(
                "%(count)s contact was made, and %(tries)s tries reached nobody.",
                "%(count)s contacts were made, and %(tries)s tries reached nobody.",
                made.numerator,
            )
            % {
                "count": self.copy.count(made.numerator, Unit.ITEMS).words,
                "tries": self.copy.count(self.count("attempts").numerator, Unit.ITEMS).words,
            }
        ]
        if measure.denominator is not None and self.program.monthly:
            sentences.insert(
                0,
                _("The promise is %(hours)s hours with the mentor in a month.")
                % {"hours": f"{Decimal(self.program.monthly.with_mentor_minutes) / 60:g}"},
            )
        contacts = self._compared(
            "contacts",
            _("Contacts made"),
            [
                *self._parted("contacts"),
                self._total("contacts", _("All contacts made")),
            ],
            measures=("contacts",),
        )
        reached = Table(
            code="reached",
            title=_("People reached"),
            heads=(_("People reached"), *self.when_heads),
            rows=(
                Row(
                    label=_("With a contact"),
                    measure="reached",
                    part="yes",
                    cells=tuple(self.copy.share(self.count("reached", when)) for when in (NOW, BEFORE, YEAR_AGO)),
                ),
                Row(
                    label=_("People"),
                    measure="reached",
                    cells=tuple(self._fraction("reached", when) for when in (NOW, BEFORE, YEAR_AGO)),
                ),
                self._plain(self._total("attempts", _("Tries that reached nobody"))),
            ),
            measures=("reached", "attempts"),
        )
        return Chapter(
            code=section.code,
            number=number,
            title=section.title,
            sentences=tuple(sentences),
            blocks=(
                self._hours_block(measure),
                Block(tables=(contacts, reached), measures=("contacts", "attempts", "reached")),
            ),
        )

    def _plain(self, row):
        return Row(label=row.label, measure=row.measure, cells=row.cells)

    def _hours_block(self, measure):
        has_promise = measure.denominator is not None
        bars, rows = [], []
        for part in [*measure.parts, None]:
            done, expected = (part.value, part.of) if part else (measure.numerator, measure.denominator)
            share = Figure(Decimal(100) * done / expected if expected else None, "share")
            cells = [Figure(done, Unit.HOURS)]
            if has_promise:
                cells += [Figure(expected, Unit.HOURS), share]
                if part:
                    bars.append(
                        charts.Done(
                            str(part.label),
                            done,
                            expected,
                            _("%(done)s of %(expected)s") % {"done": cells[0].words, "expected": cells[1].words},
                            share.words if expected else "",
                        )
                    )
            rows.append(
                Row(
                    label=part.label if part else self._this_quarter(),
                    measure="mentor_hours",
                    part=part.code if part else "",
                    cells=tuple(cells),
                    is_total=part is None,
                )
            )
        heads = (_("Hours with a mentor"), _("Given"))
        if has_promise:
            heads = (*heads, _("Expected"), _("Share"))
        target = self.targets.get("mentor_hours") if has_promise else None
        if has_promise and measure.value is not None:
            finding = _("Mentors gave %(share)s of the hours expected") % {"share": self.copy.share(measure).words}
            shows = _(
                "Outline: hours promised for the days a match was active and not paused. Filled: hours recorded."
            )
            if target is not None:
                shows += " " + _("Tick: the target of %(target)s.") % {"target": charts.percent(target)}
        else:
            finding = _("Mentors gave %(hours)s hours") % {"hours": Figure(measure.numerator, Unit.HOURS).words}
            shows = _("Hours of contacts in which the mentor of a match took part, by month.")
        return Block(
            finding=finding,
            shows=shows,
            chart=charts.expected_and_done(bars, title=finding, accent=self.accent, floor=target) if bars else None,
            tables=(
                Table(
                    code="hours", title=_("Hours by month"), heads=heads, rows=tuple(rows), measures=("mentor_hours",)
                ),
            ),
            note=" ".join(
                f"{gap.reason}: {self.copy.count(gap.count, Unit.ITEMS).words}." for gap in measure.not_counted
            ),
            measures=("mentor_hours",),
        )

    def _meeting_rows(self, held):
        """A row for each meeting, and a bar for each of which both counts may be shown."""
        rows, bars = [], []
        noted = [meeting.asked - meeting.unknown for meeting in held]
        came = []
        for meeting, places in zip(held, noted, strict=True):
            figure = self.copy.count(meeting.came_count)
            gives_away = self.copy.part_of(meeting.came_count, places, Unit.PEOPLE).hidden and not figure.hidden
            came.append(replace(figure, hidden=GUARDED) if gives_away else figure)
        came = guard_whole(came)  # together they are the places taken, which are shown
        asked = guard_whole([self.copy.count(places) for places in noted])
        for i, meeting in enumerate(held):
            day = timezone.localtime(meeting.starts_at, meeting.site.zone)
            label = date_format(day, "M j")
            if len(self.sites) > 1:
                label = f"{label}, {meeting.site.code}"
            is_hidden = bool(came[i].hidden or asked[i].hidden)
            share = None if is_hidden or not noted[i] else Decimal(100) * meeting.came_count / noted[i]
            if share is not None:
                words = _("%(came)s of %(asked)s") % {"came": came[i].words, "asked": asked[i].words}
                bars.append(
                    charts.Done(label, Decimal(meeting.came_count), Decimal(noted[i]), words, charts.percent(share))
                )
            rows.append(
                Row(
                    label=label,
                    measure="attendance",
                    cells=(
                        meeting.topic,
                        came[i] if noted[i] else _("Not noted"),
                        asked[i],
                        Figure(share, "share", hidden=GUARDED if noted[i] and is_hidden else ""),
                        self.copy.count(meeting.children),
                    ),
                )
            )
        return rows, bars

    def _meeting_chart(self, held, bars, finding):
        """Meeting by meeting, or month by month where there are many; none where a count is hidden."""
        if self.copy.is_masked and len(bars) < len(held):
            return None
        if len(bars) > MOST_BARS:
            bars = self._bars_by_month(held)
        if not bars:
            return None
        return charts.expected_and_done(bars, title=finding, accent=self.accent, floor=self.targets.get("attendance"))

    def _bars_by_month(self, held):
        bars = []
        for month in self.period.months():
            of_month = [
                meeting
                for meeting in held
                if month.holds(timezone.localtime(meeting.starts_at, meeting.site.zone).date())
            ]
            came = sum(meeting.came_count for meeting in of_month)
            asked = sum(meeting.asked - meeting.unknown for meeting in of_month)
            if asked:
                words = _("%(came)s of %(asked)s") % {
                    "came": self.copy.count(came, Unit.ITEMS).words,
                    "asked": self.copy.count(asked, Unit.ITEMS).words,
                }
                share = charts.percent(Decimal(100) * came / asked)
                bars.append(charts.Done(date_format(month.first, "F"), Decimal(came), Decimal(asked), words, share))
        return bars

    def _meetings(self, section, number):
        held = list(meetings.meetings_with_counts(self.period, self.sites, self.program))
        rows, bars = self._meeting_rows(held)
        attendance = self.count("attendance")
        sentences = []
        count = len(held)
        if count:
            sentences.append(
                ngettext("%(count)d meeting was held.", "%(count)d meetings were held.", count) % {"count": count}
            )
        else:
            sentences.append(_("No meeting was held in the quarter."))
        off = self.count("meetings_called_off").numerator
        if off:
            sentences.append(ngettext("%(count)d was called off.", "%(count)d were called off.", off) % {"count": off})
        once = self.count("came_once")
        once_in_words = self._fraction("came_once")
        if count and once.denominator and not once_in_words.hidden:
            sentences.append(_("%(fraction)s people served came at least once.") % {"fraction": once_in_words.words})
        blocks = []
        if count:
            finding = _("Who came to the meetings")
            if attendance.value is not None:
                finding = _("%(share)s of the places were taken") % {"share": self.copy.share(attendance).words}
            blocks.append(
                Block(
                    finding=finding,
                    shows=_("Outline: participants asked, where it was noted who came. Filled: who came."),
                    chart=self._meeting_chart(held, bars, finding),
                    tables=(
                        Table(
                            code="meetings",
                            title=_("Meetings held"),
                            heads=(_("Day"), _("Topic"), _("Came"), _("Asked"), _("Share"), _("Children")),
                            rows=tuple(rows),
                            measures=("meetings_held", "attendance"),
                            words_in=(0,),
                        ),
                    ),
                    measures=("meetings_held", "attendance"),
                )
            )
        compared = [
            Row(
                label=self.count(code).definition.name,
                measure=code,
                cells=tuple(self.copy.of(self.count(code, when)) for when in (NOW, BEFORE, YEAR_AGO)),
            )
            for code in ("meetings_held", "meetings_called_off", "attendance", "came_once")
        ]
        blocks.append(
            Block(
                tables=(
                    self._compared(
                        "meetings_compared",
                        _("Meetings"),
                        compared,
                        measures=("meetings_held", "meetings_called_off", "attendance", "came_once"),
                    ),
                ),
                measures=("meetings_held", "meetings_called_off", "attendance", "came_once"),
            )
        )
        return Chapter(
            code=section.code, number=number, title=section.title, sentences=tuple(sentences), blocks=tuple(blocks)
        )

    # --- What is missing, and everything in one table --------------------------------------------

    def _gaps(self):
        gaps = []
        for one in self.kind.measures:
            definition = one.definition
            figures = self._guarded(definition.code)[1]
            for i, gap in enumerate(self.count(definition.code).not_counted):
                gaps.append(
                    Gap(
                        measure=definition.code,
                        name=definition.name,
                        number=self.numbers[definition.code],
                        part=f"left-out-{i}",
                        count=figures[i],
                        reason=gap.reason,
                        effect=gap.effect,
                    )
                )
        return gaps

    def _entered(self):
        """How soon contacts were written down."""
        counts = dosage.late_entries(self.period, self.sites, self.program)
        if not counts["written"]:
            return _("No contact or try is dated in this quarter.")
        share = Decimal(100) * counts["in_time"] / counts["written"]
        return _("Of %(count)s contacts and tries, %(in_time)s (%(share)s) were written down within seven days.") % {
            "count": self.copy.count(counts["written"], Unit.ITEMS).words,
            "in_time": self.copy.count(counts["in_time"], Unit.ITEMS).words,
            "share": charts.percent(share),
        }

    def _overview(self):
        """Every measure with its figure in three quarters and its target."""
        flows = {row.measure: row.cells for row in (*self._flow(FLOW), *self._flow(FLOW_OF_MATCHES))}
        rows = []
        for one in self.kind.measures:
            code = one.definition.code
            if code in ("by_age", "by_gender", "retention"):
                continue
            measure = self.count(code)
            target = self.targets.get(code)
            cells = flows.get(code) or tuple(self.copy.of(self.count(code, when)) for when in (NOW, BEFORE, YEAR_AGO))
            rows.append(
                Row(
                    label=one.definition.name,
                    measure=code,
                    state=self._against(code, measure)[1],
                    cells=(
                        cells[0],
                        self._fraction(code) if measure.denominator else "",
                        *cells[1:],
                        written_target(measure, target, is_yearly=code in self.kind.yearly)
                        if target is not None
                        else "",
                    ),
                )
            )
        return Table(
            code="overview",
            title=_("All figures"),
            heads=(_("Measure"), self._this_quarter(), _("Counts"), _("Last quarter"), _("A year ago"), _("Target")),
            rows=tuple(rows),
            measures=tuple(row.measure for row in rows),
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
