"""Tags of the report's templates: {% load reports %}."""

from dataclasses import dataclass

from django import template

from reports.figures import Figure, is_few
from reports.measures.measure import Unit
from reports.tables import words

register = template.Library()


@dataclass(frozen=True)
class Cell:
    """A cell ready to be written. `is_small` marks a count of one to four people in a copy that shows it."""

    head: str
    words: str
    is_figure: bool
    is_hidden: bool
    is_small: bool
    state: str


@register.filter
def cells(table, row):
    """The row's cells. The words of a state carry its mark."""
    found = []
    for i, cell in enumerate(row.cells):
        is_count = isinstance(cell, Figure) and cell.unit == Unit.PEOPLE
        is_figure = i not in table.words_in
        found.append(
            Cell(
                head=str(table.heads[i + 1]),
                words=words(cell),
                is_figure=is_figure,
                is_hidden=isinstance(cell, Figure) and bool(cell.hidden),
                is_small=is_count and not cell.hidden and is_few(cell.value),
                state=row.state if row.state and not is_figure else "",
            )
        )
    return found


@register.filter
def at(mapping, key):
    """The value under `key`, or nothing."""
    return mapping.get(key, "")


@register.simple_tag
def address_of(records, measure):
    """The address of the records behind a measure."""
    return records.address_of(measure)
