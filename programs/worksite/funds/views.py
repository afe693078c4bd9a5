"""Education funds: the list with what is left, asking, deciding, paying."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.lists.listing import Tab, listed
from mmp_portal.ui.sending import refuse, sent
from participants.views import sites_of
from programs.worksite.definition import PROGRAM
from programs.worksite.funds import workflow
from programs.worksite.funds.filters import FundFilter
from programs.worksite.funds.forms import AskForm, PayForm, PutInForm, ReasonForm
from programs.worksite.funds.pots import pots_of
from programs.worksite.funds.tables import FundTable
from programs.worksite.models.funds import FundRequest, Status
from programs.worksite.placements.cases import case_at_hand, shown

TABS = (
    (gettext_lazy("All"), ""),
    (gettext_lazy("To decide"), "status=asked"),
    (gettext_lazy("To pay"), "status=approved"),
    (gettext_lazy("Paid"), "status=paid"),
)


@requires(Permission.FUND_ASK)
def funds(request):
    """What was asked for at one's sites; with one site at hand also what is left of each fund this year."""
    rows = FundRequest.objects.not_voided().for_user(request.user).with_details()
    if request.site:
        rows = rows.filter(enrollment__site=request.site)
    filterset = FundFilter(request.GET, queryset=rows, request=request)
    asked = request.GET.urlencode()
    listing = listed(
        request,
        FundTable,
        filterset,
        name="funds",
        total=rows.count(),
        tabs=[Tab(label, query, is_current=asked == query) for label, query in TABS],
    )
    return listing.file or render(
        request,
        "programs/worksite/funds/list.html",
        {
            "listing": listing,
            "site": request.site,
            "pots": pots_of(request.site, on=request.site.today()) if request.site else [],
            "may_put_in": request.user.may(Permission.FUND_DECIDE),
        },
    )


@requires(Permission.FUND_DECIDE)
def put_in(request):
    """Put money into a fund of a fiscal year."""
    form = PutInForm(
        sent(request),
        sites=sites_of(request),
        initial={"on": timezone.localdate()},
        cancel_url=reverse("worksite:funds"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.put_in(by=request.user, **form.details())
        except workflow.CannotFund as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The money is in the fund."))
            return redirect("worksite:funds")
    return render(
        request,
        "programs/worksite/funds/form.html",
        {"form": form, "title": _("Put money into a fund"), "fund_request": None},
    )


@requires(Permission.FUND_ASK)
def ask(request, pk):
    """Ask for money for somebody; what is left stands beside each fund."""
    enrollment = case_at_hand(request, pk, is_open=True)
    today = enrollment.site.today()
    pots = pots_of(enrollment.site, on=today, person=enrollment.participant)
    form = AskForm(sent(request), pots=pots, cancel_url=reverse("worksite:work", args=[enrollment.pk]))
    if request.method == "POST" and form.is_valid():
        try:
            row = workflow.ask(enrollment=enrollment, by=request.user, **form.cleaned_data)
        except workflow.CannotFund as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("A supervisor decides on it."))
            return redirect(row)
    return shown(request, "funds/ask", enrollment, form=form, pots=pots)


def _request(request, pk):
    rows = FundRequest.objects.not_voided().for_user(request.user).with_details()
    return get_object_or_404(rows, pk=pk)


@requires(Permission.FUND_ASK)
def fund_request(request, pk):
    """One request: what for, where it stands, and what may be done with it."""
    row = _request(request, pk)
    is_own = row.recorded_by_id == request.user.pk
    may_decide = request.user.may(Permission.FUND_DECIDE)
    site = row.enrollment.site
    pots = pots_of(site, on=row.asked_on, person=row.enrollment.participant)
    return shown(
        request,
        "funds/request",
        row.enrollment,
        fund_request=row,
        pot=next(pot for pot in pots if pot.fund == row.fund),
        program=PROGRAM,
        may_decide=may_decide and not is_own and row.status == Status.ASKED,
        waits_for_another=may_decide and is_own and row.status == Status.ASKED,
        may_pay=row.status == Status.APPROVED,
        may_take_back=row.status in (Status.ASKED, Status.APPROVED),
    )


@requires(Permission.FUND_DECIDE)
@require_POST
def approve(request, pk):
    """Approve it: the money is set aside."""
    row = _request(request, pk)
    try:
        workflow.approve(request=row, by=request.user)
    except workflow.CannotFund as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Approved. The money is set aside."))
    return redirect(row)


def _with_reason(request, row, verb, said, title):
    form = ReasonForm(sent(request), cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            verb(request=row, by=request.user, **form.cleaned_data)
        except workflow.CannotFund as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, said)
            return redirect(row)
    return render(request, "programs/worksite/funds/form.html", {"form": form, "title": title, "fund_request": row})


@requires(Permission.FUND_DECIDE)
def decline(request, pk):
    """Refuse it, with a reason."""
    return _with_reason(request, _request(request, pk), workflow.decline, _("Declined."), _("Decline the request?"))


@requires(Permission.FUND_ASK)
def take_back(request, pk):
    """It is not needed any more."""
    return _with_reason(
        request, _request(request, pk), workflow.take_back, _("Taken back."), _("Take the request back?")
    )


@requires(Permission.FUND_ASK)
def pay(request, pk):
    """Note that it was paid, with the receipt."""
    row = _request(request, pk)
    form = PayForm(
        sent(request),
        request.FILES or None,
        uploader=request.user,
        initial={"paid_on": row.enrollment.site.today()},
        cancel_url=row.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.pay(request=row, by=request.user, **form.cleaned_data)
        except workflow.CannotFund as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Noted."))
            return redirect(row)
    return render(
        request, "programs/worksite/funds/form.html", {"form": form, "title": _("It was paid"), "fund_request": row}
    )
