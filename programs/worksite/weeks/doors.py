"""The two links of a week, by which mentor and youth say without an account whether they met."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from mmp_portal.links.flood import Limit
from mmp_portal.links.purposes import Purpose
from programs.worksite.models.weeks import MentorWeek

YOUTH, MENTOR = "met-youth", "met-mentor"
SIDES = {YOUTH: "youth", MENTOR: "mentor"}
# A link is good for so long after the day on which it was asked.
GOOD_FOR = timedelta(days=14)
ANSWERS = Limit(door="met-at-work", from_one_address=60, from_everywhere=600)


def _job_of(user, week_id):
    row = MentorWeek.objects.for_user(user).filter(pk=week_id).select_related("mentorship__placement").first()
    return row.mentorship.placement if row else None


PURPOSES = tuple(
    Purpose(
        code=code,
        describes=_("Say whether you met at work"),
        url_name=f"worksite:{code.replace('-', '_')}",
        subject_for=_job_of,
    )
    for code in SIDES
)
