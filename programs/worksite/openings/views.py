"""Openings: the list, one of them, and what is changed in it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from mentors.partners.views import partner_at_hand
from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.lists.listing import listed
from mmp_portal.ui.sending import refuse, sent
from programs.worksite.definition import PROGRAM
from programs.worksite.models.openings import Opening
from programs.worksite.openings import workflow
from programs.worksite.openings.filters import OpeningFilter
from programs.worksite.openings.forms import MoveForm, OpeningForm
from programs.worksite.openings.tables import OpeningTable


def opening_at_hand(request, pk):
    return get_object_or_404(Opening.objects.not_voided().for_user(request.user).with_partner(), pk=pk)


@requires(Permission.MENTOR_VIEW)
def openings(request):
    """The openings of the companies at one's sites."""
    rows = Opening.objects.not_voided().for_user(request.user).with_partner()
    if request.site:
        rows = rows.filter(partner__site=request.site)
    filterset = OpeningFilter(request.GET, queryset=rows, request=request)
    listing = listed(request, OpeningTable, filterset, name="openings", total=rows.count())
    return listing.file or render(request, "programs/worksite/openings/list.html", {"listing": listing})


@requires(Permission.MENTOR_VIEW)
def opening(request, pk):
    """One opening: what the company offers, and for whom."""
    row = opening_at_hand(request, pk)
    return render(
        request,
        "programs/worksite/openings/opening.html",
        {
            "opening": row,
            "program": PROGRAM,
            "is_open": row.is_open_on(row.site.today()),
            "may_edit": request.user.may(Permission.MENTOR_EDIT),
        },
    )


def _form(request, form, title, partner, opening=None):
    return render(
        request,
        "programs/worksite/openings/form.html",
        {"form": form, "title": title, "partner": partner, "opening": opening},
    )


@requires(Permission.MENTOR_EDIT)
def take(request, pk):
    """Take an opening of a company that has signed."""
    partner = partner_at_hand(request, pk)
    form = OpeningForm(
        sent(request),
        partner=partner,
        initial={"opens_on": partner.site.today(), "industry": partner.industry},
        cancel_url=partner.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = workflow.take(partner=partner, by=request.user, **form.details())
        except workflow.CannotChange as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The opening was added."))
            return redirect(row)
    return _form(request, form, _("Add an opening"), partner)


@requires(Permission.MENTOR_EDIT)
def edit(request, pk):
    """Correct an opening; a lost update is refused with both versions shown."""
    row = opening_at_hand(request, pk)
    form = OpeningForm(sent(request), instance=row, partner=row.partner, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.correct(opening=row, by=request.user, version=form.cleaned_data["version"], **form.details())
        except workflow.CannotChange as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(row)
    return _form(request, form, _("Correct the opening"), row.partner, row)


@requires(Permission.MENTOR_EDIT)
def move(request, pk):
    """Say that it is filled, closed, or open again."""
    row = opening_at_hand(request, pk)
    form = MoveForm(sent(request), opening=row, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.move(opening=row, by=request.user, **form.cleaned_data)
        except workflow.CannotChange as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The status was changed."))
            return redirect(row)
    return _form(request, form, _("Change the status"), row.partner, row)
