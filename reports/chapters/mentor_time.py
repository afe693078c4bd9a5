"""Time with mentors, and contacts."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programs.casework.parameters.monthly import monthly_at_sites
from reports import charts
from reports.figures import Figure
from reports.measures.measure import Unit
from reports.tables import Block, Chapter, Row, Table
from reports.workings import BEFORE, NOW, YEAR_AGO


def chapter(of, section, number):
    measure = of.count("mentor_hours")
    made = of.count("contacts")
    sentences = [
        ngettext(
            "%(count)s contact was made, and %(tries)s tries reached nobody.",
            "%(count)s contacts were made, and %(tries)s tries reached nobody.",
            made.numerator,
        )
        % {
            "count": of.copy.count(made.numerator, Unit.ITEMS).words,
            "tries": of.copy.count(of.count("attempts").numerator, Unit.ITEMS).words,
        }
    ]
    if measure.denominator is not None and of.program.monthly:
        expected = monthly_at_sites(of.program, [site.pk for site in of.sites], of.period.last)
        promised = {monthly.with_mentor_minutes for monthly in expected.values()}
        if len(promised) == 1:
            sentences.insert(
                0,
                _("The promise is %(hours)s hours with the mentor in a month.")
                % {"hours": f"{Decimal(promised.pop()) / 60:g}"},
            )
    contacts = of.compared(
        "contacts",
        _("Contacts made"),
        [
            *of.parted("contacts"),
            of.total("contacts", _("All contacts made")),
        ],
        measures=("contacts",),
    )
    reached = Table(
        code="reached",
        title=_("People reached"),
        heads=(_("People reached"), *of.when_heads),
        rows=(
            Row(
                label=_("With a contact"),
                measure="reached",
                part="yes",
                cells=tuple(of.copy.share(of.count("reached", when)) for when in (NOW, BEFORE, YEAR_AGO)),
            ),
            Row(
                label=_("People"),
                measure="reached",
                cells=tuple(of.fraction("reached", when) for when in (NOW, BEFORE, YEAR_AGO)),
            ),
            _plain(of, of.total("attempts", _("Tries that reached nobody"))),
        ),
        measures=("reached", "attempts"),
    )
    return Chapter(
        code=section.code,
        number=number,
        title=section.title,
        sentences=tuple(sentences),
        blocks=(
            _hours_block(of, measure),
            Block(tables=(contacts, reached), measures=("contacts", "attempts", "reached")),
        ),
    )


def _plain(of, row):
    return Row(label=row.label, measure=row.measure, cells=row.cells)


def _hours_block(of, measure):
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
                label=part.label if part else of.this_quarter(),
                measure="mentor_hours",
                part=part.code if part else "",
                cells=tuple(cells),
                is_total=part is None,
            )
        )
    heads = (_("Hours with a mentor"), _("Given"))
    if has_promise:
        heads = (*heads, _("Expected"), _("Share"))
    target = of.targets.get("mentor_hours") if has_promise else None
    if has_promise and measure.value is not None:
        finding = _("Mentors gave %(share)s of the hours expected") % {"share": of.copy.share(measure).words}
        shows = _("Outline: hours promised for the days a match was active and not paused. Filled: hours recorded.")
        if target is not None:
            shows += " " + _("Tick: the target of %(target)s.") % {"target": charts.percent(target)}
    else:
        finding = _("Mentors gave %(hours)s hours") % {"hours": Figure(measure.numerator, Unit.HOURS).words}
        shows = _("Hours of contacts in which the mentor of a match took part, by month.")
    return Block(
        finding=finding,
        shows=shows,
        chart=charts.expected_and_done(bars, title=finding, accent=of.accent, floor=target) if bars else None,
        tables=(
            Table(code="hours", title=_("Hours by month"), heads=heads, rows=tuple(rows), measures=("mentor_hours",)),
        ),
        note=" ".join(f"{gap.reason}: {of.copy.count(gap.count, Unit.ITEMS).words}." for gap in measure.not_counted),
        measures=("mentor_hours",),
    )
