"""The yearly banquet: who is honored, companies too, and who is asked."""

from django.shortcuts import render

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from programs.casework.meetings.honors import banquet_of
from programs.worksite.definition import PROGRAM


@requires(Permission.CASE_VIEW)
def banquet(request):
    """Who is honored for the year up to the next banquet, or up to today; and the guest list of the banquet."""
    return render(request, "programs/worksite/banquet/banquet.html", banquet_of(PROGRAM.code, request))
