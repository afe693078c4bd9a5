"""Writing to the outbox, in the caller's transaction."""

import logging
import uuid
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from mmp_portal.outbox.models import Channel, Message

log = logging.getLogger(__name__)

_checks: dict[str, Callable[[Message], str]] = {}
_checks_of_all: list[Callable[[Message], str]] = []


def register_check(rule, still_true):
    """Have every message of `rule` looked at again when its moment comes.

    `still_true(message)` returns "" to let it go, or a short reason for which it is skipped.
    """
    _checks[rule] = still_true


def register_check_of_all(still_true):
    """Have every message of any rule looked at again when its moment comes, before its own rule is asked."""
    if still_true not in _checks_of_all:
        _checks_of_all.append(still_true)


def why_not(message):
    """The reason not to send the message any more, or ""."""
    own = _checks.get(message.rule)
    checks = [*_checks_of_all, *([own] if own else [])]
    return next((reason for check in checks if (reason := check(message))), "")


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
):
    """Queue one message, to a person who signs in (`to`) or to an `address`. Returns it, or None if its key exists.

    The row is written in the caller's transaction: no change, no message. After the commit a first
    attempt follows at once; when that does not happen, the sweep makes it. `about` holds ids of what
    the message tells of, for the rule's checker (see `register_check`), which is asked before sending.
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
