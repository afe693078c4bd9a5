"""Invented but lifelike agencies, people and work, to look at and to measure."""

from datetime import date

from auditlog.context import disable_auditlog
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from mmp_portal.agencies.models import Agency
from mmp_portal.demo import sign_ins
from mmp_portal.demo.invent import invent


def a_day(words):
    try:
        return date.fromisoformat(words)
    except ValueError as trouble:
        raise CommandError(f"“{words}” is not a day. Write it like 2026-11-23.") from trouble


def a_scale(words):
    try:
        scale = float(words)
    except ValueError:
        scale = 0
    if not 0 < scale <= 100:
        raise CommandError(f"“{words}” is not a scale. It is a number above 0, at most 100; 1 is the usual.")
    return scale


class Command(BaseCommand):
    help = "Fill an empty portal with invented agencies, people and five quarters of work."

    def add_arguments(self, parser):
        parser.add_argument("--scale", default="1", help="how much of it, 1 by default")
        parser.add_argument("--seed", type=int, default=0, help="another number tells another story")
        parser.add_argument("--on", default="", help="the day it is told on, such as 2026-11-23; by default today")
        parser.add_argument("--sign-ins", action="store_true", help="only say who can sign in")

    def handle(self, *, scale, seed, on, sign_ins: bool, **options):
        if not sign_ins:
            self.load(scale=a_scale(scale), seed=seed, on=a_day(on) if on else timezone.localdate())
        self.say_sign_ins()

    def load(self, *, scale, seed, on):
        with transaction.atomic(), disable_auditlog():
            if Agency.objects.exists():
                raise CommandError(
                    "This portal has an agency already. The demo fills an empty portal only, so that invented "
                    "people never mix with real ones."
                )
            story = invent(seed=seed, on=on, scale=scale)
            story.save()
        for model, count in story.counts():
            if count >= 100:
                self.stdout.write(f"{count:>7,} {model._meta.verbose_name_plural}")

    def say_sign_ins(self):
        self.stdout.write(sign_ins.as_text())
