"""Planning appointments, by mentors on a phone and by staff at a desk, and saying what came of them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.audit.models import Event
from mmp_portal.ui.lists.listing import Tab, listed
from mmp_portal.ui.sending import sent
from programs.casework.contacts import planning
from programs.casework.contacts.beside import cases_beside
from programs.casework.contacts.filters import SHOW, AppointmentFilter
from programs.casework.contacts.forms import AppointmentForm, MissForm, MoveForm
from programs.casework.contacts.models import Appointment
from programs.casework.contacts.tables import AppointmentTable
from programs.casework.contacts.views import PER_PAGE, case_at_hand, choice_of_cases, works_on_cases
from programs.casework.enrollments.forms import workers_of
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match

WITH = "programs/casework/contacts/"


def page_of(name, is_phone):
    """The page of staff, or that of the phone."""
    return f"{WITH}{name}{'_phone' if is_phone else ''}.html"


def visible_appointment(request, pk):
    """The appointment and whether the person meets it on the phone, as its mentor. 404 for any other."""
    row = get_object_or_404(Appointment.objects.not_voided().for_user(request.user).with_people(), pk=pk)
    is_phone = not Appointment.objects.for_casework(request.user).filter(pk=pk).exists()
    timezone.activate(row.enrollment.site.zone)
    return row, is_phone


@requires(Permission.APPOINTMENT_VIEW)
@require_safe
def appointment_list(request):
    """Appointments one may see: staff filter and sort them; a mentor sees the own ones, the next first."""
    if not works_on_cases(request.user):
        rows = Appointment.objects.for_user(request.user).of_person(request.user).planned().with_people()
        page = Paginator(rows.order_by("starts_at", "pk"), PER_PAGE).get_page(request.GET.get("page"))
        return render(request, page_of("appointments", True), {"page": page})
    rows = Appointment.objects.not_voided().for_casework(request.user).with_people()
    if request.site:
        rows = rows.filter(enrollment__site=request.site)
    asked = request.GET.copy()
    if asked.get("show") not in dict(SHOW):
        asked["show"] = SHOW[0][0]
    filterset = AppointmentFilter(asked, queryset=rows, request=request)
    tabs = [Tab(label, f"show={code}", code == asked["show"]) for code, label in SHOW]
    listing = listed(request, AppointmentTable, filterset, name="appointments", tabs=tabs)
    return listing.file or render(request, page_of("appointments", False), {"listing": listing})


@requires(Permission.APPOINTMENT_EDIT)
@require_safe
def choose(request):
    """With whom to plan. A mentor of one family goes straight on."""
    if not works_on_cases(request.user):
        own = Match.objects.open().for_user(request.user).of_mentor_user(request.user).with_people()
        matches = list(own.order_by("enrollment__participant__given_name"))
        if len(matches) == 1:
            return redirect("contacts:plan", matches[0].enrollment_id)
        return render(request, page_of("choose", True), {"matches": matches, "is_plan": True})
    return render(request, page_of("choose", False), {**choice_of_cases(request), "is_plan": True})


@requires(Permission.APPOINTMENT_EDIT)
def plan(request, pk):
    """Plan an appointment, once or every week."""
    enrollment, match = case_at_hand(request.user, pk)
    timezone.activate(enrollment.site.zone)
    form = _form(request, Appointment(enrollment=enrollment), match=match, keeper=request.user)
    if request.method == "POST" and form.is_valid():
        facts = form.facts
        if match:
            facts["match"] = match
        try:
            planned = planning.plan(uid=form.cleaned_data["uid"], enrollment=enrollment, by=request.user, **facts)
        except planning.CannotPlan as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Planned. Whoever keeps it is reminded the day before."))
            return redirect(planned)
    context = {"form": form, "enrollment": enrollment, "match": match, "title": _("Plan an appointment")}
    return render(request, page_of("plan", match is not None), context)


def _form(request, row, *, match, **options):
    enrollment = row.enrollment
    others, kept = list(cases_beside(enrollment, user=request.user, match=match)), []
    if row.pk:
        seen = families_seen(row, request.user)
        others += [other for other in seen if other not in others]
        kept = [other for other in row.also_with.all() if other not in seen]
    matches = () if match else Match.objects.open().filter(enrollment=enrollment).with_people()
    workers = () if match else list(workers_of(enrollment.site, enrollment.program))
    if row.pk and row.worker and row.worker not in workers and not match:
        workers.append(row.worker)
    return AppointmentForm(
        sent(request),
        instance=row,
        enrollment=enrollment,
        match=match,
        matches=matches,
        workers=workers,
        others=others,
        kept=kept,
        cancel_url=row.get_absolute_url() if row.pk else None if match else enrollment.get_absolute_url(),
        **options,
    )


def families_seen(row, user):
    """The other families of an appointment that the person may see; to a mentor only the own ones are named."""
    others = list(row.also_with.all())
    seen = Enrollment.objects.for_user(user).filter(pk__in=[other.pk for other in others])
    pks = set(seen.values_list("pk", flat=True)) if others else set()
    return [other for other in others if other.pk in pks]


@requires(Permission.APPOINTMENT_VIEW)
@require_safe
def appointment(request, pk):
    """One appointment: what is planned, what came of it, and what was moved."""
    row, is_phone = visible_appointment(request, pk)
    if not is_phone:
        trail.opened(request.user, row.enrollment, what="case file", site=row.enrollment.site)
    context = {
        "appointment": row,
        "enrollment": row.enrollment,
        "also_with": families_seen(row, request.user),
        "moved_to": Appointment.objects.not_voided().filter(moved_from=row).first(),
        "others_of_series": Appointment.objects.planned()
        .filter(series=row.series, starts_at__gt=row.starts_at)
        .exclude(series=None)
        .count(),
        "may_edit": request.user.may(Permission.APPOINTMENT_EDIT) and row.is_planned,
        "may_record": row.is_planned and row.enrollment.is_open and row.happens_on() <= row.enrollment.site.today(),
        "history": Event.objects.about(row).select_related("by").order_by("at", "pk") if not is_phone else (),
    }
    return render(request, page_of("appointment", is_phone), context)


def _planned_or_back(request, row):
    """Back to its page, with the reason, where it is not planned any more; None where it is."""
    if row.is_planned:
        return None
    words = _("This appointment is not planned any more: %(status)s.")
    messages.warning(request, words % {"status": row.get_status_display().lower()})
    return redirect(row)


@requires(Permission.APPOINTMENT_EDIT)
def edit(request, pk):
    """Correct what it is, where and with whom. Whoever was first wins; the other one sees both versions."""
    row, is_phone = visible_appointment(request, pk)
    if away := _planned_or_back(request, row):
        return away
    form = _form(request, row, match=row.match if is_phone else None)
    if request.method == "POST" and form.is_valid():
        try:
            planning.change(appointment=row, by=request.user, version=form.cleaned_data["version"], **form.facts)
        except planning.CannotPlan as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The appointment was changed."))
            return redirect(row)
    context = {"form": form, "enrollment": row.enrollment, "appointment": row, "title": _("Change the appointment")}
    return render(request, page_of("plan", is_phone), context)


@requires(Permission.APPOINTMENT_EDIT)
def move(request, pk):
    """Plan it for another time; the old one stays in the history."""
    row, is_phone = visible_appointment(request, pk)
    if away := _planned_or_back(request, row):
        return away
    data = sent(request)
    form = MoveForm(data, appointment=row, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            moved = planning.move(appointment=row, by=request.user, **form.facts)
        except planning.CannotPlan as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Moved. The old time stays in the history."))
            return redirect(moved)
    return _render_change(request, row, form, is_phone, _("Move the appointment"))


@requires(Permission.APPOINTMENT_EDIT)
def miss(request, pk):
    """Say that it did not happen, or will not, and why."""
    row, is_phone = visible_appointment(request, pk)
    if away := _planned_or_back(request, row):
        return away
    later = Appointment.objects.planned().filter(series=row.series, starts_at__gt=row.starts_at)
    data = sent(request)
    has_later = bool(row.series) and later.exists()
    form = MissForm(data, appointment=row, has_later=has_later, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            planning.miss(appointment=row, by=request.user, **form.cleaned_data)
        except planning.CannotPlan as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Noted: it does not happen."))
            return redirect(row)
    title = _("Why did it not happen?") if row.has_begun else _("Call off the appointment")
    return _render_change(request, row, form, is_phone, title)


def _render_change(request, row, form, is_phone, title):
    context = {"form": form, "appointment": row, "enrollment": row.enrollment, "title": title, "is_phone": is_phone}
    context["layout"] = "phone.html" if is_phone else "base.html"
    return render(request, f"{WITH}change_appointment.html", context)


@requires(Permission.APPOINTMENT_EDIT)
@require_POST
def take_back(request, pk):
    """It was marked as not happening by mistake."""
    row, _is_phone = visible_appointment(request, pk)
    try:
        planning.take_back(appointment=row, by=request.user)
    except planning.CannotPlan as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("It is planned again."))
    return redirect(row)
