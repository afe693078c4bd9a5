"""Sending a spreadsheet, naming its columns, trying it out, and what came of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.lists.listing import listed
from mmp_portal.ui.sending import refuse, sent
from participants.views import sites_of
from programs.casework.imports import workflow
from programs.casework.imports.filters import ImportFilter
from programs.casework.imports.forms import ColumnsForm, SendForm
from programs.casework.imports.kinds import KINDS
from programs.casework.imports.models import Import, Outcome, Status, Subject
from programs.casework.imports.sheets import CSV, EXCEL, in_words, refused_of, template_of
from programs.casework.imports.tables import ImportTable

REFUSED_SHOWN = 50


def _sheet_at_hand(request, pk):
    return get_object_or_404(Import.objects.for_user(request.user).select_related("site", "recorded_by"), pk=pk)


@requires(Permission.IMPORT)
def imports(request):
    """Spreadsheets of the person's sites, the latest first, and an empty one of each kind to fill in."""
    rows = Import.objects.for_user(request.user).select_related("site", "recorded_by")
    filterset = ImportFilter(request.GET, queryset=rows, request=request)
    listing = listed(request, ImportTable, filterset, name="imports", total=rows.count())
    context = {"listing": listing, "kinds": [(kind, Subject(kind.subject).label) for kind in KINDS.values()]}
    return listing.file or render(request, "programs/casework/imports/list.html", context)


@requires(Permission.IMPORT)
def template(request, subject):
    """An empty spreadsheet of a kind, with its headings and two invented rows."""
    if subject not in KINDS:
        raise Http404
    return _file(template_of(KINDS[subject]), f"{subject}.xlsx", EXCEL)


def _file(content, name, content_type):
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@requires(Permission.IMPORT)
def send(request):
    """Send a spreadsheet; nothing of it is saved but its rows, to be tried."""
    form = SendForm(sent(request), request.FILES or None, sites=sites_of(request), cancel_url=reverse("imports:list"))
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            sheet = workflow.send(
                site=form.chosen_site,
                subject=form.cleaned_data["subject"],
                file=upload,
                name=upload.name,
                by=request.user,
            )
        except workflow.CannotTake as refusal:
            refuse(form, refusal)
        else:
            return redirect("imports:columns", pk=sheet.pk)
    context = {"form": form, "kinds": [(kind, Subject(kind.subject).label) for kind in KINDS.values()]}
    return render(request, "programs/casework/imports/send.html", context)


@requires(Permission.IMPORT)
def columns(request, pk):
    """Say what the columns are, and try every row without saving anything."""
    sheet = _sheet_at_hand(request, pk)
    if not sheet.may_become(Status.CHECKED):
        return redirect(sheet)
    first = sheet.rows.first()
    form = ColumnsForm(
        sent(request),
        kind=KINDS[sheet.subject],
        headings=sheet.headings,
        columns=sheet.columns,
        samples=first.cells if first else (),
        cancel_url=sheet.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.try_out(sheet=sheet, columns=form.columns, by=request.user)
        except workflow.CannotTake as refusal:
            refuse(form, refusal)
        else:
            return redirect(sheet)
    return render(request, "programs/casework/imports/columns.html", {"form": form, "sheet": sheet})


@requires(Permission.IMPORT)
def sheet(request, pk):
    """What would come of each row, or what came of it."""
    row = _sheet_at_hand(request, pk)
    kind = KINDS[row.subject]
    page = Paginator(row.rows.filter(outcome=Outcome.REFUSED), REFUSED_SHOWN).get_page(request.GET.get("page"))
    context = {
        "sheet": row,
        "note": kind.note,
        "page": page,
        "refused": [(one.number, [in_words(kind, trouble) for trouble in one.troubles]) for one in page],
        "is_sent": row.status == Status.SENT,
        "may_take": row.status == Status.CHECKED,
        "is_taken": row.status == Status.TAKEN,
    }
    return render(request, "programs/casework/imports/sheet.html", context)


@requires(Permission.IMPORT)
@require_POST
def take(request, pk):
    """Take the good rows in."""
    row = _sheet_at_hand(request, pk)
    try:
        row = workflow.take(sheet=row, by=request.user)
    except workflow.CannotTake as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(
            request,
            ngettext("%(count)d row is new.", "%(count)d rows are new.", row.created_count)
            % {"count": row.created_count},
        )
    return redirect(row)


@requires(Permission.IMPORT)
@require_POST
def give_up(request, pk):
    """Let the spreadsheet go; its rows are forgotten."""
    row = _sheet_at_hand(request, pk)
    try:
        workflow.give_up(sheet=row, by=request.user)
    except workflow.CannotTake as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Given up. Nothing of the file was kept."))
    return redirect("imports:list")


@requires(Permission.IMPORT)
def refused(request, pk):
    """The refused rows as a file, with the reasons, to be mended and sent again."""
    row = _sheet_at_hand(request, pk)
    trail.record(request.user, "import.refused_downloaded", row, after={"rows": row.refused_count})
    return _file(refused_of(row), f"refused-{row.pk}.csv", CSV)
