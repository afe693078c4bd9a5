from programs.moppp.models.plan import (
    ExcusedVisit,
    FactorReview,
    FactorReviewDetail,
    FamilyLevel,
    FamilyModel,
    Level,
)
from programs.moppp.models.transition import TransitionPlan
from programs.moppp.models.visit import ChildSeen, DiaperSize, HomeVisit, Outing, SafetyNote

__all__ = [
    "ChildSeen",
    "DiaperSize",
    "ExcusedVisit",
    "FactorReview",
    "FactorReviewDetail",
    "FamilyLevel",
    "FamilyModel",
    "HomeVisit",
    "Level",
    "Outing",
    "SafetyNote",
    "TransitionPlan",
]
