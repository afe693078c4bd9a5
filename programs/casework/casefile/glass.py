"""Doors that a reason opens for a while. Which ones stand open is kept in the session, with the reason."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone


@dataclass(frozen=True)
class Pass:
    """An opened door: why, and until when."""

    reason: str
    until: datetime


class Door:
    """One kind of door, such as the restricted facts of a case. Each case has its own."""

    def __init__(self, name, *, open_for: timedelta):
        self.name = name
        self.open_for = open_for

    def open(self, request, enrollment, *, reason):
        """Open the door of this case to this session."""
        passes = request.session.get(self.name, {})
        passes[str(enrollment.pk)] = [reason, (timezone.now() + self.open_for).isoformat()]
        request.session[self.name] = passes

    def is_open(self, request, enrollment):
        """The pass, or None when there is none or its time is over."""
        found = request.session.get(self.name, {}).get(str(enrollment.pk))
        if found is None:
            return None
        reason, until = found[0], datetime.fromisoformat(found[1])
        return Pass(reason, until) if timezone.now() < until else None


restricted = Door("open_restricted", open_for=timedelta(minutes=15))
broken_glass = Door("open_cases", open_for=timedelta(minutes=30))
