"""What came of court cases, beside the contract's targets, and the same for each self-described group."""

from dataclasses import replace

from django.utils.translation import gettext as _

from reports.figures import GUARDED, Figure, is_few
from reports.measures import equity
from reports.measures.measure import Unit
from reports.tables import Block, Chapter, Row, Table
from reports.workings import BEFORE, NOW, YEAR_AGO, written_target

SHARES = ("reunified", "families_home", "stayed_home", "no_new_report", "better_life")


def chapter(of, section, number):
    return Chapter(
        code=section.code,
        number=number,
        title=section.title,
        sentences=tuple(_sentences(of)),
        blocks=(_shares(of), *_kinds(of), _equity(of)),
    )


def _sentences(of):
    home, families = of.fraction("reunified"), of.fraction("families_home")
    if of.count("reunified").denominator and not home.hidden:
        yield _("%(fraction)s children who had been placed came home.") % {"fraction": home.words}
    elif not of.count("reunified").denominator:
        yield _("No outcome of a child who had been placed became known in this quarter.")
    if of.count("families_home").denominator and not families.hidden:
        yield _("%(fraction)s families have all of them home.") % {"fraction": families.words}
    waiting = sum(gap.count for gap in of.count("stayed_home").not_counted)
    if waiting:
        yield _("Of %(count)s children it is not yet observable whether they stay out of placement.") % {
            "count": of.guarded("stayed_home")[1][0].words
        }


def _shares(of):
    """Each share with its counts and target over three quarters, by child and by case."""
    rows = []
    for code in SHARES:
        measure = of.count(code)
        target = of.targets.get(code)
        rows.append(
            Row(
                label=measure.definition.name,
                measure=code,
                state=of.against(code, measure)[1],
                cells=(
                    of.copy.of(measure),
                    of.fraction(code) if measure.denominator else _("None due"),
                    written_target(measure, target) if target is not None else _("None"),
                    of.copy.of(of.count(code, BEFORE)),
                    of.copy.of(of.count(code, YEAR_AGO)),
                ),
            )
        )
    return Block(
        tables=(
            Table(
                code="permanency",
                title=_("What came of it"),
                heads=(
                    _("Measure"),
                    of.this_quarter(),
                    _("Counts"),
                    _("Target"),
                    _("Last quarter"),
                    _("A year ago"),
                ),
                rows=tuple(rows),
                note=_(
                    "A child counts by its latest outcome. Before the time to look at has passed, nobody is counted "
                    "as having stayed home."
                ),
                measures=SHARES,
            ),
        ),
        measures=SHARES,
    )


def _kinds(of):
    """Outcomes of children by kind, and of families; nothing where there is none."""
    kinds = of.parted("child_outcomes", drop_empty=True)
    families = of.parted("families_home", drop_empty=True)
    if not kinds:
        return ()
    tables = [of.compared("child_outcomes", _("Children, by outcome"), kinds, measures=("child_outcomes",))]
    if families:
        tables.append(of.compared("families_home", _("Families"), families, measures=("families_home",)))
    return (Block(tables=tuple(tables), measures=("child_outcomes", "families_home")),)


def _equity(of):
    """People served, the wait, the match and the outcome, for each group side by side."""
    parts = of.count("by_group").parts
    people, left_out = of.guarded("by_group", NOW)
    found = equity.by_groups(of.period, of.sites, of.program)
    rows = []
    for part, figure in zip(parts, people, strict=True):
        group = found[part.code]
        if not part.value and not group.ended:
            continue
        rows.append(
            Row(
                label=part.label,
                measure="by_group",
                part=part.code,
                cells=(
                    figure,
                    _waited(of, group, figure),
                    _share(of, group.same, group.known),
                    _share(of, group.home, group.ended),
                ),
            )
        )
    if left_out:
        rows.append(Row(label=_("Not said"), measure="by_group", part="left-out-0", cells=(left_out[0], "", "", "")))
    return Block(
        finding=_("The same figures for each self-described group"),
        shows=_("Who is served, how long they wait for a mentor, and what comes of it."),
        tables=(
            Table(
                code="equity",
                title=_("By self-described group"),
                heads=(
                    _("Group"),
                    _("People served"),
                    _("Days waited for a mentor"),
                    _("Mentor of a shared group"),
                    _("Children home, in a year"),
                ),
                rows=tuple(rows),
                note=_(
                    "Who chose more than one stands in that row alone. Days are the median from the enrollment to "
                    "the first match. A shared group: both chose the same category; mentors who said none are left "
                    "out. Children home: of those who had been placed and whose outcome became known in the year "
                    "that ends with the quarter."
                ),
                measures=("by_group",),
            ),
        ),
        measures=("by_group",),
    )


def _waited(of, group, people):
    """The median in whole days; hidden where it would tell of few."""
    figure = Figure(group.waited, Unit.ITEMS)
    hides = of.copy.is_masked and (people.hidden or is_few(len(group.days)))
    return replace(figure, hidden=GUARDED) if hides and group.days else figure


def _share(of, count, whole):
    return of.copy.part_of(count, whole, Unit.PEOPLE) if whole else _("None yet")
