"""The company names who accompanies somebody at work, and staff orient them."""

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
from programs.worksite.models.namings import NamedMentor, jobs_without_a_mentor
from programs.worksite.models.placements import Placement
from programs.worksite.namings import workflow
from programs.worksite.namings.doors import NAME
from programs.worksite.namings.forms import NameForm, OrientForm
from programs.worksite.placements.cases import shown
from programs.worksite.weeks.workflow import minutes_of


@by_link(NAME)
def name_mentor(request, link):
    """The company says whom it chose: the job and its first day say who is meant, and no name does."""
    rows = Placement.objects.standing().at_partners().select_related("enrollment__site")
    placement = rows.filter(pk=link.subject_id).first()
    if placement is None:
        return gone(request)
    site = placement.enrollment.site
    timezone.activate(site.zone)
    form = NameForm(sent(request), request=request, door=str(placement.pk))
    waits = jobs_without_a_mentor().filter(pk=placement.pk).exists()
    if request.method == "POST" and waits and form.is_valid():
        try:
            workflow.name(placement=placement, **form.details())
        except workflow.CannotName as refusal:
            refuse(form, refusal)
        else:
            links.use(link)
            return redirect(path_of(link))
    return render(
        request,
        "programs/worksite/namings/name.html",
        {"placement": placement, "form": form, "waits": waits, "minutes": minutes_of(site, site.today())},
        status=form.status,
    )


@requires(Permission.MENTOR_EDIT)
def orient(request, pk):
    """Somebody whom the company named was oriented: they become a mentor, and the match begins."""
    row = get_object_or_404(NamedMentor.objects.not_voided().for_user(request.user).with_job(), pk=pk)
    placement = row.placement
    if row.mentor_id or not placement.is_standing:
        messages.info(request, _("This is done already, or the job ended."))
        return redirect(placement)
    today = placement.enrollment.site.today()
    form = OrientForm(
        sent(request),
        partner=placement.partner,
        initial={
            "given_name": row.given_name,
            "family_name": row.family_name,
            "phone": row.phone,
            "email": row.email,
            "oriented_on": today.isoformat(),
            "from_on": max(placement.starts_on, today).isoformat(),
        },
        cancel_url=placement.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.orient(naming=row, by=request.user, **form.details())
        except workflow.CannotName as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("They are matched."))
            return redirect(placement)
    return shown(request, "namings/orient", placement.enrollment, form=form, naming=row, placement=placement)
