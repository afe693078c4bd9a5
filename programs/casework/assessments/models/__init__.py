"""Tools, when they are due, and what came out."""

from programs.casework.assessments.models.result import Assessment, Part, RestrictedResult
from programs.casework.assessments.models.tool import Band, Concern, Schedule, Tool

__all__ = ["Assessment", "Band", "Concern", "Part", "RestrictedResult", "Schedule", "Tool"]
