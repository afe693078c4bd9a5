"""Whether what waits to be sent may still go to somebody: they may have said since that e-mail is not safe."""

from django.db.models import Q
from django.utils.translation import gettext_noop

from mmp_portal.outbox.models import Channel
from participants.models import Person, ReachWay


def still_safe(message):
    """Why a message is not sent by e-mail, or "". Asked of every message before it is sent.

    An address that two people share is not safe once one of them says so. What somebody asked for themselves to sign
    in with is sent: without it they could not come in at all.
    """
    if message.channel != Channel.EMAIL or message.is_secret:
        return ""
    unsafe = Person.objects.not_voided().filter(may_email=False)
    whose = Q(user=message.recipient_id) if message.recipient_id else Q(pk__in=[])
    if message.address:
        whose |= Q(email__iexact=message.address)
    if unsafe.filter(whose).exists() or _is_unsafe_way(message.address):
        return gettext_noop("E-mail is not safe for them.")
    return ""


def _is_unsafe_way(address):
    ways = ReachWay.objects.in_use().filter(kind=ReachWay.Kind.EMAIL, may_email=False)
    return bool(address) and ways.filter(value__iexact=address).exists()
