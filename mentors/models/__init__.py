"""The people who accompany participants: who they are, what they bring, what they must hold, who sends them."""

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
    "Kind",
    "LivedExperience",
    "Manual",
    "ManualReading",
    "Mentor",
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
