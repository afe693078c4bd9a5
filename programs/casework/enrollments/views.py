"""Pages on which a case begins, rests, goes on, and changes hands."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.sending import sent
from participants.tabs import person_at_hand
from programs import registry
from programs.casework.enrollments import workflow
from programs.casework.enrollments.eligibility_answer import ELIGIBLE, answer_for
from programs.casework.enrollments.forms import (
    EnrollForm,
    ExpectBackForm,
    HandOffForm,
    PauseForm,
    ReassignForm,
    ResumeForm,
    offers_to,
    workers_of,
)
from programs.casework.enrollments.models import Enrollment, Status


@requires(Permission.ENROLLMENT_CREATE)
def enroll(request, pk):
    """Enroll a person: the rules answer first, with their findings; the decision is kept whole."""
    person = person_at_hand(request, pk)
    offers = _offers_here(request)
    held = set(Enrollment.objects.open().filter(participant=person).values_list("program", flat=True))
    offer = _chosen(person, offers, request.POST.get("offer") or request.GET.get("offer"), held)
    on = offer.site.today() if offer else timezone.localdate()
    form = EnrollForm(
        request.POST or None,
        offers=offers,
        workers=workers_of(offer.site, offer.program) if offer else User.objects.none(),
        initial={"offer": offer, "on": on, "worker": request.user},
        cancel_url=person.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
    answer = answer_for(person, registry.get(offer.program), on=on, site=offer.site) if offer else None
    if request.method == "POST" and form.is_valid() and "check" not in request.POST:
        override = form.cleaned_data["override"].strip()
        if answer.needs_reason and not override:
            form.add_error("override", answer.why_needed)
        else:
            try:
                enrollment = workflow.enroll(
                    participant=person,
                    program=offer.program,
                    site=offer.site,
                    worker=form.cleaned_data["worker"],
                    on=on,
                    by=request.user,
                    decision=answer.as_data(override=override, by=request.user),
                )
            except workflow.CannotEnroll as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(
                    request, _("Enrolled. The case number is %(number)s.") % {"number": enrollment.number}
                )
                return redirect(enrollment)
    context = {
        "person": person,
        "form": form,
        "offer": offer,
        "offers": [{"offer": one, "program": registry.get(one.program), "is_chosen": one == offer} for one in offers],
        "program": registry.get(offer.program) if offer else None,
        "answer": answer,
        "is_held": bool(offer) and offer.program in held,
        "on": on,
    }
    return render(request, "programs/casework/enrollments/enroll.html", context)


def _offers_here(request):
    offers = offers_to(request.user, on=timezone.localdate())
    if request.site:
        offers = offers.filter(site=request.site)
    return offers


def _chosen(person, offers, asked, held):
    """The offer that was asked for; or the first not held yet, one whose rules say yes before others."""
    found = list(offers)
    for offer in found:
        if str(offer.pk) == str(asked):
            return offer
    free = [offer for offer in found if offer.program not in held]
    return next((offer for offer in free if _fits(person, offer)), next(iter(free or found), None))


def _fits(person, offer):
    on = offer.site.today()
    return answer_for(person, registry.get(offer.program), on=on, site=offer.site).outcome == ELIGIBLE


def _open_case(request, pk):
    return get_object_or_404(Enrollment.objects.open().for_casework(request.user).with_people(), pk=pk)


@requires(Permission.ENROLLMENT_CHANGE)
def pause(request, pk):
    """Stop expecting anything of the family for a while."""
    enrollment = _open_case(request, pk)
    form = PauseForm(
        request.POST or None, initial={"on": enrollment.site.today()}, cancel_url=enrollment.get_absolute_url()
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.pause(enrollment=enrollment, by=request.user, **form.cleaned_data)
        except workflow.CannotChange as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Paused. No reminders go out until the case goes on."))
            return redirect(enrollment)
    return _page(request, "pause", enrollment, form)


@requires(Permission.ENROLLMENT_CHANGE)
def expect_back(request, pk):
    """Move the day on which a paused family is expected back."""
    enrollment = _open_case(request, pk)
    running = _running(enrollment)
    form = ExpectBackForm(
        sent(request),
        initial={"expected_on": running.expected_on if running else None},
        cancel_url=enrollment.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.expect_back(enrollment=enrollment, by=request.user, **form.cleaned_data)
        except workflow.CannotChange as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The day was moved."))
            return redirect(enrollment)
    return _page(request, "expect_back", enrollment, form, pause=running)


def _running(enrollment):
    return enrollment.pauses.running().first() if enrollment.status == Status.PAUSED else None


@requires(Permission.ENROLLMENT_CHANGE)
def resume(request, pk):
    """Go on after a pause."""
    enrollment = _open_case(request, pk)
    form = ResumeForm(
        request.POST or None, initial={"on": enrollment.site.today()}, cancel_url=enrollment.get_absolute_url()
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.resume(enrollment=enrollment, by=request.user, **form.cleaned_data)
        except workflow.CannotChange as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The case goes on."))
            return redirect(enrollment)
    return _page(request, "resume", enrollment, form, pause=_running(enrollment))


@requires(Permission.ENROLLMENT_CHANGE)
def reassign(request, pk):
    """Give the case to another worker, who is told; then the page for whoever takes it over is offered."""
    enrollment = _open_case(request, pk)
    workers = workers_of(enrollment.site, enrollment.program).exclude(pk=enrollment.worker_id)
    form = ReassignForm(
        sent(request),
        workers=workers,
        initial={"now_with": enrollment.worker_id},
        cancel_url=enrollment.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        seen_with = User.objects.filter(pk=form.cleaned_data["now_with"] or 0).first()
        worker = form.cleaned_data["worker"]
        try:
            workflow.reassign(
                enrollment=enrollment,
                worker=worker,
                reason=form.cleaned_data["reason"],
                expected=seen_with if "now_with" in request.POST else workflow.ANYBODY,
                by=request.user,
            )
        except workflow.CannotChange as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("The case is now with %(name)s. Read over what they will find, and add what they should know.")
                % {"name": worker.name},
            )
            return redirect("casefile:hand_off", pk=enrollment.pk)
    return _page(request, "reassign", enrollment, form)


@requires(Permission.ENROLLMENT_CHANGE)
def write_hand_off(request, pk):
    """Write what the next worker or mentor should know of the case."""
    enrollment = _open_case(request, pk)
    back = reverse("casefile:hand_off", args=[enrollment.pk])
    form = HandOffForm(sent(request), cancel_url=back)
    if request.method == "POST" and form.is_valid():
        workflow.write_hand_off(enrollment=enrollment, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved for the next person."))
        return redirect(back)
    return _page(request, "write_hand_off", enrollment, form)


def _page(request, name, enrollment, form, **more):
    context = {"enrollment": enrollment, "person": enrollment.participant, "form": form, **more}
    return render(request, f"programs/casework/enrollments/{name}.html", context)
