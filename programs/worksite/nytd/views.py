"""What the state's youth database asks: kept for a case at the start and the end, counted for a half-year."""

from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.lists.files import as_file
from mmp_portal.ui.lists.listing import listed
from mmp_portal.ui.sending import refuse, sent
from programs.worksite.models.nytd import Moment, NytdRecord
from programs.worksite.nytd import workflow
from programs.worksite.nytd.counts import counted
from programs.worksite.nytd.elements import halves
from programs.worksite.nytd.filters import NytdFilter
from programs.worksite.nytd.forms import NytdForm, answers_of
from programs.worksite.nytd.tables import CountTable, NytdTable
from programs.worksite.placements.cases import case_at_hand, shown

COUNTS = "counts"


@requires(Permission.ENROLLMENT_CHANGE)
def records(request):
    """How often each answer was given, each number with its rows; and the counts as a file for the state."""
    rows = NytdRecord.objects.not_voided().for_user(request.user).with_people()
    if request.site:
        rows = rows.filter(enrollment__site=request.site)
    rows = rows.annotate(answered=Count("answers", distinct=True))
    filterset = NytdFilter(request.GET, queryset=rows, request=request, halves=halves(timezone.localdate()))
    listing = listed(request, NytdTable, filterset, name="nytd", total=rows.count())
    groups = counted(filterset.qs.values("pk"))
    if request.GET.get("file") == COUNTS:
        lines = [line for group in groups for line in group.lines]
        trail.record(request.user, "list.downloaded", request.user, site=request.site, after={"list": "nytd counts"})
        return as_file(CountTable(lines), title=str(_("State youth outcomes")), name="nytd-counts", ending="csv")
    query = request.GET.copy()
    for name in ("page", "moment", "answer", "format", "file"):
        query.pop(name, None)
    return listing.file or render(
        request,
        "programs/worksite/nytd/records.html",
        {"listing": listing, "groups": groups, "query": query.urlencode()},
    )


@requires(Permission.ENROLLMENT_CHANGE)
def write(request, pk, moment):
    """Write down, or correct, what was said at the start or at the end; what the case knows is filled in."""
    if moment not in Moment.values:
        raise Http404
    enrollment = case_at_hand(request, pk)
    trail.opened(request.user, enrollment, what="case file")
    row = NytdRecord.objects.not_voided().filter(enrollment=enrollment, moment=moment).first()
    services, answers = answers_of(row) if row else workflow.known(enrollment)
    form = NytdForm(
        sent(request),
        instance=row or NytdRecord(moment=moment, taken_on=enrollment.site.today()),
        initial={"services": services, **{f"e{number}": said for number, said in answers.items()}},
        cancel_url=reverse("worksite:work", args=[enrollment.pk]),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.write(enrollment=enrollment, moment=moment, by=request.user, **form.details())
        except workflow.CannotWrite as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("worksite:work", pk=enrollment.pk)
    return shown(request, "nytd/record", enrollment, form=form, record=row, moment=Moment(moment))
