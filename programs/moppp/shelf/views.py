"""The shelf of each site: what is left, what was given this program year, and putting more on it."""

from django.contrib import messages
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.agencies.models import Site
from mmp_portal.ui.sending import refuse, sent
from programs.casework.supports.models import Account, Book
from programs.casework.supports.workflow import CannotEnter
from programs.moppp.definition import PROGRAM
from programs.moppp.shelf.forms import ShelfForm
from programs.moppp.shelf.tables import Shelf
from programs.moppp.shelf.workflow import move
from programs.moppp.visits.footing import paces_of


def sites_of(user, site, today):
    """Sites at which the person works and that offer the program, or the one at hand."""
    offering = Site.objects.offering(PROGRAM.code, on=today)
    grants = [
        grant.site_id for grant in user.grants_with(Permission.SUPPORT_EDIT) if grant.program in ("", PROGRAM.code)
    ]
    found = offering.filter(pk__in=grants)
    return list(found.filter(pk=site.pk) if site else found)


@requires(Permission.SUPPORT_VIEW)
def shelf(request):
    """Every item with what is left and what was given since the program year began, to families and at groups."""
    today = timezone.localdate()
    items = Account.objects.in_use(today).in_book(Book.GOODS).for_user(request.user)
    items = items.filter(program=PROGRAM.code, enrollment=None)
    if request.site:
        items = items.filter(site=request.site)
    sites = sites_of(request.user, request.site, today)
    pace = next(iter(paces_of(set(sites)).values()), None)
    since = pace.year(today)[0] if pace else today
    given = Q(entries__amount__lt=0, entries__on__gte=since, entries__counters=None, entries__countered_by=None)
    items = items.annotate(
        to_families=-Coalesce(Sum("entries__amount", filter=given & Q(entries__enrollment__isnull=False)), 0),
        at_groups=-Coalesce(Sum("entries__amount", filter=given & Q(entries__enrollment=None)), 0),
    )
    context = {
        "program": PROGRAM,
        "since": since,
        "items": items.count(),
        "table": Shelf(items.select_related("site").order_by("site__name", "name")),
        "may_put_in": bool(sites) and request.user.may(Permission.SUPPORT_EDIT),
    }
    return render(request, "programs/moppp/shelf/shelf.html", context)


@requires(Permission.SUPPORT_EDIT)
def put_in(request):
    """Put goods on the shelf, or note what was given at a group."""
    today = timezone.localdate()
    form = ShelfForm(
        sent(request),
        sites=sites_of(request.user, request.site, today),
        initial={"on": today},
        cancel_url=reverse("moppp:shelf"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            entry = move(by=request.user, **form.facts)
        except CannotEnter as refusal:
            refusal.about = "pieces" if refusal.about == "amount" else refusal.about
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved: %(left)d on the shelf now.") % {"left": entry.balance_after})
            return redirect("moppp:shelf")
    return render(request, "programs/moppp/shelf/put_in.html", {"form": form, "program": PROGRAM})
