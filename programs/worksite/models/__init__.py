from programs.worksite.models.check_ins import CheckIn
from programs.worksite.models.equivalency import SubTest
from programs.worksite.models.funds import FundRequest
from programs.worksite.models.namings import NamedMentor
from programs.worksite.models.nytd import NytdAnswer, NytdRecord
from programs.worksite.models.openings import Opening, Shift
from programs.worksite.models.placements import (
    Candidate,
    CandidateStep,
    JobWishes,
    MentorAtWork,
    PayStep,
    Placement,
)
from programs.worksite.models.readiness import ClassMeeting, MakeUp, ReadinessWaiver
from programs.worksite.models.weeks import MentorWeek

__all__ = [
    "Candidate",
    "CandidateStep",
    "CheckIn",
    "ClassMeeting",
    "FundRequest",
    "JobWishes",
    "MakeUp",
    "MentorAtWork",
    "MentorWeek",
    "NamedMentor",
    "NytdAnswer",
    "NytdRecord",
    "Opening",
    "PayStep",
    "Placement",
    "ReadinessWaiver",
    "Shift",
    "SubTest",
]
