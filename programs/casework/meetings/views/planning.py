"""Planning a meeting or a series, moving it and calling it off."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.sending import sent
from programs.casework.meetings import workflow
from programs.casework.meetings.forms.planning import CallOffForm, MeetingForm
from programs.casework.meetings.models import Meeting
from programs.casework.meetings.views.rows import editable_meeting


@requires(Permission.MEETING_EDIT)
def plan(request):
    """Plan a meeting or a series, and ask everyone it is for."""
    form = MeetingForm(
        sent(request),
        instance=Meeting(),
        user=request.user,
        site=request.site,
        cancel_url=reverse("meetings:meetings"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            where_to = _planned(request, form)
        except workflow.CannotPlan as refusal:
            form.add_error("kind", str(refusal))
        else:
            return redirect(where_to)
    return render(request, "programs/casework/meetings/plan.html", {"form": form, "title": _("Plan a meeting")})


def _planned(request, form):
    if not form.series:
        row = workflow.plan(by=request.user, **form.details)
        messages.success(request, _("The meeting is planned."))
        return row
    rows = workflow.plan_series(by=request.user, **form.series, **form.details)
    messages.success(
        request,
        ngettext("%(count)d meeting is planned.", "%(count)d meetings are planned.", len(rows)) % {"count": len(rows)},
    )
    return rows[0].series


@requires(Permission.MEETING_EDIT)
def edit(request, pk):
    """Move a meeting or correct it. Whoever was first wins; the other one sees both versions."""
    row = editable_meeting(request, pk)
    if row.called_off_at:
        messages.warning(request, _("This meeting was called off. Plan a new one."))
        return redirect(row)
    form = MeetingForm(
        sent(request),
        instance=row,
        user=request.user,
        cancel_url=row.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.change(
                meeting=row,
                by=request.user,
                version=form.cleaned_data["version"],
                following=form.is_for_following,
                **form.details,
            )
        except workflow.CannotPlan as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("This meeting and those that follow were changed.")
                if form.is_for_following
                else _("The meeting was changed."),
            )
            return redirect(row)
    return render(
        request,
        "programs/casework/meetings/plan.html",
        {"form": form, "meeting": row, "title": _("Change a meeting")},
    )


@requires(Permission.MEETING_EDIT)
def call_off(request, pk):
    """Call a meeting off, with a reason that everyone who signs in reads."""
    row = editable_meeting(request, pk)
    form = CallOffForm(sent(request), cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.call_off(meeting=row, by=request.user, **form.cleaned_data)
        except workflow.CannotPlan as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The meeting was called off, and everyone who was asked is told."))
            return redirect(row)
    return render(request, "programs/casework/meetings/call_off.html", {"form": form, "meeting": row})
