"""A guard for public forms that needs no service from outside: counts in the database, by door and by address."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mmp_portal.links.models import Knock

EVERYBODY = ""
KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Limit:
    """How often a door may be knocked at in a stretch of time, from one address and from all together.

    People who meet share one address, that of the building: what one address may do is counted in dozens.
    """

    door: str
    from_one_address: int
    from_everywhere: int
    minutes: int = 10


def may_enter(request, limit, *, door=""):
    """Count one knock, and say whether it is within the limit. `door` narrows the count, as to one meeting."""
    stretch = _stretch(limit.minutes)
    counted = {"door": f"{limit.door}:{door}" if door else limit.door, "stretch_began_at": stretch}
    visitor = visitor_of(request)
    with transaction.atomic():
        if not Knock.objects.filter(**counted).exists():
            Knock.objects.filter(stretch_began_at__lt=stretch - KEPT_FOR).delete()
        Knock.objects.bulk_create(
            [Knock(visitor=who, **counted) for who in (visitor, EVERYBODY)], ignore_conflicts=True
        )
        rows = Knock.objects.filter(visitor__in=[visitor, EVERYBODY], **counted)
        rows.update(count=F("count") + 1)
        counts = dict(rows.values_list("visitor", "count"))
    return counts[visitor] <= limit.from_one_address and counts[EVERYBODY] <= limit.from_everywhere


def visitor_of(request):
    """A digest of the address the request came from: it tells visitors apart, and says nothing about them."""
    address = get_adapter().get_client_ip(request)
    return hmac.new(settings.SECRET_KEY.encode(), f"visitor:{address}".encode(), hashlib.sha256).hexdigest()


def _stretch(minutes):
    """The beginning of the stretch of time that holds this moment."""
    seconds = minutes * 60
    return datetime.fromtimestamp(timezone.now().timestamp() // seconds * seconds, tz=UTC)
