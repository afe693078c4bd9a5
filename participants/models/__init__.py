"""People and their households, whoever they are to the programs. Nothing here knows a program.

One person may be a participant, a parent, a child, a mentor and someone who signs in, at the same
or at different times: there is one `Person` row for all of it.
"""

from participants.models.households import Household, HouseholdMember, HouseholdMemberQuerySet
from participants.models.people import Gender, Language, Person, PersonQuerySet, ReachBy
from participants.models.registrations import Registration

__all__ = [
    "Gender",
    "Household",
    "HouseholdMember",
    "HouseholdMemberQuerySet",
    "Language",
    "Person",
    "PersonQuerySet",
    "ReachBy",
    "Registration",
]
