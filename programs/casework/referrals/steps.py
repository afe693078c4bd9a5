"""What is done about a referral: trying, giving it to somebody, waiting, ending, taking up again, and what is restricted."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.audit.glass import Door
from mmp_portal.ui.sending import refuse, sent
from programs.casework.referrals import workflow
from programs.casework.referrals.forms import (
    AssignForm,
    AttemptForm,
    EndForm,
    OpenReportForm,
    ReopenForm,
    ReportForm,
    WaitForm,
)
from programs.casework.referrals.models import Attempt, DivisionReport, Referral, Status
from programs.casework.referrals.views import referral_at_hand, screen_url

reports_door = Door("open_division_reports", open_for=timedelta(minutes=15))


@requires(Permission.REFERRAL_EDIT)
@require_POST
def tap(request, pk):
    """Log a try of today with one tap. Tapped twice, it is kept once."""
    row = referral_at_hand(request, pk)
    way, outcome = request.POST.get("way", ""), request.POST.get("outcome", "")
    if way not in Attempt.Way.values or outcome not in Attempt.Outcome.values:
        messages.warning(request, _("Say how you tried, and what came of it."))
        return redirect("referrals:attempt", pk=row.pk)
    try:
        uid = uuid.UUID(request.POST.get("uid", ""))
    except ValueError:  # a tool, not the page, sent it: then it is one try for each sending
        uid = uuid.uuid4()
    try:
        workflow.log_attempt(referral=row, way=way, outcome=outcome, by=request.user, sent_uid=uid)
    except workflow.CannotChange as refusal:
        messages.warning(request, str(refusal))
    else:
        _say_tried(request, row)
    return redirect(row)


def _say_tried(request, row):
    was = row.status
    row.refresh_from_db(fields=["status"])
    if was == Status.NEW and row.status == Status.SCREENING:
        messages.success(request, _("Saved. You spoke with them: the screening can begin."))
    else:
        messages.success(request, _("Saved: you tried to reach %(name)s.") % {"name": row.person.name})


@requires(Permission.REFERRAL_EDIT)
def attempt(request, pk):
    """Log a try with its day and a note."""
    row = referral_at_hand(request, pk)
    form = AttemptForm(sent(request), initial={"made_on": row.site.today()}, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.log_attempt(referral=row, by=request.user, **form.cleaned_data)
        except workflow.CannotChange as refusal:
            refuse(form, refusal)
        else:
            _say_tried(request, row)
            return redirect(row)
    return _page(request, row, form, _("Log a try"))


@requires(Permission.REFERRAL_EDIT)
def assign(request, pk):
    """Say who takes the referral in; they are told."""
    row = referral_at_hand(request, pk)
    form = AssignForm(
        sent(request),
        workers=workflow.workers_for(row),
        initial={"worker": row.intake_worker_id},
        cancel_url=row.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.assign(referral=row, by=request.user, **form.cleaned_data)
        except workflow.CannotChange as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(row)
    return _page(request, row, form, _("Who takes it in?"))


@requires(Permission.REFERRAL_EDIT)
@require_POST
def begin(request, pk):
    """Say that the family is being screened, and go to the page on which it is done."""
    row = referral_at_hand(request, pk)
    try:
        workflow.begin_screening(referral=row, by=request.user)
    except workflow.CannotChange as refusal:
        messages.warning(request, str(refusal))
        return redirect(row)
    return redirect(screen_url(row))


@requires(Permission.REFERRAL_EDIT)
def wait(request, pk):
    """Put the family on the waiting list of a program."""
    row = referral_at_hand(request, pk)
    form = WaitForm(
        sent(request),
        site=row.site,
        initial={"program": row.program, "on": row.site.today()},
        cancel_url=row.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.put_on_waiting_list(referral=row, by=request.user, **form.cleaned_data)
        except workflow.CannotChange as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("They are on the waiting list."))
            return redirect(row)
    return _page(request, row, form, _("Put on the waiting list"))


@requires(Permission.REFERRAL_EDIT)
def end(request, pk):
    """End a referral without an enrollment, with the reason."""
    row = referral_at_hand(request, pk)
    form = EndForm(sent(request), cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.end(referral=row, by=request.user, **form.cleaned_data)
        except workflow.CannotChange as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The referral has ended. It can be taken up again."))
            return redirect(row)
    return _page(request, row, form, _("End the referral"))


@requires(Permission.REFERRAL_EDIT)
def reopen(request, pk):
    """Take up again a referral that ended without an enrollment."""
    row = referral_at_hand(request, pk)
    form = ReopenForm(sent(request), cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.reopen(referral=row, by=request.user, **form.cleaned_data)
        except workflow.CannotChange as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Taken up again: the family is being screened."))
            return redirect(row)
    return _page(request, row, form, _("Take the referral up again"))


@requires(Permission.RESTRICTED_VIEW)
def report(request, pk):
    """What Children's Division wrote: a reason first, where there is something; every time it is shown is recorded."""
    row = referral_at_hand(request, pk)
    if not Referral.objects.with_report_open_to(request.user).filter(pk=row.pk).exists():
        raise PermissionDenied
    reports = DivisionReport.objects.not_voided().for_user(request.user).filter(referral=row)
    opened = reports_door.is_open(request, row)
    if opened is None and reports.exists():
        form = OpenReportForm(sent(request), cancel_url=row.get_absolute_url())
        if request.method == "POST" and form.is_valid():
            reports_door.open(request, row, reason=form.cleaned_data["reason"])
            return redirect("referrals:report", pk=row.pk)
        reports = reports.none()
    else:
        form = ReportForm(sent(request), cancel_url=row.get_absolute_url())
        if request.method == "POST" and request.user.may(Permission.RESTRICTED_EDIT) and form.is_valid():
            workflow.write_report(referral=row, by=request.user, **form.cleaned_data)
            messages.success(request, _("Kept."))
            return redirect(row)
        if opened:
            trail.opened(request.user, row, what="restricted facts", reason=opened.reason)
    response = render(
        request,
        "programs/casework/referrals/report.html",
        {"referral": row, "form": form, "opened": opened, "reports": reports.select_related("recorded_by")},
    )
    response["Cache-Control"] = "no-store"
    return response


def _page(request, row, form, title):
    return render(request, "programs/casework/referrals/form.html", {"form": form, "referral": row, "title": title})
