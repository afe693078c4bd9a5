"""Workers side by side, as their supervisor sees them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.utils import timezone

from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from programs.casework.caseload.owed import LATE, owed_for
from programs.casework.contacts.models import Contact
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match


@dataclass
class Caseload:
    """One worker's cases; `worker` is None for those of nobody yet."""

    worker: Any
    open_cases: int = 0
    unmatched: int = 0
    late: int = 0
    help_wanted: int = 0
    contacts: int = 0
    minutes: int = 0


def side_by_side(user, *, on, site=None):
    """Every worker of the sites `user` supervises who has an open case, and a last row for cases of nobody."""
    cases = Enrollment.objects.open().filter(case_q(user, roles=(Role.SUPERVISOR,)))
    if site:
        cases = cases.at_site(site)
    has_match = Exists(Match.objects.open().filter(enrollment=OuterRef("pk")))
    rows = {}
    counted = cases.order_by().annotate(has_match=has_match).values("worker", "has_match").annotate(n=Count("pk"))
    for row in counted:
        caseload = rows.setdefault(row["worker"], Caseload(worker=None))
        caseload.open_cases += row["n"]
        caseload.unmatched += 0 if row["has_match"] else row["n"]
    for one in owed_for(cases, on=on, user=user, site=site):
        if one.kind == LATE and one.item.enrollment and one.item.enrollment.worker_id in rows:
            rows[one.item.enrollment.worker_id].late += 1
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
        .filter(Q(enrollment__in=cases))
        .order_by()
        .values("enrollment__worker")
        .annotate(n=Count("pk"))
    )
    for row in asked:
        rows[row["enrollment__worker"]].help_wanted = row["n"]
    for worker in User.objects.filter(pk__in=[pk for pk in rows if pk]):
        rows[worker.pk].worker = worker
    return sorted(rows.values(), key=lambda row: (row.worker is None, row.worker.name if row.worker else ""))
