"""Two records side by side, as far as the user may know them."""

from dataclasses import dataclass
from typing import Any

from mmp_portal.accounts.scope import case_q
from participants.models import HouseholdMember, Person, ReachWay
from programs.casework.duplicates import moving


@dataclass(frozen=True)
class Side:
    """One record: who, where it is kept, with whom they live, their cases, and how much hangs on it."""

    person: Person
    age: Any
    registrations: list
    ways: list
    living_with: list
    cases: list
    hidden_cases: int
    moving: list

    @property
    def rows(self):
        return sum(count for _label, count in self.moving)


def side_of(person, user, today):
    """The record of `person` as `user` may compare it."""
    cases = list(person.enrollments.not_voided().for_casework(user).with_people().order_by("-enrolled_on"))
    homes = HouseholdMember.objects.homes_of(person, on=today)
    knows_home = "household" in person.parts_open_to(user)
    others = HouseholdMember.objects.in_force(today).filter(household__in=homes, person__voided_at=None)
    return Side(
        person=person,
        age=person.age_in_words(today),
        registrations=list(person.registrations.filter(case_q(user, program=None)).select_related("site")),
        ways=list(ReachWay.objects.in_use().for_user(user).filter(person=person)),
        living_with=list(others.for_user(user).exclude(person=person).select_related("person")) if knows_home else [],
        cases=cases,
        hidden_cases=person.enrollments.not_voided().filter(case_q(user, program=None)).count() - len(cases),
        moving=moving.what_would_move(person),
    )
