"""A participant and a mentor: what they wish, what stands between them, and the match from introduction to end."""

from programs.casework.matches.models.matches import (
    TRANSITIONS,
    EndReason,
    Match,
    MatchPause,
    MatchQuerySet,
    Milestone,
    Renewal,
    Status,
)
from programs.casework.matches.models.wishes import MatchSay, MatchWishes, Weight

__all__ = [
    "TRANSITIONS",
    "EndReason",
    "Match",
    "MatchPause",
    "MatchQuerySet",
    "MatchSay",
    "MatchWishes",
    "Milestone",
    "Renewal",
    "Status",
    "Weight",
]
