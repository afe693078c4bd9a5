"""The history of one record: written, changed, voided, restored; by whom, when, and before and after."""

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from mmp_portal.audit.models import Event
from programs.casework.casefile.history import Line, event_line, field_line, who

PAGE = 40


def lines_of(record, *, limit=PAGE):
    """The newest `limit` lines about a record, and whether there are older ones."""
    content_type = ContentType.objects.get_for_model(record)
    events = list(Event.objects.about(record).select_related("by")[: limit + 1])
    entries = (
        LogEntry.objects.filter(content_type=content_type, object_id=record.pk, action=LogEntry.Action.UPDATE)
        .select_related("actor", "content_type")
        .order_by("-timestamp")
    )
    lines = [event_line(event) for event in events]
    lines += filter(None, (field_line(entry) for entry in entries[: limit + 1]))
    recorded_at = getattr(record, "recorded_at", None)
    if recorded_at and not any(abs((event.at - recorded_at).total_seconds()) < 60 for event in events):
        lines.append(Line(at=recorded_at, who=who(record.recorded_by), what=_("Written"), icon="pencil-square"))
    lines.sort(key=lambda line: line.at, reverse=True)
    return lines[:limit], len(lines) > limit
