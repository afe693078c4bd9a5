"""Meetings that come again: every week, every month on the same weekday, every quarter."""

from calendar import monthrange
from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.audit.records import Record, RecordQuerySet

MOST_TIMES = 60


class Repeats(models.TextChoices):
    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY = "monthly", _("Every month, on the same weekday")
    QUARTERLY = "quarterly", _("Every three months, on the same weekday")


class SeriesQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Those with a meeting of the sites and programs in which `user` works on cases."""
        from programs.casework.meetings.models.meeting import Meeting

        return self.filter(pk__in=Meeting.objects.for_casework(user).values("series"))


class Series(Record):
    """How meetings that were planned together follow each other. Each meeting is a row of its own."""

    repeats = models.CharField(_("how often"), max_length=11, choices=Repeats)
    asks_everyone = models.BooleanField(_("whoever enrolls later is asked too"), default=True)

    objects = SeriesQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name_plural = "series"
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(repeats__in=Repeats.values), name="series_repeats_are_known"),
        ]

    class Privacy:
        public = ("id", "repeats", "asks_everyone")

    def __str__(self):
        return f"series {self.pk}"

    def get_absolute_url(self):
        return reverse("meetings:series", args=[self.pk])


def days_of(first, repeats, *, until=None, times=None):
    """The days of a series that begins on `first`: up to the day `until`, or so many `times`, sixty at most.

    "Every month" keeps the weekday and its place in the month. A fifth Tuesday is the last one where a month has
    only four, so that no month is left out.
    """
    found = []
    day, step = first, 0
    while len(found) < min(times or MOST_TIMES, MOST_TIMES) and (until is None or day <= until):
        found.append(day)
        step += 1
        day = _next(first, repeats, step)
    return found


def _next(first, repeats, step):
    if repeats == Repeats.WEEKLY:
        return first + timedelta(weeks=step)
    if repeats == Repeats.FORTNIGHTLY:
        return first + timedelta(weeks=2 * step)
    months = first.month - 1 + step * (1 if repeats == Repeats.MONTHLY else 3)
    return same_weekday(first, first.year + months // 12, months % 12 + 1)


def same_weekday(day, year, month):
    """In another month the day with the weekday of `day` and its place in the month, such as the second Tuesday."""
    begins = date(year, month, 1)
    wanted = 1 + (day.weekday() - begins.weekday()) % 7 + 7 * ((day.day - 1) // 7)
    return date(year, month, wanted if wanted <= monthrange(year, month)[1] else wanted - 7)
