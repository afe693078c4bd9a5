"""The trail, for those who answer for it: who opened what, and who changed what."""

from django.shortcuts import render

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit.models import Event, Opening
from mmp_portal.ui.lists.listing import listed
from mmp_portal.ui.trail.filters import EventFilter, OpeningFilter
from mmp_portal.ui.trail.tables import EventTable, OpeningTable


@requires(Permission.AUDIT_VIEW)
def openings(request):
    """Case files and restricted facts that were opened."""
    return _trail(request, Opening, OpeningFilter, OpeningTable, page="openings", name="trail-openings")


@requires(Permission.AUDIT_VIEW)
def events(request):
    """Verbs that were carried out, with reason, before and after."""
    return _trail(request, Event, EventFilter, EventTable, page="events", name="trail-changes")


def _trail(request, model, filter_class, table_class, *, page, name):
    seen = model.objects.for_user(request.user)
    filterset = filter_class(request.GET, queryset=seen, request=request)
    rows = filterset.qs.select_related("by", "site", "subject_type")
    listing = listed(request, table_class, filterset, name=name, rows=rows, total=seen.count())
    return listing.file or render(request, f"ui/trail/{page}.html", {"listing": listing})
