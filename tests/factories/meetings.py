"""What stands around a meeting: its links, a guest at its door, the series it belongs to."""

from datetime import timedelta

from django.utils import timezone

from mmp_portal.links.models import SignedLink
from programs.casework.meetings.doors import ANSWER, DOOR
from programs.casework.meetings.models import Series, WalkIn


def link_for(purpose, subject, **facts):
    """A standing link about a record."""
    until = (timezone.now() + timedelta(days=30)).replace(microsecond=0)
    return SignedLink.objects.create(**({"purpose": purpose, "subject_id": subject.pk, "expires_at": until} | facts))


def answer_link_for(attendance, **facts):
    return link_for(ANSWER, attendance, **facts)


def door_link_for(meeting, **facts):
    return link_for(DOOR, meeting, **facts)


def guest_at(meeting, **facts):
    """Somebody who signed in at the door by name."""
    return WalkIn.objects.create(meeting=meeting, **({"name": "Maple Guestly", "phone": "(417) 555-0187"} | facts))


def weekly_series():
    return Series.objects.create(repeats="weekly")
