"""A report as PDF, Excel, CSV and JSON. All of them read the same tables, so they cannot disagree."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mmp_portal.ui.printing import as_pdf as printed
from mmp_portal.ui.spreadsheets import fill, harmless
from reports.figures import Figure
from reports.tables import words

SHEET_NAME_LENGTH = 31
NOT_IN_A_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def file_name(report, ending):
    """“young-parent-GRE-SFY2027Q1.pdf”, and “masked” in it where small counts are."""
    parts = [report.program.css, report.site_code, str(report.quarter)]
    if report.copy.is_masked:
        parts.append("masked")
    return f"{'-'.join(parts)}.{ending}"


def title_of(report):
    """The report's name in one line."""
    return _("%(program)s, %(place)s: %(title)s, %(quarter)s") % {
        "program": report.program.name,
        "place": report.place,
        "title": str(report.kind.title).lower(),
        "quarter": report.quarter.name,
    }


# --- PDF --------------------------------------------------------------------------------------


def as_pdf(report, *, rows_url=None):
    """The printed report. `rows_url(measure)` gives the address of the records behind a figure, where the reader may open them."""
    with timezone.override(report.made_at.tzinfo):  # moments stand in the time of the site, whoever prints
        page = render_to_string(
            "reports/pdf/report.html",
            {
                "report": report,
                "title": title_of(report),
                "language": get_language() or "en",
                "records": Records(rows_url) if rows_url else None,
            },
        )
    return printed(page, stylesheet="css/report.css", identifier=file_name(report, "pdf"))


@dataclass(frozen=True)
class Records:
    """Where the records behind a figure are, for the template, which would call a bare function."""

    address_of: Callable[[str], str]


# --- Excel --------------------------------------------------------------------------------------


def as_xlsx(report):
    """A workbook: what it is, a sheet for each table, the definitions, and what could not be counted."""
    from openpyxl import Workbook  # half a second to import

    book = Workbook()
    book.properties.title = title_of(report)
    book.properties.creator = "MMP Portal"
    sheet = book.active
    sheet.title = _("About")
    fill(sheet, [_("About this report"), ""], about(report), widths=(28, 80))
    for table in report.tables:
        rows = [[row.label, *(cell_of(cell) for cell in row.cells)] for row in table.rows]
        fill(book.create_sheet(_sheet_name(book, table.title)), table.heads, rows, formats=formats(table))
    fill(
        book.create_sheet(_sheet_name(book, _("Definitions"))),
        [_("No."), _("Measure"), _("Numerator"), _("Denominator"), _("Period"), _("Source"), _("Left out")],
        definitions(report),
        widths=(6, 30, 50, 50, 40, 30, 40),
    )
    fill(
        book.create_sheet(_sheet_name(book, _("Not counted"))),
        [_("No."), _("Measure"), _("How many"), _("Why"), _("Effect")],
        [[gap.number, gap.name, gap.count.cell, gap.reason, gap.effect] for gap in report.gaps],
        widths=(6, 30, 10, 50, 60),
    )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def cell_of(cell):
    """A typed cell: a number where there is one, else words."""
    return cell.cell if isinstance(cell, Figure) else str(cell)


def formats(table):
    """The number format of each cell of a table, by (row, column), both counted from 0 after the heads."""
    found = {}
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row.cells, start=1):
            if isinstance(cell, Figure):
                found[r, c] = {"share": '0.0"%"', "hours": "#,##0.0"}.get(cell.unit, "#,##0")
    return found


def _sheet_name(book, title):
    """The title as Excel allows it, and not one that is taken."""
    name = str(title).translate(NOT_IN_A_SHEET_NAME).strip()[: SHEET_NAME_LENGTH - 3] or _("Table")
    taken, number, free = {one.lower() for one in book.sheetnames}, 2, name
    while free.lower() in taken:
        free, number = f"{name} {number}", number + 1
    return free


# --- CSV and JSON -----------------------------------------------------------------------------------


def as_csv(report):
    """One line for each figure: table, row, column, figure. Bytes, with the mark that Excel wants for UTF-8."""
    stream = io.StringIO()
    lines = csv.writer(stream)
    lines.writerow(["table", "row", "measure", "part", "column", "figure"])
    for table in report.tables:
        for row in table.rows:
            for head, cell in zip(table.heads[1:], row.cells, strict=True):
                if words(cell) != "":
                    lines.writerow(
                        [harmless(value) for value in (table.title, row.label, row.measure, row.part, head)]
                        + [harmless(cell_of(cell))]
                    )
    for gap in report.gaps:
        lines.writerow(
            [harmless(value) for value in (_("Not counted"), gap.name, gap.measure, gap.part, gap.reason)]
            + [gap.count.cell]
        )
    return stream.getvalue().encode("utf-8-sig")


def as_json(report):
    """The report for machines."""
    return json.dumps(as_data(report), indent=2, ensure_ascii=False, default=_plain)


def as_data(report):
    """The report in plain lists and dicts."""
    return {
        "report": report.kind.code,
        "program": report.kind.program,
        "site": report.site_code,
        "sites": [site.code for site in report.sites],
        "quarter": str(report.quarter),
        "first": report.quarter.first.isoformat(),
        "last": report.quarter.last.isoformat(),
        "counted_until": report.period.last.isoformat(),
        "made_at": report.made_at.isoformat(),
        "state": "draft",
        "is_masked": report.copy.is_masked,
        "summary": strip_tags(report.lede).strip(),
        "measures": [
            {
                "code": definition.code,
                "number": number,
                "name": str(definition.name),
                "numerator": str(definition.numerator),
                "denominator": str(definition.denominator) if definition.is_share else None,
                "period": str(definition.period),
                "source": str(definition.source),
                "left_out": str(definition.left_out),
                **figures_of(report, definition),
            }
            for number, definition in report.definitions
        ],
        "not_counted": [
            {
                "measure": gap.measure,
                "count": gap.count.cell,
                "reason": str(gap.reason),
                "effect": str(gap.effect),
            }
            for gap in report.gaps
        ],
        "tables": [
            {
                "code": table.code,
                "title": str(table.title),
                "heads": [str(head) for head in table.heads],
                "rows": [
                    {
                        "label": str(row.label),
                        "measure": row.measure,
                        "part": row.part,
                        "cells": [cell_of(cell) for cell in row.cells],
                    }
                    for row in table.rows
                ],
            }
            for table in report.tables
        ],
    }


def figures_of(report, definition):
    """What was counted, for a copy in which nothing is masked; a masked copy has the tables alone."""
    if report.copy.is_masked:
        return {}
    measure = report.count(definition.code)
    return {
        "value": measure.value,
        "count": measure.numerator,
        "of": measure.denominator if definition.is_share else None,
    }


def _plain(value):
    if isinstance(value, Decimal):
        return round(float(value), 4)
    return str(value)


def about(report):
    """What the report is, as pairs of words."""
    pairs = [
        (_("Report"), title_of(report)),
        (_("Period"), f"{report.quarter.long_name}: {report.quarter.days_in_words}"),
        (_("Sites"), ", ".join(site.name for site in report.sites)),
        (_("State"), report.state),
        (_("Made"), f"{report.made_at:%Y-%m-%d %H:%M} {report.zone_name}"),
        (_("Copy"), copy_in_words(report)),
        (_("Summary"), strip_tags(report.lede).strip()),
        (_("Entries"), report.entered),
    ]
    if report.contract:
        pairs.insert(3, (_("Prepared for"), f"{report.contract.funder} {report.contract.number}".strip()))
    if report.kind.leaves_out:
        pairs.append((_("Not in this report"), report.kind.leaves_out))
    return pairs


def copy_in_words(report):
    """Whether small counts are shown."""
    if report.copy.is_masked:
        return _(
            "Masked copy: counts of one to four people are written <5, and m stands for what they could be worked out from"
        )
    return _("Site copy: all counts are shown, also those of fewer than five people; not for passing on")


def definitions(report):
    return [
        [
            number,
            definition.name,
            definition.numerator,
            definition.denominator or _("None: a count"),
            definition.period,
            definition.source,
            definition.left_out or _("Nothing"),
        ]
        for number, definition in report.definitions
    ]


def portal_address(path):
    """The full address of a page, for links on paper."""
    return f"{settings.PORTAL_URL.rstrip('/')}{path}"


WRITERS = {
    "pdf": ("application/pdf", as_pdf),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", lambda report: as_json(report).encode()),
}
