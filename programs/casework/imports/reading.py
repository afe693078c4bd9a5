"""Spreadsheets as they come: Excel or CSV, read row by row, and a sentence for whatever is none.

A file is known by what is in it; its name is not asked. Nothing but the row at hand is kept in memory.
"""

import codecs
import csv
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain
from math import isfinite

from django.utils.translation import gettext as _

LARGEST = 10 * 1024 * 1024  # bytes of a file sent in the browser
LARGEST_UNPACKED = 300 * 1024 * 1024  # bytes an Excel file may grow to: a small one can hold a huge one
MOST_COLUMNS = 60
LONGEST_CELL = 4000

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"BM")
DELIMITERS = (",", ";", "\t")
MERGED_CELL = re.compile(rb'<mergeCell ref="([A-Z0-9:]+)"')


class CannotRead(Exception):
    """Why the file cannot be taken in, in a sentence for the user."""


def rows_of(file) -> Iterator[tuple[int, list[str]]]:
    """The rows of a spreadsheet that are not empty, the headings first, each with its number as Excel counts them.

    `file` is open for reading bytes. Every cell is words: days are 2026-11-23, moments 2026-11-23 14:30, numbers
    without a needless “.0”. Raises CannotRead.
    """
    file.seek(0)
    beginning = file.read(8)
    file.seek(0)
    if not beginning:
        raise CannotRead(_("The file is empty."))
    if beginning.startswith(ZIP):
        rows = _excel_rows(file)
    elif beginning.startswith(OLE):
        raise CannotRead(
            _("This is an Excel file with a password, or of the old kind (.xls). Save it as .xlsx without a password.")
        )
    elif beginning.startswith(PICTURES):
        raise CannotRead(_("This is a picture, whatever its name says. Send the spreadsheet itself."))
    elif beginning.startswith(b"%PDF"):
        raise CannotRead(_("This is a PDF. Send the spreadsheet itself, as Excel or CSV."))
    else:
        rows = _csv_rows(file)
    return _without_empty(rows)


def headings_of(rows) -> list[str]:
    """Take the headings off the rows. Raises CannotRead where there are none, or two are alike."""
    try:
        _number, headings = next(rows)
    except StopIteration:
        raise CannotRead(_("The file has no rows. The first one says what the columns are.")) from None
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > MOST_COLUMNS:
        raise CannotRead(_("The file has more than %(most)d columns.") % {"most": MOST_COLUMNS})
    named = [heading.casefold() for heading in headings if heading]
    twice = next((heading for heading in headings if heading and named.count(heading.casefold()) > 1), None)
    if twice:
        raise CannotRead(_("Two columns are headed “%(heading)s”. Give each its own heading.") % {"heading": twice})
    return headings


def _without_empty(rows):
    for number, cells in rows:
        if any(cells):
            yield number, cells


# --- Excel ------------------------------------------------------------------------------------


def _excel_rows(file):
    from openpyxl import load_workbook  # half a second to import

    _check_archive(file)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(values_only=True)
        first = next(rows, None)
    except Exception as trouble:  # openpyxl fails in many ways on what is not quite Excel
        raise CannotRead(
            _("This is no Excel file that can be read. Save it once more as .xlsx, or as CSV.")
        ) from trouble
    if first is None:
        return
    for number, values in enumerate(chain([first], rows), start=1):
        yield number, [words_of(value) for value in values[: MOST_COLUMNS + 1]]


def _check_archive(file):
    """Raise CannotRead for an archive that is no workbook, that would unpack to far too much, or has merged cells."""
    try:
        with zipfile.ZipFile(file) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise CannotRead(
                    _("This is no Excel file, but something else that is packed. Save it as .xlsx or CSV.")
                )
            if sum(one.file_size for one in archive.infolist()) > LARGEST_UNPACKED:
                raise CannotRead(_("The Excel file is far too large inside. Save the one sheet you need as CSV."))
            sheet = next((name for name in archive.namelist() if name.endswith("worksheets/sheet1.xml")), None)
            if sheet and (merged := _merged_cells(archive, sheet)):
                raise CannotRead(
                    _("Some cells are merged: %(cells)s. Unmerge them in Excel, so that each row says its own.")
                    % {"cells": merged}
                )
    except (zipfile.BadZipFile, OSError, EOFError) as trouble:
        raise CannotRead(_("The Excel file is damaged. Save it once more, or as CSV.")) from trouble
    file.seek(0)


def _merged_cells(archive, sheet):
    """The first cells that are merged; they stand near the end of a sheet."""
    with archive.open(sheet) as stream:
        rest = b""
        while chunk := stream.read(1 << 16):
            if found := MERGED_CELL.search(rest + chunk):
                return found.group(1).decode()
            rest = chunk[-64:]
    return ""


def words_of(value) -> str:
    """A cell in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, (float, Decimal)) and isfinite(value) and value == int(value):
        value = int(value)
    return " ".join(str(value).replace("\0", "").split())[: LONGEST_CELL + 1]


# --- CSV --------------------------------------------------------------------------------------


def _csv_rows(file):
    encoding = _encoding_of(file)
    lines = _lines(file, encoding)
    first = next(lines, "")
    if "\0" in first:
        raise CannotRead(_("This is no spreadsheet. Send an Excel file (.xlsx) or a CSV file."))
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(chain([first], lines), delimiter=delimiter)
    try:
        for cells in reader:
            yield reader.line_num, [words_of(cell) for cell in cells[: MOST_COLUMNS + 1]]
    except csv.Error as trouble:
        raise CannotRead(
            _("Row %(row)d cannot be read: a quotation mark may be missing.") % {"row": reader.line_num}
        ) from trouble


def _encoding_of(file):
    """UTF-8 where the whole file is; the UTF-16 of “Unicode text”; else what Windows writes in this country."""
    file.seek(0)
    beginning = file.read(4)
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while chunk := file.read(1 << 16):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _lines(file, encoding):
    """Lines with their ends, decoded as they come; a sign that Windows does not know is shown as such."""
    file.seek(0)
    reader = codecs.getreader(encoding)(file, errors="replace")
    for line in reader:
        if len(line) > LONGEST_CELL * MOST_COLUMNS:
            raise CannotRead(_("A line of this file is far too long for a spreadsheet."))
        yield line
