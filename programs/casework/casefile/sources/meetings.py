"""Group meetings to which the participant was asked."""

from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mmp_portal.ui.templatetags.ui import day, minutes
from programs.casework.casefile.entries import Entry
from programs.casework.casefile.sources.lines import Source, lines
from programs.casework.meetings.models import Attendance


def asked(enrollment):
    """Places at meetings that stand."""
    return (
        Attendance.objects.credited_to(enrollment)
        .filter(meeting__voided_at=None, meeting__called_off_at=None)
        .with_kind_in(enrollment.program)
        .with_minutes()
    )


def held(enrollment):
    """Meetings that have begun."""
    return _lines(asked(enrollment).filter(meeting__starts_at__lte=timezone.now()))


def to_come(enrollment):
    return _lines(asked(enrollment).filter(meeting__starts_at__gt=timezone.now()))


def _lines(rows):
    outcome = Case(
        When(came=True, then=Value("came")),
        When(came=False, answer="no", then=Value("said_no")),
        When(came=False, then=Value("missed")),
        When(answer="yes", then=Value("says_yes")),
        When(answer="no", then=Value("says_no")),
        default=Value("unknown"),
    )
    return lines(
        rows,
        pk="meeting",
        at="meeting__starts_at",
        a="meeting__topic",
        b="kind_here",
        c=outcome,
        number="minutes_worth",
        count=Cast(F("children_came"), IntegerField()),
    )


def tell(line, telling):
    at = telling.moment(line.at)
    kind, icon, note = {
        "came": ("good", "calendar-check", _("Came.")),
        "said_no": ("missed", "calendar-x", _("Could not come, and said so before.")),
        "missed": ("missed", "calendar-x", _("Did not come.")),
    }.get(line.c, ("warn", "calendar3", _("Nobody has noted yet who came.")))
    if line.c == "came" and line.count:
        note = ngettext("Came with %(count)d child.", "Came with %(count)d children.", line.count) % {
            "count": line.count
        }
    return Entry(
        at=at,
        on=at.date(),
        title=f"{telling.word('meeting_kinds', line.b)}: {line.a}",
        when=f"{day(at)} · {minutes(line.number)}",
        url=reverse("meetings:meeting", args=[line.pk]),
        icon=icon,
        kind=kind,
        note=note,
    )


SOURCES = (
    Source(kind="meeting", chip="meetings", rows=held, tell=tell),
    Source(kind="meeting_to_come", rows=to_come),
)
