"""Asking both sides how it goes: staff note what they hear, and an employer answers by a link."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.links import workflow as links
from mmp_portal.links.doors import by_link, gone
from mmp_portal.links.purposes import path_of
from mmp_portal.ui.sending import refuse, sent
from programs.worksite.check_ins import workflow
from programs.worksite.check_ins.doors import EMPLOYER
from programs.worksite.check_ins.forms import CheckInForm, EmployerForm
from programs.worksite.models.check_ins import CheckIn
from programs.worksite.placements.cases import shown


@requires(Permission.ENROLLMENT_CHANGE)
def check_in(request, pk):
    """Note what one side says; for the employer the link stands beside, to be sent by hand."""
    row = get_object_or_404(CheckIn.objects.not_voided().for_user(request.user).with_job(), pk=pk)
    if row.is_answered:
        messages.info(request, _("This was answered already."))
        return redirect(row.placement)
    form = CheckInForm(sent(request), check_in=row, cancel_url=row.placement.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.answer(check_in=row, by=request.user, **form.details())
        except workflow.CannotAnswer as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Noted."))
            return redirect(row.placement)
    way = links.links_of(EMPLOYER, [row.pk]).get(row.pk) if row.is_of_the_employer else None
    return shown(
        request,
        "check_ins/check_in",
        row.placement.enrollment,
        form=form,
        check_in=row,
        placement=row.placement,
        link=request.build_absolute_uri(path_of(way)) if way else "",
    )


@by_link(EMPLOYER)
def employer(request, link):
    """Four questions to the employer: the job and its first day say who is meant, and no name does."""
    rows = CheckIn.objects.not_voided().filter(placement__voided_at=None)
    row = rows.with_job().filter(pk=link.subject_id).first()
    if row is None:
        return gone(request)
    timezone.activate(row.placement.enrollment.site.zone)
    form = EmployerForm(sent(request), check_in=row, request=request, door=str(row.pk))
    if request.method == "POST" and not row.is_answered and form.is_valid():
        try:
            workflow.answer(check_in=row, **form.details())
        except workflow.CannotAnswer as refusal:
            refuse(form, refusal)
        else:
            links.use(link)
            return redirect(path_of(link))
    return render(
        request,
        "programs/worksite/check_ins/employer.html",
        {"check_in": row, "placement": row.placement, "form": form},
        status=form.status,
    )
