"""The Baby Store: its days, its shelf, and the counter on a tablet."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.agencies.models import Site
from mmp_portal.ui.sending import refuse, sent
from programs.casework.enrollments.models import Enrollment
from programs.casework.supports.models import Account, Book
from programs.young_parent.bucks.names import names_at
from programs.young_parent.models import StoreDay, StoreItem
from programs.young_parent.models.store import PROGRAM, sites_served_by
from programs.young_parent.store import workflow
from programs.young_parent.store.forms import CorrectItemForm, ItemForm, ReceiveForm, SellForm, StoreDayForm

PER_PAGE = 25
DAYS_SHOWN = 6


def _sites(request):
    """The sites whose store the person keeps: the one at hand first."""
    sites = list(Site.objects.filter(pk__in=sites_served_by(request.user)).order_by("name"))
    return sorted(sites, key=lambda site: site != request.site)


def _here(request, rows):
    """Rows of the person's sites, or of the site at hand alone."""
    rows = rows.not_voided().for_user(request.user)
    return rows.filter(site=request.site) if request.site else rows


@requires(Permission.SUPPORT_VIEW)
def store(request):
    """The store days, and what lies on the shelf."""
    items = _here(request, StoreItem.objects).with_stock()
    sites = _sites(request)
    context = {
        "days": _here(request, StoreDay.objects).select_related("site")[:DAYS_SHOWN],
        "page": Paginator(items, PER_PAGE).get_page(request.GET.get("page")),
        "today": timezone.localdate(),
        "names": names_at(next(iter(sites), None)),
        "may_edit": request.user.may(Permission.SUPPORT_EDIT) and bool(sites),
    }
    return render(request, "programs/young_parent/store/store.html", context)


@requires(Permission.SUPPORT_VIEW)
def store_day(request, pk):
    """One day of the store: sell, and what was sold."""
    day = get_object_or_404(StoreDay.objects.not_voided().for_user(request.user).select_related("site"), pk=pk)
    may_sell = request.user.may(Permission.SUPPORT_EDIT) and day.held_on <= day.site.today()
    form = _sell_form(request, day) if may_sell else None
    if request.method == "POST" and form and form.is_valid():
        said = form.cleaned_data
        try:
            sale = workflow.sell(
                store_day=day, item=said["item"], enrollment=said["family"], count=said["count"], by=request.user
            )
        except workflow.CannotEnter as refusal:
            refuse(form, refusal)
        else:
            messages.success(
                request,
                _("Sold: %(words)s for %(points)d. %(left)d left to spend.")
                % {"words": sale.paid.words, "points": sale.points, "left": sale.paid.balance_after},
            )
            return redirect(f"{day.get_absolute_url()}?family={sale.enrollment_id}")
    sales = day.sales.with_people()
    context = {
        "day": day,
        "names": names_at(day.site),
        "form": form,
        "page": Paginator(sales, PER_PAGE).get_page(request.GET.get("page")),
        "totals": sales.totals(),
        "is_to_come": day.held_on > day.site.today(),
        "may_edit": may_sell,
    }
    return render(request, "programs/young_parent/store/day.html", context)


def _sell_form(request, day):
    """The counter: families of the site with what they have, and what is on offer."""
    families = (
        Enrollment.objects.open()
        .in_program(PROGRAM)
        .for_casework(request.user)
        .at_site(day.site)
        .select_related("participant")
        .order_by("participant__given_name", "pk")
    )
    purses = Account.objects.not_voided().in_book(Book.POINTS).filter(site=day.site, program=PROGRAM)
    return SellForm(
        sent(request),
        families=families,
        balances=dict(purses.values_list("enrollment", "balance")),
        items=StoreItem.objects.offered().filter(site=day.site).with_stock(),
        initial={"family": request.GET.get("family"), "count": 1},
    )


def _fill_in(request, form, save, *, title, lead, done, refusals):
    """Show a form of the store, or save what it says and lead back to the shelf."""
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except refusals as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, done)
            return redirect("young_parent:store")
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "tab_url": reverse("young_parent:store"),
        "tab_label": names_at(next(iter(_sites(request)), None)).store,
    }
    return render(request, "programs/young_parent/form.html", context)


def _own_sites(request):
    """The sites to choose from. Whoever works in another program alone keeps no store."""
    sites = _sites(request)
    if not sites:
        raise PermissionDenied
    return sites


@requires(Permission.SUPPORT_EDIT)
def plan_day(request):
    """Plan a day on which the store is open."""
    form = StoreDayForm(
        sent(request),
        sites=_own_sites(request),
        initial={"held_on": timezone.localdate()},
        cancel_url=reverse("young_parent:store"),
    )

    def save():
        said = form.cleaned_data
        workflow.plan_day(site=form.chosen_site, held_on=said["held_on"], place=said["place"], by=request.user)

    return _fill_in(
        request,
        form,
        save,
        title=_("Plan a store day"),
        lead=_("Greene County opens its store twice a year."),
        done=_("The store day is planned."),
        refusals=workflow.CannotKeep,
    )


@requires(Permission.SUPPORT_EDIT)
def add_item(request):
    """Put a new item on the shelf."""
    form = ItemForm(sent(request), sites=_own_sites(request), cancel_url=reverse("young_parent:store"))

    def save():
        said = form.cleaned_data
        workflow.add_item(
            site=form.chosen_site, name=said["name"], price=said["price"], pieces=said["pieces"], by=request.user
        )

    return _fill_in(
        request,
        form,
        save,
        title=_("A new item"),
        lead="",
        done=_("It lies on the shelf."),
        refusals=(workflow.CannotKeep, workflow.CannotEnter),
    )


def _item(request, pk):
    return get_object_or_404(StoreItem.objects.not_voided().for_user(request.user).with_stock(), pk=pk)


@requires(Permission.SUPPORT_EDIT)
def item(request, pk):
    """Change the price of an item, or take it off the offer."""
    row = _item(request, pk)
    form = CorrectItemForm(sent(request), instance=row, cancel_url=reverse("young_parent:store"))

    def save():
        said = form.cleaned_data
        workflow.correct_item(
            item=row, version=said["version"], price=said["price"], is_offered=said["is_offered"], by=request.user
        )

    return _fill_in(
        request,
        form,
        save,
        title=row.name,
        lead=_("What was sold keeps the price it had."),
        done=_("Saved."),
        refusals=workflow.CannotKeep,
    )


@requires(Permission.SUPPORT_EDIT)
def receive(request, pk):
    """Put pieces on the shelf, or take off what a count showed to be missing."""
    row = _item(request, pk)
    form = ReceiveForm(sent(request), cancel_url=reverse("young_parent:store"))

    def save():
        said = form.cleaned_data
        workflow.receive(item=row, pieces=said["pieces"], words=said["words"], on=row.site.today(), by=request.user)

    return _fill_in(
        request,
        form,
        save,
        title=_("%(name)s: %(count)d on the shelf") % {"name": row.name, "count": row.in_stock},
        lead="",
        done=_("Written down."),
        refusals=workflow.CannotEnter,
    )
