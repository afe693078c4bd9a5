"""The lines of a story: whatever happened in a case, of every kind, read in one statement.

Each kind gives a queryset of lines with the same columns, and a function that tells one of them. Only contacts,
whose notes are long, are read again, and only those on the page.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import DateField, DateTimeField, F, IntegerField, TextField, Value
from django.db.models.functions import Cast

COLUMNS = {
    "on": DateField,
    "at": DateTimeField,
    "a": TextField,
    "b": TextField,
    "c": TextField,
    "who": TextField,
    "number": IntegerField,
    "count": IntegerField,
}


@dataclass(frozen=True)
class Line:
    """One thing that happened: a day or a moment, and a few words whose meaning its kind knows."""

    kind: str
    pk: int
    on: date | None
    at: datetime | None
    a: str
    b: str
    c: str
    who: str
    number: int | None
    count: int | None


@dataclass(frozen=True, kw_only=True)
class Source:
    """One kind of line.

    `chip` is the filter of the story it stands under; without one it is not told, and counts or stands elsewhere on
    the page. `rows(enrollment)` are its lines, made with `lines`; `tell(line, telling)` gives an Entry. On one day
    what has the higher `rank` stands later.
    """

    kind: str
    rows: Callable[[Any], Any]
    tell: Callable[[Line, Any], Any] | None = None
    chip: str = ""
    rank: int = 3


def lines(rows, *, pk="pk", **columns):
    """The rows of a queryset as lines. Each column is a lookup or an expression; what is left out is empty."""
    annotations = {"line_pk": Cast(F(pk), IntegerField())}
    for name, kind in COLUMNS.items():
        annotations[f"line_{name}"] = _column(columns.get(name), kind())
    return rows.order_by().annotate(**annotations)


def _column(what, kind):
    if what is None:
        return Cast(Value(None, output_field=kind), kind)
    expression = F(what) if isinstance(what, str) else what
    return expression if isinstance(kind, (DateField, DateTimeField)) else Cast(expression, output_field=kind)


def read(sources: Iterable[Source], enrollment) -> list[Line]:
    """All lines of a case, in no order, in one statement."""
    statements = [
        source.rows(enrollment)
        .annotate(line_kind=Cast(Value(source.kind), TextField()))
        .values_list("line_kind", "line_pk", *(f"line_{name}" for name in COLUMNS))
        for source in sources
    ]
    if not statements:
        return []
    rows = statements[0].union(*statements[1:], all=True) if len(statements) > 1 else statements[0]
    return [Line(*row[:4], *(words or "" for words in row[4:8]), *row[8:]) for row in rows]
