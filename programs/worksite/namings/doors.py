"""The link by which a company names the employee who accompanies somebody at work."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from mmp_portal.links.flood import Limit
from mmp_portal.links.purposes import Purpose
from programs.worksite.models.placements import Placement

NAME = "name-mentor"
# A link is good for so long after the job began, or after the mentor before left.
GOOD_FOR = timedelta(days=60)
NAMINGS = Limit(door=NAME, from_one_address=20, from_everywhere=200)


def _job_of(user, placement_id):
    return Placement.objects.not_voided().for_user(user).filter(pk=placement_id).first()


PURPOSES = (
    Purpose(code=NAME, describes=_("Name the mentor at work"), url_name="worksite:name_mentor", subject_for=_job_of),
)
