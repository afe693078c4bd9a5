"""What could not be counted, how soon it was written down, and every figure in one table."""

from decimal import Decimal

from django.utils.translation import gettext as _

from reports import charts
from reports.measures import dosage
from reports.measures.measure import Unit
from reports.tables import Gap, Row, Table
from reports.workings import BEFORE, FLOW, FLOW_OF_MATCHES, NOW, YEAR_AGO, written_target


def gaps(of):
    gaps = []
    for one in of.kind.measures:
        definition = one.definition
        figures = of.guarded(definition.code)[1]
        for i, gap in enumerate(of.count(definition.code).not_counted):
            gaps.append(
                Gap(
                    measure=definition.code,
                    name=definition.name,
                    number=of.numbers[definition.code],
                    part=f"left-out-{i}",
                    count=figures[i],
                    reason=gap.reason,
                    effect=gap.effect,
                )
            )
    return gaps


def entered(of):
    """How soon contacts were written down."""
    counts = dosage.late_entries(of.period, of.sites, of.program)
    if not counts["written"]:
        return _("No contact or try is dated in this quarter.")
    share = Decimal(100) * counts["in_time"] / counts["written"]
    return _("Of %(count)s contacts and tries, %(in_time)s (%(share)s) were written down within seven days.") % {
        "count": of.copy.count(counts["written"], Unit.ITEMS).words,
        "in_time": of.copy.count(counts["in_time"], Unit.ITEMS).words,
        "share": charts.percent(share),
    }


def overview(of):
    """Every measure with its figure in three quarters and its target."""
    flows = {row.measure: row.cells for row in (*of.flow(FLOW), *of.flow(FLOW_OF_MATCHES))}
    rows = []
    for one in of.kind.measures:
        code = one.definition.code
        if code in ("by_age", "by_gender", "by_group", "retention"):
            continue
        measure = of.count(code)
        target = of.targets.get(code)
        cells = flows.get(code) or tuple(of.copy.of(of.count(code, when)) for when in (NOW, BEFORE, YEAR_AGO))
        rows.append(
            Row(
                label=one.definition.name,
                measure=code,
                state=of.against(code, measure)[1],
                cells=(
                    cells[0],
                    of.fraction(code) if measure.denominator else "",
                    *cells[1:],
                    written_target(measure, target, is_yearly=code in of.kind.yearly) if target is not None else "",
                ),
            )
        )
    return Table(
        code="overview",
        title=_("All figures"),
        heads=(_("Measure"), of.this_quarter(), _("Counts"), _("Last quarter"), _("A year ago"), _("Target")),
        rows=tuple(rows),
        measures=tuple(row.measure for row in rows),
    )
