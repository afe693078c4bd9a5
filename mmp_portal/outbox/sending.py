"""Sending what is queued: claim one row, send it, note what came of it."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from mmp_portal.audit import trail
from mmp_portal.outbox import texts
from mmp_portal.outbox.letter import letter
from mmp_portal.outbox.models import RETRY_AFTER, Channel, Message, State, StoppedNumber
from mmp_portal.outbox.queue import composed, why_not
from mmp_portal.outbox.quiet import wait_until

log = logging.getLogger(__name__)


def sweep(*, now=None, limit=500):
    """Send whatever is due, one message at a time. Returns how many were sent.

    Safe to run twice at once: a row is claimed by one conditional update before it is sent.
    """
    moment = now or timezone.now()
    sent = 0
    for pk in list(Message.objects.due(moment).values_list("pk", flat=True)[:limit]):
        sent += send(pk, now=now)
    return sent


def send(pk, *, now=None):
    """Make one attempt at one message. Returns whether it was sent in this attempt."""
    moment = now or timezone.now()
    claimed = Message.objects.due(moment).order_by().filter(pk=pk).update(state=State.SENDING, claimed_at=moment)
    if not claimed:
        return False
    message = Message.objects.select_related("recipient", "site").get(pk=pk)
    if message.recipient and not message.recipient.is_active:
        _settle(message, state=State.SKIPPED, trouble=gettext_noop("This person no longer signs in."))
        return False
    if message.worth_until and message.worth_until < moment:
        _settle(message, state=State.SKIPPED, trouble=gettext_noop("It came too late to be of use."))
        return False
    try:
        if morning := wait_until(message, moment):
            _settle(message, state=State.PLANNED, due_at=morning)
            return False
        reason = why_not(message)
        if reason:
            _settle(message, state=State.SKIPPED, trouble=reason[:200])
            return False
        message.subject, message.body = composed(message)
        if message.channel == Channel.EMAIL:
            letter(message).send()
        elif message.channel == Channel.TEXT:
            message.provider_id = texts.deliver(message)
    except texts.ToldStop:
        StoppedNumber.objects.update_or_create(
            digits=message.address, defaults={"stopped_at": moment, "restarted_at": None}
        )
        _settle(message, state=State.SKIPPED, trouble=gettext_noop("They want no more texts."))
        return False
    except Exception as trouble:  # noqa: BLE001  a mail server may fail in any way; the row says how and is tried again
        _put_off(message, trouble, now=moment)
        return False
    words = {"subject": message.subject, "body": message.body, "provider_id": message.provider_id}
    _settle(message, state=State.SENT, sent_at=moment, attempts=message.attempts + 1, trouble="", **words)
    return True


@transaction.atomic
def try_again(messages, *, by):
    """Plan the failed ones among `messages` anew, from the first attempt on. Returns how many."""
    failed = list(messages.filter(state=State.FAILED))
    for message in failed:
        trail.record(by, "message.tried_again", message)
    return Message.objects.filter(pk__in=[message.pk for message in failed], state=State.FAILED).update(
        state=State.PLANNED, attempts=0, due_at=timezone.now(), trouble=""
    )


def _put_off(message, trouble, *, now):
    attempts = message.attempts + 1
    log.warning("message %s was not sent at attempt %s: %s", message.pk, attempts, type(trouble).__name__)
    if attempts > len(RETRY_AFTER):
        _settle(message, state=State.FAILED, attempts=attempts, trouble=type(trouble).__name__)
    else:
        _settle(
            message,
            state=State.PLANNED,
            attempts=attempts,
            due_at=now + RETRY_AFTER[attempts - 1],
            trouble=type(trouble).__name__,
        )


@transaction.atomic
def _settle(message, **outcome):
    if message.is_secret and outcome["state"] in (State.SENT, State.FAILED, State.SKIPPED):
        outcome["body"] = ""  # a code or a link that opens an account is kept no longer than it takes to send
    Message.objects.filter(pk=message.pk, state=State.SENDING).update(**outcome)
