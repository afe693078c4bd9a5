"""Many numbers in one statement: how many rows each of several querysets has."""

from django.db.models import F, Func, IntegerField, QuerySet, Value


class CountOf(Func):
    """The number of different rows, without the grouping that Django gives an aggregate beside a value."""

    function = "COUNT"
    template = "%(function)s(DISTINCT %(expressions)s)"
    output_field = IntegerField()


def counted(what: dict) -> dict:
    """The same names with numbers. A queryset is counted, all of them in one statement; a number stays as it is."""
    numbers = {name: rows for name, rows in what.items() if not isinstance(rows, QuerySet)}
    querysets = {name: rows for name, rows in what.items() if name not in numbers}
    statements = [
        rows.order_by().values_list(Value(place, IntegerField()), CountOf(F("pk")))
        for place, rows in enumerate(querysets.values())
    ]
    if statements:
        first, *others = statements
        found = dict(first.union(*others, all=True) if others else first)
        numbers |= {name: found[place] for place, name in enumerate(querysets)}
    return numbers
