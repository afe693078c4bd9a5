"""Meetings: the list, one of them, planning and moving, answers and attendance."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.lists.listing import Tab, listed
from mmp_portal.ui.views import own_address
from programs.casework.meetings import workflow
from programs.casework.meetings.filters import CALLED_OFF, COMING, SHOW, MeetingFilter
from programs.casework.meetings.forms import AttendanceForm, CallOffForm, MeetingForm, WalkInForm
from programs.casework.meetings.models import Attendance, Meeting
from programs.casework.meetings.tables import MeetingTable

PER_PAGE = 25


def works_on_cases(user):
    """Whether the pages of staff are meant; mentors get those of the phone."""
    return user.may(Permission.MEETING_EDIT)


def editable_meeting(request, pk):
    return get_object_or_404(Meeting.objects.not_voided().for_casework(request.user).select_related("site"), pk=pk)


@requires(Permission.MEETING_VIEW)
def meetings(request):
    """Meetings one may see: those to come, those held, and those without attendance."""
    rows = Meeting.objects.not_voided().for_user(request.user).select_related("site")
    if not works_on_cases(request.user):
        return _on_phone(request, rows)
    rows = rows.with_counts()
    if request.site:
        rows = rows.filter(site=request.site)
    asked = request.GET.copy()
    if asked.get("show") not in dict(SHOW):
        asked["show"] = COMING
    filterset = MeetingFilter(asked, queryset=rows, request=request)
    is_ahead = asked["show"] in (COMING, CALLED_OFF)
    listing = listed(
        request,
        MeetingTable,
        filterset,
        name="meetings",
        tabs=[Tab(label, f"show={code}", code == asked["show"]) for code, label in SHOW],
        exclude=("came",) if is_ahead else (),
    )
    return listing.file or render(
        request, "programs/casework/meetings/meetings.html", {"listing": listing, "show": asked["show"]}
    )


def own_invitation(user):
    """Each meeting with `own`, a list of at most one: what `user` was asked and answered."""
    return Prefetch("attendances", Attendance.objects.filter(person__user=user), to_attr="own")


def _on_phone(request, rows):
    rows = rows.prefetch_related(own_invitation(request.user))
    now = timezone.now()
    coming = Paginator(rows.upcoming(now), PER_PAGE).get_page(request.GET.get("page"))
    held = rows.held(now).order_by("-starts_at")[:5]
    return render(request, "programs/casework/meetings/meetings_phone.html", {"page": coming, "held": held})


@requires(Permission.MEETING_VIEW)
def meeting(request, pk):
    """One meeting. Staff see who was asked, answered and came; a mentor only the own answer."""
    rows = Meeting.objects.not_voided().for_user(request.user).select_related("site")
    row = get_object_or_404(rows.prefetch_related(own_invitation(request.user)).with_counts(), pk=pk)
    timezone.activate(row.site.zone)
    if not Meeting.objects.for_casework(request.user).filter(pk=pk).exists():
        return render(request, "programs/casework/meetings/meeting_phone.html", {"meeting": row})
    attendances = row.attendances.select_related("person", "enrollment__site")
    return render(
        request,
        "programs/casework/meetings/meeting.html",
        {"meeting": row, "attendances": attendances, "may_edit": request.user.may(Permission.MEETING_EDIT)},
    )


@requires(Permission.MEETING_EDIT)
def plan(request):
    """Plan a meeting, and ask everyone who is enrolled."""
    form = MeetingForm(
        request.POST or None,
        instance=Meeting(),
        user=request.user,
        site=request.site,
        cancel_url=reverse("meetings:meetings"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = workflow.plan(by=request.user, **form.details)
        except workflow.CannotPlan as refusal:
            form.add_error("kind", str(refusal))
        else:
            messages.success(request, _("The meeting is planned."))
            return redirect(row)
    return render(request, "programs/casework/meetings/plan.html", {"form": form, "title": _("Plan a meeting")})


@requires(Permission.MEETING_EDIT)
def edit(request, pk):
    """Move a meeting or correct it. Whoever was first wins; the other one sees both versions."""
    row = editable_meeting(request, pk)
    timezone.activate(row.site.zone)
    if row.called_off_at:
        messages.warning(request, _("This meeting was called off. Plan a new one."))
        return redirect(row)
    form = MeetingForm(request.POST or None, instance=row, user=request.user, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.change(meeting=row, by=request.user, version=form.cleaned_data["version"], **form.details)
        except workflow.CannotPlan as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The meeting was changed."))
            return redirect(row)
    return render(
        request,
        "programs/casework/meetings/plan.html",
        {"form": form, "meeting": row, "title": _("Change a meeting")},
    )


@requires(Permission.MEETING_EDIT)
def call_off(request, pk):
    """Call a meeting off, with a reason that everyone reads."""
    row = editable_meeting(request, pk)
    timezone.activate(row.site.zone)
    form = CallOffForm(request.POST or None, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.call_off(meeting=row, by=request.user, **form.cleaned_data)
        except workflow.CannotPlan as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The meeting was called off, and everyone who signs in was told."))
            return redirect(row)
    return render(request, "programs/casework/meetings/call_off.html", {"form": form, "meeting": row})


@requires(Permission.MEETING_EDIT)
def attendance(request, pk):
    """Note who came."""
    row = editable_meeting(request, pk)
    timezone.activate(row.site.zone)
    form = AttendanceForm(request.POST or None, meeting=row, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.take_attendance(meeting=row, rows=form.rows, by=request.user)
        except workflow.CannotTakeAttendance as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Attendance was noted."))
            return redirect(row)
    return render(request, "programs/casework/meetings/attendance.html", {"form": form, "meeting": row})


@requires(Permission.MEETING_EDIT)
def walk_in(request, pk):
    """Add a participant who came without being asked."""
    row = editable_meeting(request, pk)
    timezone.activate(row.site.zone)
    form = WalkInForm(
        request.POST or None,
        meeting=row,
        user=request.user,
        cancel_url=reverse("meetings:attendance", args=[row.pk]),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.add_walk_in(meeting=row, by=request.user, **form.cleaned_data)
        except workflow.CannotTakeAttendance as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Added to the list."))
            return redirect("meetings:attendance", row.pk)
    return render(request, "programs/casework/meetings/walk_in.html", {"form": form, "meeting": row})


@requires(Permission.MEETING_VIEW)
@require_POST
def answer(request, pk):
    """Say yes or no to an invitation: one's own, or as staff for whoever called."""
    row = get_object_or_404(
        Attendance.objects.for_user(request.user).filter(meeting__voided_at=None).select_related("person", "meeting"),
        pk=pk,
    )
    comes = {"yes": True, "no": False}.get(request.POST.get("answer"))
    if comes is None:
        messages.warning(request, _("Choose whether they come or not."))
    else:
        try:
            workflow.answer(attendance=row, comes=comes, by=request.user)
        except workflow.CannotAnswer as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, words_of_answer(row, comes, request.user))
    return redirect(own_address(request, request.POST.get("next", "")) or row.meeting.get_absolute_url())


def words_of_answer(attendance, comes, user):
    if attendance.person.user_id == user.pk:
        return _("Thank you. You are expected.") if comes else _("Thank you for telling us. Another time!")
    name = attendance.person.name
    return _("%(name)s is expected.") % {"name": name} if comes else _("%(name)s cannot come.") % {"name": name}
