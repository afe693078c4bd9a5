"""Which assessment tools the installation uses, how they are read and when they are due."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.accounts.workflow import serves_the_installation
from programs.casework.assessments import known_tools, workflow
from programs.casework.assessments.models import Schedule, Tool
from programs.casework.assessments.tools.forms import BandForm, EndScheduleForm, ScheduleForm, ToolForm

FORM = "programs/casework/assessments/tools/form.html"


def for_the_installation(view):
    """Tools hold for every agency: those of one agency read them, the administrators of all set them."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not serves_the_installation(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@requires(Permission.ASSESSMENT_TOOL_EDIT)
def tools(request):
    """Every tool, and whether those that come with the portal were taken over."""
    rows = list(Tool.objects.not_voided().with_rules())
    codes = {tool.code for tool in rows}
    missing = [entry["name"] for entry in known_tools.known() if entry["code"] not in codes]
    return render(
        request,
        "programs/casework/assessments/tools/tools.html",
        {
            "tools": rows,
            "missing": missing,
            "today": timezone.localdate(),
            "may_set": serves_the_installation(request.user),
        },
    )


@requires(Permission.ASSESSMENT_TOOL_EDIT)
@require_POST
@for_the_installation
def take_over(request):
    """Add the known tools that are not there yet."""
    added = known_tools.take_over(by=request.user)
    messages.success(request, ngettext("%(count)d tool added.", "%(count)d tools added.", added) % {"count": added})
    return redirect("assessments:tools")


@requires(Permission.ASSESSMENT_TOOL_EDIT)
def tool(request, pk):
    """One tool, its bands and when it is due."""
    row = get_object_or_404(Tool.objects.not_voided().with_rules(), pk=pk)
    context = {"tool": row, "today": timezone.localdate(), "may_set": serves_the_installation(request.user)}
    return render(request, "programs/casework/assessments/tools/tool.html", context)


@requires(Permission.ASSESSMENT_TOOL_EDIT)
@for_the_installation
def create(request):
    """Add a tool."""
    form = ToolForm(request.POST or None, cancel_url=reverse("assessments:tools"))
    if request.method == "POST" and form.is_valid():
        row = workflow.add_tool(by=request.user, **form.details)
        messages.success(request, _("The tool is added. Say next how it is read and when it is due."))
        return redirect(row)
    return render(request, FORM, {"form": form, "title": _("Add a tool")})


@requires(Permission.ASSESSMENT_TOOL_EDIT)
@for_the_installation
def edit(request, pk):
    """Change a tool; a lost update is refused with both versions shown."""
    row = get_object_or_404(Tool.objects.not_voided(), pk=pk)
    form = ToolForm(request.POST or None, instance=row, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        workflow.change_tool(tool=row, by=request.user, **form.details)
        messages.success(request, _("Saved."))
        return redirect(row)
    return render(request, FORM, {"form": form, "tool": row, "title": _("Change the tool")})


@requires(Permission.ASSESSMENT_TOOL_EDIT)
@for_the_installation
def band(request, pk):
    """Add a band."""
    row = get_object_or_404(Tool.objects.not_voided(), pk=pk)
    form = BandForm(request.POST or None, tool=row, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        workflow.add_band(tool=row, by=request.user, **form.cleaned_data)
        messages.success(request, _("The band is added."))
        return redirect(row)
    return render(request, FORM, {"form": form, "tool": row, "title": _("Add a band")})


@requires(Permission.ASSESSMENT_TOOL_EDIT)
@for_the_installation
def schedule(request, pk):
    """Say when the tool is due in a program."""
    row = get_object_or_404(Tool.objects.not_voided(), pk=pk)
    form = ScheduleForm(
        request.POST or None, initial={"starts_on": timezone.localdate()}, cancel_url=row.get_absolute_url()
    )
    if request.method == "POST" and form.is_valid():
        workflow.add_schedule(tool=row, by=request.user, **form.cleaned_data)
        messages.success(request, _("The rule is added."))
        return redirect(row)
    return render(request, FORM, {"form": form, "tool": row, "title": _("When it is due")})


@requires(Permission.ASSESSMENT_TOOL_EDIT)
@for_the_installation
def end_schedule(request, pk):
    """Let a rule end on a day."""
    rule = get_object_or_404(Schedule.objects.not_voided().select_related("tool"), pk=pk)
    form = EndScheduleForm(
        request.POST or None, initial={"on": timezone.localdate()}, cancel_url=rule.tool.get_absolute_url()
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.end_schedule(schedule=rule, on=form.cleaned_data["on"], by=request.user)
        except workflow.CannotRecord as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, _("The rule ends on that day."))
            return redirect(rule.tool)
    return render(request, FORM, {"form": form, "tool": rule.tool, "title": _("End the rule")})
