"""Lists that somebody keeps: a new one, one's own, and giving one up."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.lists import registry
from mmp_portal.ui.lists.forms import SavedListForm
from mmp_portal.ui.models import LONGEST_QUERY, SavedList, query_to_keep


@requires(Permission.LIST_SAVE)
def lists(request):
    """The lists the person keeps, and those shared with them."""
    rows = SavedList.objects.for_user(request.user).select_related("owner", "site")
    return render(
        request,
        "ui/lists/lists.html",
        {
            "own": [row for row in rows if row.owner_id == request.user.pk],
            "shared": [row for row in rows if row.owner_id != request.user.pk],
        },
    )


@requires(Permission.LIST_SAVE)
def keep(request, which):
    """Keep a list of this kind: `?query=` holds its filters and columns."""
    known = registry.get(which)
    if known is None or which not in registry.open_to(request.user):
        raise Http404
    query = query_to_keep(request.GET.get("query", "")[:LONGEST_QUERY])
    form = SavedListForm(
        request.POST or None,
        owner=request.user,
        known=known,
        initial={"query": query},
        cancel_url=f"{reverse(known.url_name)}?{query}",
    )
    if request.method == "POST" and form.is_valid():
        kept = SavedList.objects.create(
            owner=request.user,
            name=which,
            title=form.cleaned_data["title"],
            query=form.cleaned_data["query"],
            site_id=form.site_id,
        )
        messages.success(request, _("The list is kept. It stands above the others."))
        return redirect(kept)
    return render(request, "ui/lists/form.html", {"form": form, "known": known})


@requires(Permission.LIST_SAVE)
def edit(request, pk):
    """Rename one's own list, or share it with a site."""
    kept = get_object_or_404(SavedList.objects.for_user(request.user), pk=pk, owner=request.user)
    form = SavedListForm(
        request.POST or None,
        owner=request.user,
        known=kept.known,
        kept=kept,
        initial={"title": kept.title, "share": str(kept.site_id or ""), "query": kept.query},
        cancel_url=reverse("ui:lists"),
    )
    if request.method == "POST" and form.is_valid():
        kept.title, kept.site_id = form.cleaned_data["title"], form.site_id
        kept.save(update_fields=["title", "site"])
        messages.success(request, _("Saved."))
        return redirect("ui:lists")
    return render(request, "ui/lists/form.html", {"form": form, "known": kept.known, "kept": kept})


@requires(Permission.LIST_SAVE)
@require_POST
def give_up(request, pk):
    """Keep one's own list no longer. It held no rows, so nothing is lost with it."""
    kept = get_object_or_404(SavedList.objects.for_user(request.user), pk=pk, owner=request.user)
    kept.delete()
    messages.success(request, _("The list is kept no longer."))
    return redirect("ui:lists")
