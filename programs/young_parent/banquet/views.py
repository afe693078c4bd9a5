"""The yearly banquet: who is honored, and who is asked."""

from django.shortcuts import render

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from programs.casework.meetings.honors import banquet_of

PROGRAM = "young_parent"


@requires(Permission.CASE_VIEW)
def banquet(request):
    """Who is honored for the year up to the next banquet, or up to today; and the guest list of the banquet."""
    return render(request, "programs/young_parent/banquet/banquet.html", banquet_of(PROGRAM, request))
