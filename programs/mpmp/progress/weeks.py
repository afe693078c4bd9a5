"""Time together, week by week: what was done beside what the program recommends. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Week:
    """A week from Monday to Sunday. `least` and `most` are the minutes recommended in it; both 0 in a pause.

    `delays` counts court dates that were put off in it: they explain a week, and are nobody's fault.
    """

    starts_on: date
    least: int
    most: int
    done: int
    is_first_month: bool = False
    is_paused: bool = False
    is_aftercare: bool = False
    is_running: bool = False
    delays: int = 0
    longest: int = 0

    @property
    def shown(self):
        """The minutes as far as a bar shows them."""
        return min(self.done, self.longest)

    @property
    def ends_on(self):
        return self.starts_on + WEEK - DAY

    @property
    def kind(self):
        """“rest” in a pause, else “good”, “high” or why it is less: nobody is blamed for what is as needed or put off.

        A running week is not low yet; in aftercare less is “as_needed”, and “delayed” where the court put a date off.
        """
        if self.is_paused:
            return "rest"
        if self.done > self.most:
            return "high"
        if self.done >= self.least:
            return "good"
        if self.is_running:
            return "running"
        if self.delays:
            return "delayed"
        return "as_needed" if self.is_aftercare else "low"


def monday_of(day):
    return day - timedelta(days=day.weekday())


def weeks_of(*, matched_on, until, on, done, values, pauses=(), aftercare_on=None, delays=()):
    """The weeks from the match to `until`, or to the day `on` while it is open, the latest first.

    `done` are pairs of a day and minutes with the mentor, `pauses` pairs of first day and end (None while it
    runs), `delays` days. `values` are the program's dated values. A week belongs to the first month if it begins
    within it, and counts as paused if a pause holds on any of its days.
    """
    last = min(until or on, on)
    found = []
    monday = monday_of(matched_on)
    first_month_ends = matched_on + timedelta(days=values["first_month_days"])
    while monday <= last:
        sunday = monday + WEEK - DAY
        is_first = max(monday, matched_on) < first_month_ends
        is_paused = any(begins <= sunday and (ends is None or ends > monday) for begins, ends in pauses)
        part = "first_month" if is_first else "after"
        found.append(
            Week(
                starts_on=monday,
                least=0 if is_paused else values[f"weekly_least_{part}"],
                most=0 if is_paused else values[f"weekly_most_{part}"],
                done=sum(minutes for day, minutes in done if monday <= day <= sunday),
                is_first_month=is_first,
                is_paused=is_paused,
                is_aftercare=aftercare_on is not None and aftercare_on <= sunday,
                is_running=monday <= on <= sunday,
                longest=values["weekly_most_first_month"],
                delays=sum(1 for day in delays if monday <= day <= sunday),
            )
        )
        monday += WEEK
    return found[::-1]
