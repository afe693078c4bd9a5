"""Done against expected, month by month: time with the mentor and at meetings."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.ui.templatetags.ui import minutes
from programs.casework.casefile import glance
from programs.casework.casefile.month import share_by
from programs.casework.parameters.monthly import monthly_by

SHOWN = 6


@dataclass
class Month:
    """Minutes of one month; a month in which the match began expects its share of days."""

    first: date
    expected_with_mentor: int
    expected_at_meetings: int
    with_mentor: int = 0
    at_meetings: int = 0

    @property
    def words(self):
        """“3 h 30 min of 4 h with the mentor, 2 h of 2 h at meetings”."""
        return _("%(mentor)s of %(mentor_all)s with the mentor, %(group)s of %(group_all)s at meetings") % {
            "mentor": minutes(self.with_mentor),
            "mentor_all": minutes(self.expected_with_mentor),
            "group": minutes(self.at_meetings),
            "group_all": minutes(self.expected_at_meetings),
        }

    @property
    def done(self):
        return self.with_mentor + self.at_meetings

    @property
    def expected(self):
        return self.expected_with_mentor + self.expected_at_meetings

    @property
    def most(self):
        return max(self.done, self.expected, 1)

    @property
    def kind(self):
        return "good" if self.done >= self.expected else ""


def last_day(first):
    return first.replace(day=monthrange(first.year, first.month)[1])


def months_of(lines, enrollment, match, *, on):
    """The months of the match up to the day, at most six, the latest first, from the lines of the story."""
    parameters = glance.parameters_in(lines, enrollment)
    first, firsts = on.replace(day=1), []
    while len(firsts) < SHOWN and last_day(first) >= match.starts_on:
        firsts.append(first)
        first = (first - timedelta(days=1)).replace(day=1)
    months = {}
    for first in firsts:
        expected = monthly_by(enrollment.definition, parameters, last_day(first))
        with_mentor = share_by(last_day(first), expected.with_mentor_minutes, since=match.starts_on)
        months[first] = Month(first, with_mentor, expected.meeting_minutes)
    zone = enrollment.site.zone

    def month_of(line):
        day = timezone.localtime(line.at, zone).date()
        return months.get(day.replace(day=1)) if day <= on else None

    for line in glance.contacts_made(lines):
        if line.count and (month := month_of(line)):
            month.with_mentor += line.number or 0
    for line in glance.meetings_attended(lines):
        if month := month_of(line):
            month.at_meetings += line.number or 0
    return list(months.values())
