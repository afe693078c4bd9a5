"""The pages on which a case ends, begins again, and has its days corrected."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission, Role
from mmp_portal.agencies.models import Site
from mmp_portal.ui.sending import refuse, sent
from programs.casework.closings import workflow
from programs.casework.closings.forms import ClosingForm, DaysForm, ReopenForm, ReopenLimitForm
from programs.casework.closings.models import Closing, ReopenLimit, may_be_reopened_until, reopen_days_at
from programs.casework.enrollments import endings
from programs.casework.enrollments.models import Enrollment
from programs.casework.goals.models import Goal


@requires(Permission.ENROLLMENT_CLOSE)
def close(request, pk):
    """Close a case. Its open matches end on the same day, and their mentors are told."""
    enrollment = get_object_or_404(
        Enrollment.objects.open().for_casework(request.user).with_people().with_open_match(), pk=pk
    )
    form = ClosingForm(
        sent(request),
        program=enrollment.definition,
        goals=Goal.objects.open().filter(enrollment=enrollment).order_by("set_on", "pk"),
        initial={"on": enrollment.site.today()},
        cancel_url=enrollment.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.close(enrollment=enrollment, by=request.user, **form.facts)
        except workflow.CannotClose as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Enrollment closed."))
            return redirect(enrollment)
    context = {
        "form": form,
        "enrollment": enrollment,
        "person": enrollment.participant,
        "endings": endings.described(enrollment),
        "reopen_days": reopen_days_at(enrollment.site, enrollment.site.today()),
    }
    return render(request, "programs/casework/closings/close.html", context)


@requires(Permission.ENROLLMENT_CLOSE)
def reopen(request, pk):
    """Open a case again that was closed lately; after the site's limit the family enrolls anew."""
    enrollment = get_object_or_404(
        Enrollment.objects.not_voided().for_casework(request.user).with_people().with_matches(), pk=pk
    )
    if enrollment.is_open:
        messages.info(request, _("This case is open."))
        return redirect(enrollment)
    form = ReopenForm(sent(request), cancel_url=enrollment.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.reopen(enrollment=enrollment, by=request.user, **form.cleaned_data)
        except workflow.CannotReopen as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The case is open again. Matches that ended are made anew."))
            return redirect(enrollment)
    context = {
        "form": form,
        "enrollment": enrollment,
        "person": enrollment.participant,
        "closing": Closing.objects.not_voided().filter(enrollment=enrollment).first(),
        "last_day": may_be_reopened_until(enrollment),
        "is_too_late": enrollment.site.today() > may_be_reopened_until(enrollment),
    }
    return render(request, "programs/casework/closings/reopen.html", context)


@requires(Permission.ENROLLMENT_CHANGE)
def days(request, pk):
    """Correct the day a case began and, where it is closed, the day it ended, with a reason."""
    enrollment = get_object_or_404(Enrollment.objects.not_voided().for_casework(request.user).with_people(), pk=pk)
    form = DaysForm(
        sent(request),
        is_closed=enrollment.closed_on is not None,
        initial={
            "enrolled_on": enrollment.enrolled_on,
            "closed_on": enrollment.closed_on,
            "version": enrollment.version,
        },
        cancel_url=enrollment.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.correct_days(enrollment=enrollment, by=request.user, **form.cleaned_data)
        except workflow.CannotClose as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The days were corrected."))
            return redirect(enrollment)
    context = {"form": form, "enrollment": enrollment, "person": enrollment.participant}
    return render(request, "programs/casework/closings/days.html", context)


@requires(Permission.PARAMETER_EDIT)
def reopen_limit(request, pk):
    """For how many days a site opens closed cases again."""
    site = get_object_or_404(_sites_set_by(request.user), pk=pk)
    back = reverse("sites:site", args=[site.pk])
    form = ReopenLimitForm(
        sent(request),
        initial={"days": reopen_days_at(site, site.today()), "starts_on": site.today()},
        cancel_url=back,
    )
    if request.method == "POST" and form.is_valid():
        workflow.set_reopen_limit(site=site, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved for how long closed cases open again."))
        return redirect(back)
    context = {"form": form, "site": site, "limits": ReopenLimit.objects.filter(site=site)}
    return render(request, "programs/casework/closings/reopen_limit.html", context)


def _sites_set_by(user):
    """Sites whose values `user` sets: a supervisor's own, an administrator's of the agency, or all."""
    reach = Q(pk__in=[])
    for grant in user.grants_with(Permission.PARAMETER_EDIT):
        if grant.role == Role.ADMINISTRATOR and grant.agency_id is None:
            return Site.objects.all()
        reach |= Q(agency=grant.agency_id) if grant.role == Role.ADMINISTRATOR else Q(pk=grant.site_id)
    return Site.objects.filter(reach)
