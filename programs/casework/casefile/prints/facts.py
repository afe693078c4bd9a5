"""What is printed of a case: cover facts, goals, milestones, and what happened in a period.

Restricted facts, confidential addresses, court papers and results of restricted tools are never among them: nothing
here reads their tables.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from programs.casework.casefile.glance import milestones_of
from programs.casework.casefile.story import LONGEST_PRINT, story_of
from programs.casework.goals.models import Goal


@dataclass(frozen=True)
class Print:
    enrollment: Any
    first: date
    last: date
    goals: list
    milestones: list
    story: Any
    match: Any


def print_of(enrollment, *, first, last):
    """The print of a case read with `with_people()` and `with_matches()`."""
    today = enrollment.site.today()
    match = enrollment.open_match
    story = story_of(enrollment, today=today, limit=LONGEST_PRINT, first=first, last=last)
    return Print(
        enrollment=enrollment,
        first=first,
        last=last,
        goals=list(Goal.objects.not_voided().filter(enrollment=enrollment).with_steps().order_by("set_on", "pk")),
        milestones=milestones_of(story.lines, match, today=today),
        story=story,
        match=match,
    )
