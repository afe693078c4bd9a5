"""The page for whoever takes a case over: a worker's, and a mentor's with what a mentor may see."""

from django.shortcuts import get_object_or_404, render

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from participants.reaching.hiding import hide_where_moved_on
from programs.casework.casefile.hand_off.facts import for_mentor, for_staff
from programs.casework.enrollments.models import Enrollment


@requires(Permission.GOAL_VIEW)
def hand_off(request, pk):
    """What one must know of a case on one page. A worker's opening of it is recorded."""
    cases = Enrollment.objects.not_voided().with_people().with_matches()
    enrollment = cases.for_casework(request.user).filter(pk=pk).first()
    if enrollment is None:
        enrollment = get_object_or_404(cases.for_user(request.user), pk=pk)
        facts, page = for_mentor(enrollment, request.user), "hand_off_phone"
    else:
        trail.opened(request.user, enrollment, what="hand-off page")
        if not enrollment.is_open:
            hide_where_moved_on(enrollment.participant, request.user)
        facts, page = for_staff(enrollment, request.user), "hand_off"
    context = {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "program": enrollment.definition,
        "facts": facts,
        "today": enrollment.site.today(),
        "may_write": enrollment.is_open and request.user.may(Permission.ENROLLMENT_CHANGE),
    }
    return render(request, f"programs/casework/casefile/hand_off/{page}.html", context)
