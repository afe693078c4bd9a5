"""What is owed, gathered from every rule: all rules that mark their rows share one statement.

A page that asks ten rules asks the database three times: for the lines of all rules together, for the cases
they are about, and for those cases' open matches.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, DateField, DateTimeField, F, IntegerField, Value
from django.db.models.functions import Cast, Concat

from programs import registry
from programs.registry import DueItem, DueSource

# Stands between words that are joined in one line; nobody types it.
BETWEEN = "\x1f"


@dataclass(frozen=True)
class Mark:
    """One line: which rule, about which case and record, and what its sentence needs.

    `case` is the enrollment with its people and `open_matches`, or None where the line is about no case.
    """

    rule: str
    case: Any
    subject: int
    day: date | None
    at: datetime | None
    number: int | None
    words: str

    @property
    def parts(self):
        """The words that were `joined`, each for itself."""
        return self.words.split(BETWEEN)


def joined(*names):
    """Several fields or expressions of words as the one that a line has; `Mark.parts` takes them apart again."""
    first, *others = names
    return Concat(first, *(part for name in others for part in (Value(BETWEEN), name)))


def lines(rows, rule, *, case="pk", subject="pk", day=None, at=None, number=None, words=None):
    """The rows of a queryset as lines of a rule. Each name is a field, a lookup or an expression; None is nothing."""
    return (
        rows.order_by()
        .annotate(
            line_rule=Cast(Value(rule), CharField(max_length=40)),
            line_case=_column(case, IntegerField()),
            line_subject=_column(subject, IntegerField()),
            line_day=_column(day, DateField()),
            line_at=_column(at, DateTimeField()),
            line_number=_column(number, IntegerField()),
            line_words=_column(words, CharField(max_length=500)),
        )
        .values_list("line_rule", "line_case", "line_subject", "line_day", "line_at", "line_number", "line_words")
    )


def _column(what, kind):
    """Every branch of a union has the same columns of the same types, empty ones too."""
    if what is None:
        return Cast(Value(None, output_field=kind), kind)
    expression = F(what) if isinstance(what, str) else what
    if isinstance(kind, (IntegerField, CharField)):
        return Cast(expression, kind)
    return expression


def gathered(sources: Iterable[DueSource], enrollments, on: date, user, known=()) -> list[DueItem]:
    """What the sources say is owed for the cases (a queryset) on the day, in no order.

    Nothing is owed in the cases of somebody who died. `known` are the cases of a page that is about them alone and has
    read them already, with their people and `open_matches`: what a rule says of others, or of none, is left out.
    """
    sources = list(sources)
    enrollments = enrollments.filter(participant__died_on=None)
    found = [item for source in sources if source.owed for item in source.owed(enrollments, on, user)]
    marking = {source.rule: source for source in sources if source.marks}
    together = defaultdict(list)
    for mark in _marks(marking.values(), enrollments, on, user, known):
        source = marking[mark.rule]
        if source.items:
            together[mark.rule].append(mark)
        elif (item := source.item(mark, on)) is not None:
            found.append(item)
    for rule, marks in together.items():
        found.extend(marking[rule].items(marks, on))
    return found


def owed_everywhere(enrollments, on: date, user) -> list[DueItem]:
    """What every rule says is owed for the cases."""
    return gathered(registry.due_sources(), enrollments, on, user)


def _marks(sources, enrollments, on, user, known):
    statements = []
    for source in sources:
        rows = source.marks(enrollments, on, user)
        statements.extend(rows if isinstance(rows, list) else [rows])
    if not statements:
        return []
    rows = list(statements[0].union(*statements[1:], all=True)) if len(statements) > 1 else list(statements[0])
    cases = {case.pk: case for case in known}
    ids = {row[1] for row in rows if row[1] is not None}
    if known:
        rows = [row for row in rows if row[1] in cases]
    elif ids:
        found = enrollments.model.objects.filter(pk__in=ids).with_people().with_open_match()
        cases = {case.pk: case for case in found}
    return [Mark(row[0], cases.get(row[1]), row[2], *row[3:6], row[6] or "") for row in rows]
