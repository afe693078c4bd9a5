"""What happened with a referral, the latest first: it came, tries, who took it in, where it went."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mmp_portal.audit.models import Event
from mmp_portal.audit.words import verb_in_words
from programs.casework.referrals.models import Attempt, Status

ATTEMPT_ICONS = {
    Attempt.Way.CALL: "telephone",
    Attempt.Way.TEXT: "chat-text",
    Attempt.Way.EMAIL: "envelope",
    Attempt.Way.LETTER: "envelope",
    Attempt.Way.VISIT: "house-door",
    Attempt.Way.REFERRER: "people",
}
EVENT_ICONS = {"referral.received": "inbox", "referral.assigned": "person-check", "referral.corrected": "pencil"}
# Told by another line already, or nothing that those who work on it need.
NOT_TOLD = ("referral.attempt", "referral.received")


@dataclass(frozen=True)
class Line:
    """One line of the story. `attempt` is the try it tells of, where it tells of one."""

    on: Any
    at: Any
    icon: str
    title: str
    words: str = ""
    by: str = ""
    attempt: Any = None


def story_of(referral, attempts):
    """Every line about a referral. One query; `attempts` come with who wrote them down."""
    zone = referral.site.zone
    lines = [_tried(attempt) for attempt in attempts]
    events = Event.objects.about(referral).exclude(verb__in=NOT_TOLD).select_related("by")
    lines += [_told(event, zone) for event in events]
    lines.sort(key=lambda line: (line.on, line.at), reverse=True)
    lines.append(
        Line(
            on=referral.received_on,
            at=referral.recorded_at,
            icon="inbox",
            title=_("Came in: %(from)s") % {"from": referral.referrer_words},
            words=str(referral.get_channel_display()),
            by=referral.recorded_by.name if referral.recorded_by else "",
        )
    )
    return lines


def _tried(attempt):
    return Line(
        on=attempt.made_on,
        at=attempt.recorded_at,
        icon=ATTEMPT_ICONS[Attempt.Way(attempt.way)],
        title=f"{attempt.get_way_display()}: {attempt.get_outcome_display()}",
        words=attempt.note,
        by=attempt.recorded_by.name if attempt.recorded_by else "",
        attempt=attempt,
    )


def _told(event, zone):
    return Line(
        on=event.at.astimezone(zone).date(),
        at=event.at,
        icon=EVENT_ICONS.get(event.verb, "arrow-right-circle"),
        title=_title(event),
        words=event.reason,
        by=event.by.name if event.by else "",
    )


def _title(event):
    status = event.details.get("after", {}).get("status")
    if event.verb == "referral.moved" and status in Status.values:
        return str(Status(status).label)
    return str(verb_in_words(event.verb))
