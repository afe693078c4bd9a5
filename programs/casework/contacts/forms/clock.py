"""Days, times of day and lengths, as they are typed, made into moments and minutes."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from programs.casework.contacts.models import LONGEST_MINUTES

NOON = time(12)


def moment_of(day, at):
    """The moment to keep. Without a time of day it is noon, or now on a day that has not reached it."""
    if at is None:
        now = timezone.localtime()
        at = min(now.time().replace(second=0, microsecond=0), NOON) if now.date() == day else NOON
    return timezone.make_aware(datetime.combine(day, at))


def minutes_between(day, at, until):
    """Minutes from one time of day to the other, over midnight if the second is earlier; None past twelve hours."""
    ends_on = day if until > at else day + timedelta(days=1)
    # Moments of one zone are subtracted by the clock on the wall; what passed is the difference of the moments.
    minutes = round((moment_of(ends_on, until).timestamp() - moment_of(day, at).timestamp()) / 60)
    return minutes if 1 <= minutes <= LONGEST_MINUTES else None
