"""The trail, for those who answer for it: who opened what, and who changed what."""

from django.shortcuts import render
from django_tables2 import RequestConfig

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit.filters import EventFilter, OpeningFilter
from mmp_portal.audit.models import Event, Opening
from mmp_portal.audit.tables import EventTable, OpeningTable

PER_PAGE = 50


@requires(Permission.AUDIT_VIEW)
def openings(request):
    """Case files and restricted facts that were opened."""
    return _trail(request, Opening, OpeningFilter, OpeningTable, "audit/openings.html")


@requires(Permission.AUDIT_VIEW)
def events(request):
    """Verbs that were carried out, with reason, before and after."""
    return _trail(request, Event, EventFilter, EventTable, "audit/events.html")


def _trail(request, model, filter_class, table_class, template):
    seen = model.objects.for_user(request.user)
    filterset = filter_class(request.GET, queryset=seen, request=request)
    rows = filterset.qs.select_related("by", "site", "subject_type")
    table = table_class(rows, request=request)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    return render(request, template, {"table": table, "filterset": filterset, "total": seen.count()})
