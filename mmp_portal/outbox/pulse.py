"""Whether the clock still ticks and messages still leave: what a silent failure would hide."""

from datetime import timedelta

from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from mmp_portal.outbox.models import Channel, Message, Pulse, State

SWEEP, QUEUE = "send what is queued", "queue what is due"
# A task of the clock runs every few seconds; after so long without it somebody is told.
SILENT_AFTER = timedelta(minutes=10)
# What is due leaves within seconds; after so long it is stuck.
STUCK_AFTER = timedelta(hours=1)
A_DAY = timedelta(days=1)


def beat(name, now):
    """Note that a task of the clock has run."""
    if not Pulse.objects.filter(name=name).update(ran_at=now):
        Pulse.objects.bulk_create([Pulse(name=name, ran_at=now)], ignore_conflicts=True)


def troubles(now):
    """Sentences about what does not run, for whoever looks after it; none where all is well. Three statements."""
    found = []
    last = {pulse.name: pulse.ran_at for pulse in Pulse.objects.all()}
    if last.get(QUEUE, now) < now - SILENT_AFTER:
        found.append(_("Nobody has looked for ten minutes or more whether a reminder is due."))
    if last.get(SWEEP, now) < now - SILENT_AFTER:
        found.append(_("For ten minutes or more no message was sent: the scheduler does not run."))
    oldest = Message.objects.waiting().aggregate(oldest=Min("due_at"))["oldest"]
    if oldest and oldest < now - STUCK_AFTER:
        found.append(_("Messages have waited for more than an hour after their time."))
    by_mail = Message.objects.exclude(channel=Channel.BELL).filter(
        due_at__gt=now - A_DAY, due_at__lte=now - SILENT_AFTER
    )
    states = set(by_mail.order_by().values_list("state", flat=True).distinct())
    if states & {State.PLANNED, State.SENDING, State.FAILED} and State.SENT not in states:
        found.append(_("Messages were due within the last day, and none of them left."))
    return found
