"""The classes of a site, which class a meeting is, and what somebody made up; the certificate on paper."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.printing import as_pdf
from mmp_portal.ui.sending import refuse, sent
from participants.views import sites_of
from programs.casework.meetings import workflow as meetings
from programs.casework.meetings.models import Meeting
from programs.worksite.definition import PROGRAM
from programs.worksite.placements.cases import case_at_hand, shown
from programs.worksite.readiness import workflow
from programs.worksite.readiness.curriculum import class_of, classes
from programs.worksite.readiness.forms import ClassForm, MakeUpForm, PlanForm, WaiverForm
from programs.worksite.readiness.standing import readiness_of

PER_PAGE = 25


@requires(Permission.MEETING_VIEW)
def class_list(request):
    """The classes held and to come, the latest first, and the curriculum they follow."""
    rows = Meeting.objects.not_voided().for_casework(request.user).filter(program=PROGRAM.code, kind=workflow.KIND)
    if request.site:
        rows = rows.filter(site=request.site)
    rows = rows.select_related("site", "readiness_class").with_counts().order_by("-starts_at", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    held = [(meeting, _class_of(meeting)) for meeting in page]
    return render(
        request,
        "programs/worksite/readiness/classes.html",
        {
            "page": page,
            "held": held,
            "curriculum": classes(),
            "program": PROGRAM,
            "may_edit": request.user.may(Permission.MEETING_EDIT),
        },
    )


def _class_of(meeting):
    row = getattr(meeting, "readiness_class", None)
    return class_of(row.code) if row else None


@requires(Permission.MEETING_EDIT)
def plan(request):
    """Plan the classes one after the other; whoever has not finished one is asked to it."""
    form = PlanForm(
        sent(request),
        sites=sites_of(request),
        initial={"clock": "16:00"},
        cancel_url=reverse("worksite:classes"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            planned = workflow.plan_classes(by=request.user, **form.details())
        except meetings.CannotPlan as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(count)d classes were planned.") % {"count": len(planned)})
            return redirect("worksite:classes")
    return render(
        request, "programs/worksite/readiness/form.html", {"form": form, "title": _("Plan the classes"), "lead": ""}
    )


@requires(Permission.MEETING_EDIT)
def name_class(request, pk):
    """Say which class of the curriculum a meeting is."""
    rows = Meeting.objects.not_voided().for_casework(request.user).filter(program=PROGRAM.code, kind=workflow.KIND)
    meeting = get_object_or_404(rows.select_related("site", "readiness_class"), pk=pk)
    known = _class_of(meeting)
    form = ClassForm(
        sent(request), initial={"code": known.code if known else None}, cancel_url=reverse("worksite:classes")
    )
    if request.method == "POST" and form.is_valid():
        workflow.say_which_class(meeting=meeting, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. Who came has finished this class."))
        return redirect("worksite:classes")
    return render(
        request,
        "programs/worksite/readiness/form.html",
        {"form": form, "title": _("Which class is it?"), "lead": meeting.topic},
    )


@requires(Permission.ENROLLMENT_CHANGE)
def make_up(request, pk):
    """Note that a missed class was made up."""
    enrollment = case_at_hand(request, pk, is_open=True)
    missing = readiness_of([enrollment])[enrollment.pk].missing
    if not missing:
        messages.info(request, _("Every class is finished."))
        return redirect("worksite:work", pk=enrollment.pk)
    form = MakeUpForm(
        sent(request),
        missing=missing,
        initial={"made_up_on": enrollment.site.today()},
        cancel_url=reverse("worksite:work", args=[enrollment.pk]),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.make_up(enrollment=enrollment, by=request.user, **form.cleaned_data)
        except workflow.CannotMakeUp as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Noted."))
            return redirect("worksite:work", pk=enrollment.pk)
    return shown(request, "work/form", enrollment, form=form, title=_("A class made up"))


@requires(Permission.READINESS_WAIVE)
def waive(request, pk):
    """A supervisor lets somebody be proposed before the classes are finished, with a reason."""
    enrollment = case_at_hand(request, pk, is_open=True)
    form = WaiverForm(sent(request), cancel_url=reverse("worksite:work", args=[enrollment.pk]))
    if request.method == "POST" and form.is_valid():
        try:
            workflow.waive(enrollment=enrollment, by=request.user, **form.cleaned_data)
        except workflow.CannotMakeUp as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("They can be proposed for jobs now."))
            return redirect("worksite:work", pk=enrollment.pk)
    return shown(request, "work/form", enrollment, form=form, title=_("Propose before the classes are finished"))


@requires(Permission.CASE_VIEW)
def certificate(request, pk):
    """The certificate of who finished every class, as a PDF."""
    enrollment = case_at_hand(request, pk)
    standing = readiness_of([enrollment])[enrollment.pk]
    if not standing.is_finished:
        messages.warning(request, _("The certificate comes when every class is finished."))
        return redirect("worksite:work", pk=enrollment.pk)
    trail.record(request.user, "readiness.certificate", enrollment)
    with timezone.override(enrollment.site.zone):
        html = render_to_string(
            "programs/worksite/readiness/certificate.html",
            {
                "enrollment": enrollment,
                "person": enrollment.participant,
                "site": enrollment.site,
                "standing": standing,
                "language": get_language() or "en",
            },
        )
    name = f"{enrollment.number}-job-readiness.pdf"
    response = HttpResponse(
        as_pdf(html, stylesheet="css/certificate.css", identifier=name), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
