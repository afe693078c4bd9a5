"""One sweep by hand: what is due, what was queued, what was already there."""

import json
from datetime import datetime, time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from mmp_portal.outbox import sending
from programs.casework.reminders import workflow


class Command(BaseCommand):
    help = (
        "Looks at every rule once, queues the reminders that are due, and sends what is queued. "
        "With --dry-run nothing is written and nothing is sent."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--at", metavar="MOMENT", help="As if it were this moment, such as 2026-11-23T09:00-06:00."
        )
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be queued.")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *, at, dry_run, format, **options):
        moment = self._moment(at) if at else timezone.now()
        new, known = workflow.queue_due(now=moment, dry_run=dry_run)
        sent = 0 if dry_run else sending.sweep(now=moment)
        if format == "json":
            answer = {
                "at": moment.isoformat(),
                "dry_run": dry_run,
                "due": [self._facts(reminder, "new") for reminder in new]
                + [self._facts(reminder, "known") for reminder in known],
                "queued": 0 if dry_run else len(new),
                "known": len(known),
                "sent": sent,
            }
            self.stdout.write(json.dumps(answer, indent=2, ensure_ascii=False))
            return
        self.stdout.write(f"At {moment:%Y-%m-%d %H:%M %Z}: {len(new) + len(known)} due.")
        for reminder in new:
            self.stdout.write(f"  {'to queue' if dry_run else 'queued'}: {self._line(reminder)}")
        for reminder in known:
            self.stdout.write(f"  already queued: {self._line(reminder)}")
        self.stdout.write("Nothing was written or sent." if dry_run else f"{sent} sent.")

    def _moment(self, words):
        try:
            moment = parse_datetime(words)
            if moment is None and (day := parse_date(words)):
                moment = datetime.combine(day, time.min)
        except ValueError:
            moment = None
        if moment is None:
            raise CommandError(f"“{words}” is not a moment. One is 2026-11-23T09:00-06:00.")
        return moment if timezone.is_aware(moment) else timezone.make_aware(moment)

    def _facts(self, reminder, state):
        """Ids and codes only: what is printed may end up in a log."""
        return {
            "rule": reminder.rule,
            "subject": reminder.subject_key,
            "occurrence": reminder.occurrence,
            "site": reminder.site.code,
            "user": reminder.user.pk if reminder.user else None,
            "state": state,
        }

    def _line(self, reminder):
        whom = f"user {reminder.user.pk}" if reminder.user else "an address"
        return f"{reminder.rule} {reminder.subject_key} {reminder.occurrence} to {whom} ({reminder.site.code})"
