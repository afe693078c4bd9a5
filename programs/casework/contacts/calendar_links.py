"""Making, renewing and ending the private address of one's calendar file."""

from django.db import transaction
from django.utils import timezone

from mmp_portal.audit import trail
from programs.casework.contacts.models.calendar_link import CalendarLink, digest_of, new_token


@transaction.atomic
def make(*, user):
    """A new address for the person; one made before ends. Returns the token, which is stored nowhere."""
    _end_open(user)
    token = new_token()
    link = CalendarLink.objects.create(user=user, token_digest=digest_of(token), made_at=timezone.now())
    trail.record(user, "calendar.made", link)
    return token


@transaction.atomic
def end(*, user):
    """No calendar reads it any more. Returns whether there was one."""
    ended = _end_open(user)
    for link in ended:
        trail.record(user, "calendar.ended", link)
    return bool(ended)


def _end_open(user):
    links = list(CalendarLink.objects.open().for_user(user).select_for_update())
    for link in links:
        link.ended_at = timezone.now()
        link.save(update_fields=["ended_at"])
    return links
