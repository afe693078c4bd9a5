"""Which programs somebody works in: those that their sites offer today."""

from django.utils import timezone

from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import SiteProgram


def works_in(user, program) -> bool:
    """Whether a site offers the program today at which `user` works on its cases."""
    return SiteProgram.objects.in_force(timezone.localdate()).filter(case_q(user), program=program).exists()
