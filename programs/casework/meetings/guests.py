"""Whom a guest at the door probably is."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

LEAST_DIGITS = 7
SHOWN = 5


@dataclass(frozen=True)
class Likely:
    """A case whose participant the guest may be, and why; `is_sure` when it needs no second look."""

    case: Any
    why: str
    is_sure: bool


def likely_people(guest, user):
    """Cases of the meeting whose participant has the guest's phone number or name, the surest first."""
    digits = digits_of(guest.phone)
    words = set(guest.name.casefold().split())
    found = []
    for case in guest.meeting.open_cases().for_casework(user).with_people():
        person = case.participant
        names = {*person.name.casefold().split(), person.given_name.casefold()}
        same_phone = len(digits) >= LEAST_DIGITS and digits_of(person.phone).endswith(digits[-10:])
        same_name = bool(words) and words <= names
        if same_phone and words & names:
            found.append(Likely(case, _("Same phone number and name"), True))
        elif same_phone:
            found.append(Likely(case, _("Same phone number"), False))
        elif same_name:
            found.append(Likely(case, _("Same name"), False))
    return sorted(found, key=lambda one: (not one.is_sure, one.case.participant.name))[:SHOWN]


def digits_of(phone):
    return "".join(character for character in phone if character.isdigit())
