"""Pages of the inbox: what came in, one referral, and what is done about it."""

from django.shortcuts import get_object_or_404, render

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from programs.casework.referrals.limits import limits
from programs.casework.referrals.models import Referral
from programs.casework.referrals.story import story_of


def referral_at_hand(request, pk):
    rows = Referral.objects.not_voided().for_user(request.user).with_people().with_attempts()
    return get_object_or_404(rows, pk=pk)


@requires(Permission.REFERRAL_VIEW)
def referral(request, pk):
    """One referral: who it is about, how to reach them, what was done, and what comes next."""
    row = referral_at_hand(request, pk)
    today = row.site.today()
    allowed = limits(on=today)
    attempts = row.attempts.not_voided().select_related("recorded_by")
    context = {
        "referral": row,
        "person": row.person,
        "today": today,
        "days": row.days_on(today),
        "late_days": allowed.late_days(row),
        "next_step": allowed.next_step(row),
        "next_by": allowed.next_by(row),
        "lines": story_of(row, attempts),
    }
    return render(request, "programs/casework/referrals/referral.html", context)
