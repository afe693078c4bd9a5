"""What comes each day of a week, Monday to Sunday: what is owed, appointments, meetings."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from programs.casework.contacts.models import Appointment
from programs.casework.meetings.models import Meeting

DAYS = 7
# Nobody turns pages further than this, and no calendar holds it.
FURTHEST_DAYS = 366 * 5


@dataclass
class Day:
    on: date
    is_today: bool
    owed: list = field(default_factory=list)
    appointments: list = field(default_factory=list)
    meetings: list = field(default_factory=list)

    @property
    def is_empty(self):
        return not (self.owed or self.appointments or self.meetings)


def monday_of(words, today):
    """The Monday of the week that the address asks for; of this week where it asks for none or for nonsense."""
    try:
        asked = date.fromisoformat(words)
    except ValueError:
        asked = today
    if abs((asked - today).days) > FURTHEST_DAYS:
        asked = today
    return asked - timedelta(days=asked.weekday())


def appointments(user, cases, first, last, zone):
    """Planned ones of the cases, and whatever else `user` keeps at their sites."""
    rows = Appointment.objects.planned().for_casework(user).between(first, last, zone)
    rows = (rows.of_cases(cases) | rows.of_person(user)).distinct()
    return rows.select_related(
        "enrollment__participant", "enrollment__worker", "match__mentor__person__user", "worker"
    ).order_by("starts_at", "pk")


def meetings(user, first, last, zone, site):
    rows = Meeting.objects.standing().for_casework(user).between(first, last, zone).with_counts()
    rows = rows.select_related("site").order_by("starts_at", "pk")
    return rows.filter(site=site) if site else rows


def week(monday, *, today, owed, appointments, meetings, zone):
    """The seven days with what comes on each."""
    days = [Day(monday + timedelta(days=count), False) for count in range(DAYS)]
    by_day = {day.on: day for day in days}
    for day in days:
        day.is_today = day.on == today
    for one in owed:
        if one.item.due_on in by_day:
            by_day[one.item.due_on].owed.append(one)
    for kind, rows in (("appointments", appointments), ("meetings", meetings)):
        for row in rows:
            day = by_day.get(timezone.localtime(row.starts_at, zone).date())
            if day:
                getattr(day, kind).append(row)
    return days
