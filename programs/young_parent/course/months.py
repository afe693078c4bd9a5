"""Done against expected, month by month: time with the mentor and at meetings."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.ui.templatetags.ui import minutes
from programs.casework.casefile.month import share_by
from programs.casework.contacts.models import Contact, ContactShare
from programs.casework.meetings.credit import credited

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


def months_of(enrollment, match, *, on):
    """The months of the match up to the day, at most six, the latest first. Three queries."""
    expected = enrollment.definition.monthly
    first, firsts = on.replace(day=1), []
    while len(firsts) < SHOWN and last_day(first) >= match.starts_on:
        firsts.append(first)
        first = (first - timedelta(days=1)).replace(day=1)
    months = {
        first: Month(
            first,
            share_by(last_day(first), expected.with_mentor_minutes, since=match.starts_on),
            expected.meeting_minutes,
        )
        for first in firsts
    }
    if not months:
        return []
    zone, since = enrollment.site.zone, firsts[-1]

    def month_of(moment):
        return months.get(timezone.localtime(moment, zone).date().replace(day=1))

    shared = ContactShare.objects.with_mentor().filter(enrollment=enrollment)
    mine = Q(enrollment=enrollment, match__isnull=False) | Q(pk__in=shared.values("contact"))
    made = Contact.objects.made().between(since, on, zone).filter(mine)
    for at, done in made.values_list("started_at", "duration_minutes"):
        month_of(at).with_mentor += done or 0
    came, also = credited([enrollment], since, on, zone)
    for at, done in [
        *came.order_by().values_list("meeting__starts_at", "minutes_worth"),
        *also.order_by().values_list("attendance__meeting__starts_at", "minutes_worth"),
    ]:
        month_of(at).at_meetings += done or 0
    return list(months.values())
