from programs.casework.meetings.models.attendance import AlsoCredited, Attendance, GivenAnswer, Invitation
from programs.casework.meetings.models.meeting import Meeting, ServedProgram
from programs.casework.meetings.models.series import Series
from programs.casework.meetings.models.walk_ins import TRANSITIONS, WalkIn
from programs.casework.meetings.models.walk_ins import Status as WalkInStatus

__all__ = [
    "TRANSITIONS",
    "AlsoCredited",
    "Attendance",
    "GivenAnswer",
    "Invitation",
    "Meeting",
    "Series",
    "ServedProgram",
    "WalkIn",
    "WalkInStatus",
]
