from programs.moppp.models.groups import Again, GroupFeedback, HowMuch
from programs.moppp.models.plan import (
    ExcusedVisit,
    FactorReview,
    FactorReviewDetail,
    FamilyLevel,
    FamilyModel,
    Level,
)
from programs.moppp.models.team import FileReview, Supervision
from programs.moppp.models.transition import TransitionPlan
from programs.moppp.models.visit import ChildSeen, DiaperSize, HomeVisit, Outing, SafetyNote

__all__ = [
    "Again",
    "ChildSeen",
    "DiaperSize",
    "ExcusedVisit",
    "FactorReview",
    "FactorReviewDetail",
    "FamilyLevel",
    "FamilyModel",
    "FileReview",
    "GroupFeedback",
    "HomeVisit",
    "HowMuch",
    "Level",
    "Outing",
    "SafetyNote",
    "Supervision",
    "TransitionPlan",
]
