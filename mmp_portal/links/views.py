"""Taking back a link that was given out."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.links import purposes, workflow
from mmp_portal.links.models import SignedLink


@requires(Permission.HOME)
@require_POST
def withdraw(request, pk):
    """Withdraw a link about a record that this person works on."""
    link = get_object_or_404(SignedLink, pk=pk)
    subject = purposes.get(link.purpose).subject_for(request.user, link.subject_id)
    if subject is None:
        raise Http404
    if workflow.withdraw(link=link, subject=subject, by=request.user):
        messages.success(request, _("The link was withdrawn. It opens nothing any more."))
    else:
        messages.warning(request, _("This link was withdrawn already."))
    return redirect(subject)
