"""People and their households, whoever they are to the programs. Nothing here knows a program.

One person may be a participant, a parent, a child, a mentor and someone who signs in, at the same
or at different times: there is one `Person` row for all of it.
"""

from participants.models.backgrounds import Background, RaceEthnicity
from participants.models.equipment import EquipmentLoan
from participants.models.households import Household, HouseholdMember, HouseholdMemberQuerySet
from participants.models.name_keys import NameKey
from participants.models.people import Person, PersonQuerySet
from participants.models.reaching import ReachWay
from participants.models.registrations import Registration
from participants.models.vocabulary import Connection, Device, Gender, Language, ReachBy, TribalStanding

__all__ = [
    "Background",
    "Connection",
    "Device",
    "EquipmentLoan",
    "Gender",
    "Household",
    "HouseholdMember",
    "HouseholdMemberQuerySet",
    "Language",
    "NameKey",
    "Person",
    "PersonQuerySet",
    "RaceEthnicity",
    "ReachBy",
    "ReachWay",
    "Registration",
    "TribalStanding",
]
