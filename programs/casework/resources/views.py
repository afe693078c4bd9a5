"""The directory of services, at the desk and on the phone."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.accounts.scope import CASEWORK_ROLES
from mmp_portal.audit.models import Event
from mmp_portal.ui.lists.listing import listed
from mmp_portal.ui.sending import sent
from programs.casework.resources import workflow
from programs.casework.resources.filters import ResourceFilter
from programs.casework.resources.forms import ResourceForm, VoidForm
from programs.casework.resources.models import Resource
from programs.casework.resources.tables import ResourceTable

PER_PAGE = 25


def works_on_cases(user):
    """Whether the pages of staff are meant; mentors get those of the phone."""
    return user.may(Permission.CASE_VIEW)


def site_at_hand(request):
    """The site in whose name the directory is changed: the one chosen, or the first of the person's."""
    if request.site:
        return request.site
    return next(grant.site for grant in request.user.grants if grant.role in CASEWORK_ROLES)


def resource_at_hand(request, pk):
    rows = Resource.objects.not_voided().for_user(request.user).with_details()
    return get_object_or_404(rows, pk=pk)


def resource_to_change(request, pk):
    rows = Resource.objects.not_voided().for_casework(request.user).with_details()
    return get_object_or_404(rows, pk=pk)


@requires(Permission.RESOURCE_VIEW)
def resource_list(request):
    """The services one may send a family to, narrowed by what the address says."""
    rows = Resource.objects.not_voided().for_user(request.user).with_details()
    today = timezone.localdate()
    filterset = ResourceFilter(request.GET, queryset=rows, request=request, today=today)
    if not works_on_cases(request.user):
        page = Paginator(filterset.qs.order_by("name", "pk"), PER_PAGE).get_page(request.GET.get("page"))
        choices = [filterset.form[name] for name in ("service", "county", "language")]
        return render(
            request,
            "programs/casework/resources/list_phone.html",
            {
                "page": page,
                "filterset": filterset,
                "choices": choices,
                "is_narrowed": any(request.GET.get(field.name) for field in choices),
            },
        )
    listing = listed(request, ResourceTable, filterset, name="resources", total=rows.count(), today=today)
    return listing.file or render(
        request,
        "programs/casework/resources/list.html",
        {"listing": listing, "may_edit": request.user.may(Permission.RESOURCE_EDIT)},
    )


@requires(Permission.RESOURCE_VIEW)
def resource(request, pk):
    """One service: for whom, where, how to get there, and how fresh that is."""
    row = resource_at_hand(request, pk)
    is_staff = works_on_cases(request.user)
    today = timezone.localdate()
    return render(
        request,
        "programs/casework/resources/resource.html" if is_staff else "programs/casework/resources/resource_phone.html",
        {
            "resource": row,
            "checked": row.checked_in_words(today),
            "is_stale": row.is_stale(today),
            "may_edit": request.user.may(Permission.RESOURCE_EDIT)
            and Resource.objects.for_casework(request.user).filter(pk=row.pk).exists(),
            "connected": row.connections.not_voided().for_user(request.user).count() if is_staff else 0,
            "got_it": row.connections.not_voided().for_user(request.user).filter(outcome="got_it").count()
            if is_staff
            else 0,
            "history": Event.objects.about(row).select_related("by").order_by("-at", "-pk")[:10] if is_staff else (),
        },
    )


@requires(Permission.RESOURCE_EDIT)
def create(request):
    """Add a service to the directory of the agency."""
    site = site_at_hand(request)
    form = ResourceForm(sent(request), user=request.user, cancel_url=reverse("resources:list"))
    if request.method == "POST" and form.is_valid():
        row = workflow.add(agency=site.agency, site=site, by=request.user, **form.details())
        messages.success(request, _("The service stands in the directory."))
        return redirect(row)
    return _form(request, form, title=_("Add a service"))


@requires(Permission.RESOURCE_EDIT)
def edit(request, pk):
    """Correct an entry, which counts as checking it."""
    row = resource_to_change(request, pk)
    form = ResourceForm(sent(request), instance=row, user=request.user, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.correct(
                resource=row,
                by=request.user,
                site=site_at_hand(request),
                version=form.cleaned_data["version"],
                **form.details(),
            )
        except workflow.CannotChange as refusal:
            form.add_error(refusal.about, str(refusal))
        else:
            messages.success(request, _("Saved. The entry counts as checked today."))
            return redirect(row)
    return _form(request, form, title=_("Correct the service"), resource=row)


def _form(request, form, *, title, resource=None):
    return render(
        request,
        "programs/casework/resources/form.html",
        {"form": form, "title": title, "resource": resource},
    )


@requires(Permission.RESOURCE_EDIT)
@require_POST
def checked(request, pk):
    """Note that somebody looked today and everything is still right."""
    row = resource_to_change(request, pk)
    workflow.check(resource=row, by=request.user, site=site_at_hand(request))
    messages.success(request, _("Noted: checked today."))
    return redirect(row)


@requires(Permission.RESOURCE_EDIT)
def void(request, pk):
    """Take an entry out of the directory, with a reason."""
    row = resource_to_change(request, pk)
    form = VoidForm(sent(request), cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.void(resource=row, by=request.user, site=site_at_hand(request), **form.cleaned_data)
        except workflow.CannotChange as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Taken out of the directory."))
            return redirect("resources:list")
    return _form(request, form, title=_("Take this service out of the directory?"), resource=row)
