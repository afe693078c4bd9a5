"""What is owed, gathered from every rule and put in order: late first, then by date."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.template.defaultfilters import date as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from programs import registry
from programs.casework.enrollments.models import Enrollment
from programs.registry import DueItem

LATE, TODAY, SOON, LATER = "late", "today", "soon", "later"


@dataclass(frozen=True)
class Owed:
    """A due item, seen from the day `on`."""

    item: DueItem
    on: date
    week_ends_on: date

    @property
    def days_late(self):
        return max(0, (self.on - self.item.due_on).days)

    @property
    def kind(self):
        if self.item.due_on < self.on:
            return LATE
        if self.item.due_on == self.on:
            return TODAY
        return SOON if self.item.due_on <= self.week_ends_on else LATER

    @property
    def look(self):
        """How the list shows it; what is due after this week looks like what is due in it."""
        return SOON if self.kind == LATER else self.kind

    @property
    def when(self):
        if self.kind == LATE:
            return ngettext("%(count)d day late", "%(count)d days late", self.days_late) % {"count": self.days_late}
        if self.kind == TODAY:
            return _("Today")
        return format_date(self.item.due_on, "D, M j")

    @property
    def program(self):
        return registry.get(self.item.program)

    @property
    def case_url(self):
        """Where the name leads: the case, or for a meeting the place where it is done."""
        return self.item.enrollment.get_absolute_url() if self.item.enrollment else self.item.url


def end_of_week(on):
    """Sunday of the week that `on` lies in."""
    return on + timedelta(days=6 - on.weekday())


def end_of_working_week(on):
    """Friday of the week; on the weekend, Friday of the next."""
    return on + timedelta(days=(4 - on.weekday()) % 7)


def own_cases(user, site=None):
    """Open cases `user` answers for: a supervisor's, all of the site; staff's, the own and those of nobody."""
    supervised = case_q(user, roles=(Role.SUPERVISOR,))
    worked_on = case_q(user) & (Q(worker=user) | Q(worker=None))
    cases = Enrollment.objects.open().filter(supervised | worked_on)
    return cases.at_site(site) if site else cases


def owed_for(cases, *, on, user, site=None, week_ends_on=None, only_mentors=None):
    """Everything owed for the cases, in order. `only_mentors` limits it to what mentors owe (True) or others (False)."""
    week_ends_on = week_ends_on or end_of_working_week(on)
    found = [
        Owed(item, on, week_ends_on)
        for source in registry.due_sources()
        if source.owed is not None and only_mentors in (None, source.is_mentors)
        for item in source.owed(cases, on, user)
        if site is None or item.site is None or item.site == site
    ]
    return sorted(found, key=lambda owed: (owed.item.due_on, owed.item.who, owed.item.rule))
