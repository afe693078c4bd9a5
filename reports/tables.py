"""What a report is made of: tables, figures with a chart, sections. Page, PDF, Excel, CSV and JSON all read these."""

from dataclasses import dataclass
from typing import Any

from reports.figures import Figure

MOST_ROWS_TOGETHER = 14


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row. Cells are Figures or words; `measure` and `part` lead to the records behind its first figure."""

    label: Any
    cells: tuple
    measure: str = ""
    part: str = ""
    is_total: bool = False
    state: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table. The first head stands over the labels."""

    code: str
    title: Any
    heads: tuple
    rows: tuple
    note: Any = ""
    measures: tuple = ()
    words_in: tuple = ()  # numbers of the columns that hold words, counted from 0 after the label

    @property
    def columns(self):
        """Each head, and whether figures stand under it."""
        return [(head, i > 0 and i - 1 not in self.words_in) for i, head in enumerate(self.heads)]

    @property
    def has_total(self):
        return any(row.is_total for row in self.rows)

    @property
    def body(self):
        return [row for row in self.rows if not row.is_total]

    @property
    def foot(self):
        return [row for row in self.rows if row.is_total]


@dataclass(frozen=True, kw_only=True)
class Block:
    """A figure with its finding, chart and table; or, without a finding, up to two tables side by side."""

    finding: Any = ""
    shows: Any = ""
    chart: Any = None
    tables: tuple = ()
    note: Any = ""
    measures: tuple = ()

    @property
    def is_long(self):
        """Whether its table may break over pages, instead of moving to the next as a whole."""
        return any(len(table.rows) > MOST_ROWS_TOGETHER for table in self.tables)


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A numbered section of the report, with its sentences and blocks."""

    code: str
    number: int
    title: Any
    sentences: tuple
    blocks: tuple

    @property
    def tables(self):
        return [table for block in self.blocks for table in block.tables]


@dataclass(frozen=True, kw_only=True)
class Headline:
    """One of the few figures that stand at the top."""

    measure: str
    name: Any
    figure: Figure
    base: Any = ""
    against: Any = ""
    state: str = ""
    change: Any = None


@dataclass(frozen=True, kw_only=True)
class Gap:
    """What a measure could not count."""

    measure: str
    name: Any
    number: int
    part: str
    count: Figure
    reason: Any
    effect: Any


@dataclass(frozen=True, kw_only=True)
class Change:
    """How a figure moved: up, down or same, in words, and whether that is good."""

    way: str
    words: Any
    kind: str
    since: Any


def words(cell):
    """A cell as a person reads it."""
    return cell.words if isinstance(cell, Figure) else str(cell)
