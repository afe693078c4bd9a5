"""The review queue, and the thread about one contact."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.lists.listing import Tab, listed
from mmp_portal.ui.sending import refuse, sent
from programs.casework.caseload.models.reviews import Review, ReviewNote, Status
from programs.casework.caseload.review import workflow
from programs.casework.caseload.review.filters import ReviewFilter
from programs.casework.caseload.review.forms import Action, AnswerForm, ReviewForm
from programs.casework.caseload.review.queue import HELP, RETURNED, UNSEEN, queue
from programs.casework.caseload.review.tables import ReviewTable
from programs.casework.contacts.models import Contact


@requires(Permission.REVIEW)
@require_safe
def review(request):
    """Contacts to look at: help wanted first, then what was answered, what is new, and what is odd."""
    rows = queue(request.user, timezone.now(), request.site).with_people()
    why = request.GET.get("why", "")
    filterset = ReviewFilter(request.GET, queryset=rows, request=request, people=people_at(request.user, request.site))
    tabs = (
        ("", _("To look at")),
        (HELP, _("Help wanted")),
        (RETURNED, _("Waits for the writer")),
        (UNSEEN, _("Not seen yet")),
    )
    listing = listed(
        request,
        ReviewTable,
        filterset,
        name="review",
        tabs=[Tab(label, f"why={code}" if code else "", code == why) for code, label in tabs],
        prepare=give_addresses,
    )
    return listing.file or render(request, "programs/casework/caseload/review/queue.html", {"listing": listing})


def give_addresses(table, records):
    for record in records:
        record.thread_url = reverse("caseload:thread", args=[record.pk])


def people_at(user, site):
    """Those who hold a role at the sites of `user`: writers and workers."""
    sites = [site] if site else user.sites
    return User.objects.filter(role_grants__site__in=sites).distinct().order_by("name")


@requires(Permission.CONTACT_VIEW)
def thread(request, pk):
    """What was asked and answered about a contact. Supervisors ask, thank and resolve; its writer answers."""
    contact = get_object_or_404(Contact.objects.for_user(request.user).with_people(), pk=pk)
    timezone.activate(contact.enrollment.site.zone)
    found = Review.objects.not_voided().filter(contact=contact).first()
    may_review = request.user.may(Permission.REVIEW) and workflow.reviews_cases_of(request.user, contact)
    is_asked = contact.recorded_by_id == request.user.pk and found is not None and found.status == Status.RETURNED
    is_staff = Contact.objects.for_casework(request.user).filter(pk=contact.pk).exists()
    if request.method == "POST" and not (may_review or is_asked):
        raise Http404
    data = sent(request)
    form = None
    if may_review:
        form = ReviewForm(data, contact=contact)
    elif is_asked:
        form = AnswerForm(data)
    if request.method == "POST" and form.is_valid() and _said(request, form, contact):
        return redirect(_after(request, is_staff))
    if is_staff:
        trail.opened(request.user, contact.enrollment, what="case file", site=contact.enrollment.site)
    notes = ReviewNote.objects.not_voided().filter(review=found).select_related("recorded_by") if found else ()
    return render(
        request,
        "programs/casework/caseload/review/thread.html"
        if is_staff
        else "programs/casework/caseload/review/thread_phone.html",
        {"contact": contact, "enrollment": contact.enrollment, "review": found, "notes": notes, "form": form},
    )


def _said(request, form, contact):
    """Carry out what the form says; False where it was refused, with the sentence in the form."""
    words = form.cleaned_data["words"]
    verbs = {
        Action.THANKS: (workflow.thank, _("Sent. They read it on their home page.")),
        Action.QUESTION: (workflow.ask, _("Sent. The question stays open until it is answered.")),
        Action.RESOLVE: (workflow.resolve, _("Marked as seen.")),
    }
    verb, done = verbs.get(form.cleaned_data.get("action"), (workflow.answer, _("Your answer was sent.")))
    try:
        verb(contact=contact, words=words, by=request.user)
    except workflow.CannotReview as refusal:
        refuse(form, refusal)
        return False
    messages.success(request, done)
    return True


def _after(request, is_staff):
    if request.POST.get("back") == "queue" and request.user.may(Permission.REVIEW):
        return "caseload:review"
    if not is_staff:
        return "caseload:phone"
    return request.path
