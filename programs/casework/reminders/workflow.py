"""From what is due to what is queued: one look at every rule, each occasion told once."""

from django.db import transaction
from django.utils import timezone

from mmp_portal.outbox.models import Channel, Message
from mmp_portal.outbox.queue import queue
from programs import registry


def key_of(reminder, channel):
    """Under which key an occasion is told to somebody by one channel."""
    recipient = f"user-{reminder.user.pk}" if reminder.user else reminder.address.lower()
    return f"{reminder.rule}:{reminder.subject_key}:{reminder.occurrence}:{recipient}:{channel}"


def queue_due(*, now=None, rules=None, dry_run=False):
    """Queue every reminder that is due at `now` and was not queued before.

    `rules` limits it to some. Returns two lists of reminders: new, and queued before. With `dry_run`
    nothing is written.
    """
    moment = now or timezone.now()
    new, known = [], []
    for source in registry.due_sources():
        if source.reminders is None or (rules and source.rule not in rules):
            continue
        for reminder in source.reminders(moment):
            if dry_run:
                told = Message.objects.filter(key=key_of(reminder, Channel.EMAIL)).exists()
                (known if told else new).append(reminder)
            else:
                (new if _queue(reminder) else known).append(reminder)
    return new, known


@transaction.atomic
def _queue(reminder):
    message = queue(
        rule=reminder.rule,
        key=key_of(reminder, Channel.EMAIL),
        subject=reminder.title,
        body=reminder.body,
        to=reminder.user,
        address=reminder.address,
        site=reminder.site,
        link=reminder.link,
        due_at=reminder.due_at,
    )
    if message and reminder.user and reminder.bell:
        queue(
            rule=reminder.rule,
            key=key_of(reminder, Channel.BELL),
            channel=Channel.BELL,
            subject=reminder.title,
            body=reminder.body,
            to=reminder.user,
            site=reminder.site,
            link=reminder.link,
            due_at=reminder.due_at,
        )
    return message
