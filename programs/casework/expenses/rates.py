"""What a mile is worth: set by administrators, from a day on."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission, Role
from mmp_portal.agencies.models import Agency
from mmp_portal.ui.sending import sent
from programs.casework.expenses import workflow
from programs.casework.expenses.forms import RateForm, WordsForm
from programs.casework.expenses.models import MileageRate

PER_PAGE = 25


def agencies_of(user):
    """Pairs of id and name: the agencies for which the person sets rates; None for all of them at once."""
    found = {}
    for grant in user.grants_with(Permission.EXPENSE_RATE_EDIT):
        if grant.role == Role.ADMINISTRATOR and grant.agency is None:
            everybody = [(agency.pk, agency.name) for agency in Agency.objects.all()]
            return [(None, _("Every agency")), *everybody]
        found[grant.agency_id] = grant.agency.name
    return list(found.items())


@requires(Permission.EXPENSE_RATE_EDIT)
def rates(request):
    """The rates by date, the latest first."""
    rows = MileageRate.objects.not_voided().for_user(request.user).select_related("agency", "recorded_by")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    latest: dict = {}  # of each agency, the one that began last
    for pk, agency in rows.filter(starts_on__lte=timezone.localdate()).values_list("pk", "agency"):
        latest.setdefault(agency, pk)
    return render(request, "programs/casework/expenses/rates.html", {"page": page, "in_force": set(latest.values())})


@requires(Permission.EXPENSE_RATE_EDIT)
def set_rate(request):
    """Set a rate from a day on."""
    agencies = agencies_of(request.user)
    form = RateForm(sent(request), agencies=agencies, cancel_url=reverse("expenses:rates"))
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.pop("agency")
        try:
            workflow.set_rate(
                agency=Agency.objects.get(pk=chosen) if chosen else None, by=request.user, **form.cleaned_data
            )
        except workflow.CannotClaim as refusal:
            form.add_error(refusal.about, str(refusal))
        else:
            messages.success(request, _("The rate is set."))
            return redirect("expenses:rates")
    return render(request, "programs/casework/expenses/rate.html", {"form": form, "title": _("Set a mileage rate")})


@requires(Permission.EXPENSE_RATE_EDIT)
def void_rate(request, pk):
    """Take back a rate that was set by mistake."""
    rate = get_object_or_404(MileageRate.objects.not_voided().for_user(request.user), pk=pk)
    form = WordsForm(
        sent(request),
        label=_("Why is it taken back?"),
        hint=_("Claims that were made with it keep it."),
        button=_("Void the rate"),
        most=200,
        cancel_url=reverse("expenses:rates"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.void_rate(rate=rate, reason=form.cleaned_data["words"], by=request.user)
        except workflow.CannotClaim as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The rate was voided."))
            return redirect("expenses:rates")
    return render(
        request, "programs/casework/expenses/rate.html", {"form": form, "rate": rate, "title": _("Void this rate?")}
    )
