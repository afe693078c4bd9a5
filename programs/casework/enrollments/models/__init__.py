"""Enrollments and what belongs to them: pauses, restricted facts, notes for the next person, numbers."""

from programs.casework.enrollments.models.enrollment import (
    MENTOR_SEES_AFTER_END,
    TRANSITIONS,
    Enrollment,
    EnrollmentQuerySet,
    Status,
)
from programs.casework.enrollments.models.hand_off import HandOffNote
from programs.casework.enrollments.models.number import NumberSeries
from programs.casework.enrollments.models.pause import Pause
from programs.casework.enrollments.models.restricted import RestrictedFact

__all__ = [
    "MENTOR_SEES_AFTER_END",
    "TRANSITIONS",
    "Enrollment",
    "EnrollmentQuerySet",
    "HandOffNote",
    "NumberSeries",
    "Pause",
    "RestrictedFact",
    "Status",
]
