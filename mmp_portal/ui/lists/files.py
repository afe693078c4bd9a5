"""A table as Excel or CSV: plain values, and no cell that a spreadsheet would take for a formula."""

import csv
import io
import re
from datetime import datetime
from html import unescape

from django.http import HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.spreadsheets import fill, harmless

FORMATS = (("xlsx", _("Excel")), ("csv", _("CSV")))
MOST_ROWS = 20_000
CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
DECORATION = re.compile(r'<(svg|span)[^>]*aria-hidden="true"[^>]*>.*?</\1>', re.DOTALL)
LABELLED = re.compile(r'<svg[^>]*aria-label="([^"]*)"[^>]*>.*?</svg>', re.DOTALL)
SECOND_LINE = re.compile(r'<span class="cell-sub">|<br\s*/?>')
TAG = re.compile(r"<[^>]+>")


def plain(value):
    """What a cell says, without its markup: numbers and days as they are, lines parted by a semicolon."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    if not isinstance(value, SafeString):
        return value
    words = SECOND_LINE.sub("; ", LABELLED.sub(r"\1", DECORATION.sub("", value)))
    return " ".join(unescape(TAG.sub("", words)).split()).replace(" ;", ";")


def as_file(table, *, title, name, ending):
    """The rows of `table` as a download. `table` keeps its order and columns; pages do not matter."""
    columns = [column for column in table.columns if not column.column.exclude_from_export]
    heads = [str(column.header) for column in columns]
    rows = [[plain(row.get_cell_value(column.name)) for column in columns] for row in table.rows]
    content = _xlsx(title, heads, rows) if ending == "xlsx" else _csv(heads, rows)
    response = HttpResponse(content, content_type=CONTENT_TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.{ending}"'
    response["Cache-Control"] = "no-store"
    return response


def _xlsx(title, heads, rows):
    from openpyxl import Workbook  # half a second to import

    book = Workbook()
    book.properties.title = title
    book.properties.creator = "MMP Portal"
    sheet = book.active
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", title)[:31] or "Sheet"
    fill(sheet, heads, rows)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _csv(heads, rows):
    stream = io.StringIO()
    lines = csv.writer(stream)
    lines.writerow([harmless(head) for head in heads])
    for row in rows:
        lines.writerow([harmless(value) for value in row])
    return stream.getvalue().encode("utf-8-sig")
