"""From what is due to what is queued: one look at every rule, each occasion told once."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from mmp_portal.accounts.models import RoleGrant
from mmp_portal.accounts.permissions import Role
from mmp_portal.outbox import pulse
from mmp_portal.outbox.models import Channel, Declined, Message, Preference
from mmp_portal.outbox.queue import queue
from programs import registry
from programs.registry import Reminder


def key_of(reminder, channel):
    """Under which key an occasion is told to somebody by one channel."""
    recipient = f"user-{reminder.user.pk}" if reminder.user else reminder.address.lower()
    return f"{reminder.rule}:{reminder.subject_key}:{reminder.occurrence}:{recipient}:{channel}"


def channel_of(reminder):
    """By which channel it leaves the portal."""
    return Channel.TEXT if reminder.by_text else Channel.EMAIL


def queue_due(*, now=None, rules=None, dry_run=False):
    """Queue every reminder that is due at `now` and was not queued before.

    `rules` limits it to some. Returns two lists of reminders: new, and queued before. With `dry_run`
    nothing is written.
    """
    moment = now or timezone.now()
    due = {
        key_of(reminder, channel_of(reminder)): _limited(reminder, moment + source.worth_for)
        for source in registry.due_sources()
        if source.reminders is not None and (not rules or source.rule in rules)
        for reminder in source.reminders(moment)
    }
    told = told_already(due)
    new, known = [], []
    for key, reminder in due.items():
        is_new = key not in told and (dry_run or _queue(reminder))
        (new if is_new else known).append(reminder)
    return new, known


def _limited(reminder, latest):
    return replace(reminder, worth_until=min(reminder.worth_until, latest) if reminder.worth_until else latest)


def told_already(keys):
    """Those of the keys under which a message exists."""
    keys = list(keys)
    return {
        key
        for start in range(0, len(keys), 500)
        for key in Message.objects.filter(key__in=keys[start : start + 500]).values_list("key", flat=True)
    }


@dataclass(frozen=True)
class Coming:
    """A reminder that will be due, and the moment by which it is."""

    by: datetime
    reminder: Reminder


def coming(*, now=None, days=7):
    """What will be due within so many days, if nothing changes: a look at every rule a day ahead at a time."""
    moment = now or timezone.now()
    found = {}
    for day in range(days + 1):
        at = moment + timedelta(days=day)
        for reminder in queue_due(now=at, dry_run=True)[0]:
            found.setdefault(key_of(reminder, channel_of(reminder)), Coming(at, reminder))
    return list(found.values())


@transaction.atomic
def _queue(reminder):
    facts = {
        "rule": reminder.rule,
        "subject": reminder.title,
        "body": reminder.body,
        "to": reminder.user,
        "site": reminder.site,
        "link": reminder.link,
        "due_at": reminder.due_at,
        "about": reminder.about,
        "language": reminder.language,
        "worth_until": reminder.worth_until,
        "is_urgent": reminder.is_urgent,
    }
    channel = channel_of(reminder)
    message = queue(key=key_of(reminder, channel), channel=channel, address=reminder.address, **facts)
    if message and reminder.user and reminder.bell:
        queue(key=key_of(reminder, Channel.BELL), channel=Channel.BELL, **facts)
    return message


def tell_of_trouble(now=None):
    """Ring and write to the administrators of the installation where something does not run, once a day.

    Returns to how many. Those who look at the page of reminders read it there at any time.
    """
    moment = now or timezone.now()
    if not pulse.troubles(moment):
        return 0
    grants = RoleGrant.objects.in_force(timezone.localdate(moment)).filter(role=Role.ADMINISTRATOR, agency=None)
    people = {grant.user for grant in grants.filter(user__is_active=True).select_related("user")}
    for user in people:
        with translation.override(user.language):
            words = "\n".join(str(trouble) for trouble in pulse.troubles(moment))
            for channel in (Channel.BELL, Channel.EMAIL):
                queue(
                    rule="messages-stuck",
                    key=f"messages-stuck:{timezone.localdate(moment).isoformat()}:user-{user.pk}:{channel}",
                    channel=channel,
                    subject=_("Reminders do not leave the portal"),
                    body=words,
                    to=user,
                    link=reverse("reminders:outbox"),
                    is_urgent=True,
                )
    return len(people)


@transaction.atomic
def choose(*, user, digest, quiet_from, quiet_until, time_zone, declined):
    """Keep what somebody chose of their messages. `declined` are pairs of a kind and a channel."""
    chosen = {"digest": digest, "quiet_from": quiet_from, "quiet_until": quiet_until, "time_zone": time_zone}
    Preference.objects.update_or_create(user=user, defaults=chosen)
    Declined.objects.filter(user=user).delete()
    Declined.objects.bulk_create(Declined(user=user, rule=rule, channel=channel) for rule, channel in declined)
