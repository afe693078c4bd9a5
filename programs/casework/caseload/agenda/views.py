"""The calendar of appointments and meetings, and the private address under which one's own calendar reads it."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Permission, Role
from mmp_portal.accounts.scope import case_q
from programs.casework.caseload.agenda.items import days_of
from programs.casework.caseload.agenda.spans import DAY, MONTH, WEEK, span_asked_for
from programs.casework.contacts import calendar_links
from programs.casework.contacts.models import CalendarLink
from programs.casework.enrollments.models import Enrollment

# Where a new address waits until its owner has seen it, once.
FRESH = "fresh_calendar_token"
EVERYBODY = "all"


@requires(Permission.APPOINTMENT_VIEW)
@require_safe
def agenda(request):
    """A day, a week or a month of appointments and meetings. A supervisor chooses whose."""
    user = request.user
    is_staff = user.may(Permission.CASE_VIEW)
    span = span_asked_for(request.GET, today=timezone.localdate())
    workers = list(workers_led_by(user)) if is_staff else []
    whose, asked = whose_calendar(request, workers)
    days = days_of(span.first, span.last, user=user, whose=whose, site=request.site, month=span.month)
    views = ((DAY, _("Day")), (WEEK, _("Week")), (MONTH, _("Month")))
    context = {
        "layout": "base.html" if is_staff else "phone.html",
        "is_staff": is_staff,
        "span": span,
        "days": days,
        "count": sum(len(day.items) for day in days if not day.is_beside),
        "today": timezone.localdate(),
        "views": [{"code": code, "label": label, "is_current": code == span.view} for code, label in views],
        "workers": workers,
        "asked": asked,
    }
    return render(request, "programs/casework/caseload/agenda/agenda.html", context)


def workers_led_by(user):
    """Workers of open cases at the sites that `user` supervises, by name."""
    cases = Enrollment.objects.open().filter(case_q(user, roles=(Role.SUPERVISOR,))).order_by()
    return User.objects.filter(pk__in=cases.values("worker")).order_by("name")


def whose_calendar(request, workers):
    """Whose appointments are shown, None for everybody's, and what the choice says. One's own unless asked."""
    asked = request.GET.get("worker", "")
    if workers and asked == EVERYBODY:
        return None, asked
    chosen = next((worker for worker in workers if str(worker.pk) == asked), None)
    return (chosen, asked) if chosen else (request.user, "")


# --- The private address --------------------------------------------------------------------


@requires(Permission.APPOINTMENT_VIEW)
@require_safe
@never_cache
def links(request):
    """One's calendar file: whether there is an address, since when, and a new one, shown this once."""
    token = request.session.pop(FRESH, "")
    path = reverse("agenda:calendar_file", args=[token]) if token else ""
    is_staff = request.user.may(Permission.CASE_VIEW)
    context = {
        "layout": "base.html" if is_staff else "phone.html",
        "link": CalendarLink.objects.open().for_user(request.user).first(),
        "address": f"{settings.PORTAL_URL}{path}" if path else "",
        "webcal": f"webcal://{settings.PORTAL_URL.partition('://')[2]}{path}" if path else "",
    }
    return render(request, "programs/casework/caseload/agenda/links.html", context)


@requires(Permission.APPOINTMENT_VIEW)
@require_POST
def make_link(request):
    """A new address; one made before ends."""
    request.session[FRESH] = calendar_links.make(user=request.user)
    messages.success(request, _("Your address is ready. Copy it now: it is shown only once."))
    return redirect("agenda:links")


@requires(Permission.APPOINTMENT_VIEW)
@require_POST
def end_link(request):
    """No calendar reads it any more."""
    if calendar_links.end(user=request.user):
        messages.success(request, _("The address has ended. Calendars that read it get nothing any more."))
    return redirect("agenda:links")
