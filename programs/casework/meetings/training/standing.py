"""How far a mentor is with training: what the program asks, what counts, by topic, and what is owed by when."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from mentors.models import Manual, ManualReading, Training
from mentors.models import Status as MentorStatus
from programs import registry
from programs.casework.meetings.credit import training_expected, trainings
from programs.casework.meetings.models import Attendance, Meeting
from programs.casework.parameters.values.overlay import parameters_for
from programs.casework.parameters.values.owners import MENTORS


@dataclass(frozen=True)
class Session:
    """One training: a meeting they came to, or something written down. It counts once it `counts`."""

    topic: str
    on: date
    minutes: int
    label: str
    counts: bool
    row: Any
    url: str = ""


@dataclass(frozen=True)
class Standing:
    """What a mentor has of training, and what is owed. Minutes all."""

    sessions: list
    owed_first: int
    first_by: date | None
    owed_month: int
    done_month: int
    month_by: date

    @property
    def done(self):
        return sum(one.minutes for one in self.sessions if one.counts)

    @property
    def waiting(self):
        return sum(one.minutes for one in self.sessions if not one.counts)

    @property
    def topics(self):
        """Pairs of topic and minutes, the most first."""
        found: dict[str, int] = {}
        for one in self.sessions:
            if one.counts:
                found[one.topic] = found.get(one.topic, 0) + one.minutes
        return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))

    @property
    def is_enough(self):
        return self.done + self.waiting >= self.owed_first and self.done + self.waiting > 0


def standing_of(mentor, *, on):
    """The standing of a mentor on the day. The number of queries does not grow with the sessions."""
    zone = mentor.site.zone
    parameters = parameters_for(MENTORS.code, site=mentor.site)
    program = next((one.code for one in registry.all_programs() if one.mentor_kind == mentor.kind), "")
    name = f"{program}_training_minutes"
    sessions = [*_meetings(mentor, zone), *_written(mentor)]
    month = on.replace(day=1)
    following = (month + timedelta(days=32)).replace(day=1)
    within = parameters.value_on("training_within", on)
    return Standing(
        sessions=sorted(sessions, key=lambda one: one.on, reverse=True),
        owed_first=parameters.value_on(name, on) if name in parameters else 0,
        first_by=None if mentor.trained_on else mentor.applied_on + timedelta(days=within),
        owed_month=training_expected(mentor.kind) if mentor.status == MentorStatus.ACTIVE else 0,
        done_month=sum(one.minutes for one in sessions if one.counts and month <= one.on <= on),
        month_by=following - timedelta(days=1),
    )


def _meetings(mentor, zone):
    held = Meeting.objects.standing().filter(site=mentor.site).values("pk")
    rows = Attendance.objects.came().filter(trainings(), meeting__in=held, person=mentor.person).with_minutes()
    for row in rows.select_related("meeting"):
        yield Session(
            topic=row.meeting.topic,
            on=timezone.localtime(row.meeting.starts_at, zone).date(),
            minutes=row.minutes_worth or 0,
            label=str(row.meeting.kind_label),
            counts=True,
            row=row,
            url=row.meeting.get_absolute_url(),
        )


def _written(mentor):
    for row in Training.objects.not_voided().filter(mentor=mentor).select_related("approved_by", "file"):
        yield Session(
            topic=row.topic,
            on=row.held_on,
            minutes=row.minutes,
            label=str(row.get_how_display()),
            counts=row.approved_on is not None,
            row=row,
        )


def manual_for(mentor, *, on):
    """The version of the manual that holds for the mentor, and when they confirmed it: a pair, or None, None."""
    manual = Manual.objects.in_force(on).filter(site=mentor.site, kind=mentor.kind).first()
    if manual is None:
        return None, None
    reading = ManualReading.objects.not_voided().filter(manual=manual, mentor=mentor).first()
    return manual, reading
