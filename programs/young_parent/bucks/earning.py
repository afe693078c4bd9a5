"""What Baby Bucks are earned for, and what of it is not in the ledger yet.

Time with the mentor, groups and classes, kept doctor visits, proof of current immunizations, anniversaries of the
match (Missouri Mentoring Partnership, Greene County, frequently asked questions). How many points each gives is a
dated value of the site, taken as it was on the day of the deed.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from participants.ages import anniversary
from participants.immunizations.models import CardSeen
from programs.casework.contacts.models import Contact, ContactShare
from programs.casework.matches.models import Match
from programs.casework.meetings.models import Attendance, Meeting
from programs.casework.parameters.values.overlay import parameters_for
from programs.casework.supports.models import Book, Entry
from programs.young_parent.models import DoctorVisit

PROGRAM = "young_parent"
# The kind of an entry -> the dated value that says how many points it gives.
RULES = {
    "mentor_time": "bucks_mentor_hour",
    "group": "bucks_group",
    "class": "bucks_class",
    "doctor_visit": "bucks_doctor_visit",
    "immunizations": "bucks_immunizations",
    "anniversary": "bucks_anniversary",
}
MEETINGS = {"support": "group", "parenting_class": "class"}


@dataclass(frozen=True)
class Earning:
    """Something that earned points: its key in the ledger, its kind, day and points, and minutes where they count."""

    key: str
    kind: str
    on: date
    points: int
    minutes: int | None = None
    url: Any = ""


def rules_of(site, on):
    """Pairs of kind and points as they are in force at the site on the day."""
    parameters = parameters_for(PROGRAM, site=site)
    return [(kind, parameters.value_on(name, on)) for kind, name in RULES.items()]


def earnings_of(enrollment, *, on):
    """Everything the family has earned points for up to the day, the earliest first. A constant number of queries."""
    parameters = parameters_for(PROGRAM, site=enrollment.site)
    found = [
        *_with_mentor(enrollment, parameters),
        *_at_meetings(enrollment, parameters),
        *_at_the_doctor(enrollment, parameters),
        *_cards(enrollment, parameters, on),
        *_anniversaries(enrollment, parameters, on),
    ]
    kept = [one for one in found if one.points > 0 and enrollment.enrolled_on <= one.on <= on]
    return sorted(kept, key=lambda one: (one.on, one.key))


def to_credit(enrollment, *, on):
    """What was earned and does not stand in the ledger."""
    written = keys_written(enrollment)
    return [one for one in earnings_of(enrollment, on=on) if one.key not in written]


def keys_written(enrollment):
    return set(_written(enrollment).values_list("key", flat=True))


def no_longer_earned(enrollment, *, on):
    """Entries whose deed is not on record any more: a contact that was voided, a visit that was moved."""
    keys = {one.key for one in earnings_of(enrollment, on=on)}
    return [entry for entry in _written(enrollment).with_people() if entry.key not in keys]


def _written(enrollment):
    own = Entry.objects.standing().in_book(Book.POINTS).filter(account__enrollment=enrollment)
    return own.filter(kind__in=RULES).exclude(key="")


def _points(parameters, kind, day):
    return parameters.value_on(RULES[kind], day)


def _with_mentor(enrollment, parameters):
    shared = ContactShare.objects.with_mentor().filter(enrollment=enrollment)
    made = Contact.objects.made().filter(
        Q(enrollment=enrollment, match__isnull=False) | Q(pk__in=shared.values("contact")),
        duration_minutes__isnull=False,
    )
    for pk, started_at, minutes in made.values_list("pk", "started_at", "duration_minutes"):
        day = timezone.localtime(started_at, enrollment.site.zone).date()
        points = _points(parameters, "mentor_time", day) * minutes // 60
        yield Earning(f"contact-{pk}", "mentor_time", day, points, minutes)


def _at_meetings(enrollment, parameters):
    came = Attendance.objects.came().credited_to(enrollment).filter(meeting__in=Meeting.objects.standing())
    rows = came.with_kind_in(PROGRAM).filter(kind_here__in=MEETINGS).order_by()
    for pk, starts_at, kind in rows.values_list("pk", "meeting__starts_at", "kind_here"):
        day = timezone.localtime(starts_at, enrollment.site.zone).date()
        yield Earning(f"attendance-{pk}", MEETINGS[kind], day, _points(parameters, MEETINGS[kind], day))


def _at_the_doctor(enrollment, parameters):
    for visit in DoctorVisit.objects.kept().filter(enrollment=enrollment):
        yield Earning(f"visit-{visit.pk}", "doctor_visit", visit.on, _points(parameters, "doctor_visit", visit.on))


def _cards(enrollment, parameters, on):
    children = enrollment.participant.children(on=on)
    cards = CardSeen.objects.not_voided().filter(person__in=children, site=enrollment.site, is_current=True)
    for card in cards:
        points = _points(parameters, "immunizations", card.seen_on)
        yield Earning(f"card-{card.pk}", "immunizations", card.seen_on, points)


def _anniversaries(enrollment, parameters, on):
    for match in Match.objects.not_voided().filter(enrollment=enrollment).exclude(status="proposed"):
        last, years = match.ended_on or on, 1
        while (day := anniversary(match.starts_on, years)) <= last:
            yield Earning(
                f"anniversary-{match.pk}-{years}", "anniversary", day, _points(parameters, "anniversary", day)
            )
            years += 1
