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
from programs.casework.caseload.due import PaperItem, StandIn, TaskItem
from programs.casework.caseload.models import Absence
from programs.casework.enrollments.models import Enrollment
from programs.gathering import gathered
from programs.registry import DueItem

LATE, TODAY, SOON, LATER = "late", "today", "soon", "later"


@dataclass(frozen=True)
class Owed:
    """A due item, seen from the day `on`."""

    item: DueItem
    on: date
    week_ends_on: date
    for_whom: str = ""

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
        return format_date(self.item.due_on, _("D, M j"))

    @property
    def program(self):
        return registry.get(self.item.program) if self.item.program else None

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


def living_cases():
    """Open cases of which no death of the participant is recorded: of the others nothing is owed."""
    return Enrollment.objects.open().filter(participant__died_on=None)


def own_cases(user, site=None, on=None):
    """Open cases `user` answers for: a supervisor's, all of the site; staff's, the own and those of nobody.

    Those of whoever is away on the day `on`, and for whom `user` stands in, come along.
    """
    supervised = case_q(user, roles=(Role.SUPERVISOR,))
    answers_for = Q(worker=user) | Q(worker=None)
    if on:
        answers_for |= Q(worker__in=Absence.objects.covered_by(user, on).values("worker"))
    cases = living_cases().filter(supervised | case_q(user) & answers_for)
    return cases.at_site(site) if site else cases


def stood_in_for(user, on):
    """Names of those who are away on the day and for whom `user` stands in, by their id."""
    rows = Absence.objects.covered_by(user, on).select_related("worker")
    return {absence.worker_id: absence.worker.name for absence in rows}


@dataclass(frozen=True)
class Owing:
    """All that is owed, in order; mentors' papers apart; and the names of those stood in for, by their id."""

    owed: list
    papers: list
    covered: dict


def owing(cases, *, on, user, site=None):
    """Everything owed on the day for the cases, and what else My day asks of the same statement."""
    items = gathered(registry.due_sources(), cases, on, user)
    covered = {item.worker: item.who for item in items if isinstance(item, StandIn)}
    week_ends_on = end_of_working_week(on)
    found = [
        Owed(item, on, week_ends_on, for_whom=covered.get(owner_of(item), ""))
        for item in items
        if not isinstance(item, StandIn) and is_at(item, site) and is_owed_by(item, {user.pk, *covered})
    ]
    found.sort(key=lambda owed: (owed.item.due_on, owed.item.who, owed.item.rule))
    return Owing(
        owed=[one for one in found if not isinstance(one.item, PaperItem)],
        papers=[one for one in found if isinstance(one.item, PaperItem)],
        covered=covered,
    )


def owed_by_mentors(cases, *, on, user):
    """What the mentors of the cases owe, in order; their week ends on Sunday."""
    sources = [source for source in registry.due_sources() if source.is_mentors]
    found = [Owed(item, on, end_of_week(on)) for item in gathered(sources, cases, on, user)]
    return sorted(found, key=lambda owed: (owed.item.due_on, owed.item.who, owed.item.rule))


def is_owed_by(item, people):
    """A task is owed by whom it was given to; everything else by whoever answers for the case."""
    return not isinstance(item, TaskItem) or item.assigned_to in people


def owner_of(item):
    """The id of whoever owes it: whom the task was given to, or the worker of the case."""
    if isinstance(item, TaskItem):
        return item.assigned_to
    return item.enrollment.worker_id if item.enrollment else None


def is_at(item, site):
    """Whether the item belongs to the site at hand; what belongs to no site belongs to all."""
    if site is None:
        return True
    if item.enrollment is not None:
        return item.enrollment.site_id == site.pk
    return item.site is None or item.site == site
