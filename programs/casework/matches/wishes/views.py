"""What a family wishes of a mentor, and what was said for or against one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mentors.models import Mentor
from mentors.models import Status as MentorStatus
from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.sending import refuse, sent
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches import workflow
from programs.casework.matches.forms import SayForm, WishesForm
from programs.casework.matches.models import MatchWishes


def _case(request, pk):
    return get_object_or_404(Enrollment.objects.open().for_casework(request.user).with_people(), pk=pk)


def _page(request, enrollment, form, *, title, lead):
    context = {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "form": form,
        "title": title,
        "lead": lead,
    }
    return render(request, "programs/casework/matches/wish.html", context)


@requires(Permission.MATCH_CHANGE)
def wishes(request, pk):
    """Ask what the participant wishes of a mentor, and keep the answer."""
    enrollment = _case(request, pk)
    back = reverse("matches:start", args=[enrollment.pk])
    known = MatchWishes.objects.filter(enrollment=enrollment).first()
    form = WishesForm(sent(request), instance=known or MatchWishes(enrollment=enrollment), cancel_url=back)
    if request.method == "POST" and form.is_valid():
        try:
            workflow.write_wishes(enrollment=enrollment, by=request.user, **form.cleaned_data)
        except workflow.CannotChange as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved. The proposals follow it."))
            return redirect(back)
    return _page(
        request,
        enrollment,
        form,
        title=_("What %(name)s wishes of a mentor") % {"name": enrollment.participant.called},
        lead=_("Their say decides the order in which mentors are proposed. Nobody has to answer."),
    )


@requires(Permission.MATCH_CHANGE)
def say(request, pk):
    """Note a yes or a no of one side about the other, or that the two are too close."""
    enrollment = _case(request, pk)
    back = reverse("matches:start", args=[enrollment.pk])
    mentors = (
        Mentor.objects.not_voided()
        .filter(site=enrollment.site, kind=enrollment.definition.mentor_kind)
        .exclude(status=MentorStatus.LEFT)
        .exclude(person=enrollment.participant)
        .with_person()
    )
    form = SayForm(
        sent(request),
        mentors=mentors,
        initial={"mentor": request.GET.get("mentor"), "said_on": enrollment.site.today()},
        cancel_url=back,
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.note_say(enrollment=enrollment, by=request.user, **form.cleaned_data)
        except workflow.CannotChange as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Noted. The proposals follow it."))
            return redirect(back)
    return _page(
        request,
        enrollment,
        form,
        title=_("A yes or a no about one mentor"),
        lead=_("With a no of either side, or a tie that is too close, the two cannot be matched."),
    )
