"""Poverty guidelines: the tables there are, and next year's."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from eligibility.poverty import LISTED_SIZES, tables
from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.sending import refuse
from programs.casework.parameters.guidelines import workflow
from programs.casework.parameters.guidelines.forms import GuidelineForm
from programs.casework.parameters.models import GuidelineTable
from programs.casework.parameters.values.forms import TakeBackForm
from programs.casework.parameters.values.overlay import guidelines as entered
from programs.casework.parameters.values.scope import sets_for_all

# The table of a few years is what somebody looks up; older ones fold.
SIZES = range(1, LISTED_SIZES + 1)


@requires(Permission.PARAMETER_EDIT)
def guidelines(request):
    """Every table known, the newest first, and which is in force today."""
    region = request.GET.get("region", "contiguous")
    region = region if region in GuidelineTable.Region.values else "contiguous"
    rows = {row.year: row for row in GuidelineTable.objects.not_voided().filter(region=region)}
    known = {table.year: table for table in tables()[region]}
    known |= {table.year: table for where, table in entered() if where == region}
    in_force = workflow.table_before(region, timezone.localdate())
    context = {
        "region": region,
        "regions": GuidelineTable.Region.choices,
        "tables": [
            {"table": table, "row": rows.get(year), "amounts": [table.of(size) for size in SIZES]}
            for year, table in sorted(known.items(), reverse=True)
        ],
        "sizes": SIZES,
        "in_force": in_force,
        "may_enter": sets_for_all(request.user),
    }
    return render(request, "programs/casework/parameters/guidelines/guidelines.html", context)


@requires(Permission.PARAMETER_EDIT)
def enter(request):
    """Type a year's guideline; what looks like a slip must be confirmed."""
    if not sets_for_all(request.user):
        raise Http404
    region = (request.POST or request.GET).get("region", "contiguous")
    region = region if region in GuidelineTable.Region.values else "contiguous"
    before = workflow.table_before(region, timezone.localdate()) or tables()[region][-1]
    form = GuidelineForm(
        request.POST or None,
        before=before,
        initial={"region": region, "year": before.year + 1},
        cancel_url=reverse("values:guidelines"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = workflow.enter(table=form.table, region=form.cleaned_data["region"], by=request.user)
        except workflow.CannotEnter as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The guideline of %(year)d is entered.") % {"year": row.year})
            return redirect(f"{reverse('values:guidelines')}?region={row.region}")
    return render(
        request,
        "programs/casework/parameters/guidelines/enter.html",
        {"form": form, "before": before, "region": region},
    )


@requires(Permission.PARAMETER_EDIT)
def take_back(request, pk):
    """Take back a guideline that was entered by mistake."""
    if not sets_for_all(request.user):
        raise Http404
    row = get_object_or_404(GuidelineTable.objects.not_voided(), pk=pk)
    form = TakeBackForm(request.POST or None, cancel_url=reverse("values:guidelines"))
    if request.method == "POST" and form.is_valid():
        try:
            workflow.take_back(row=row, reason=form.cleaned_data["reason"], by=request.user)
        except workflow.CannotEnter as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The guideline is taken back."))
            return redirect("values:guidelines")
    return render(request, "programs/casework/parameters/guidelines/take_back.html", {"form": form, "row": row})
