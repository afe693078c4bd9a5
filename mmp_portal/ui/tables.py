"""Tables of the look: sorted by a link, cards on a phone, pages below.

    class Participants(PortalTable):
        name = PersonColumn(sub="case_number")
        status = StatusColumn(kind="status_kind")

        class Meta:
            model = Person
            fields = ("name", "status")

        caption = _("Participants")
        row_header = "name"

In a template: `{% load django_tables2 %}{% render_table table %}` on a `<c-card flush="yes">`.
"""

from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui import markup
from mmp_portal.ui.templatetags.ui import day, minutes

PER_PAGE = 25


def value_of(record, name, default=""):
    """Follow `a__b` or `a.b` from the record; whatever can be called is called."""
    value = record
    for part in str(name).replace("__", ".").split("."):
        value = getattr(value, part, None)
        if callable(value):
            value = value()
        if value is None:
            return default
    return value


class PortalTable(tables.Table):
    """`caption` says to a screen reader what the table is; `row_header` names the column that names the row.

    Columns named in `on_request` show only to whoever chooses them.
    """

    caption: Any = ""
    row_header = ""
    on_request: tuple[str, ...] = ()
    pager_label: Any = ""  # where two tables of a page are cut into pages

    def __init__(self, *args, **options):
        options.setdefault("template_name", "django_tables2/table.html")
        options.setdefault("empty_text", _("Nothing here."))
        super().__init__(*args, **options)
        self.attrs = tables.utils.AttributeDict({"class": "table table-cards", **dict(self.attrs)})


class PersonColumn(tables.Column):
    """Initials, the name as a link, a second line. `url` and `sub` name attributes of the record."""

    def __init__(self, *args, url="get_absolute_url", sub="", **options):
        self.url, self.sub = url, sub
        options.setdefault("attrs", {"th": {}, "td": {"data-label": ""}})
        super().__init__(*args, **options)

    def render(self, value, record):
        return markup.person(
            value,
            url=value_of(record, self.url) if self.url else "",
            sub=value_of(record, self.sub) if self.sub else "",
        )


class ProgramColumn(tables.Column):
    """A program's tag; `programs` finds the Program of a code, such as `registry.get`."""

    def __init__(self, *args, programs, **options):
        self.programs = programs
        options.setdefault("verbose_name", _("Program"))
        super().__init__(*args, **options)

    def render(self, value, record, bound_column):
        return markup.program_tag(self.programs(bound_column.accessor.resolve(record)))


class StatusColumn(tables.Column):
    """A word of state; `kind` names the attribute that gives the colour, or is a dict from the raw value."""

    def __init__(self, *args, kind="status_kind", **options):
        self.kind = kind
        options.setdefault("verbose_name", _("Status"))
        super().__init__(*args, **options)

    def render(self, value, record, bound_column):
        if isinstance(self.kind, dict):
            kind = self.kind.get(str(bound_column.accessor.resolve(record)), "plain")
        else:
            kind = value_of(record, self.kind, "plain")
        return markup.status(value, kind)


class DayColumn(tables.Column):
    """Mon, Nov 23, and a second line if `sub` names one."""

    def __init__(self, *args, sub="", **options):
        self.sub = sub
        options.setdefault("empty_values", ())
        super().__init__(*args, **options)

    def render(self, value, record):
        return markup.two_lines(day(value), value_of(record, self.sub) if self.sub else "")

    def value(self, value):
        return value


class MinutesColumn(tables.Column):
    """1 h 30 min."""

    def __init__(self, *args, **options):
        options.setdefault("attrs", {"th": {"class": "num"}, "td": {"class": "num"}})
        options.setdefault("empty_values", ())
        super().__init__(*args, **options)

    def render(self, value):
        return minutes(value)

    def value(self, value):
        return value


class NumberColumn(tables.Column):
    """Figures, to the right, in tabular numerals."""

    def __init__(self, *args, **options):
        options.setdefault("attrs", {"th": {"class": "num"}, "td": {"class": "num"}})
        super().__init__(*args, **options)


class LinkColumn(tables.Column):
    """Words that lead to the record."""

    def __init__(self, *args, url="get_absolute_url", sub="", **options):
        self.url, self.sub = url, sub
        super().__init__(*args, **options)

    def render(self, value, record):
        return markup.person(
            value,
            url=value_of(record, self.url) if self.url else "",
            sub=value_of(record, self.sub) if self.sub else "",
            show_face=False,
        )


def paginated(request, table_class, rows, **options):
    """The table, sorted and cut to a page as the address says; a page that is gone shows the last one."""
    table = table_class(rows, **options)
    tables.RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    return table
