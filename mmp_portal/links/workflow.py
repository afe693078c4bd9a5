"""Giving links out, using them and taking them back."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mmp_portal.audit import trail
from mmp_portal.links.models import SignedLink


def make(*, purpose, subjects, by):
    """A link for each record of `subjects`, which maps its id to the moment until which the link is good.

    A record that has a standing link which lasts as long keeps it. Returns the links by the record's id.
    """
    kept = links_of(purpose, subjects)
    missing = {
        pk: until for pk, until in subjects.items() if pk not in kept or kept[pk].expires_at < _whole_second(until)
    }
    made = SignedLink.objects.bulk_create(
        SignedLink(purpose=purpose, subject_id=pk, expires_at=_whole_second(until), made_by=by)
        for pk, until in missing.items()
    )
    return kept | {link.subject_id: link for link in made}


def links_of(purpose, subject_ids):
    """The standing links of the records by their ids; of several the one that lasts longest."""
    rows = SignedLink.objects.standing(timezone.now()).about(purpose, list(subject_ids)).order_by("expires_at", "pk")
    return {link.subject_id: link for link in rows}


def use(link):
    """Note that somebody did through the link what it is for. Opening its page is no use of it."""
    SignedLink.objects.filter(pk=link.pk).update(uses=F("uses") + 1, last_used_at=timezone.now())


@transaction.atomic
def withdraw(*, link, subject, by):
    """Take a link back: from now on it opens nothing. Doing it twice changes nothing the second time."""
    withdrawn = SignedLink.objects.filter(pk=link.pk, withdrawn_at=None).update(
        withdrawn_at=timezone.now(), withdrawn_by=by
    )
    if withdrawn:
        trail.record(by, "link.withdrawn", subject, after={"link": link.pk, "purpose": link.purpose})
    return bool(withdrawn)


def _whole_second(moment):
    """The address says the moment in seconds, and must say the same as the row."""
    return moment.replace(microsecond=0)
