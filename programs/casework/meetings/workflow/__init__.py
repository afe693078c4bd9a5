"""The verbs of meetings: planning, inviting, answering, signing in at the door, and noting who came."""

from programs.casework.meetings.workflow.answering import answer
from programs.casework.meetings.workflow.attending import Presence, add_walk_in, note_what_was_given, take_attendance
from programs.casework.meetings.workflow.door import (
    close_door,
    match_walk_in,
    open_door,
    reconsider,
    set_aside,
    sign_in,
    sign_in_guest,
)
from programs.casework.meetings.workflow.inviting import ask, invite, tell, tell_again
from programs.casework.meetings.workflow.planning import call_off, change, kind_of, plan, plan_series
from programs.casework.meetings.workflow.refusals import (
    CannotAnswer,
    CannotInvite,
    CannotMatch,
    CannotOpenDoor,
    CannotPlan,
    CannotSignIn,
    CannotTakeAttendance,
)

__all__ = [
    "CannotAnswer",
    "CannotInvite",
    "CannotMatch",
    "CannotOpenDoor",
    "CannotPlan",
    "CannotSignIn",
    "CannotTakeAttendance",
    "Presence",
    "add_walk_in",
    "answer",
    "ask",
    "call_off",
    "change",
    "close_door",
    "invite",
    "kind_of",
    "match_walk_in",
    "note_what_was_given",
    "open_door",
    "plan",
    "plan_series",
    "reconsider",
    "set_aside",
    "sign_in",
    "sign_in_guest",
    "take_attendance",
    "tell",
    "tell_again",
]
