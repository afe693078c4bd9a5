"""A spreadsheet from its sending to its end: columns named, tried without saving, taken in, or given up."""

from collections import Counter
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from participants.duplicates import workflow as duplicates
from programs.casework.imports.kinds import KINDS
from programs.casework.imports.models import ColumnNames, Import, ImportRow, Outcome, Status
from programs.casework.imports.reading import LARGEST, CannotRead, headings_of, rows_of
from programs.casework.imports.taking import take_row

# What a browser may wait for; longer files are split, or taken in by the command.
MOST_ROWS = 500
CHUNK = 200


class CannotTake(Exception):
    """Why the spreadsheet cannot go on so, in a sentence for the user; `about` names the field it is about."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


@transaction.atomic
def send(*, site, subject, file, name, by):
    """Read a spreadsheet and keep its rows until it is taken in. Raises CannotTake, and then keeps nothing."""
    if file.size > LARGEST:
        raise CannotTake(_("The file is larger than 10 MB. Split it."), "file")
    try:
        rows = rows_of(file)
        headings = headings_of(rows)
        sheet = Import.objects.create(
            site=site,
            subject=subject,
            file_name=name[:120],
            headings=headings,
            columns=KINDS[subject].guess(headings, remembered(site, subject)),
            recorded_by=by,
        )
        _keep_rows(sheet, rows)
    except CannotRead as trouble:
        raise CannotTake(str(trouble), "file") from trouble
    trail.record(by, "import.sent", sheet, after={"kind": subject})
    return sheet


def _keep_rows(sheet, rows):
    kept = 0
    while chunk := list(islice(rows, CHUNK)):
        kept += len(chunk)
        if kept > MOST_ROWS:
            raise CannotRead(
                _(
                    "The file has more than %(most)d rows. Split it and send the parts, or ask whoever runs the portal to take it in whole with the command “import_spreadsheet”."
                )
                % {"most": MOST_ROWS}
            )
        ImportRow.objects.bulk_create(ImportRow(sheet=sheet, number=number, cells=cells) for number, cells in chunk)
    if not kept:
        raise CannotRead(_("There are headings, and no row below them."))


def remembered(site, subject):
    """Under which heading each field stood in the last spreadsheet of this kind at the site."""
    row = ColumnNames.objects.filter(site=site, subject=subject).first()
    return row.headings if row else {}


def missing_fields(kind, columns):
    """Fields without which no row can be taken in and that no column is named for."""
    return [field for field in kind.fields if field.is_required and field.name not in columns]


@transaction.atomic
def try_out(*, sheet, columns, by):
    """Try every row with these columns and save nothing of it but what would come of each. Raises CannotTake."""
    sheet = _locked(sheet, Status.CHECKED)
    kind = KINDS[sheet.subject]
    if missing := missing_fields(kind, columns):
        raise CannotTake(_("Say in which column this stands."), missing[0].name)
    with transaction.atomic():
        results = _results(sheet, kind, columns, by)
        transaction.set_rollback(True)
    sheet.columns = columns
    _note(sheet, results)
    sheet.status = Status.CHECKED
    sheet.save()
    ColumnNames.objects.update_or_create(
        site=sheet.site,
        subject=sheet.subject,
        defaults={"headings": {name: sheet.headings[place] for name, place in columns.items()}},
    )
    return sheet


@transaction.atomic
def take(*, sheet, by):
    """Take every good row in; the refused ones stay, to be mended and sent again. Raises CannotTake.

    Whoever came in and is probably known already is noted for the queue.
    """
    sheet = _locked(sheet, Status.TAKEN)
    results = _results(sheet, KINDS[sheet.subject], sheet.columns, by)
    _note(sheet, results)
    sheet.rows.exclude(outcome=Outcome.REFUSED).update(cells=[])
    sheet.status, sheet.taken_at = Status.TAKEN, timezone.now()
    sheet.save()
    if sheet.created_count:
        duplicates.find_all()
    after = {"kind": sheet.subject, "created": sheet.created_count, "refused": sheet.refused_count}
    trail.record(by, "import.taken", sheet, after=after)
    return sheet


@transaction.atomic
def give_up(*, sheet, by):
    """Let a spreadsheet go that was not taken in; its rows are forgotten. Raises CannotTake."""
    sheet = _locked(sheet, Status.GIVEN_UP)
    sheet.rows.all().delete()
    sheet.status = Status.GIVEN_UP
    sheet.save()
    trail.record(by, "import.given_up", sheet, after={"kind": sheet.subject})
    return sheet


def _locked(sheet, status):
    sheet = Import.objects.select_for_update().select_related("site").get(pk=sheet.pk)
    if not sheet.may_become(status):
        raise CannotTake(_("This spreadsheet is finished: %(status)s.") % {"status": sheet.get_status_display()})
    return sheet


def _results(sheet, kind, columns, by):
    return [
        (row, *take_row(kind, row.cells, columns, site=sheet.site, by=by))
        for row in sheet.rows.order_by("number").iterator(CHUNK)
    ]


def _note(sheet, results):
    counts: Counter = Counter()
    for row, outcome, troubles in results:
        row.outcome, row.troubles = outcome, troubles
        counts[outcome] += 1
    ImportRow.objects.bulk_update([row for row, *_rest in results], ["outcome", "troubles"], batch_size=CHUNK)
    sheet.created_count = counts[Outcome.CREATED]
    sheet.unchanged_count = counts[Outcome.UNCHANGED]
    sheet.refused_count = counts[Outcome.REFUSED]
    sheet.version += 1
