"""Adding to the trail. Called inside the transaction of the change it tells of."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from mmp_portal.audit.models import Event, Opening

# Turning pages in one file is one opening.
OPENED_ONCE_IN = timedelta(hours=1)


def _subject(record):
    return {
        "subject_type": ContentType.objects.get_for_model(record),
        "subject_id": record.pk,
        "subject_label": str(record)[:80],
    }


def record(by, verb, subject, *, site=None, reason="", before=None, after=None):
    """Note that `by` (None: the portal itself) carried out `verb` on `subject`.

    `before` and `after` are small dicts of plain values; never restricted words.
    """
    details = {key: value for key, value in (("before", before), ("after", after)) if value is not None}
    return Event.objects.create(
        by=by,
        verb=verb,
        site=site or getattr(subject, "site", None),
        reason=reason,
        details=details,
        **_subject(subject),
    )


def opened(by, subject, *, what, site=None, reason=""):
    """Note that `by` opened a case file (`what="case file"`) or something restricted in it.

    Within an hour the same person, record, kind and reason are noted once; then None is returned.
    """
    lately = Opening.objects.about(subject).filter(
        by=by, what=what, reason=reason, at__gt=timezone.now() - OPENED_ONCE_IN
    )
    if lately.exists():
        return None
    return Opening.objects.create(
        by=by, what=what, site=site or getattr(subject, "site", None), reason=reason, **_subject(subject)
    )
