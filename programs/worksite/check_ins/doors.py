"""The link by which an employer answers four questions without an account."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from mmp_portal.links.flood import Limit
from mmp_portal.links.purposes import Purpose
from programs.worksite.models.check_ins import CheckIn

EMPLOYER = "employer-check-in"
# A link is good from the first day of the job until so long after the day it asks about.
GOOD_AFTER = timedelta(days=60)
ANSWERS = Limit(door=EMPLOYER, from_one_address=40, from_everywhere=400)


def _job_of(user, check_in_id):
    row = CheckIn.objects.for_user(user).filter(pk=check_in_id).select_related("placement").first()
    return row.placement if row else None


PURPOSES = (
    Purpose(code=EMPLOYER, describes=_("Say how it goes at work"), url_name="worksite:employer", subject_for=_job_of),
)
