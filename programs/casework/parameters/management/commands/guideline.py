"""The poverty guideline in force, in whole dollars a year."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from eligibility.poverty import NoGuideline, table_on
from programs.casework.parameters.values.overlay import guidelines


class Command(BaseCommand):
    help = "Say the poverty guideline in force on a day, in whole dollars a year."

    def add_arguments(self, parser):
        parser.add_argument("--year-on", required=True, metavar="DATE", help="the day, such as 2026-11-23")
        parser.add_argument("--state", required=True, help="two letters, such as MO")
        parser.add_argument("--size", required=True, type=int, help="how many people live in the household")

    def handle(self, *, year_on, state, size, **options):
        try:
            day = date.fromisoformat(year_on)
        except ValueError as trouble:
            raise CommandError(f"“{year_on}” is not a day. Write it like 2026-11-23.") from trouble
        try:
            self.stdout.write(str(table_on(day, state.strip().upper(), self._entered()).of(size)))
        except (NoGuideline, ValueError) as trouble:
            raise CommandError(str(trouble)) from trouble

    def _entered(self):
        """Tables that administrators entered; none on a machine whose database is not there yet."""
        try:
            return guidelines()
        except DatabaseError:
            return ()
