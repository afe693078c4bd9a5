"""Rows that many tests begin with: made once by the factories, then put back as they were.

Making the cast takes hundreds of statements and half a second; putting its rows back takes one statement a
table. Each test gets objects of its own, since what is kept is a pickled copy.
"""

import pickle

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

_kept: dict = {}
_numbers_are_behind = False


def made_once(name, make):
    """What `make()` returns, with the rows it made in the database; made anew for another hour of the clock.

    The rows hold days and moments seen from now, so a test with a clock of its own gets rows of its own. They
    name kinds of records by number, too, and those change when a test with transactions has flushed the tables.
    """
    key = (name, f"{timezone.now():%Y-%m-%d %H}", connection.alias, _last_content_type())
    if key not in _kept:
        before = dict(_tables())
        made = make()
        _kept[key] = pickle.dumps(made), list(_inserts(before))
        return made
    copy, inserts = _kept[key]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for insert, rows in inserts:
                cursor.executemany(insert, rows)
            _go_on_after_the_numbers(cursor)
    except IntegrityError:  # the test made rows of its own before, under the same numbers
        return make()
    return pickle.loads(copy)  # written above, by this process


def numbers_begin_again():
    """Say that a test lets the numbers of all tables begin at 1."""
    global _numbers_are_behind
    _numbers_are_behind = True


def _go_on_after_the_numbers(cursor):
    """Rows put in with their numbers do not move what PostgreSQL counts them by; SQLite looks at the rows."""
    global _numbers_are_behind
    if _numbers_are_behind and connection.vendor == "postgresql":
        models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
        cursor.execute(";".join(connection.ops.sequence_reset_sql(no_style(), models)))
    _numbers_are_behind = False


def _last_content_type():
    return ContentType.objects.order_by("-pk").values_list("pk", flat=True).first()


def _tables():
    """Pairs of a model and the rows of its table."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
                yield model, ([column[0] for column in cursor.description], cursor.fetchall())


def _inserts(before):
    """Pairs of an INSERT and its rows, for what was not there before."""
    quote = connection.ops.quote_name
    for model, (columns, rows) in _tables():
        there = set(map(repr, before[model][1]))
        new = [row for row in rows if repr(row) not in there]
        if new:
            names, marks = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
            yield f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})", new
