"""Where everybody begins: staff with My day, mentors with the phone's home, supervisors with the caseloads."""

import uuid
from datetime import timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission, Role
from mmp_portal.ui.views import own_address
from programs.casework.caseload import calls as calls_of
from programs.casework.caseload import day as day_of
from programs.casework.caseload import mend as mend_of
from programs.casework.caseload import phone as phone_of
from programs.casework.caseload import week as week_of
from programs.casework.caseload.caseloads import FIGURES, reasons, side_by_side
from programs.casework.caseload.caseloads import LATE as LATE_CASES
from programs.casework.caseload.owed import (
    LATE,
    LATER,
    SOON,
    TODAY,
    end_of_working_week,
    own_cases,
    stood_in_for,
)
from programs.casework.caseload.owed import owing as owing_of
from programs.casework.contacts import workflow as contacts
from programs.casework.contacts.models import Outcome
from programs.casework.enrollments.models import Enrollment

PER_PAGE = 20


@requires(Permission.DAY_VIEW)
@require_safe
def day(request):
    """What is owed, in which order, and why; today's appointments, mentors who wait, and rows to mend."""
    user, site = request.user, request.site
    on = timezone.localdate()
    cases = own_cases(user, site, on)
    owing = owing_of(cases, on=on, user=user, site=site)
    owed = owing.owed
    counts = {kind: sum(1 for one in owed if one.kind == kind) for kind in (LATE, TODAY, SOON, LATER)}
    shown = request.GET.get("due", "")
    if shown not in counts:
        shown = ""
    listed = [one for one in owed if one.kind == shown or (not shown and one.kind != LATER)]
    rows = mend_of.rows_to_mend(user, cases, site=site, on=on)
    missing, oldest_help_at = mend_of.counted(user, rows)
    return render(
        request,
        "programs/casework/caseload/day.html",
        {
            "tab": "day",
            "greeting": greeting(timezone.localtime().hour, user.first_name),
            "today": on,
            "friday": end_of_working_week(on),
            "counts": counts,
            "oldest": max((one.days_late for one in owed), default=0),
            "shown": shown,
            "page": Paginator(listed, PER_PAGE).get_page(request.GET.get("page")),
            "covered": owing.covered.values(),
            "agenda": day_of.agenda(user, cases, on=on, site=site, zone=timezone.get_current_timezone()),
            "waiting": day_of.mentors_waiting(owed + owing.papers),
            "gaps": mend_of.gaps(user, rows, missing),
            "help_wanted": missing[mend_of.HELP],
            "oldest_help_on": oldest_help_at and timezone.localtime(oldest_help_at).date(),
            "own_rows": "" if Role.SUPERVISOR in user.roles else urlencode({"own": 1}),
        },
    )


def greeting(hour, name):
    if hour < 12:
        return _("Good morning, %(name)s") % {"name": name}
    if hour < 18:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}


@requires(Permission.DAY_VIEW)
@require_safe
def week(request):
    """What comes each day from Monday to Sunday, and what is still late."""
    user, site, zone = request.user, request.site, timezone.get_current_timezone()
    today = timezone.localdate()
    monday = week_of.monday_of(request.GET.get("from", ""), today)
    sunday = monday + timedelta(days=week_of.DAYS - 1)
    cases = own_cases(user, site, today)
    owed = owing_of(cases, on=today, user=user, site=site).owed
    days = week_of.week(
        monday,
        today=today,
        owed=owed,
        appointments=week_of.appointments(user, cases, monday, sunday, zone),
        meetings=week_of.meetings(user, monday, sunday, zone, site),
        zone=zone,
    )
    return render(
        request,
        "programs/casework/caseload/week.html",
        {
            "tab": "week",
            "today": today,
            "days": days,
            "late": sum(1 for one in owed if one.item.due_on < monday),
            "is_this_week": monday <= today <= sunday,
            "sunday": sunday,
            "before": monday - timedelta(days=week_of.DAYS),
            "after": monday + timedelta(days=week_of.DAYS),
        },
    )


@requires(Permission.DAY_VIEW)
@require_safe
def calls(request):
    """Whom to call today, why, by which number, and what is safe."""
    on = timezone.localdate()
    covered = stood_in_for(request.user, on)
    cases = own_cases(request.user, request.site, on)
    found = calls_of.calls(cases, on=on, now=timezone.now())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = calls_of.with_people(list(page.object_list), covered, on=on)
    return render(
        request,
        "programs/casework/caseload/calls.html",
        {"tab": "calls", "today": on, "page": page, "total": len(found)},
    )


@requires(Permission.CONTACT_RECORD)
@require_POST
def log_try(request, pk):
    """Note that a call did not reach anybody. Tapped twice, it is kept once."""
    enrollment = get_object_or_404(Enrollment.objects.open().for_casework(request.user).with_people(), pk=pk)
    try:
        uid = uuid.UUID(request.POST.get("uid", ""))
    except ValueError:  # a tool, not the page, sent it: then it is one try for each sending
        uid = uuid.uuid4()
    try:
        contacts.record(
            uid=uid,
            enrollment=enrollment,
            by=request.user,
            kind="",
            started_at=timezone.now(),
            outcome=Outcome.ATTEMPTED,
        )
    except contacts.CannotRecord as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Saved: you tried to reach %(name)s.") % {"name": enrollment.participant.name})
    return redirect(own_address(request, request.POST.get("next", "")) or "caseload:calls")


@requires(Permission.DAY_VIEW)
@require_safe
def mend(request):
    """What is missing, and the first rows of each kind."""
    user, on = request.user, timezone.localdate()
    cases = own_cases(user, request.site, on)
    rows = mend_of.rows_to_mend(user, cases, site=request.site, on=on)
    counts, _oldest = mend_of.counted(user, rows)
    gaps = [mend_of.with_rows(gap) for gap in mend_of.gaps(user, rows, counts)]
    return render(request, "programs/casework/caseload/mend.html", {"tab": "mend", "today": on, "gaps": gaps})


@requires(Permission.USER_VIEW)
@require_safe
def caseloads(request):
    """Workers side by side: their open cases, what is late, and the contacts of this month."""
    on = timezone.localdate()
    rows = side_by_side(request.user, on=on, site=request.site)
    return render(
        request,
        "programs/casework/caseload/caseloads.html",
        {"rows": rows, "today": on, "may_reassign": request.user.may(Permission.CASE_REASSIGN)},
    )


@requires(Permission.USER_VIEW)
@require_safe
def caseload_rows(request, pk, figure):
    """The cases behind one figure of one worker; worker 0 is nobody."""
    if figure not in FIGURES:
        raise Http404
    user, on = request.user, timezone.localdate()
    row = next((row for row in side_by_side(user, on=on, site=request.site) if row.key == pk), None)
    if row is None:
        raise Http404
    cases = Enrollment.objects.filter(pk__in=row.cases[figure]).with_people().with_open_match()
    page = Paginator(cases.order_by("participant__family_name", "participant__given_name", "pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    shown = Enrollment.objects.filter(pk__in=[case.pk for case in page])
    why = reasons(figure, shown, on=on, user=user, worker=row.worker.pk if row.worker else None)
    return render(
        request,
        "programs/casework/caseload/caseload_rows.html",
        {
            "row": row,
            "figure": FIGURES[figure],
            "late": row.late if figure == LATE_CASES else 0,
            "page": page,
            "cases": [(case, why.get(case.pk, [])) for case in page],
        },
    )


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
            "questions": phone_of.questions(request.user),
            "tasks": phone_of.tasks(request.user),
            "appointments": phone_of.appointments(request.user, now),
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
    workers = {(case.worker, case.site) for case in own if case.worker}
    people = sorted(workers, key=lambda pair: pair[0].name)
    return render(
        request, "programs/casework/caseload/phone_help.html", {"people": people, "sites": request.user.sites}
    )
