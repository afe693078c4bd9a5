"""The yearly banquet: who is honored, and who is asked."""

from django.shortcuts import render
from django.utils import timezone

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from participants.ages import anniversary
from programs.casework.meetings.models import Meeting
from programs.young_parent.banquet.honors import PROGRAM, cases_of, earned_at_school, matches_of_a_year


@requires(Permission.CASE_VIEW)
def banquet(request):
    """Who is honored for the year up to the next banquet, or up to today; and the guest list of the banquet."""
    meetings = Meeting.objects.upcoming(timezone.now()).for_user(request.user)
    meetings = meetings.filter(program=PROGRAM, kind="banquet")
    if request.site:
        meetings = meetings.filter(site=request.site)
    following = meetings.select_related("site").with_counts().first()
    last = timezone.localtime(following.starts_at).date() if following else timezone.localdate()
    first = anniversary(last, -1)
    cases = cases_of(request.user, request.site)
    context = {
        "following": following,
        "first": first,
        "last": last,
        "matches": matches_of_a_year(cases, first, last),
        "earned": earned_at_school(cases, first, last),
    }
    return render(request, "programs/young_parent/banquet/banquet.html", context)
