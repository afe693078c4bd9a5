"""Spreadsheets that go out: an empty one with the headings of a kind, and the rows that were refused."""

import csv
import io

from django.utils.translation import gettext as _

from mmp_portal.ui.spreadsheets import fill, harmless
from programs.casework.imports.kinds import KINDS
from programs.casework.imports.models import Outcome

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def template_of(kind) -> bytes:
    """An Excel file with the headings of a kind and two rows of invented people."""
    from openpyxl import Workbook  # half a second to import

    book = Workbook()
    sheet = book.active
    sheet.title = str(kind.subject)
    rows = [[dict(enumerate(field.samples)).get(at, "") for field in kind.fields] for at in range(2)]
    fill(sheet, [str(field.label) for field in kind.fields], rows)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def refused_of(sheet) -> bytes:
    """The refused rows as they were sent, as CSV, with the reasons in a last column."""
    kind = KINDS[sheet.subject]
    stream = io.StringIO()
    lines = csv.writer(stream)
    lines.writerow([*(harmless(heading) for heading in sheet.headings), _("Why refused")])
    for row in sheet.rows.filter(outcome=Outcome.REFUSED).iterator(200):
        cells = [harmless(cell) for cell in row.cells]
        cells += [""] * (len(sheet.headings) - len(cells))
        lines.writerow([*cells, harmless(" ".join(in_words(kind, trouble) for trouble in row.troubles))])
    return stream.getvalue().encode("utf-8-sig")


def in_words(kind, trouble):
    """“Birth date: There is no such day.”; only the sentence where it is about the whole row."""
    name, sentence = trouble
    field = next((field for field in kind.fields if field.name == name), None)
    return f"{field.label}: {sentence}" if field else sentence
