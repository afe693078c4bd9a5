"""The people who accompany participants: who they are, what they bring, what they must hold, who sends them."""

from mentors.models.applications import InterviewNote, MentorApplication
from mentors.models.mentors import (
    TRANSITIONS,
    CorporatePartner,
    Industry,
    Kind,
    Mentor,
    MentorQuerySet,
    PartnerQuerySet,
    Partnership,
    Qualification,
    SiteRecordQuerySet,
    Status,
)
from mentors.models.profiles import Experience, FreeTime, LivedExperience, MentorProfile, WishedGender
from mentors.models.training import Manual, ManualReading, Training

__all__ = [
    "TRANSITIONS",
    "CorporatePartner",
    "Experience",
    "FreeTime",
    "Industry",
    "InterviewNote",
    "Kind",
    "LivedExperience",
    "Manual",
    "ManualReading",
    "Mentor",
    "MentorApplication",
    "MentorProfile",
    "MentorQuerySet",
    "PartnerQuerySet",
    "Partnership",
    "Qualification",
    "SiteRecordQuerySet",
    "Status",
    "Training",
    "WishedGender",
]
