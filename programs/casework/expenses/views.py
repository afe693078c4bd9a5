"""The own expenses: what was claimed, and claiming more; at the desk and on the phone."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit.models import Event
from mmp_portal.ui.lists.listing import listed
from mmp_portal.ui.sending import refuse, sent
from programs.casework.contacts.models import Contact
from programs.casework.expenses import workflow
from programs.casework.expenses.filters import OwnFilter
from programs.casework.expenses.forms import ClaimForm, CorrectClaimForm, WordsForm
from programs.casework.expenses.models import Expense, MileageRate, Status
from programs.casework.expenses.money import dollars, months_of
from programs.casework.expenses.places import places_of
from programs.casework.expenses.tables import ExpenseTable
from programs.casework.expenses.unclaimed import contacts_to_claim, offers

PER_PAGE = 25
MOST_QUESTIONS = 20


def look(request):
    """Which of the two looks a page takes: staff's, or the phone's for mentors."""
    return "base.html" if request.user.may(Permission.CASE_VIEW) else "phone.html"


@requires(Permission.EXPENSE_CLAIM)
def mine(request):
    """What the person claimed, month by month, and the miles they noted and did not claim yet."""
    own = Expense.objects.not_voided().of(request.user)
    context = {
        "months": months_of(own),
        "offers": [(contact, dollars(cents) if cents else "") for contact, cents in offers(request.user)],
        "questions": own.filter(status=Status.RETURNED).with_people()[:MOST_QUESTIONS],
    }
    if not request.user.may(Permission.CASE_VIEW):
        page = Paginator(own.with_people(), PER_PAGE).get_page(request.GET.get("page"))
        rows = [(row, dollars(row.amount_cents)) for row in page]
        return render(request, "programs/casework/expenses/mine_phone.html", {**context, "page": page, "rows": rows})
    filterset = OwnFilter(request.GET, queryset=own.with_people(), request=request)
    listing = listed(
        request, ExpenseTable, filterset, name="own-expenses", total=own.count(), exclude=("who", "site", "program")
    )
    context["listing"] = listing
    return listing.file or render(request, "programs/casework/expenses/mine.html", context)


@requires(Permission.EXPENSE_CLAIM)
def claim(request):
    """Claim miles or what a receipt says."""
    places = places_of(request.user, request.site)
    form = ClaimForm(
        sent(request),
        request.FILES or None,
        uploader=request.user,
        places=places,
        initial={"spent_on": timezone.localdate()},
        cancel_url=reverse("expenses:mine"),
    )
    if request.method == "POST" and form.is_valid():
        place = form.chosen_place
        try:
            expense = workflow.claim(site=place.site, program=place.program, by=request.user, **form.claim())
        except workflow.CannotClaim as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Claimed: %(amount)s.") % {"amount": dollars(expense.amount_cents)})
            return redirect("expenses:mine")
    rate = MileageRate.objects.in_force(places[0].site.agency, timezone.localdate())
    return render(
        request,
        "programs/casework/expenses/claim.html",
        {"layout": look(request), "form": form, "rate": rate, "title": _("Claim an expense")},
    )


@requires(Permission.EXPENSE_CLAIM)
@require_POST
def claim_miles(request, pk):
    """Claim the miles of a contact by one touch. A second touch changes nothing."""
    contact = get_object_or_404(
        Contact.objects.for_user(request.user).select_related("enrollment__site__agency"), pk=pk
    )
    if Expense.objects.not_voided().of(request.user).filter(contact=contact).exists():
        return redirect("expenses:mine")
    if not contacts_to_claim(request.user).filter(pk=contact.pk).exists():
        messages.warning(request, _("These miles cannot be claimed from here. Claim them as an expense."))
        return redirect("expenses:mine")
    try:
        expense = workflow.claim_miles_of(contact=contact, by=request.user)
    except workflow.CannotClaim as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Claimed: %(amount)s.") % {"amount": dollars(expense.amount_cents)})
    return redirect("expenses:mine")


def expense_at_hand(request, pk):
    return get_object_or_404(Expense.objects.not_voided().for_user(request.user).with_people(), pk=pk)


@requires(Permission.EXPENSE_CLAIM)
def expense(request, pk):
    """One claim: what it is, where it stands, and what may be done with it."""
    row = expense_at_hand(request, pk)
    may_decide = request.user.may(Permission.EXPENSE_APPROVE) and row.may_be_decided_by(request.user)
    return render(
        request,
        "programs/casework/expenses/expense.html",
        {
            "layout": look(request),
            "expense": row,
            "amount": dollars(row.amount_cents),
            "is_own": row.claimed_by_id == request.user.pk,
            "may_change": row.may_be_changed_by(request.user),
            "may_approve": may_decide and row.may_become(Status.APPROVED),
            "may_return": may_decide and row.may_become(Status.RETURNED),
            "may_decline": may_decide and row.may_become(Status.DECLINED),
            "history": Event.objects.about(row).select_related("by").order_by("at", "pk"),
        },
    )


def own_expense_at_hand(request, pk):
    """The own claim; 404 for somebody else's."""
    return get_object_or_404(Expense.objects.not_voided().of(request.user).with_people(), pk=pk)


def is_decided(request, row):
    """Say that a decided claim stays as it is."""
    messages.warning(request, _("This claim is decided. It stays as it is."))
    return redirect(row)


@requires(Permission.EXPENSE_CLAIM)
def edit(request, pk):
    """Put a claim right; one that came back with a question waits for a decision again."""
    row = own_expense_at_hand(request, pk)
    if not row.may_be_changed_by(request.user):
        return is_decided(request, row)
    form = CorrectClaimForm(
        sent(request),
        request.FILES or None,
        instance=row,
        uploader=request.user,
        cancel_url=row.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.correct(expense=row, by=request.user, version=form.cleaned_data["version"], **form.claim())
        except workflow.CannotClaim as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved. It waits for a decision."))
            return redirect(row)
    rate = MileageRate.objects.in_force(row.site.agency, row.spent_on)
    return render(
        request,
        "programs/casework/expenses/claim.html",
        {"layout": look(request), "form": form, "expense": row, "rate": rate, "title": _("Put the claim right")},
    )


@requires(Permission.EXPENSE_CLAIM)
def take_back(request, pk):
    """Take back a claim that was made by mistake."""
    row = own_expense_at_hand(request, pk)
    if not row.may_be_changed_by(request.user):
        return is_decided(request, row)
    form = WordsForm(
        sent(request),
        label=_("Why do you take it back?"),
        hint=_("The history keeps it with this reason."),
        button=_("Take it back"),
        most=200,
        cancel_url=row.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.take_back(expense=row, reason=form.cleaned_data["words"], by=request.user)
        except workflow.CannotClaim as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Taken back."))
            return redirect("expenses:mine")
    return render(
        request,
        "programs/casework/expenses/words.html",
        {"layout": look(request), "form": form, "expense": row, "title": _("Take this claim back?")},
    )
