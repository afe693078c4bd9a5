"""The guest list of a banquet: who was asked, what they said, and whom they bring."""

from dataclasses import dataclass
from typing import Any

from programs.casework.meetings.models import Attendance

KINDS = {"yes": "active", "maybe": "at-risk", "no": "declined", "": "waiting"}
ORDER = ("yes", "maybe", "", "no")


@dataclass(frozen=True)
class Guests:
    """Everybody who was asked, and how many places are laid: for who said yes, and whom they bring."""

    rows: list
    places: int
    grown_ups: int
    children: int
    waiting: int


@dataclass(frozen=True)
class Guest:
    """Somebody who was asked."""

    attendance: Any
    kind: str

    @property
    def name(self):
        return self.attendance.person.name


def guests_of(meeting):
    """The guest list of the meeting, in one query."""
    rows = list(Attendance.objects.filter(meeting=meeting).select_related("person"))
    rows.sort(key=lambda row: (ORDER.index(row.answer), row.person.family_name, row.person.given_name))
    coming = [row for row in rows if row.answer == "yes"]
    grown_ups, children = sum(row.guests_coming for row in coming), sum(row.children_coming for row in coming)
    return Guests(
        rows=[Guest(row, KINDS[row.answer]) for row in rows],
        places=len(coming) + grown_ups + children,
        grown_ups=grown_ups,
        children=children,
        waiting=sum(1 for row in rows if not row.answer),
    )
