"""What stands in somebody's calendar: appointments of their cases, and meetings, day by day."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.accounts.permissions import Permission
from programs.casework.contacts.models import Appointment
from programs.casework.meetings.models import Meeting


@dataclass(frozen=True)
class Item:
    """One thing in the calendar, at the clock of the person who looks."""

    begins: datetime
    ends: datetime
    title: str
    sub: str
    url: str
    kind: str  # "appointment" or "meeting", for the look
    state: str = ""
    state_kind: str = ""


@dataclass
class Day:
    """A day of the calendar with its items, in order. `is_beside` lies in another month than the one shown."""

    on: date
    is_today: bool = False
    is_beside: bool = False
    items: list[Item] = field(default_factory=list)


def days_of(first, last, *, user, whose=None, site=None, month=None):
    """Each day from `first` to `last` with what stands in the calendar on it.

    Staff see the appointments of `whose` cases (None: of all they may see) and the meetings of their sites; a
    mentor sees the own ones. Three statements, however much there is.
    """
    zone = timezone.get_current_timezone()
    today = timezone.localdate()
    days = [
        Day(on, is_today=on == today, is_beside=month is not None and on.month != month)
        for on in (first + timedelta(days=number) for number in range((last - first).days + 1))
    ]
    by_day = {day.on: day for day in days}
    works_on_cases = user.may(Permission.CASE_VIEW)
    appointments = appointments_of(user, whose=whose, site=site).between(first, last, zone)
    meetings = meetings_of(user, site=site).between(first, last, zone)
    items = [_appointment(row, works_on_cases, whose) for row in appointments]
    items += [_meeting(row) for row in meetings.select_related("site")]
    for item in sorted(items, key=lambda item: item.begins):
        by_day[item.begins.date()].items.append(item)
    return days


def appointments_of(user, *, whose=None, site=None):
    """Appointments in the calendar of the person: a mentor's own; of staff, those of their cases, or that they keep."""
    rows = Appointment.objects.standing().for_user(user).with_people()
    if not user.may(Permission.CASE_VIEW):
        return rows.of_person(user)
    if site:
        rows = rows.filter(enrollment__site=site)
    if whose is None:
        return rows
    kept = Appointment.objects.of_person(whose).values("pk")
    return rows.filter(Q(enrollment__worker=whose) | Q(pk__in=kept))


def meetings_of(user, *, site=None):
    """Meetings of the sites a worker is at; those a mentor or their families are asked to."""
    rows = Meeting.objects.standing().for_user(user)
    return rows.filter(site=site) if site else rows


def _appointment(row, works_on_cases, whose):
    begins = timezone.localtime(row.starts_at)
    who = row.enrollment.participant.name if works_on_cases else row.enrollment.participant.called
    parts: list[Any] = [row.place or row.setting_label]
    if works_on_cases and row.kept_by_name and (whose is None or row.kept_by != whose):
        parts.append(row.kept_by_name)
    is_past = row.is_planned and row.has_begun
    return Item(
        begins=begins,
        ends=timezone.localtime(row.ends_at),
        title=_("%(kind)s: %(name)s") % {"kind": row.kind_label, "name": who},
        sub=" · ".join(str(part) for part in parts if part),
        url=row.get_absolute_url(),
        kind="appointment",
        state=_("What came of it?") if is_past else "" if row.is_planned else row.get_status_display(),
        state_kind=row.status_kind,
    )


def _meeting(row):
    return Item(
        begins=timezone.localtime(row.starts_at),
        ends=timezone.localtime(row.ends_at),
        title=f"{row.kind_label}: {row.topic}",
        sub=row.place,
        url=row.get_absolute_url(),
        kind="meeting",
    )
