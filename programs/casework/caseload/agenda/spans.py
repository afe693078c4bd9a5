"""Which days a view of the calendar shows, and where its arrows lead."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

DAY, WEEK, MONTH = "day", "week", "month"
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


@dataclass(frozen=True)
class Span:
    """A day, a week from Monday, or a month with the rest of its first and last week."""

    view: str
    on: date

    @property
    def first(self):
        if self.view == DAY:
            return self.on
        begins = self.on if self.view == WEEK else self.on.replace(day=1)
        return begins - timedelta(days=begins.weekday())

    @property
    def last(self):
        if self.view == DAY:
            return self.on
        ends = self.on if self.view == WEEK else self.on.replace(day=monthrange(self.on.year, self.on.month)[1])
        return ends + timedelta(days=6 - ends.weekday())

    @property
    def month(self):
        """The month that is shown, in the view of a month; days of others stand beside it."""
        return self.on.month if self.view == MONTH else None

    @property
    def before(self):
        """A day in the span before this one."""
        if self.view == MONTH:
            return self.on.replace(day=1) - timedelta(days=1)
        return self.on - timedelta(days=1 if self.view == DAY else 7)

    @property
    def after(self):
        if self.view == MONTH:
            return self.on.replace(day=1) + timedelta(days=32)
        return self.on + timedelta(days=1 if self.view == DAY else 7)

    @property
    def title(self):
        if self.view == DAY:
            return date_format(self.on, _("l, F j, Y"))
        if self.view == MONTH:
            return date_format(self.on, _("F Y"))
        return _("%(first)s to %(last)s") % {
            "first": date_format(self.first, _("F j")),
            "last": date_format(self.last, _("F j, Y")),
        }


def span_asked_for(query, *, today, usual=WEEK):
    """The span that an address asks for; anything odd is the usual view of today."""
    view = query.get("view", usual)
    if view not in (DAY, WEEK, MONTH):
        view = usual
    try:
        on = parse_date(query.get("on", "")) or today
    except ValueError:
        on = today
    return Span(view, min(max(on, EARLIEST), LATEST))
