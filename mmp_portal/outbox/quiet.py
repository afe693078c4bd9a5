"""Quiet hours: at which hours of a person's own clock nothing may reach them."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from mmp_portal.outbox.models import Channel, Preference


def leaves_at(moment, *, zone, quiet_from, quiet_until):
    """The moment itself, or the end of the quiet hours it falls into by the clock of `zone`.

    The hours may lie across midnight. Where the clock skips their end, they end when it goes on; where it shows
    their end twice, they end at the first time that is still to come.
    """
    local = moment.astimezone(zone)
    clock = local.time()
    if quiet_from <= quiet_until:
        is_quiet, day = quiet_from <= clock < quiet_until, local.date()
    else:
        is_quiet = clock >= quiet_from or clock < quiet_until
        day = local.date() + timedelta(days=1 if clock >= quiet_from else 0)
    if not is_quiet:
        return moment
    end = datetime.combine(day, quiet_until, tzinfo=zone)
    if end.astimezone(UTC) <= moment:
        end = end.replace(fold=1)
    return end.astimezone(UTC)


def wait_until(message, now):
    """Until when a message waits for its recipient's quiet hours to end, or None where it may leave.

    What rings only inside the portal wakes nobody. What is urgent, and what somebody asked for to sign in with, does
    not wait. A text waits for the day at its site, whatever it says.
    """
    if message.channel == Channel.TEXT:
        zone = message.site.zone if message.site else timezone.get_default_timezone()
        night = {"quiet_from": time(settings.TEXTS_UNTIL_HOUR), "quiet_until": time(settings.TEXTS_FROM_HOUR)}
        leaves = leaves_at(now, zone=zone, **night)
        return leaves if leaves > now else None
    if message.channel == Channel.BELL or message.is_urgent or message.is_secret or message.recipient_id is None:
        return None
    chosen = Preference.objects.filter(user=message.recipient_id, quiet_from__isnull=False).first()
    if chosen is None:
        return None
    if chosen.time_zone:
        zone = ZoneInfo(chosen.time_zone)
    else:
        zone = message.site.zone if message.site else timezone.get_default_timezone()
    leaves = leaves_at(now, zone=zone, quiet_from=chosen.quiet_from, quiet_until=chosen.quiet_until)
    return leaves if leaves > now else None
