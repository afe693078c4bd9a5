"""Who came, what was given, the sheet on paper, and who the guests were."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.sending import sent
from mmp_portal.ui.tables import paginated
from programs.casework.meetings import workflow
from programs.casework.meetings.forms.attending import AttendanceForm, GivenForm
from programs.casework.meetings.forms.door import MatchForm, WalkInForm
from programs.casework.meetings.guests import likely_people
from programs.casework.meetings.models import Meeting, WalkIn, WalkInStatus
from programs.casework.meetings.tables import WalkInTable
from programs.casework.meetings.views.rows import editable_guest, editable_meeting

EMPTY_LINES = range(8)


@requires(Permission.MEETING_EDIT)
def attendance(request, pk):
    """Note who came. Before the meeting begins there is no form, only when there will be one."""
    row = editable_meeting(request, pk)
    form = AttendanceForm(sent(request), meeting=row, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.take_attendance(meeting=row, rows=form.rows, by=request.user)
        except workflow.CannotTakeAttendance as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Attendance was noted."))
            return redirect(row)
    return render(
        request,
        "programs/casework/meetings/attendance.html",
        {"form": form, "meeting": row, "guests": row.walk_ins.waiting().count()},
    )


@requires(Permission.MEETING_EDIT)
def given(request, pk):
    """Note child care, meals and rides of a meeting that was held."""
    row = editable_meeting(request, pk)
    form = GivenForm(sent(request), instance=row, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.note_what_was_given(meeting=row, by=request.user, **form.cleaned_data)
        except workflow.CannotTakeAttendance as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("What was given is noted."))
            return redirect(row)
    return render(request, "programs/casework/meetings/given.html", {"form": form, "meeting": row})


@requires(Permission.MEETING_EDIT)
def walk_in(request, pk):
    """Add a participant or a mentor who came without being asked."""
    row = editable_meeting(request, pk)
    form = WalkInForm(
        sent(request),
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


@requires(Permission.MEETING_EDIT)
def sheet(request, pk):
    """The list on paper, with room to sign. PINs are not on it: it lies open at the door."""
    row = editable_meeting(request, pk)
    people = [one.person for one in row.attendances.select_related("person")]
    return render(
        request,
        "programs/casework/meetings/sheet.html",
        {"meeting": row, "people": people, "empty_lines": EMPTY_LINES},
    )


@requires(Permission.MEETING_EDIT)
def walk_ins(request):
    """Guests who signed in by name and are to be matched; of one meeting, or of all."""
    rows = WalkIn.objects.not_voided().for_user(request.user).select_related("meeting__site")
    if request.site:
        rows = rows.filter(meeting__site=request.site)
    meeting = None
    asked = request.GET.get("meeting", "")
    if asked.isascii() and asked.isdecimal() and len(asked) < 18:
        meeting = Meeting.objects.for_casework(request.user).filter(pk=asked).first()
        rows = rows.filter(meeting=meeting) if meeting else rows.none()
    shown = request.GET.get("show")
    if shown not in WalkInStatus.values:
        shown = WalkInStatus.WAITING
    table = paginated(request, WalkInTable, rows.filter(status=shown))
    tabs = [{"code": code, "label": label, "current": code == shown} for code, label in WalkInStatus.choices]
    return render(
        request,
        "programs/casework/meetings/walk_ins.html",
        {"table": table, "tabs": tabs, "show": shown, "meeting": meeting},
    )


@requires(Permission.MEETING_EDIT)
def match_walk_in(request, pk):
    """Say who a guest was: a participant, a mentor, or nobody we follow."""
    row = editable_guest(request, pk)
    likely = likely_people(row, request.user)
    form = MatchForm(
        sent(request),
        meeting=row.meeting,
        user=request.user,
        initial={"enrollment": likely[0].case.pk} if likely and likely[0].is_sure else {},
        cancel_url=reverse("meetings:walk_ins"),
    )
    if request.method == "POST" and request.POST.get("again"):
        return _reconsidered(request, row)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            if said["reason"]:
                workflow.set_aside(walk_in=row, reason=said["reason"], by=request.user)
            else:
                workflow.match_walk_in(
                    walk_in=row, by=request.user, enrollment=said["enrollment"], mentor=said["mentor"]
                )
        except workflow.CannotMatch as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The guest is set aside.") if said["reason"] else _("It counts for them now."))
            return redirect("meetings:walk_ins")
    return render(
        request,
        "programs/casework/meetings/match_walk_in.html",
        {"guest": row, "meeting": row.meeting, "form": form, "likely": likely},
    )


def _reconsidered(request, row):
    try:
        workflow.reconsider(walk_in=row, by=request.user)
    except workflow.CannotMatch as refusal:
        messages.warning(request, str(refusal))
    return redirect(row)
