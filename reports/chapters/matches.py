"""Matches, and what became of the promise of a year."""

from dataclasses import replace
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports import charts
from reports.figures import GUARDED, Figure
from reports.measures.measure import Unit
from reports.tables import Block, Chapter, Row, Table
from reports.workings import BEFORE, FLOW_OF_MATCHES, NOW, YEAR_AGO


def chapter(of, section, number):
    flow = of.flow(FLOW_OF_MATCHES)
    start, begun, ended, end = (row.cells[0] for row in flow)
    sentences = []
    if of.kind.measure("retention"):
        sentences.append(_("Participant and mentor promise each other a year."))
    if not start.hidden:
        sentences.append(
            _(
                "%(start)s matches were open on %(first)s, %(begun)s began and %(ended)s ended; "
                "%(end)s were open at the end of %(last)s."
            )
            % {
                "start": start.words,
                "first": date_format(of.period.first, "F j"),
                "begun": begun.words,
                "ended": ended.words,
                "end": end.words,
                "last": date_format(of.period.last, "F j"),
            }
        )
    matched = of.fraction("matched")
    if of.count("matched").denominator and not matched.hidden:
        sentences.append(_("At the end %(fraction)s enrolled had a mentor.") % {"fraction": matched.words})
    blocks = []
    if of.kind.measure("retention"):
        year = of.count("reached_year")
        if year.denominator and not of.fraction("reached_year").hidden:
            sentences.append(
                _("In this quarter %(fraction)s matches that came to their promised day had been kept.")
                % {"fraction": of.fraction("reached_year").words}
            )
        elif not year.denominator:
            sentences.append(_("No match came to its promised day in this quarter."))
        blocks.append(_retention_block(of))
    reasons = of.parted("matches_ended", drop_empty=True)
    tables = [of.compared("matches", _("Matches"), flow, measures=FLOW_OF_MATCHES)]
    if reasons:
        tables.append(of.compared("match_ends", _("Why they ended"), reasons, measures=("matches_ended",)))
    blocks.append(Block(tables=tuple(tables), measures=(*FLOW_OF_MATCHES, "matched")))
    if of.kind.measure("ended_early"):
        early = of.parted("ended_early", drop_empty=True)
        kept = [
            Row(
                label=of.count("reached_year").definition.name,
                measure="reached_year",
                cells=tuple(
                    of.fraction("reached_year", when) if of.count("reached_year", when).denominator else _("None due")
                    for when in (NOW, BEFORE, YEAR_AGO)
                ),
            )
        ]
        blocks.append(
            Block(
                tables=(
                    of.compared(
                        "commitment",
                        _("The promise of a year"),
                        [*kept, *(_labelled(of, row, _("Ended early: %(reason)s")) for row in early)],
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


def _labelled(of, row, words):
    return Row(label=words % {"reason": str(row.label).lower()}, measure=row.measure, part=row.part, cells=row.cells)


def _retention_block(of):
    measure = of.count("retention")
    points, rows = [], []
    everyone = measure.rows.count() if measure.parts else 0
    for part in measure.parts:
        fraction = of.copy.part_of(part.value, part.of, Unit.PEOPLE)
        share = None if fraction.hidden or not part.of else Decimal(100) * part.value / part.of
        waiting = of.copy.count(everyone - part.of)
        if of.copy.is_masked:  # the counts of one day tell those of the next, so the share alone is shown
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
        % {"last": date_format(of.period.last, "F j, Y")},
        chart=charts.columns(points, title=finding, accent=of.accent),
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
