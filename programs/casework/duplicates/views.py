"""The queue of probable duplicates, two records side by side, merging them, and undoing it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.lists.listing import listed
from mmp_portal.ui.sending import refuse, sent
from participants.duplicates import workflow as noting
from participants.duplicates.finding import candidates_for
from participants.duplicates.models import ProbableDuplicate, Status
from participants.models import Person
from participants.tabs import person_at_hand, site_at_hand
from programs.casework.duplicates import workflow
from programs.casework.duplicates.comparing import side_of
from programs.casework.duplicates.details import groups_known, lines_of
from programs.casework.duplicates.filters import DuplicateFilter
from programs.casework.duplicates.forms import MergeForm, NotSameForm, UndoForm
from programs.casework.duplicates.models import Merge
from programs.casework.duplicates.tables import DuplicateTable

PER_PAGE = 25


@requires(Permission.PERSON_MERGE)
def queue(request):
    """Pairs of records at the person's sites that may be of one person, the likeliest first."""
    rows = ProbableDuplicate.objects.for_user(request.user).select_related("one", "other")
    filterset = DuplicateFilter(request.GET, queryset=rows, request=request)
    wanted = filterset.wanted
    found = filterset.qs.open() if wanted == Status.OPEN else filterset.qs.filter(status=wanted)
    listing = listed(
        request, DuplicateTable, filterset, name="duplicates", rows=found, total="", today=timezone.localdate()
    )
    context = {"listing": listing, "merged": Merge.objects.standing().for_user(request.user).count()}
    return listing.file or render(request, "programs/casework/duplicates/queue.html", context)


@requires(Permission.PERSON_MERGE)
def find(request, pk):
    """Look for another record of a person, by a name of one's own choice."""
    person = person_at_hand(request, pk)
    words = request.GET.get("q", "").replace("\0", " ").strip()[:80]  # PostgreSQL knows no NUL
    found = candidates_for(
        name=words or f"{person.given_name} {person.family_name}",
        born_on=person.born_on,
        phone=person.phone,
        among=Person.objects.not_voided().for_user(request.user).exclude(pk=person.pk),
    )
    today = timezone.localdate()
    context = {
        "person": person,
        "words": words,
        "found": [(one, one.person.age_in_words(today)) for one in found],
    }
    return render(request, "programs/casework/duplicates/find.html", context)


# --- Side by side -----------------------------------------------------------------------------


def _two_at_hand(request, pk, other):
    """The record to keep and the one to merge; 404 unless the user sees both."""
    return person_at_hand(request, pk), get_object_or_404(
        Person.objects.not_voided().for_user(request.user).exclude(pk=pk), pk=other
    )


@requires(Permission.PERSON_MERGE)
def compare(request, pk, other):
    """Two records side by side, what would move, and the form that merges the second into the first."""
    kept, merged = _two_at_hand(request, pk, other)
    today = timezone.localdate()
    groups = groups_known(kept.parts_open_to(request.user) & merged.parts_open_to(request.user))
    lines = lines_of(kept, merged, groups=groups)
    reasons = workflow.what_forbids(kept, merged, by=request.user)
    form = MergeForm(sent(request), lines=lines, cancel_url=reverse("duplicates:queue"))
    if request.method == "POST" and form.is_valid():
        try:
            record = workflow.merge(
                kept=kept,
                merged=merged,
                by=request.user,
                site=site_at_hand(request, kept),
                words=form.cleaned_data["words"],
                choices=form.choices,
            )
        except workflow.CannotMerge as refusal:
            refuse(form, refusal)
            reasons = refusal.reasons
        else:
            messages.success(request, _("The two records are one now. It can be undone."))
            return redirect(record.kept)
    context = {
        "kept": side_of(kept, request.user, today),
        "merged": side_of(merged, request.user, today),
        "lines": [line for line in lines if line.kept or line.merged],
        "reasons": reasons,
        "form": form,
        "note": ProbableDuplicate.objects.between(kept, merged).first(),
    }
    return render(request, "programs/casework/duplicates/compare.html", context)


@requires(Permission.PERSON_MERGE)
def not_same(request, pk, other):
    """Remember that two records are of two people."""
    person, another = _two_at_hand(request, pk, other)
    form = NotSameForm(sent(request), cancel_url=reverse("duplicates:compare", args=[person.pk, another.pk]))
    if request.method == "POST" and form.is_valid():
        try:
            noting.settle(
                duplicate=noting.note_pair(person=person, another=another),
                status=Status.NOT_SAME,
                by=request.user,
                words=form.cleaned_data["words"],
                site=site_at_hand(request, person),
            )
        except noting.CannotSettle as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Noted: they are two people. Nobody is asked again."))
            return redirect("duplicates:queue")
    context = {"form": form, "person": person, "another": another}
    return render(request, "programs/casework/duplicates/not_same.html", context)


# --- What was merged --------------------------------------------------------------------------


@requires(Permission.PERSON_MERGE)
def merges(request):
    """What was merged at the person's sites, the latest first."""
    found = Merge.objects.for_user(request.user).with_people()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "programs/casework/duplicates/merges.html", {"page": page})


@requires(Permission.PERSON_MERGE)
def merge(request, pk):
    """One merging: who, when, what moved; and undoing it."""
    record = get_object_or_404(Merge.objects.for_user(request.user).with_people(), pk=pk)
    form = None
    forbidden = ""
    try:
        workflow.check_can_undo(record)
    except workflow.CannotUndo as refusal:
        forbidden = str(refusal)
    else:
        form = UndoForm(sent(request), cancel_url=reverse("duplicates:merges"))
    if form and request.method == "POST" and form.is_valid():
        try:
            changed = workflow.undo(merge=record, by=request.user, words=form.cleaned_data["words"])
        except workflow.CannotUndo as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The two records stand apart again."))
            if changed:
                messages.warning(
                    request,
                    ngettext(
                        "%(count)d row had been changed since and stays with the kept record.",
                        "%(count)d rows had been changed since and stay with the kept record.",
                        changed,
                    )
                    % {"count": changed},
                )
            return redirect("duplicates:compare", pk=record.kept_id, other=record.merged_id)
    context = {"merge": record, "form": form, "forbidden": forbidden, "moved": record.rows.count()}
    return render(request, "programs/casework/duplicates/merge.html", context)
