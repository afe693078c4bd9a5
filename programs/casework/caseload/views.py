"""Where everybody begins: staff with My day, mentors with the phone's home, supervisors with the caseloads."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission, Role
from programs.casework.caseload import day as day_of
from programs.casework.caseload import phone as phone_of
from programs.casework.caseload.caseloads import side_by_side
from programs.casework.caseload.owed import LATE, LATER, SOON, TODAY, end_of_working_week, owed_for, own_cases
from programs.casework.enrollments.models import Enrollment

PER_PAGE = 20


@requires(Permission.DAY_VIEW)
@require_safe
def day(request):
    """What is owed, in which order, and why; today's meetings, mentors who wait, and rows to mend."""
    user, site = request.user, request.site
    on = timezone.localdate()
    cases = own_cases(user, site)
    owed = owed_for(cases, on=on, user=user, site=site)
    counts = {kind: sum(1 for one in owed if one.kind == kind) for kind in (LATE, TODAY, SOON, LATER)}
    shown = request.GET.get("due", "")
    if shown not in counts:
        shown = ""
    listed = [one for one in owed if one.kind == shown or (not shown and one.kind != LATER)]
    mend = day_of.to_mend(user, site=site)
    return render(
        request,
        "programs/casework/caseload/day.html",
        {
            "greeting": greeting(timezone.localtime().hour, user.first_name),
            "today": on,
            "friday": end_of_working_week(on),
            "counts": counts,
            "oldest": max((one.days_late for one in owed), default=0),
            "shown": shown,
            "page": Paginator(listed, PER_PAGE).get_page(request.GET.get("page")),
            "agenda": day_of.agenda(user, on=on, site=site, zone=timezone.get_current_timezone()),
            "waiting": day_of.mentors_waiting(user, cases, on=on, site=site),
            "mend": mend,
            "own_rows": "" if Role.SUPERVISOR in user.roles else urlencode({"own": 1}),
        },
    )


def greeting(hour, name):
    if hour < 12:
        return _("Good morning, %(name)s") % {"name": name}
    if hour < 18:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}


@requires(Permission.USER_VIEW)
@require_safe
def caseloads(request):
    """Workers side by side: their open cases, what is late, and the contacts of this month."""
    on = timezone.localdate()
    rows = side_by_side(request.user, on=on, site=request.site)
    return render(request, "programs/casework/caseload/caseloads.html", {"rows": rows, "today": on})


@requires(Permission.PHONE_HOME)
@require_safe
def phone(request):
    """A mentor's home: whom they owe a contact, and how to reach them safely."""
    now = timezone.now()
    pairs = phone_of.together(request.user)
    return render(
        request,
        "programs/casework/caseload/phone.html",
        {
            "heading": phone_of.heading(pairs),
            "pairs": pairs,
            "thanks": phone_of.thanks(request.user, now),
            "invitations": phone_of.invitations(request.user, now),
            "papers": phone_of.papers(request.user, timezone.localdate()),
        },
    )


@requires(Permission.PHONE_HOME)
@require_safe
def phone_help(request):
    """How to use the phone pages, and whom to call."""
    own = Enrollment.objects.open().for_user(request.user).select_related("worker", "site")
    contacts = {(case.worker, case.site) for case in own if case.worker}
    people = sorted(contacts, key=lambda pair: pair[0].name)
    return render(
        request, "programs/casework/caseload/phone_help.html", {"people": people, "sites": request.user.sites}
    )
