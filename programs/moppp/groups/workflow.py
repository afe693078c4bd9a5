"""What parents say of a group: the link to say it by, and keeping what they said."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from mmp_portal.links import workflow as links
from programs.casework.meetings.models import Meeting
from programs.moppp.groups.doors import FEEDBACK, GOOD_FOR
from programs.moppp.models import GroupFeedback


class CannotAsk(Exception):
    """Why nobody can be asked about a group, in a sentence for the user."""


def check_can_be_asked(meeting):
    """Raise CannotAsk unless the group has begun, stands, and is not long over."""
    now = timezone.now()
    if not meeting.is_standing:
        raise CannotAsk(_("This group was called off. There is nothing to ask about."))
    if meeting.starts_at > now:
        raise CannotAsk(_("This group has not begun yet. Ask people when it is over."))
    if meeting.ends_at + GOOD_FOR < now:
        raise CannotAsk(_("This group is long over. The link opens nothing any more."))


@transaction.atomic
def ask(*, meeting, by):
    """The link by which people say what they thought, for three weeks. Raises CannotAsk."""
    check_can_be_asked(meeting)
    link = links.make(purpose=FEEDBACK, subjects={meeting.pk: meeting.ends_at + GOOD_FOR}, by=by)[meeting.pk]
    trail.record(by, "moppp.feedback_asked", meeting, site=meeting.site)
    return link


@transaction.atomic
def keep_feedback(*, meeting, uid, said, by=None):
    """Keep one page, once however often it is sent. `by` is who copied it from paper; None where it came by the link.

    Raises CannotAsk.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("site").get(pk=meeting.pk)
    known = GroupFeedback.objects.filter(uid=uid, meeting=meeting).first()
    if known:
        return known
    if by is None:
        check_can_be_asked(meeting)
    elif meeting.starts_at > timezone.now() or not meeting.is_standing:
        raise CannotAsk(_("Nobody was at this group yet, so nobody can have filled in a page."))
    page = GroupFeedback.objects.create(meeting=meeting, uid=uid, is_paper=by is not None, recorded_by=by, **said)
    trail.record(by, "moppp.feedback_kept", meeting, site=meeting.site)
    return page
