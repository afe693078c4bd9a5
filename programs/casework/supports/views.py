"""The ledger: every entry behind a balance, and taking one back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.lists.listing import listed
from mmp_portal.ui.sending import refuse, sent
from programs.casework.supports import workflow
from programs.casework.supports.filters import LedgerFilter, name_of
from programs.casework.supports.forms import TakeBackForm
from programs.casework.supports.models import Entry
from programs.casework.supports.tables import Entries
from programs.casework.supports.words import amount_in_words, kind_in_words


@requires(Permission.SUPPORT_VIEW)
def ledger(request):
    """Everything put in and taken out at the person's sites; of one account, also what is left."""
    rows = Entry.objects.for_user(request.user)
    if request.site:
        rows = rows.filter(account__site=request.site)
    filterset = LedgerFilter(request.GET, queryset=rows.with_people(), request=request)
    listing = listed(
        request,
        Entries,
        filterset,
        name="supports",
        total=rows.count(),
        may_edit=request.user.may(Permission.SUPPORT_EDIT),
    )
    account = filterset.chosen_account
    context = {
        "listing": listing,
        "account": account,
        "account_name": name_of(account) if account else "",
        "left": amount_in_words(account.book, account.balance) if account else "",
    }
    return listing.file or render(request, "programs/casework/supports/ledger.html", context)


@requires(Permission.SUPPORT_EDIT)
def take_back(request, pk):
    """Take an entry back by its counter-entry, with a reason."""
    entry = get_object_or_404(Entry.objects.for_user(request.user).with_people(), pk=pk)
    form = TakeBackForm(sent(request), cancel_url=entry.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.counter(entry=entry, reason=form.cleaned_data["reason"], by=request.user)
        except workflow.CannotEnter as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Taken back. Both entries stay in the ledger."))
            return redirect(entry)
    context = {
        "form": form,
        "entry": entry,
        "account_name": name_of(entry.account),
        "kind": kind_in_words(entry.account.program, entry.kind),
        "amount": amount_in_words(entry.account.book, entry.amount),
    }
    return render(request, "programs/casework/supports/take_back.html", context)
