"""What stands around somebody on the page about them: how to reach them, what was lent, where they are registered."""

from dataclasses import dataclass
from typing import Any

from mmp_portal.accounts.scope import case_q
from participants.models import EquipmentLoan, Person, ReachWay, Registration

Part = Registration.Part


@dataclass(frozen=True)
class Overview:
    """Everything of a person beside their cases, as far as the user may know it."""

    person: Person
    ways: list
    loans: list
    registrations: list
    background: Any
    knows_household: bool
    knows_documents: bool
    knows_history: bool

    @property
    def came_from(self):
        """The site from which they were handed over, where less than everything came along."""
        for registration in self.registrations:
            if registration.transferred_from and len(registration.parts) < len(Part):
                return registration.transferred_from
        return None


def overview_of(person, user):
    """The overview of a person, in as many statements for anybody."""
    registrations = list(
        person.registrations.filter(case_q(user, program=None))
        .select_related("site", "transferred_from")
        .order_by("-starts_on", "-pk")
    )
    parts = set().union(*(registration.parts for registration in registrations))
    background = getattr(person, "background", None)
    loans = EquipmentLoan.objects.out().filter(case_q(user, program=None), person=person)
    return Overview(
        person=person,
        ways=list(ReachWay.objects.in_use().for_user(user).filter(person=person)),
        loans=list(loans),
        registrations=registrations,
        background=background if background and Part.DOCUMENTS in parts else None,
        knows_household=Part.HOUSEHOLD in parts,
        knows_documents=Part.DOCUMENTS in parts,
        knows_history=Part.HISTORY in parts,
    )
