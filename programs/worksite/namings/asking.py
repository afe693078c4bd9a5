"""Giving the company its link: when a job begins without a mentor, and when the mentor before has left."""

from datetime import datetime, time

from django.utils import timezone

from mmp_portal.links import workflow as links
from programs.worksite.namings.doors import GOOD_FOR, NAME


def ask_the_company(*, placement, since, by):
    """Make the link of the job, good for sixty days after `since`. Only a Corporate Partner chooses a mentor."""
    site = placement.enrollment.site
    last = since + GOOD_FOR
    if placement.partner_id and last >= site.today():
        until = timezone.make_aware(datetime.combine(last, time(23, 59)), site.zone)
        links.make(purpose=NAME, subjects={placement.pk: until}, by=by)
