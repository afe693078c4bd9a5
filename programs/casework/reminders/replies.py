"""Answers to texts: stop is honored at once for the number, and every answer lands with a named person."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Role
from mmp_portal.audit import trail
from mmp_portal.outbox.models import Channel, Message, StoppedNumber
from mmp_portal.outbox.queue import ring
from participants.phones import digits_of
from programs.casework.enrollments.models import Enrollment
from programs.casework.reminders.meaning import Meaning, meaning_of
from programs.casework.reminders.models import TextReply

RULE = "text-answered"
LONGEST = 1600


@transaction.atomic
def receive(*, provider_id, number, words, at=None):
    """Keep an answer, honor it, and hand it to whoever answers for the case. A repeat changes nothing.

    Returns the reply, or None for a repeat.
    """
    moment = at or timezone.now()
    digits = digits_of(number)
    case, site, person = _whose(digits)
    reply = TextReply(
        provider_id=provider_id[:64],
        digits=digits,
        body=words.replace("\0", "")[:LONGEST],
        meaning=meaning_of(words),
        received_at=moment,
        enrollment=case,
        site=site,
        handed_to=person,
    )
    TextReply.objects.bulk_create([reply], ignore_conflicts=True)
    kept = TextReply.objects.get(provider_id=reply.provider_id)
    if kept.received_at != moment:
        return None
    if kept.meaning == Meaning.STOP:
        StoppedNumber.objects.update_or_create(digits=digits, defaults={"stopped_at": moment, "restarted_at": None})
        trail.record(None, "text.stopped", kept, site=site)
    elif kept.meaning == Meaning.START:
        StoppedNumber.objects.stopped().filter(digits=digits).update(restarted_at=moment)
        trail.record(None, "text.restarted", kept, site=site)
    if person:
        _hand_over(kept)
    return kept


def _whose(digits):
    """The open case, its site, and the person who answers for it.

    A number may be known at several sites: the answer belongs to the one that texted last, and to none where nobody
    did. A case without a worker is its supervisor's.
    """
    found = Enrollment.objects.open().filter(
        participant__phone_digits=digits, participant__phone_is_of="", participant__died_on=None
    )
    cases = list(found.select_related("site", "worker").order_by("-enrolled_on", "-pk"))
    last = Message.objects.filter(channel=Channel.TEXT, address=digits).order_by("-queued_at", "-pk").first()
    sites = {last.site_id} if last else {case.site_id for case in cases}
    if len(sites) != 1 or None in sites:
        return None, None, None
    case = next((case for case in cases if case.site_id in sites), None)
    site = case.site if case else last.site
    if case and case.worker and case.worker.is_active:
        return case, site, case.worker
    program = case.program if case else ""
    return case, site, User.objects.holding(Role.SUPERVISOR, site=site, program=program).first()


def _hand_over(reply):
    with translation.override(reply.handed_to.language):
        titles = {
            Meaning.STOP: _("Somebody wants no more texts"),
            Meaning.START: _("Somebody wants texts again"),
        }
        ring(
            to=reply.handed_to,
            rule=RULE,
            key=f"{RULE}:{reply.pk}:bell",
            subject=titles.get(reply.meaning, _("Somebody answered a text")),
            body=reply.body if reply.enrollment is None else _("The words stand in the story of the case."),
            site=reply.site,
            link=reply.enrollment.get_absolute_url() if reply.enrollment else reverse("reminders:notices"),
        )


def report(*, provider_id, is_delivered):
    """Note what the provider says came of a text. What was delivered once stays delivered."""
    rows = Message.objects.filter(channel=Channel.TEXT, provider_id=provider_id).exclude(provider_id="")
    if is_delivered:
        return rows.update(delivery=Message.Delivery.DELIVERED)
    return rows.filter(delivery="").update(delivery=Message.Delivery.UNDELIVERED)
