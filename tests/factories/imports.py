"""Spreadsheets of invented people."""

from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from programs.casework.imports import workflow

PEOPLE = "Given name,Family name,Birth date\nMarisol,Sampleton,05/14/2007\nTheodore,Examplar,31/31/2008\n"


def sheet_of(site, *, by, subject="participants", text=PEOPLE):
    """A spreadsheet that was sent, with its columns guessed."""
    file = SimpleUploadedFile("list.csv", text.encode())
    return workflow.send(site=site, subject=subject, file=file, name=file.name, by=by)


def tried(sheet, *, by):
    return workflow.try_out(sheet=sheet, columns=sheet.columns, by=by)


def imports_at(site, *, by):
    """One that waits to be taken in, one row of it refused."""
    return SimpleNamespace(sheet=tried(sheet_of(site, by=by), by=by))
