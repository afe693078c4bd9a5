"""What supervisors do with claims: approve, ask, decline, and note what was paid."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.lists.listing import listed
from mmp_portal.ui.sending import sent
from programs.casework.expenses import workflow
from programs.casework.expenses.filters import ExpenseFilter
from programs.casework.expenses.forms import PayForm, WordsForm
from programs.casework.expenses.models import Expense, Status
from programs.casework.expenses.money import dollars, months_of
from programs.casework.expenses.tables import ExpenseTable

# So many are paid in one go; the others come next.
MOST_AT_ONCE = 100


def supervised(request):
    rows = Expense.objects.not_voided().to_decide_for(request.user)
    return rows.filter(site=request.site) if request.site else rows


@requires(Permission.EXPENSE_APPROVE)
def queue(request):
    """The claims of the sites one supervises: those that wait, those to be paid, and all others, as a file too."""
    rows = supervised(request)
    filterset = ExpenseFilter(request.GET, queryset=rows.with_people(), request=request)
    listing = listed(request, ExpenseTable, filterset, name="expenses", total=rows.count())
    approved = rows.filter(status=Status.APPROVED)
    return listing.file or render(
        request,
        "programs/casework/expenses/queue.html",
        {
            "listing": listing,
            "months": months_of(rows),
            "waiting": rows.waiting().exclude(claimed_by=request.user).order_by("spent_on", "pk").with_people()[:20],
            "waiting_count": rows.waiting().exclude(claimed_by=request.user).count(),
            "to_pay_count": approved.exclude(claimed_by=request.user).count(),
            "own_waiting": rows.waiting().filter(claimed_by=request.user).count(),
        },
    )


def to_decide_at_hand(request, pk):
    """A claim the person may decide on; 404 for all others, the own ones among them."""
    rows = Expense.objects.not_voided().to_decide_for(request.user).exclude(claimed_by=request.user)
    return get_object_or_404(rows.with_people(), pk=pk)


@requires(Permission.EXPENSE_APPROVE)
@require_POST
def approve(request, pk):
    """Approve a claim."""
    row = to_decide_at_hand(request, pk)
    try:
        workflow.approve(expense=row, by=request.user)
    except workflow.CannotDecide as refusal:
        messages.warning(request, str(refusal))
        return redirect(row)
    messages.success(request, _("Approved: %(amount)s.") % {"amount": dollars(row.amount_cents)})
    return redirect("expenses:queue")


@requires(Permission.EXPENSE_APPROVE)
def return_with(request, pk):
    """Send a claim back with a question."""
    row = to_decide_at_hand(request, pk)
    form = WordsForm(
        sent(request),
        label=_("What do you ask?"),
        hint=_("They get it by mail and in the portal, and answer by putting the claim right."),
        button=_("Return with the question"),
        cancel_url=row.get_absolute_url(),
    )
    return _decided(
        request,
        row,
        form,
        _("Return with a question"),
        lambda words, by: workflow.return_with(expense=row, question=words, by=by),
    )


@requires(Permission.EXPENSE_APPROVE)
def decline(request, pk):
    """Decline a claim, with a reason."""
    row = to_decide_at_hand(request, pk)
    form = WordsForm(
        sent(request),
        label=_("Why is it declined?"),
        hint=_("They read it. A declined claim stays declined; to ask for a change, return it with a question."),
        button=_("Decline the claim"),
        cancel_url=row.get_absolute_url(),
    )
    return _decided(
        request,
        row,
        form,
        _("Decline this claim?"),
        lambda words, by: workflow.decline(expense=row, reason=words, by=by),
    )


def _decided(request, row, form, title, decide):
    if request.method == "POST" and form.is_valid():
        try:
            decide(form.cleaned_data["words"], request.user)
        except workflow.CannotDecide as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Done. They are told."))
            return redirect("expenses:queue")
    context = {"layout": "base.html", "form": form, "expense": row, "title": title, "is_deciding": True}
    return render(request, "programs/casework/expenses/words.html", context)


@requires(Permission.EXPENSE_APPROVE)
def pay(request):
    """Note which approved claims were paid, and on which day."""
    rows = supervised(request).filter(status=Status.APPROVED).exclude(claimed_by=request.user).with_people()
    first = list(rows.order_by("claimed_by__name", "spent_on", "pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
    approved = rows.filter(pk__in=first).order_by("claimed_by__name", "spent_on", "pk")
    form = PayForm(
        sent(request),
        approved=approved,
        initial={"paid_on": timezone.localdate(), "expenses": first},
        cancel_url=reverse("expenses:queue"),
    )
    if request.method == "POST" and form.is_valid():
        chosen = list(form.cleaned_data["expenses"])
        try:
            workflow.pay_all(expenses=chosen, on=form.cleaned_data["paid_on"], by=request.user)
        except workflow.CannotDecide as refusal:
            form.add_error("paid_on" if refusal.about else None, str(refusal))
        else:
            messages.success(
                request,
                ngettext("%(count)d claim is marked as paid.", "%(count)d claims are marked as paid.", len(chosen))
                % {"count": len(chosen)},
            )
            return redirect("expenses:queue")
    return render(request, "programs/casework/expenses/pay.html", {"form": form, "count": len(first)})
