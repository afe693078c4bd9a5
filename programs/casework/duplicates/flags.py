"""People who are probably known at two sites: flagged to an administrator, who tells the sites and sees no file."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.sending import sent
from participants.duplicates import workflow as noting
from participants.duplicates.models import ProbableDuplicate
from participants.models import Registration
from programs.casework.duplicates.forms import FlagForm

PER_PAGE = 25


def _with_sites(flags):
    """Each flag with the names of the sites that know the one, and the other: no names of people."""
    people = [pk for flag in flags for pk in (flag.one_id, flag.other_id)]
    sites: dict[int, list] = {}
    known = Registration.objects.filter(person__in=people).order_by("site__name").values_list("person", "site__name")
    for person, name in known.distinct():
        sites.setdefault(person, []).append(name)
    return [(flag, ", ".join(sites.get(flag.one_id, [])), ", ".join(sites.get(flag.other_id, []))) for flag in flags]


@requires(Permission.DUPLICATE_FLAG)
def flags(request):
    """Probable duplicates across sites that nobody has settled."""
    found = ProbableDuplicate.objects.open().flagged_to(request.user)
    page = Paginator(found.order_by("-weight", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "flags": _with_sites(page.object_list)}
    return render(request, "programs/casework/duplicates/flags.html", context)


@requires(Permission.DUPLICATE_FLAG)
def flag(request, pk):
    """Say what came of one flag."""
    row = get_object_or_404(ProbableDuplicate.objects.open().flagged_to(request.user), pk=pk)
    form = FlagForm(sent(request), cancel_url=reverse("duplicates:flags"))
    if request.method == "POST" and form.is_valid():
        try:
            noting.settle(duplicate=row, by=request.user, **form.cleaned_data)
        except noting.CannotSettle as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved what came of it."))
            return redirect("duplicates:flags")
    [(_row, one, other)] = _with_sites([row])
    context = {"flag": row, "one": one, "other": other, "form": form}
    return render(request, "programs/casework/duplicates/flag.html", context)
