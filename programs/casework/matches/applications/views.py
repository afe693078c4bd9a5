"""Becoming a mentor: the form for everybody, and at a desk the list, one application, the interview, the answer."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from mentors.models import FreeTime, MentorApplication
from mentors.models.applications import APPLIED_FOR
from mmp_portal.accounts.decorators import public, requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.lists.listing import listed
from mmp_portal.ui.sending import refuse, sent
from participants import workflow as people
from participants.models import Person
from programs.casework.matches.applications import workflow
from programs.casework.matches.applications.filters import ApplicationFilter
from programs.casework.matches.applications.forms import AnswerForm, ApplyForm, InterviewForm
from programs.casework.matches.applications.tables import STATUS_KINDS, Applications
from programs.casework.public_pages.public import place_or_404, program_or_404


@public
@never_cache
def apply(request, program, site):
    """Ask to become a mentor of a program at a site."""
    place = place_or_404(program_or_404(program), site)
    if place.program.mentor_kind not in APPLIED_FOR:
        raise Http404
    timezone.activate(place.site.zone)
    context = {"place": place, "program": place.program, "is_sent": "sent" in request.GET}
    if context["is_sent"]:
        return render(request, "programs/casework/matches/applications/apply.html", context)
    form = ApplyForm(sent(request), request=request, place=place, language=get_language())
    if request.method == "POST" and form.is_valid():
        workflow.receive(
            site=place.site,
            program=place.program.code,
            kind=place.program.mentor_kind,
            sent_uid=form.sending_id(),
            **form.application(),
        )
        return redirect(f"{request.path}?sent")
    context["form"] = form
    return render(request, "programs/casework/matches/applications/apply.html", context, status=form.status)


@requires(Permission.MENTOR_VIEW)
def applications(request):
    """Who asks to become a mentor, those without an answer first."""
    everyone = MentorApplication.objects.not_voided().for_user(request.user)
    if request.site:
        everyone = everyone.filter(site=request.site)
    filterset = ApplicationFilter(request.GET, queryset=everyone.select_related("site"), request=request)
    listing = listed(request, Applications, filterset, name="mentor-applications", total=everyone.count())
    return listing.file or render(
        request, "programs/casework/matches/applications/applications.html", {"listing": listing}
    )


def _application(request, pk):
    rows = MentorApplication.objects.not_voided().for_user(request.user).select_related("site", "mentor__person")
    return get_object_or_404(rows, pk=pk)


@requires(Permission.MENTOR_VIEW)
def application(request, pk):
    """One application with what was said since."""
    found = _application(request, pk)
    labels = dict(FreeTime.choices)
    context = {
        "application": found,
        "status_kind": STATUS_KINDS[found.status],
        "interviews": found.interviews.not_voided().select_related("recorded_by"),
        "free_times": [labels[code] for code in found.free_times if code in labels],
        "may_edit": request.user.may(Permission.MENTOR_EDIT),
    }
    return render(request, "programs/casework/matches/applications/application.html", context)


def _page(request, found, form, *, title, lead):
    context = {"application": found, "form": form, "title": title, "lead": lead}
    return render(request, "programs/casework/matches/applications/form.html", context)


@requires(Permission.MENTOR_EDIT)
def interview(request, pk):
    """Note what was said with an applicant."""
    found = _application(request, pk)
    form = InterviewForm(sent(request), initial={"held_on": found.site.today()}, cancel_url=found.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.note_interview(application=found, by=request.user, **form.cleaned_data)
        except workflow.CannotAnswer as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The note is kept."))
            return redirect(found)
    return _page(request, found, form, title=_("Interview"), lead=_("What you heard and saw, for whoever decides."))


@requires(Permission.MENTOR_EDIT)
def answer(request, pk):
    """Accept an application, decline it, or note that it was withdrawn."""
    found = _application(request, pk)
    alike = people.namesakes(
        given_name=found.given_name, family_name=found.family_name, born_on=None, sites=[found.site]
    )
    namesakes = Person.objects.filter(pk__in=[person.pk for person in alike[:5]])
    form = AnswerForm(sent(request), namesakes=namesakes, cancel_url=found.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            answered = workflow.answer(application=found, by=request.user, **form.cleaned_data)
        except workflow.CannotAnswer as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(answered.mentor or answered)
    return _page(
        request,
        found,
        form,
        title=_("The answer"),
        lead=_("Accepted, they stand among the mentors as applied. Training and papers come next."),
    )
