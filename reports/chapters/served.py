"""Who was served."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports import charts
from reports.figures import guard_whole
from reports.measures import caseload, dosage
from reports.tables import Block, Chapter, Row
from reports.workings import BEFORE, FLOW, NOW, YEAR_AGO


def chapter(of, section, number):
    served = of.copy.count(of.count("served").numerator)
    flow = of.flow(FLOW)
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
                "first": date_format(of.period.first, "F j"),
                "joined": joined.words,
                "left": left.words,
                "served": served.words,
                "end": end.words,
                "last": date_format(of.period.last, "F j"),
            }
        )
    sentences.append(_("A person is counted once, however often a case was opened, closed or moved."))
    flow_table = of.compared(
        "flow",
        _("Enrollments"),
        [*flow, of.total("served", _("Different people served"))],
        measures=(*FLOW, "served"),
    )
    gender = of.compared(
        "gender",
        _("Gender, as named"),
        of.parted("by_gender", drop_empty=True),
        measures=("by_gender",),
    )
    tables = [flow_table, gender]
    if of.kind.measure("children"):
        gender = of.compared(
            "families",
            _("Parents and children"),
            [*of.parted("by_gender", drop_empty=True), of.total("children", _("Children"))],
            measures=("by_gender", "children"),
        )
        tables = [flow_table, gender]
    blocks = [
        _history_block(of),
        Block(tables=tuple(tables), measures=(*FLOW, "served", "by_gender")),
        _age_block(of),
    ]
    reasons = of.parted("left", drop_empty=True)
    if reasons:
        blocks.append(
            Block(
                tables=(
                    of.compared("left", _("Why people left"), reasons, measures=("left",)),
                    *_site_tables(of),
                ),
                measures=("left",),
            )
        )
    elif _site_tables(of):
        blocks.append(Block(tables=_site_tables(of), measures=("served",)))
    return Chapter(
        code=section.code,
        number=number,
        title=section.title,
        sentences=tuple(sentences),
        blocks=tuple(blocks),
    )


def _site_tables(of):
    if len(of.sites) < 2:
        return ()
    columns = [
        dosage.counts_by_site(
            caseload.served_in(of.count.periods[when], of.sites, of.program),
            "site",
            "participant",
            distinct=True,
        )
        for when in (NOW, BEFORE, YEAR_AGO)
    ]
    figures = [guard_whole([of.copy.count(column.get(site.pk, 0)) for site in of.sites]) for column in columns]
    rows = [Row(label=site.name, cells=tuple(column[i] for column in figures)) for i, site in enumerate(of.sites)]
    return (
        of.compared(
            "sites",
            _("People served by site"),
            rows,
            note=_("A person served at two sites stands in both rows, and once in the report’s figure."),
            measures=("served",),
        ),
    )


def _history_block(of):
    values = [figure.known for _quarter, figure in of.history]
    labels = [(f"Q{quarter.number}", quarter.months_in_short) for quarter, _figure in of.history]
    first, last = of.history[0][1], of.history[-1][1]
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
        chart=charts.line(labels, values, title=finding, name=_("People served"), accent=of.accent),
        measures=("served",),
    )


def _age_block(of):
    rows = of.parted("by_age", drop_empty=True)
    shown = [row for row in rows if any(cell.value for cell in row.cells)]
    bars = [
        (str(head), [int(row.cells[i].value) for row in shown])
        for i, head in enumerate(of.when_heads)
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
        chart=charts.stacked(bars, [str(row.label) for row in shown], title=finding, accent=of.accent)
        if bars and bars[0][0] == str(of.when_heads[0])
        else None,
        tables=(of.compared("age", _("Age"), rows, measures=("by_age",)),),
        measures=("by_age",),
    )
