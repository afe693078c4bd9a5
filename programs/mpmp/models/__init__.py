"""The rows of this room: the court case, placements, plan, deadlines, hearings, family meetings and outcomes."""

from programs.mpmp.models.coaching import Coaching
from programs.mpmp.models.court_case import CourtCase, CourtPerson, NewReport, Petition
from programs.mpmp.models.deadlines import Deadline
from programs.mpmp.models.family_meetings import FamilyGuest, FamilyMeeting
from programs.mpmp.models.hearings import (
    HEARING_TRANSITIONS,
    MEETINGS,
    Hearing,
    HearingKind,
    HearingQuerySet,
    HearingStatus,
)
from programs.mpmp.models.outcomes import Aftercare, Celebration, ChildOutcome, KeptService, ParentPicture
from programs.mpmp.models.placements import APART, ChildPlacement, FamilyVisit, PlacementKind, PlacementQuerySet
from programs.mpmp.models.plan import TRANSITIONS, PlanItem, PlanItemQuerySet, PlanStatus

__all__ = [
    "APART",
    "HEARING_TRANSITIONS",
    "MEETINGS",
    "TRANSITIONS",
    "Aftercare",
    "Celebration",
    "ChildOutcome",
    "ChildPlacement",
    "Coaching",
    "CourtCase",
    "CourtPerson",
    "Deadline",
    "FamilyGuest",
    "FamilyMeeting",
    "FamilyVisit",
    "Hearing",
    "HearingKind",
    "HearingQuerySet",
    "HearingStatus",
    "KeptService",
    "NewReport",
    "ParentPicture",
    "Petition",
    "PlacementKind",
    "PlacementQuerySet",
    "PlanItem",
    "PlanItemQuerySet",
    "PlanStatus",
]
