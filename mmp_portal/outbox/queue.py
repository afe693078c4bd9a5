"""Writing to the outbox, in the caller's transaction."""

import logging
import uuid
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from mmp_portal.outbox.models import Channel, Declined, Message, StoppedNumber

log = logging.getLogger(__name__)

_checks: dict[str, Callable[[Message], str]] = {}
_checks_of_all: list[Callable[[Message], str]] = []
_composers: dict[str, Callable[[Message], tuple[str, str]]] = {}


def register_check(rule, still_true):
    """Have every message of `rule` looked at again when its moment comes.

    `still_true(message)` returns "" to let it go, or a short reason for which it is skipped.
    """
    _checks[rule] = still_true


def register_check_of_all(still_true):
    """Have every message of any rule looked at again when its moment comes, before its own rule is asked."""
    if still_true not in _checks_of_all:
        _checks_of_all.append(still_true)


def register_composer(rule, compose):
    """Have every message of `rule` written when its moment comes: `compose(message)` returns its subject and text."""
    _composers[rule] = compose


def why_not(message):
    """The reason not to send the message any more, or ""."""
    own = _checks.get(message.rule)
    checks = [has_declined, has_stopped, *_checks_of_all, *([own] if own else [])]
    return next((reason for check in checks if (reason := check(message))), "")


def has_declined(message):
    """Why its recipient does not get this kind by this channel, or "". What is urgent cannot be declined."""
    if message.recipient_id is None or message.is_urgent or message.is_secret:
        return ""
    wanted_not = Declined.objects.filter(user=message.recipient_id, rule=message.rule, channel=message.channel)
    return gettext_noop("They chose not to get this kind of message this way.") if wanted_not.exists() else ""


def has_stopped(message):
    """Why no text goes to a number any more, or "": its owner said stop, a second ago or long since."""
    if message.channel != Channel.TEXT or not StoppedNumber.objects.stopped().filter(digits=message.address).exists():
        return ""
    return gettext_noop("They want no more texts.")


def composed(message):
    """Subject and text as they leave: those of the row, unless its kind is written only now."""
    compose = _composers.get(message.rule)
    return compose(message) if compose else (message.subject, message.body)


def queue(
    *,
    rule,
    subject,
    body,
    key="",
    to=None,
    address="",
    channel=Channel.EMAIL,
    site=None,
    link="",
    due_at=None,
    is_secret=False,
    about=None,
    language="",
    worth_until=None,
    is_urgent=False,
):
    """Queue one message, to a person who signs in (`to`) or to an `address`. Returns it, or None if its key exists.

    The row is written in the caller's transaction: no change, no message. After the commit a first
    attempt follows at once; when that does not happen, the sweep makes it. `about` holds ids of what
    the message tells of, for the rule's checker (see `register_check`), which is asked before sending. After
    `worth_until` it is of no use and is skipped; what is urgent waits for no quiet hours.
    """
    key = key or f"{rule}:{uuid.uuid4()}"
    message = Message(
        key=key,
        rule=rule,
        channel=channel,
        recipient=to,
        address=address or (to.email if to and channel == Channel.EMAIL else ""),
        site=site,
        language=language or (to.language if to else "en"),
        subject=" ".join(str(subject).split())[:200],
        body=str(body),
        link=link,
        about=about or {},
        is_secret=is_secret,
        due_at=due_at or timezone.now(),
        worth_until=worth_until,
        is_urgent=is_urgent,
    )
    written = Message.objects.bulk_create([message], ignore_conflicts=True)
    if not Message.objects.filter(message_id=message.message_id).exists():
        return None
    message = Message.objects.get(message_id=written[0].message_id)
    if message.due_at <= timezone.now():
        transaction.on_commit(lambda: _nudge(message.pk))
    return message


def ring(*, to, rule, subject, body="", key="", site=None, link=""):
    """A notice under the person's bell."""
    return queue(rule=rule, subject=subject, body=body, key=key, to=to, channel=Channel.BELL, site=site, link=link)


def _nudge(pk):
    """Ask for an attempt now. With the broker down nothing is lost: the sweep will find the row."""
    from mmp_portal.outbox.tasks import send_one

    try:
        send_one.delay(pk)
    except Exception as trouble:  # noqa: BLE001  whatever a broken broker raises, the message waits in its row
        log.warning("message %s waits for the sweep: %s", pk, type(trouble).__name__)
