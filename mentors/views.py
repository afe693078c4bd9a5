"""Pages on which mentors are added and changed. Their overview lies in the hall, which knows their matches."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentors import workflow
from mentors.forms import ApplicationForm, MentorForm, ProfileForm, QualificationForm, StatusForm
from mentors.models import LivedExperience, Mentor, MentorProfile, Qualification
from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.sending import sent
from participants.models import Person
from participants.views import sites_of


def _mentor(request, pk):
    return get_object_or_404(Mentor.objects.not_voided().for_user(request.user).with_person(), pk=pk)


@requires(Permission.MENTOR_EDIT)
def create(request):
    """Take the application of a new mentor: somebody new, or somebody known (`?person=`)."""
    person = _known_person(request)
    form = ApplicationForm(
        request.POST or None,
        sites=sites_of(request),
        person=person,
        initial={"applied_on": timezone.localdate()},
        cancel_url=reverse("matches:mentors"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            mentor = workflow.apply(by=request.user, **form.details())
        except workflow.CannotAdd as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s was added. Training comes next.") % {"name": mentor.name})
            return redirect(mentor)
    return render(request, "mentors/create.html", {"form": form, "person": person})


def _known_person(request):
    """The person named in the address, if the user may see them; None for somebody new."""
    asked = request.GET.get("person", "")
    if not (asked.isascii() and asked.isdigit()):
        return None
    return Person.objects.not_voided().for_user(request.user).filter(pk=int(asked[:18])).first()


@requires(Permission.MENTOR_EDIT)
def edit(request, pk):
    """Correct the mentor record; a lost update is refused with both versions shown."""
    mentor = _mentor(request, pk)
    form = MentorForm(request.POST or None, instance=mentor, cancel_url=mentor.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.correct(mentor=mentor, by=request.user, version=form.cleaned_data["version"], **form.changes())
        except workflow.CannotChange as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(mentor)
    return render(request, "mentors/edit.html", {"form": form, "mentor": mentor})


@requires(Permission.MENTOR_EDIT)
def profile(request, pk):
    """Ask what a mentor brings: where they go, when they are free, whom they hope for, what they lived through."""
    mentor = _mentor(request, pk)
    lived = LivedExperience.objects.known().for_user(request.user).filter(mentor=mentor).first()
    if lived:
        trail.opened(request.user, mentor, what="lived experience")
    known = MentorProfile.objects.filter(mentor=mentor).select_related("mentor__site").first()
    form = ProfileForm(
        sent(request),
        instance=known or MentorProfile(mentor=mentor),
        lived=lived,
        cancel_url=mentor.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.write_profile(mentor=mentor, by=request.user, **form.cleaned_data)
        except workflow.CannotChange as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. Proposals follow it."))
            return redirect(mentor)
    return render(request, "mentors/profile.html", {"form": form, "mentor": mentor})


@requires(Permission.MENTOR_EDIT)
def status(request, pk):
    """Let a mentor go on: to training, to active, to a rest, or away."""
    mentor = _mentor(request, pk)
    form = StatusForm(request.POST or None, mentor=mentor, cancel_url=mentor.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.move(mentor=mentor, by=request.user, **form.cleaned_data)
        except workflow.CannotChange as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The status was changed."))
            return redirect(mentor)
    return render(request, "mentors/status.html", {"form": form, "mentor": mentor})


@requires(Permission.MENTOR_EDIT)
def qualification(request, pk):
    """Note that evidence of a qualification was seen."""
    mentor = _mentor(request, pk)
    wanted = request.GET.get("what", "")
    form = QualificationForm(
        sent(request),
        request.FILES or None,
        uploader=request.user,
        initial={
            "seen_on": mentor.site.today(),
            "what": wanted if wanted in Qualification.What.values else None,
        },
        cancel_url=mentor.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.add_qualification(mentor=mentor, by=request.user, **form.cleaned_data)
        except workflow.CannotChange as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Qualification added."))
            return redirect(mentor)
    return render(request, "mentors/qualification.html", {"form": form, "mentor": mentor})
