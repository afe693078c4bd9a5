"""Around a visit: the bag and the way there, being back, the card to leave, and notes that few may read."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.sending import refuse, sent
from programs.casework.contacts.models import Appointment, Contact
from programs.casework.enrollments.models import Enrollment
from programs.moppp.home_visits import workflow
from programs.moppp.home_visits.bag import bag_of
from programs.moppp.home_visits.forms import BackForm, LeaveForm, given_at
from programs.moppp.home_visits.safety import AnswerForm, SafetyForm
from programs.moppp.models import HomeVisit, Outing, SafetyNote
from programs.moppp.visits.footing import PROGRAM
from programs.moppp.visits.tally import VISIT
from programs.moppp.visits.views import case_at_hand, open_case_at_hand


@requires(Permission.CASE_VIEW)
def bag(request, pk):
    """What to take along to a family, and the button that says that one is on the way."""
    enrollment = open_case_at_hand(request, pk)
    trail.opened(request.user, enrollment, what="case file")
    form = LeaveForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            outing = workflow.leave(enrollment=enrollment, by=request.user, **form.cleaned_data)
        except workflow.CannotSay as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Noted. Come back safely."))
            return redirect("moppp:back", pk=outing.pk)
    outing = Outing.objects.under_way().filter(enrollment=enrollment, visitor=request.user).first()
    context = {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "program": enrollment.definition,
        "today": enrollment.site.today(),
        "bag": bag_of(enrollment, on=enrollment.site.today(), now=timezone.now()),
        "outing": outing,
        "form": form,
    }
    return render(request, "programs/moppp/home_visits/bag.html", context)


@requires(Permission.CASE_VIEW)
def back(request, pk):
    """Say that one is back, and how it was. Whoever works on the case may say it for a colleague."""
    outings = Outing.objects.not_voided().for_casework(request.user).with_people()
    outing = get_object_or_404(outings.select_related("visitor"), pk=pk)
    timezone.activate(outing.enrollment.site.zone)
    if outing.back_at:
        messages.info(request, _("This visitor is back already."))
        return redirect(outing.enrollment)
    form = BackForm(sent(request), cancel_url=outing.enrollment.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.come_back(outing=outing, by=request.user, **form.cleaned_data)
        except workflow.CannotSay as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Good to have you back."))
            return redirect("contacts:record", pk=outing.enrollment_id)
    context = {
        "enrollment": outing.enrollment,
        "person": outing.enrollment.participant,
        "outing": outing,
        "form": form,
    }
    return render(request, "programs/moppp/home_visits/back.html", context)


@requires(Permission.CASE_VIEW)
def card(request, pk):
    """The card that stays with the family after a visit: what was good, what was given, when we meet again."""
    contacts = Contact.objects.made().for_casework(request.user).with_people()
    contact = get_object_or_404(contacts.filter(enrollment__program=PROGRAM, kind=VISIT), pk=pk)
    enrollment = contact.enrollment
    timezone.activate(enrollment.site.zone)
    trail.opened(request.user, enrollment, what="case file", site=enrollment.site)
    context = {
        "contact": contact,
        "enrollment": enrollment,
        "person": enrollment.participant,
        "visit": HomeVisit.objects.not_voided().filter(contact=contact).select_related("next_group").first(),
        "given": [(entry.account.name, -entry.amount) for entry in given_at(contact).values()],
        "next": Appointment.objects.upcoming(timezone.now()).filter(enrollment=enrollment).first(),
    }
    return render(request, "programs/moppp/home_visits/card.html", context)


# --- Notes that few may read -----------------------------------------------------------------


@requires(Permission.RESTRICTED_VIEW)
def safety(request, pk):
    """Notes about safety of one case. Each opening is recorded; 403 for whoever works there and may not read them."""
    enrollment = case_at_hand(request, pk)
    may_read = Enrollment.objects.with_restricted_open_to(request.user).filter(pk=pk).exists()
    notes = SafetyNote.objects.not_voided().for_user(request.user).filter(enrollment=enrollment)
    if not may_read and not notes.exists():
        raise PermissionDenied
    trail.opened(request.user, enrollment, what="restricted facts", reason=_("Notes about safety"))
    form = SafetyForm(sent(request), initial={"on": enrollment.site.today()}, cancel_url=enrollment.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.note_safety(enrollment=enrollment, by=request.user, **form.cleaned_data)
        except workflow.CannotSay as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The note is kept."))
            return redirect("moppp:safety", pk=pk)
    return _no_store(
        render(
            request,
            "programs/moppp/home_visits/safety.html",
            {
                "enrollment": enrollment,
                "person": enrollment.participant,
                "program": enrollment.definition,
                "notes": notes.select_related("made_by", "answered_by", "contact"),
                "form": form,
            },
        )
    )


@requires(Permission.RESTRICTED_EDIT)
def answer(request, pk):
    """Say what was done about an urgent note."""
    note = get_object_or_404(
        SafetyNote.objects.not_voided()
        .for_user(request.user)
        .select_related("enrollment__participant", "enrollment__site"),
        pk=pk,
    )
    if note.answered_at or not note.is_urgent:
        return redirect(note)
    form = AnswerForm(sent(request), cancel_url=note.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.answer_safety(note=note, by=request.user, **form.cleaned_data)
        except workflow.CannotSay as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Answered. Thank you for being there."))
            return redirect(note)
    context = {"enrollment": note.enrollment, "person": note.enrollment.participant, "note": note, "form": form}
    return _no_store(render(request, "programs/moppp/home_visits/answer.html", context))


def _no_store(response):
    response["Cache-Control"] = "no-store"
    return response
