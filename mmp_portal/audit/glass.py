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

    def open(self, request, subject, *, reason):
        """Open the door of this case, or referral, to this session."""
        passes = request.session.get(self.name, {})
        passes[str(subject.pk)] = [reason, (timezone.now() + self.open_for).isoformat()]
        request.session[self.name] = passes

    def is_open(self, request, subject):
        """The pass, or None when there is none or its time is over."""
        found = request.session.get(self.name, {}).get(str(subject.pk))
        if found is None:
            return None
        reason, until = found[0], datetime.fromisoformat(found[1])
        return Pass(reason, until) if timezone.now() < until else None
