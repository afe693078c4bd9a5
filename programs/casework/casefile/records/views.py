"""One page of history for every kind of record, and one way to void and to restore."""

from django.contrib import messages
from django.core.exceptions import FieldDoesNotExist
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import kinds, restoring, trail
from mmp_portal.ui.sending import sent
from programs.casework.casefile.records.forms import RestoreRecordForm, VoidRecordForm
from programs.casework.casefile.records.lines import PAGE, lines_of

LONGEST = 400


def _found(request, code, pk):
    """The kind and its record, as far as the person may see it. 404 for any other."""
    try:
        kind = kinds.get(code)
    except KeyError:
        raise Http404 from None
    return kind, get_object_or_404(kind.rows(request.user), pk=pk)


def _can_be_voided(kind):
    try:
        kind.model._meta.get_field("voided_at")
    except FieldDoesNotExist:
        return False
    return kind.may_void


@requires(Permission.CASE_VIEW)
def history(request, kind, pk):
    """Who wrote, changed, voided or restored one record, when, before and after."""
    kind, record = _found(request, kind, pk)
    limit = _limit(request)
    lines, has_older = lines_of(record, limit=limit)
    case = kind.case(record)
    if case is not None:
        trail.opened(request.user, case, what="case file", site=case.site)
    may_void = _can_be_voided(kind) and request.user.may(Permission.RECORD_RESTORE)
    is_voided = getattr(record, "voided_at", None) is not None
    context = {
        **_context(kind, record, case),
        "lines": lines,
        "has_older": has_older,
        "next_shown": limit + PAGE,
        "may_void": may_void and not is_voided,
        "may_restore": may_void and is_voided,
    }
    return render(request, "programs/casework/casefile/records/history.html", context)


def _limit(request):
    try:
        asked = int(request.GET.get("show", PAGE))
    except ValueError:
        return PAGE
    return min(max(asked, PAGE), LONGEST)


def _context(kind, record, case):
    return {
        "kind": kind,
        "record": record,
        "words": kind.words(record),
        "enrollment": case,
        "person": case.participant if case is not None else None,
        "back": kind.url(record),
    }


@requires(Permission.RECORD_RESTORE)
def void(request, kind, pk):
    """Take a record out of every list and count, with a reason."""
    return _verb(request, kind, pk, form_class=VoidRecordForm, verb=restoring.void, is_restoring=False)


@requires(Permission.RECORD_RESTORE)
def restore(request, kind, pk):
    """Let a voided record stand again, with a reason."""
    return _verb(request, kind, pk, form_class=RestoreRecordForm, verb=restoring.restore, is_restoring=True)


def _verb(request, code, pk, *, form_class, verb, is_restoring):
    kind, record = _found(request, code, pk)
    if not _can_be_voided(kind):
        raise Http404
    form = form_class(sent(request), cancel_url=kind.url(record))
    if request.method == "POST" and form.is_valid():
        try:
            done = verb(kind=kind, record=record, by=request.user, **form.cleaned_data)
        except kinds.CannotRestore as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("The record stands again.")
                if is_restoring
                else _("The record was voided. It stays in the history, and can be restored from there."),
            )
            return redirect("casefile:record_history", kind=code, pk=done.pk)
    context = {**_context(kind, record, kind.case(record)), "form": form, "is_restoring": is_restoring}
    return render(request, "programs/casework/casefile/records/void.html", context)
