"""All that a rule may look at. None means: not known."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class YoungParentFacts:
    """What the Young Parent rule asks about one person."""

    born_on: date | None = None
    is_parent: bool | None = None
    is_expecting: bool | None = None
