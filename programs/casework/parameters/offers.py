"""Which programs somebody works in: those that their sites offer today."""

from django.utils import timezone

from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import SiteProgram


def works_in(user, program) -> bool:
    """Whether a site offers the program today at which `user` works on its cases. One statement for all programs."""
    if not hasattr(user, "_programs_worked_in"):
        offered = SiteProgram.objects.in_force(timezone.localdate()).filter(case_q(user))
        user._programs_worked_in = frozenset(offered.values_list("program", flat=True))
    return program in user._programs_worked_in
