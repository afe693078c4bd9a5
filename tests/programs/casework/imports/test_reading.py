"""Spreadsheets as they come: every encoding, every separator, and a sentence for what is none."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from programs.casework.imports import reading
from programs.casework.imports.cells import BadCell, as_day, as_number, as_time, as_words, as_yes, one_of
from programs.casework.imports.reading import CannotRead, headings_of, rows_of, words_of
from tests.forms import PIXEL


def excel(*rows, merge=""):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if merge:
        book.active.merge_cells(merge)
    stream = io.BytesIO()
    book.save(stream)
    return stream


def read(content):
    return list(rows_of(io.BytesIO(content)))


@pytest.mark.parametrize(
    "content",
    [
        "Name,City\nInés,Saint Paul\n".encode(),
        "\ufeffName,City\r\nInés,Saint Paul\r\n".encode(),
        "Name;City\nInés;Saint Paul\n".encode("cp1252"),
        "Name\tCity\nInés\tSaint Paul\n".encode("utf-16"),
        '\n\nName,City\n"Inés","Saint Paul"\n,\n'.encode(),
    ],
)
def test_csv_of_any_kind_is_read(content):
    assert [cells for _number, cells in read(content)] == [["Name", "City"], ["Inés", "Saint Paul"]]


def test_rows_are_numbered_as_in_the_spreadsheet():
    assert [number for number, _cells in read(b"Name\n\nAna\n")] == [1, 3]


def test_excel_is_read_with_days_and_numbers_in_words():
    content = excel(
        ["Name", "Born", "Miles"], ["Ana", datetime(2007, 5, 14), 12.0], [None, None, None], ["Bo", None, 1.5]
    )

    assert list(rows_of(content)) == [
        (1, ["Name", "Born", "Miles"]),
        (2, ["Ana", "2007-05-14", "12"]),
        (4, ["Bo", "", "1.5"]),
    ]


def test_words_of_a_cell():
    assert words_of(True) == "yes"
    assert words_of(time(14, 30)) == "14:30"
    assert words_of(datetime(2026, 1, 2, 14, 30)) == "2026-01-02 14:30"
    assert words_of(date(2026, 1, 2)) == "2026-01-02"
    assert words_of("  two   words\n") == "two words"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (PIXEL, "picture"),
        (b"\xff\xd8\xff\xe0" + b"0" * 40, "picture"),
        (b"%PDF-1.7 what", "PDF"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 40, r"\.xls"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"a\x00b\x01\x02", "no spreadsheet"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_in_words(content, sentence):
    with pytest.raises(CannotRead, match=sentence):
        read(content)


def test_another_archive_is_no_workbook():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("holiday.txt", "photos")

    with pytest.raises(CannotRead, match="packed"):
        read(stream.getvalue())


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "LARGEST_UNPACKED", 1000)

    with pytest.raises(CannotRead, match="far too large"):
        read(excel(["Name"], ["Ana"]).getvalue())


def test_merged_cells_are_named():
    with pytest.raises(CannotRead, match="A2:A3"):
        read(excel(["Name"], ["Ana"], [None], merge="A2:A3").getvalue())


def test_headings_are_taken_off_and_must_differ():
    assert headings_of(iter([(1, ["Name", "City", ""])])) == ["Name", "City"]
    with pytest.raises(CannotRead, match="“name”"):
        headings_of(iter([(1, ["name", "Name"])]))
    with pytest.raises(CannotRead, match="no rows"):
        headings_of(iter([]))
    with pytest.raises(CannotRead, match="more than"):
        headings_of(iter([(1, [str(n) for n in range(61)])]))


# --- Cells ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2007-05-14", date(2007, 5, 14)),
        ("5/14/2007", date(2007, 5, 14)),
        ("05/14/2007 0:00", date(2007, 5, 14)),
        ("2007-05-14 13:30", date(2007, 5, 14)),
    ],
)
def test_days_of_excel_and_of_america(cell, day):
    assert as_day(cell) == day


@pytest.mark.parametrize("cell", ["14/05/2007", "5/14/07", "soon", "2007-02-30", "39216"])
def test_what_is_no_day_is_refused(cell):
    with pytest.raises(BadCell):
        as_day(cell)


@pytest.mark.parametrize(("cell", "moment"), [("2:30 pm", time(14, 30)), ("14:30", time(14, 30)), ("9 AM", time(9))])
def test_times(cell, moment):
    assert as_time(cell) == moment


def test_formulas_are_nobodys_words():
    for cell in ("=cmd|' /C calc'!A0", "@SUM(A1)", "+HYPERLINK(1)"):
        with pytest.raises(BadCell, match="formula"):
            as_words(cell)
    assert as_words("+1 (417) 555-0142")


def test_numbers_answers_and_choices():
    assert as_number("1,200") == 1200
    assert as_yes("X") is True
    assert as_yes("Absent") is False
    assert one_of([("es", "Spanish")])("SPANISH") == "es"
    for read_cell, cell in ((as_number, "1.5"), (as_number, "-1"), (as_number, "nan"), (as_yes, "perhaps")):
        with pytest.raises(BadCell):
            read_cell(cell)
    with pytest.raises(BadCell, match="Spanish"):
        one_of([("es", "Spanish")])("Klingon")
