"""The records behind a figure, each in one line: which case, which record, when, and what it counts."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.ui.templatetags.ui import minutes
from participants.models import Person
from programs.casework.contacts.models import Contact, Outcome
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match
from programs.casework.meetings.models import Attendance, Meeting
from programs.mpmp.models import ChildOutcome
from reports.measures.caseload import with_case


@dataclass(frozen=True)
class Line:
    """One record. `number` is a case's number, or the name of what is no case."""

    number: str
    url: str
    what: Any
    day: Any
    until: Any
    value: Any
    site: str


def listed(rows, period, sites, program):
    """The rows ready to be cut into pages, with all that a line needs."""
    if rows.model is Enrollment:
        return rows.select_related("site").with_closing_reason().order_by("enrolled_on", "number")
    if rows.model is Match:
        return rows.select_related("enrollment__site").order_by("starts_on", "pk")
    if rows.model is Contact:
        return rows.select_related("enrollment__site").order_by("started_at", "pk")
    if rows.model is Meeting:
        return rows.select_related("site").order_by("starts_at", "pk")
    if rows.model is ChildOutcome:
        return rows.select_related("enrollment__site").order_by("on", "enrollment__number", "pk")
    if rows.model is Attendance:
        return rows.select_related("meeting__site", "enrollment").order_by("meeting__starts_at", "enrollment__number")
    return with_case(rows, period, sites, program)


def line_of(row, program, last):
    """A record in one line. `last` is the last day of the period, for ages."""
    return LINES[type(row)](row, program, last)


def _enrollment(row, program, last):
    ending = row.closing_reason
    return Line(
        number=row.number,
        url=row.get_absolute_url(),
        what=_("Enrollment"),
        day=row.enrolled_on,
        until=row.closed_on,
        value=program.label_of("closing_reasons", ending) if ending else row.get_status_display(),
        site=row.site.name,
    )


def _match(row, program, last):
    return Line(
        number=row.enrollment.number,
        url=row.get_absolute_url(),
        what=_("Match"),
        day=row.starts_on,
        until=row.ended_on,
        value=row.get_end_reason_display() or row.get_status_display(),
        site=row.enrollment.site.name,
    )


def _contact(row, program, last):
    made = row.outcome == Outcome.MADE
    return Line(
        number=row.enrollment.number,
        url=row.get_absolute_url(),
        what=program.label_of("contact_kinds", row.kind),
        day=timezone.localtime(row.started_at, row.enrollment.site.zone),
        until=None,
        value=_("No minutes") if made and row.duration_minutes is None else _lasted(row),
        site=row.enrollment.site.name,
    )


def _lasted(row):
    return minutes(row.duration_minutes) if row.outcome == Outcome.MADE else row.get_outcome_display()


def _meeting(row, program, last):
    return Line(
        number=row.topic,
        url=row.get_absolute_url(),
        what=program.label_of("meeting_kinds", row.kind),
        day=timezone.localtime(row.starts_at, row.site.zone),
        until=None,
        value=row.called_off_reason or minutes(row.duration_minutes),
        site=row.site.name,
    )


def _attendance(row, program, last):
    came = {True: _("Came"), False: _("Did not come"), None: _("Not noted")}[row.came]
    return Line(
        number=row.enrollment.number if row.enrollment else "",
        url=row.meeting.get_absolute_url(),
        what=row.meeting.topic,
        day=timezone.localtime(row.meeting.starts_at, row.meeting.site.zone),
        until=None,
        value=came,
        site=row.meeting.site.name,
    )


def _child(row, program, last):
    return Line(
        number=row.case_number or "",
        url=reverse("casefile:story", args=[row.case_pk]) if row.case_pk else "",
        what=_("Child"),
        day=row.born_on,
        until=None,
        value=row.age_in_words(last) or _("Birth date not known"),
        site="",
    )


def _outcome(row, program, last):
    return Line(
        number=row.enrollment.number,
        url=row.get_absolute_url(),
        what=_("Outcome of a child"),
        day=row.on,
        until=None,
        value=row.get_kind_display(),
        site=row.enrollment.site.name,
    )


LINES = {
    Enrollment: _enrollment,
    Match: _match,
    Contact: _contact,
    Meeting: _meeting,
    Attendance: _attendance,
    Person: _child,
    ChildOutcome: _outcome,
}
