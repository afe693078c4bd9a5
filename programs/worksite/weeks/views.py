"""Saying by a link whether one met, and what staff see and settle of a week."""

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
from programs.worksite.models.weeks import MentorWeek
from programs.worksite.placements.cases import shown
from programs.worksite.weeks import workflow
from programs.worksite.weeks.doors import MENTOR, SIDES, YOUTH
from programs.worksite.weeks.forms import SettleForm, TapForm


def _met(request, link):
    """One tap of one side. Opening the page records nothing; the last answer holds."""
    week = MentorWeek.objects.standing().with_people().filter(pk=link.subject_id).first()
    if week is None:
        return gone(request)
    side, site = SIDES[link.purpose], week.enrollment.site
    timezone.activate(site.zone)
    minutes = workflow.minutes_of(site, week.asked_on)
    form = TapForm(
        sent(request),
        minutes=minutes,
        given=getattr(week, f"{side}_said"),
        request=request,
        door=str(link.pk),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.answer(week=week, side=side, said=form.cleaned_data["said"])
        except workflow.CannotAnswer as refusal:
            refuse(form, refusal)
        else:
            links.use(link)
            return redirect(path_of(link))
    context = {"week": week, "form": form, "minutes": minutes}
    return render(request, "programs/worksite/weeks/met.html", context, status=form.status)


met_youth = by_link(YOUTH)(_met)
met_mentor = by_link(MENTOR)(_met)


@requires(Permission.ENROLLMENT_CHANGE)
def week(request, pk):
    """What both say of a week, the links to send by hand, and how it was where they differ."""
    row = get_object_or_404(MentorWeek.objects.standing().for_user(request.user).with_people(), pk=pk)
    site, placement = row.enrollment.site, row.mentorship.placement
    form = SettleForm(
        sent(request),
        minutes=workflow.minutes_of(site, row.asked_on),
        cancel_url=placement.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.settle(week=row, by=request.user, **form.cleaned_data)
        except workflow.CannotAnswer as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Settled."))
            return redirect(placement)
    mentor = row.mentorship.match.mentor
    return shown(
        request,
        "weeks/week",
        row.enrollment,
        week=row,
        mentor=mentor,
        form=form,
        placement=placement,
        links=_links_of(request, row, {YOUTH: row.enrollment.participant.name, MENTOR: mentor.name}),
    )


def _links_of(request, row, names):
    """Pairs of whom a link is for and its address, of those who have not answered."""
    if row.settled_as:
        return []
    ways = {purpose: links.links_of(purpose, [row.pk]).get(row.pk) for purpose in names}
    return [
        (name, request.build_absolute_uri(path_of(ways[purpose])))
        for purpose, name in names.items()
        if ways[purpose] and not getattr(row, f"{SIDES[purpose]}_said")
    ]
