"""What the next worker, or the next mentor, must know of a case, on one page."""

from dataclasses import dataclass, field
from typing import Any

from programs.casework.casefile.glance import AHEAD, coming_up
from programs.casework.casefile.owed import owed_in
from programs.casework.casefile.rhythm import usual_days_between
from programs.casework.casefile.sources import SOURCES
from programs.casework.casefile.sources.lines import read
from programs.casework.contacts.models import Contact
from programs.casework.enrollments.models import HandOffNote
from programs.casework.goals.models import Goal
from programs.casework.resources.models import ResourceConnection

LAST_CONTACTS = 3
MOST = 12


@dataclass(frozen=True)
class HandOff:
    """The page's facts. What a mentor may not see is empty on a mentor's page."""

    goals: list
    contacts: list
    notes: list
    usual_days: int | None = None
    owed: list = field(default_factory=list)
    coming: list = field(default_factory=list)
    connections: list = field(default_factory=list)
    match: Any = None

    @property
    def avoid(self):
        """What to avoid, of every note that says something of it."""
        return [note.avoid for note in self.notes if note.avoid]


def for_staff(enrollment, user):
    """Everything a worker needs. The case was read with `with_people()` and `with_matches()`."""
    today = enrollment.site.today()
    ahead = read([source for source in SOURCES if source.kind in AHEAD], enrollment)
    return HandOff(
        goals=_goals(enrollment),
        contacts=list(_contacts(enrollment)[:LAST_CONTACTS]),
        notes=_notes(enrollment, user),
        usual_days=usual_days_between(enrollment),
        owed=owed_in(enrollment, on=today, user=user)[:MOST],
        coming=coming_up(ahead, enrollment)[:MOST],
        connections=list(
            ResourceConnection.objects.open().filter(enrollment=enrollment).select_related("resource")[:MOST]
        ),
        match=enrollment.open_match,
    )


def for_mentor(enrollment, user):
    """What mentoring needs: goals, own contacts, and the notes that are meant for mentors."""
    return HandOff(
        goals=_goals(enrollment),
        contacts=list(_contacts(enrollment).filter(recorded_by=user)[:LAST_CONTACTS]),
        notes=_notes(enrollment, user),
    )


def _goals(enrollment):
    return list(Goal.objects.open().filter(enrollment=enrollment).with_next_step().order_by("set_on", "pk"))


def _contacts(enrollment):
    return (
        Contact.objects.made()
        .of_cases([enrollment])
        .select_related("enrollment", "match__mentor__person", "recorded_by")
        .order_by("-started_at", "-pk")
    )


def _notes(enrollment, user):
    found = HandOffNote.objects.not_voided().for_user(user).filter(enrollment=enrollment)
    return list(found.select_related("recorded_by")[:MOST])
