"""What links of groups are for: saying what one thought of it, without an account and without a name."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from mmp_portal.links.flood import Limit
from mmp_portal.links.purposes import Purpose
from programs.casework.meetings.models import Meeting

FEEDBACK = "group-feedback"
# A link is good from the beginning of the group until so long after its end.
GOOD_FOR = timedelta(days=21)
# A whole group answers over the network of one building.
ANSWERS = Limit(door="group-feedback", from_one_address=80, from_everywhere=600)


def _meeting(user, meeting_id):
    return Meeting.objects.not_voided().for_casework(user).filter(pk=meeting_id).first()


PURPOSES = (
    Purpose(
        code=FEEDBACK,
        describes=_("Say what one thought of a group"),
        url_name="moppp:give_feedback",
        subject_for=_meeting,
    ),
)
