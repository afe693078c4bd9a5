"""Agencies and sites: where the programs are, what is offered, and under whose contract."""

from datetime import date

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.models import RoleGrant, User
from mmp_portal.accounts.permissions import Permission, Role
from mmp_portal.accounts.workflow import serves_the_installation
from mmp_portal.agencies.models import Agency, Contract, SiteProgram
from mmp_portal.ui.lists.listing import listed
from programs import registry
from programs.casework.parameters.sites import workflow
from programs.casework.parameters.sites.filters import SiteFilter
from programs.casework.parameters.sites.forms import ZONES, AgencyForm, ContractForm, OfferForm, SiteForm, StopForm
from programs.casework.parameters.sites.scope import agencies_changed, sites_changed, sites_seen
from programs.casework.parameters.sites.tables import SiteTable
from programs.casework.parameters.sites.targets import TARGETS


@requires(Permission.SITE_VIEW)
def sites(request):
    """The sites one may see, with what each offers."""
    everything = (
        sites_seen(request.user).select_related("agency").prefetch_related("counties", "programs").order_by("name")
    )
    filterset = SiteFilter(request.GET, queryset=everything, request=request)
    listing = listed(request, SiteTable, filterset, name="sites", total=everything.count())
    return listing.file or render(
        request,
        "programs/casework/parameters/sites/sites.html",
        {"listing": listing, "agencies": agencies_changed(request.user)},
    )


@requires(Permission.SITE_VIEW)
def site(request, pk):
    """One site: agency, counties, programs, contracts with their targets, and the people who sign in there."""
    place = get_object_or_404(sites_seen(request.user).select_related("agency"), pk=pk)
    today = place.today()
    programs = list(place.programs.select_related("region").order_by("program", "-starts_on"))
    for offered in programs:
        offered.definition = registry.get(offered.program)
        offered.is_in_force = offered.starts_on <= today and (offered.ends_on is None or offered.ends_on >= today)
    contracts = list(place.contracts.prefetch_related("targets").order_by("program", "-starts_on"))
    for contract in contracts:
        contract.definition = registry.get(contract.program)
        contract.figures = [(TARGETS.get(row.measure, row.measure), row.value) for row in contract.targets.all()]
    grants = RoleGrant.objects.in_force(today).filter(site=place, user__is_active=True)
    people = (
        User.objects.filter(pk__in=grants.values("user"))
        .prefetch_related(Prefetch("role_grants", queryset=grants, to_attr="grants_here"))
        .order_by("name")
    )
    everybody = [(person, {grant.role for grant in person.grants_here}) for person in people]
    staff = [
        (person, ", ".join(str(Role(role).label) for role in sorted(roles)))
        for person, roles in everybody
        if roles - {Role.MENTOR}
    ]
    return render(
        request,
        "programs/casework/parameters/sites/site.html",
        {
            "site": place,
            "clock": dict(ZONES).get(place.time_zone, place.time_zone),
            "year_begins": date_format(date(2000, place.fiscal_year_starts, 1), "F"),
            "counties": [county.name for county in place.counties.all()],
            "programs": programs,
            "contracts": contracts,
            "staff": staff,
            "mentors": sum(1 for _person, roles in everybody if Role.MENTOR in roles),
            "may_change": sites_changed(request.user).filter(pk=place.pk).exists(),
        },
    )


@requires(Permission.SITE_EDIT)
def create(request):
    """A new site of an agency."""
    form = SiteForm(request.POST or None, agencies=agencies_changed(request.user), cancel_url=reverse("sites:sites"))
    if request.method == "POST" and form.is_valid():
        place = workflow.open_site(by=request.user, **form.cleaned_data)
        messages.success(request, _("The site is open. Say next which programs it offers."))
        return redirect(place)
    return render(
        request,
        "programs/casework/parameters/sites/form.html",
        {"form": form, "title": _("A new site"), "lead": _("An office from which programs are delivered.")},
    )


@requires(Permission.SITE_EDIT)
def edit(request, pk):
    """A site's own facts."""
    place = get_object_or_404(sites_changed(request.user), pk=pk)
    form = SiteForm(
        request.POST or None,
        instance=place,
        agencies=agencies_changed(request.user),
        cancel_url=place.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        fresh = sites_changed(request.user).get(pk=pk)
        workflow.change_site(site=fresh, by=request.user, **form.cleaned_data)
        messages.success(request, _("The site is saved."))
        return redirect(fresh)
    return _form(request, form, place, _("Change %(site)s") % {"site": place.name})


@requires(Permission.SITE_EDIT)
def open_agency(request):
    """A new agency: only for the whole installation."""
    form = None
    if serves_the_installation(request.user):
        form = AgencyForm(request.POST or None, cancel_url=reverse("sites:sites"))
    if form and request.method == "POST" and form.is_valid():
        workflow.open_agency(by=request.user, **form.cleaned_data)
        messages.success(request, _("The agency is added. Open its first site next."))
        return redirect("sites:create")
    return render(
        request,
        "programs/casework/parameters/sites/form.html",
        {
            "form": form,
            "title": _("A new agency"),
            "lead": "" if form else _("Agencies are added by the administrators of the whole installation."),
        },
    )


@requires(Permission.SITE_EDIT)
def agency(request, pk):
    """An agency's name and letterhead, as they stand on reports."""
    row = get_object_or_404(agencies_changed(request.user), pk=pk)
    form = AgencyForm(request.POST or None, instance=row, cancel_url=reverse("sites:sites"))
    if request.method == "POST" and form.is_valid():
        workflow.change_agency(agency=Agency.objects.get(pk=pk), by=request.user, **form.cleaned_data)
        messages.success(request, _("The agency is saved."))
        return redirect("sites:sites")
    return render(
        request,
        "programs/casework/parameters/sites/form.html",
        {"form": form, "title": row.name, "lead": _("The letterhead stands on every report.")},
    )


@requires(Permission.SITE_EDIT)
def program(request, pk):
    """Offer another program at a site."""
    place = get_object_or_404(sites_changed(request.user), pk=pk)
    form = OfferForm(request.POST or None, site=place, cancel_url=place.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.offer(site=place, by=request.user, **form.cleaned_data)
        except workflow.CannotChange as refusal:
            form.add_error("starts_on", str(refusal))
        else:
            messages.success(request, _("The program is offered here."))
            return redirect(place)
    return _form(request, form, place, _("Offer a program"))


@requires(Permission.SITE_EDIT)
def stop(request, pk):
    """The last day of a program at a site."""
    offered = get_object_or_404(
        SiteProgram.objects.filter(site__in=sites_changed(request.user), ends_on=None).select_related("site"), pk=pk
    )
    form = StopForm(request.POST or None, cancel_url=offered.site.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.stop_offering(offered=offered, by=request.user, **form.cleaned_data)
        except workflow.CannotChange as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, _("The program ends here on that day."))
            return redirect(offered.site)
    title = _("End %(program)s at %(site)s") % {
        "program": registry.get(offered.program).short_name,
        "site": offered.site.name,
    }
    return _form(request, form, offered.site, title)


@requires(Permission.SITE_EDIT)
def sign_contract(request, pk):
    """Add a contract of a site."""
    place = get_object_or_404(sites_changed(request.user).select_related("agency"), pk=pk)
    form = ContractForm(request.POST or None, site=place, cancel_url=place.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("program", "funder", "number", "starts_on", "ends_on")}
        try:
            workflow.sign_contract(site=place, by=request.user, targets=form.targets(), **facts)
        except workflow.CannotChange as refusal:
            form.add_error("starts_on", str(refusal))
        else:
            messages.success(request, _("The contract is saved."))
            return redirect(place)
    return _form(request, form, place, _("Add a contract"))


@requires(Permission.SITE_EDIT)
def contract(request, pk):
    """The last day, number and targets of a contract."""
    signed = get_object_or_404(
        Contract.objects.filter(site__in=sites_changed(request.user)).select_related("site"), pk=pk
    )
    form = ContractForm(
        request.POST or None, site=signed.site, contract=signed, cancel_url=signed.site.get_absolute_url()
    )
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("number", "ends_on")}
        try:
            workflow.change_contract(contract=signed, by=request.user, targets=form.targets(), **facts)
        except workflow.CannotChange as refusal:
            form.add_error("ends_on", str(refusal))
        else:
            messages.success(request, _("The contract is saved."))
            return redirect(signed.site)
    return _form(request, form, signed.site, _("Contract with %(funder)s") % {"funder": signed.funder})


def _form(request, form, place, title):
    return render(
        request, "programs/casework/parameters/sites/form.html", {"form": form, "site": place, "title": title}
    )
