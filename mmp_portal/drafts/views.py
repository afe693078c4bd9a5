"""Drafts: kept by the forms themselves as they are typed, listed and discarded by their owner."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission, Role
from mmp_portal.drafts import workflow
from mmp_portal.drafts.marks import MARK, owner_of
from mmp_portal.drafts.models import Draft

PER_PAGE = 25


@requires(Permission.HOME)
def drafts(request):
    """What one began and did not save, newest first."""
    rows = Draft.objects.for_user(request.user)
    return render(
        request,
        "drafts/drafts.html",
        {
            "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
            "days": settings.DRAFT_DAYS,
            "layout": "phone.html" if request.user.is_only(Role.MENTOR) else "base.html",
        },
    )


@requires(Permission.HOME)
@require_POST
def keep(request):
    """Keep what is being typed. Answers in one word what became of it; the page's script reads it.

    `?restored` says that the form was brought back to how it was: then nothing is kept.
    """
    mark, owner_id = owner_of(request, request.POST.get(MARK))
    if mark is None:
        return JsonResponse({"state": "unknown"})
    if "restored" in request.GET:
        workflow.forget(mark=mark, owner_id=owner_id)
        return JsonResponse({"state": "gone"})
    try:
        workflow.keep(mark=mark, owner_id=owner_id, data=request.POST)
    except workflow.TooLong:
        return JsonResponse({"state": "too long"}, status=413)
    except workflow.SentAlready:
        return JsonResponse({"state": "sent"})
    return JsonResponse({"state": "kept"})


@requires(Permission.HOME)
@require_POST
def give_up(request):
    """Let go of the draft of the form that this comes from, and open its page as it was before."""
    mark, owner_id = owner_of(request, request.POST.get(MARK))
    if mark is None:
        return redirect("drafts:drafts")
    workflow.forget(mark=mark, owner_id=owner_id)
    messages.success(request, _("The draft was discarded."))
    return redirect(mark.page)


@requires(Permission.HOME)
def here(request):
    """Whether the session still lasts: asked by a form that keeps no draft, before it is sent."""
    return JsonResponse({"state": "here"})


@requires(Permission.HOME)
@require_POST
def discard(request, pk):
    """Let go of one of one's own drafts."""
    draft = get_object_or_404(Draft.objects.for_user(request.user), pk=pk)
    workflow.discard(draft=draft)
    messages.success(request, _("The draft was discarded."))
    return redirect("drafts:drafts")
