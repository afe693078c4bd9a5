"""Workers side by side, as their supervisor sees them, and the cases behind each figure."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from programs.casework.caseload.models import Absence, Capacity
from programs.casework.caseload.owed import Owed, end_of_working_week, living_cases, owner_of
from programs.casework.caseload.silence import rhythms
from programs.casework.contacts.models import Contact
from programs.casework.matches.models import Match
from programs.gathering import owed_everywhere

OPEN, UNMATCHED, LATE, SILENT, FIRST = "open", "unmatched", "late", "silent", "first"
FIGURES = {
    OPEN: gettext_lazy("Open cases"),
    UNMATCHED: gettext_lazy("Without a mentor"),
    LATE: gettext_lazy("Late"),
    SILENT: gettext_lazy("Silent"),
    FIRST: gettext_lazy("First contact to come"),
}


@dataclass
class Caseload:
    """One worker's cases; `worker` is None for those of nobody yet. Each figure of `cases` has its rows."""

    worker: Any
    cases: dict = field(default_factory=lambda: {figure: set() for figure in FIGURES})
    late: int = 0
    help_wanted: int = 0
    contacts: int = 0
    minutes: int = 0
    capacity: int | None = None
    away_until: Any = None

    @property
    def open_cases(self):
        return len(self.cases[OPEN])

    @property
    def unmatched(self):
        return len(self.cases[UNMATCHED])

    @property
    def silent(self):
        return len(self.cases[SILENT])

    @property
    def first(self):
        return len(self.cases[FIRST])

    @property
    def is_full(self):
        return self.capacity is not None and self.open_cases >= self.capacity

    @property
    def key(self):
        """How an address names the row: the worker's id, 0 for nobody's."""
        return self.worker.pk if self.worker else 0


def supervised_cases(user, site=None):
    """Open cases of the sites and programs that `user` supervises."""
    cases = living_cases().filter(case_q(user, roles=(Role.SUPERVISOR,)))
    return cases.at_site(site) if site else cases


def side_by_side(user, *, on, site=None):
    """Every worker of the sites `user` supervises who has an open case, and a last row for cases of nobody."""
    cases = supervised_cases(user, site)
    rows, worker_of = {}, {}
    has_match = Exists(Match.objects.open().filter(enrollment=OuterRef("pk")))
    for case, worker, is_matched in (
        cases.order_by().annotate(is_matched=has_match).values_list("pk", "worker", "is_matched")
    ):
        row = rows.setdefault(worker, Caseload(worker=None))
        worker_of[case] = worker
        row.cases[OPEN].add(case)
        if not is_matched:
            row.cases[UNMATCHED].add(case)
    _count_owed(rows, worker_of, cases, on, user)
    for rhythm in rhythms(cases, on=on):
        figures = rows[worker_of[rhythm.case]].cases
        if rhythm.is_silent:
            figures[SILENT].add(rhythm.case)
        if rhythm.is_first:
            figures[FIRST].add(rhythm.case)
    _count_contacts(rows, cases, on)
    workers = [pk for pk in rows if pk]
    for worker in User.objects.filter(pk__in=workers):
        rows[worker.pk].worker = worker
    for worker, most in _capacities(workers, on, site):
        rows[worker].capacity = (rows[worker].capacity or 0) + most
    for absence in Absence.objects.in_force(on).filter(worker__in=workers):
        rows[absence.worker_id].away_until = absence.ends_on
    return sorted(rows.values(), key=lambda row: (row.worker is None, row.worker.name if row.worker else ""))


def _count_owed(rows, worker_of, cases, on, user):
    """What is late counts for whoever owes it; the case it is about stands behind the figure."""
    for item in owed_everywhere(cases, on, user):
        if item.due_on >= on or item.enrollment is None:
            continue
        owner = owner_of(item)
        if owner in rows and item.enrollment.pk in worker_of:
            rows[owner].late += 1
            rows[owner].cases[LATE].add(item.enrollment.pk)


def _count_contacts(rows, cases, on):
    of_month = (
        Contact.objects.made()
        .filter(enrollment__in=cases)
        .between(on.replace(day=1), on, timezone.get_current_timezone())
        .order_by()
        .values("enrollment__worker")
        .annotate(n=Count("pk"), minutes=Sum("duration_minutes"))
    )
    for row in of_month:
        rows[row["enrollment__worker"]].contacts = row["n"]
        rows[row["enrollment__worker"]].minutes = row["minutes"] or 0
    asked = (
        Contact.objects.help_wanted()
        .filter(enrollment__in=cases)
        .order_by()
        .values("enrollment__worker")
        .annotate(n=Count("pk"))
    )
    for row in asked:
        rows[row["enrollment__worker"]].help_wanted = row["n"]


def _capacities(workers, on, site):
    """The number in force of each worker at each site."""
    numbers = Capacity.objects.in_force(on).filter(worker__in=workers)
    if site:
        numbers = numbers.filter(site=site)
    latest = {}
    for worker, at, cases in numbers.values_list("worker", "site", "cases"):
        latest.setdefault((worker, at), cases)
    return [(worker, cases) for (worker, _site), cases in latest.items()]


def reasons(figure, cases, *, on, user, worker):
    """Why each of the cases stands behind the figure of a worker (None: nobody's), in words, by case id."""
    if figure == SILENT:
        return {rhythm.case: [rhythm.words] for rhythm in rhythms(cases, on=on)}
    found = {}
    if figure == LATE:
        for item in owed_everywhere(cases, on, user):
            if item.due_on < on and item.enrollment is not None and owner_of(item) == worker:
                words = f"{Owed(item, on, end_of_working_week(on)).when}: {item.why}"
                found.setdefault(item.enrollment.pk, []).append(words)
    if figure == FIRST:
        for rhythm in rhythms(cases, on=on):
            found[rhythm.case] = [_("No contact since the enrollment %(count)d days ago.") % {"count": rhythm.days}]
    return found
