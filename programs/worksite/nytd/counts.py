"""How often each answer was given to each element, at the start and at the end."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from programs.worksite.models.nytd import NytdAnswer
from programs.worksite.nytd.elements import outcomes, services


@dataclass(frozen=True)
class Line:
    """One answer to one element, and how many young people gave it."""

    number: int
    label: Any
    said: Any
    code: str
    start: int
    end: int


@dataclass
class Group:
    """One element with those of its answers that somebody gave."""

    number: int
    label: Any
    lines: list[Line] = field(default_factory=list)


def counted(records):
    """Every element with the answers given in the records (a queryset), in the order of their numbers. One query."""
    rows = NytdAnswer.objects.filter(record__in=records.order_by()).order_by()
    counts = {
        (element, said, moment): count
        for element, said, moment, count in rows.values_list("element", "said", "record__moment").annotate(
            count=Count("pk")
        )
    }
    groups = []
    for one in (*services(), *outcomes()):
        group = Group(one.number, one.label)
        for code, label in one.answers:
            start, end = (counts.get((one.number, code, moment), 0) for moment in ("start", "end"))
            if start or end:
                group.lines.append(Line(one.number, one.label, label, code, start, end))
        groups.append(group)
    return [group for group in groups if group.lines]
