from programs.moppp.models.plan import (
    ExcusedVisit,
    FactorReview,
    FactorReviewDetail,
    FamilyLevel,
    FamilyModel,
    Level,
)

__all__ = ["ExcusedVisit", "FactorReview", "FactorReviewDetail", "FamilyLevel", "FamilyModel", "Level"]
