"""The assessments of a case, one result, and what followed from it."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.audit.glass import Door
from mmp_portal.ui.sending import refuse
from programs.casework.assessments import due, workflow
from programs.casework.assessments.ages import is_adjusted
from programs.casework.assessments.forms import FollowUpForm, OpenResultForm, ResultForm
from programs.casework.assessments.models import Assessment, Tool
from programs.casework.enrollments.models import Enrollment

# For so long a result that was opened with a reason may be corrected and followed up.
OPENED = Door("open_results", open_for=timedelta(minutes=15))


def case_at_hand(request, pk):
    return get_object_or_404(Enrollment.objects.not_voided().for_casework(request.user).with_people(), pk=pk)


def may_read_restricted(user, enrollment):
    """Whether `user` is the assigned worker of the case, or its supervisor."""
    return Enrollment.objects.with_restricted_open_to(user).filter(pk=enrollment.pk).exists()


@requires(Permission.CASE_VIEW)
def assessments(request, pk):
    """What is due in a case, and what came out so far."""
    enrollment = case_at_hand(request, pk)
    today = enrollment.site.today()
    trail.opened(request.user, enrollment, what="case file")
    reads_restricted = may_read_restricted(request.user, enrollment)
    tools = Tool.objects.in_use(today)
    waiting = due.waiting(Enrollment.objects.filter(pk=enrollment.pk), today) if enrollment.is_open else []
    results = Assessment.objects.not_voided().for_user(request.user).filter(enrollment=enrollment).with_people()
    context = {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "program": enrollment.definition,
        "today": today,
        "waiting": sorted(
            (one for one in waiting if reads_restricted or not one.tool.is_restricted), key=lambda one: one.due_on
        ),
        "results": results.select_related("recorded_by"),
        "tools": tools if reads_restricted else tools.filter(is_restricted=False),
        "may_record": enrollment.is_open and request.user.may(Permission.ASSESSMENT_EDIT),
    }
    return render(request, "programs/casework/assessments/assessments.html", context)


@requires(Permission.ASSESSMENT_EDIT)
def record(request, pk, tool):
    """Write down what came out of a tool."""
    enrollment = case_at_hand(request, pk)
    chosen = get_object_or_404(Tool.objects.in_use(enrollment.site.today()), pk=tool)
    if chosen.is_restricted:
        get_object_or_404(Enrollment.objects.with_restricted_open_to(request.user), pk=pk)
    children = enrollment.participant.children(on=enrollment.site.today())
    asked = request.GET.get("person", "")
    form = ResultForm(
        request.POST or None,
        tool=chosen,
        children=children,
        initial={
            "given_on": enrollment.site.today(),
            "outcome": "done",
            "person": int(asked) if asked.isdecimal() and len(asked) < 19 else None,
        },
        cancel_url=reverse("assessments:assessments", args=[pk]),
    )
    if request.method == "POST" and form.is_valid():
        try:
            assessment = workflow.record(enrollment=enrollment, tool=chosen, by=request.user, **form.facts)
        except workflow.CannotRecord as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The assessment is recorded."))
            return redirect(assessment)
    context = {"form": form, "tool": chosen, "enrollment": enrollment, "person": enrollment.participant}
    return render(request, "programs/casework/assessments/record.html", context)


def _visible(request, pk):
    rows = Assessment.objects.not_voided().for_user(request.user).with_people().with_result()
    return get_object_or_404(rows, pk=pk)


@requires(Permission.CASE_VIEW)
def assessment(request, pk):
    """One result and what follows from it. A restricted one asks for a reason each time it is opened."""
    row = _visible(request, pk)
    opening = None
    is_open = not row.tool.is_restricted
    if not is_open:
        opening = OpenResultForm(request.POST or None, cancel_url=_back(row))
        if request.method == "POST" and opening.is_valid():
            trail.opened(
                request.user,
                row.enrollment,
                what="restricted assessment",
                reason=opening.cleaned_data["reason"],
            )
            OPENED.open(request, row, reason=opening.cleaned_data["reason"])
            is_open = True
    context = {
        "assessment": row,
        "enrollment": row.enrollment,
        "person": row.enrollment.participant,
        "program": row.enrollment.definition,
        "found": row.found if is_open else None,
        "is_adjusted": is_adjusted(row.tool, row.person, row.given_on),
        "is_open": is_open,
        "opening": opening,
        "band": _band(row) if is_open else None,
    }
    return _apart(row, render(request, "programs/casework/assessments/assessment.html", context))


def _apart(row, response):
    """A page of a restricted result stays in no cache."""
    if row.tool.is_restricted:
        response["Cache-Control"] = "no-store"
    return response


def _band(row):
    return row.tool.band_of(row.found.total) if row.found.total is not None else None


def _back(row):
    return reverse("assessments:assessments", args=[row.enrollment_id])


def _asks_first(request, row):
    """Whether a restricted result is still to be opened with a reason. What was typed already is let through."""
    if not row.tool.is_restricted or request.method == "POST":
        return False
    return OPENED.is_open(request, row) is None


def _ask_why(request, row):
    messages.info(request, _("Say first why you open it."))
    return redirect(row)


@requires(Permission.ASSESSMENT_EDIT)
def edit(request, pk):
    """Correct a result; a lost update is refused with both versions shown. A restricted one was opened just before."""
    row = _visible(request, pk)
    if _asks_first(request, row):
        return _ask_why(request, row)
    if row.tool.is_restricted:
        trail.opened(request.user, row.enrollment, what="restricted assessment", reason=_("To correct it"))
    children = row.enrollment.participant.children(on=row.enrollment.site.today())
    form = ResultForm(
        request.POST or None, instance=row, tool=row.tool, children=children, cancel_url=row.get_absolute_url()
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.correct(assessment=row, by=request.user, **form.facts)
        except workflow.CannotRecord as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(row)
    context = {"form": form, "tool": row.tool, "enrollment": row.enrollment, "person": row.enrollment.participant}
    return _apart(row, render(request, "programs/casework/assessments/record.html", context))


@requires(Permission.ASSESSMENT_EDIT)
def follow_up(request, pk):
    """Say what came of what was to follow. A restricted result was opened just before."""
    row = _visible(request, pk)
    if _asks_first(request, row):
        return _ask_why(request, row)
    form = FollowUpForm(
        request.POST or None,
        tool=row.tool,
        initial={"on": row.followed_up_on or row.enrollment.site.today(), "words": row.found.followed_up_words},
        cancel_url=row.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.follow_up(assessment=row, by=request.user, **form.cleaned_data)
        except workflow.CannotRecord as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(row)
    context = {"form": form, "assessment": row, "enrollment": row.enrollment, "person": row.enrollment.participant}
    return _apart(row, render(request, "programs/casework/assessments/follow_up.html", context))
