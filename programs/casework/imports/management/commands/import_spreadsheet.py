"""Take in a spreadsheet of any length, row by row."""

import sys
from collections import Counter
from contextlib import nullcontext
from itertools import islice

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from mmp_portal.agencies.models import Site
from participants.duplicates import workflow as duplicates
from programs.casework.imports import workflow
from programs.casework.imports.kinds import KINDS
from programs.casework.imports.models import Outcome
from programs.casework.imports.reading import CannotRead, headings_of, rows_of
from programs.casework.imports.sheets import in_words
from programs.casework.imports.taking import take_row


class Command(BaseCommand):
    help = "Take in an Excel or CSV file. Good rows are taken in, refused ones are named; a repeat changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=[str(code) for code in KINDS], metavar="KIND", help=", ".join(KINDS))
        parser.add_argument("file", help="the spreadsheet, .xlsx or .csv; its first row says what the columns are")
        parser.add_argument("--site", default="", help="a site's code; needed where there are several")
        parser.add_argument("--dry-run", action="store_true", help="say what would come of each row, and save nothing")

    def handle(self, *, kind, file, site, dry_run, **options):
        place, chosen = self._site(site), KINDS[kind]
        try:
            with open(file, "rb") as stream:
                counts = self._take(chosen, stream, place, dry_run)
        except OSError as trouble:
            raise CommandError(f"{file} cannot be read: {trouble.strerror}.") from trouble
        except CannotRead as trouble:
            raise CommandError(str(trouble)) from trouble
        tried = " (nothing was saved)" if dry_run else ""
        self.stdout.write(
            f"{counts[Outcome.CREATED]} new, {counts[Outcome.UNCHANGED]} known already, "
            f"{counts[Outcome.REFUSED]} refused{tried}"
        )
        if counts[Outcome.REFUSED]:
            sys.exit(1)

    def _take(self, kind, stream, site, dry_run):
        rows = rows_of(stream)
        headings = headings_of(rows)
        columns = kind.guess(headings, workflow.remembered(site, kind.subject))
        if missing := workflow.missing_fields(kind, columns):
            wanted = ", ".join(f"“{field.label}”" for field in missing)
            raise CommandError(f"No column is headed {wanted}. The headings are: {', '.join(headings)}.")
        counts: Counter = Counter()
        # A row may be about somebody whom an earlier row added: what is tried is undone at the very end.
        with transaction.atomic() if dry_run else nullcontext():
            while chunk := list(islice(rows, workflow.CHUNK)):
                with transaction.atomic():
                    for number, cells in chunk:
                        outcome, troubles = take_row(kind, cells, columns, site=site, by=None)
                        counts[outcome] += 1
                        for trouble in troubles:
                            self.stderr.write(f"Row {number}: {in_words(kind, trouble)}")
            if dry_run:
                transaction.set_rollback(True)
            elif counts[Outcome.CREATED]:
                duplicates.find_all()
        return counts

    def _site(self, code):
        if not code:
            sites = list(Site.objects.all()[:2])
            if len(sites) != 1:
                raise CommandError("Say for which site: --site CODE.")
            return sites[0]
        try:
            return Site.objects.get(code__iexact=code)
        except Site.DoesNotExist as unknown:
            raise CommandError(f"There is no site with the code “{code}”.") from unknown
