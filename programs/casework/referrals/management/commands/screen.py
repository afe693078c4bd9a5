"""Screen every row of a CSV file, any program."""

import csv
import json
import sys
from contextlib import ExitStack
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from eligibility.parameters import parameters_of
from mmp_portal.agencies.models import Site
from programs.casework.parameters.values.overlay import parameters_for
from programs.casework.referrals import screening_file
from programs.casework.referrals.screening_file import ANSWERS, as_data, as_row


class Command(BaseCommand):
    help = "Ask the rules about every row of a CSV file. Without --site the rules are those of the sources alone."

    def add_arguments(self, parser):
        parser.add_argument("file", help="the CSV file; “-” reads from standard input")
        parser.add_argument("--on", default="", help="the day of the screening, such as 2026-11-23; by default today")
        parser.add_argument("--site", default="", help="a site's code: its own values of the rules are used")
        parser.add_argument("--format", choices=("csv", "json"), default="csv")
        parser.add_argument("-o", "--output", default="", help="where the answers go; by default to the screen")

    def handle(self, *, file, on, site, format, output, **options):
        place = self._site(site)
        asked_on = self._day(on) or (place.today() if place else timezone.localdate())

        def parameters(program):
            return parameters_for(program, site=place) if place else parameters_of(program)

        with ExitStack() as stack:
            lines = self._open(stack, file)
            out = self._create(stack, output)
            write = {"csv": _as_csv, "json": _as_json}[format]
            try:
                bad = write(out, screening_file.screen(lines, on=asked_on, parameters_for=parameters), self._tell)
            except UnicodeDecodeError as trouble:
                raise CommandError("The file is not text in UTF-8. Save it as “CSV UTF-8”.") from trouble
            except ValueError as trouble:
                raise CommandError(str(trouble)) from trouble
        if bad:
            sys.exit(1)

    def _tell(self, row):
        self.stderr.write(f"Row {row.number}, column {row.trouble.column}: {row.trouble}")

    def _site(self, code):
        if not code:
            return None
        try:
            return Site.objects.get(code__iexact=code)
        except Site.DoesNotExist as unknown:
            raise CommandError(f"There is no site with the code “{code}”.") from unknown

    def _day(self, words):
        if not words:
            return None
        try:
            return date.fromisoformat(words)
        except ValueError as trouble:
            raise CommandError(f"“{words}” is not a day. Write it like 2026-11-23.") from trouble

    def _open(self, stack, file):
        if file == "-":
            return sys.stdin
        try:
            return stack.enter_context(open(file, newline="", encoding="utf-8-sig"))
        except OSError as trouble:
            raise CommandError(f"{file} cannot be read: {trouble.strerror}.") from trouble

    def _create(self, stack, output):
        if not output:
            return self.stdout
        try:
            return stack.enter_context(open(output, "w", newline="", encoding="utf-8"))
        except OSError as trouble:
            raise CommandError(f"{output} cannot be written: {trouble.strerror}.") from trouble


def _as_csv(out, rows, tell):
    """Write the answers as CSV; returns how many rows were bad."""
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(ANSWERS)
    bad = 0
    for row in rows:
        if row.decision is None:
            bad += 1
            tell(row)
        else:
            lines.writerow(as_row(row, row.decision))
    return bad


def _as_json(out, rows, tell):
    """Write the answers as a list of objects, one a line; returns how many rows were bad."""
    bad, before = 0, "[\n"
    for row in rows:
        if row.decision is None:
            bad += 1
            tell(row)
            continue
        out.write(before + json.dumps(as_data(row, row.decision), ensure_ascii=False), **_no_ending(out))
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n", **_no_ending(out))
    return bad


def _no_ending(out):
    """A command's own output adds the end of a line unless it is told not to."""
    return {"ending": ""} if hasattr(out, "style_func") else {}
