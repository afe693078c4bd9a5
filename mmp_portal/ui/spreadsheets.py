"""Cells of Excel and CSV files. What people typed never becomes a formula on another's desk."""

from datetime import date, datetime
from decimal import Decimal

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def is_number(value):
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def harmless(value):
    """Words that a spreadsheet would read as a formula stand behind an apostrophe; for CSV."""
    if is_number(value):
        return value
    value = str(value)
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def fill(sheet, heads, rows, *, formats=None, widths=()):
    """Write heads and rows into an Excel sheet; words never become a formula, and the heads stay in sight.

    `formats` gives the number format of a cell by (row, column), counted from 0 after the heads.
    """
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # half a second to import
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for r, row in enumerate([heads, *rows], start=1):
        for c, value in enumerate(row, start=1):
            if is_number(value) or isinstance(value, (date, datetime)):
                cell = sheet.cell(row=r, column=c, value=value)
                if formats and (r - 2, c - 1) in formats:
                    cell.number_format = formats[r - 2, c - 1]
            else:
                words = ILLEGAL_CHARACTERS_RE.sub("", str(value))
                cell = sheet.cell(row=r, column=c, value=words)
                cell.data_type = "s"
                cell.quotePrefix = words.startswith(FORMULA_STARTS)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            if r == 1:
                cell.font = Font(bold=True)
    for c in range(1, len(heads) + 1):
        sheet.column_dimensions[get_column_letter(c)].width = (
            widths[c - 1] if c <= len(widths) else (34 if c == 1 else 16)
        )
    sheet.freeze_panes = "B2"
