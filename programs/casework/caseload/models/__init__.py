"""What a day's work adds of its own: tasks, threads of a review, who is away, and how much a worker carries."""

from programs.casework.caseload.models.handovers import Handover, HandoverCase
from programs.casework.caseload.models.reviews import Review, ReviewNote
from programs.casework.caseload.models.tasks import Task
from programs.casework.caseload.models.workers import Absence, Capacity

__all__ = ["Absence", "Capacity", "Handover", "HandoverCase", "Review", "ReviewNote", "Task"]
