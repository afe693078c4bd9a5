"""What mentors must hold, and when it runs out."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentors.models import Qualification

WARN_BEFORE_EXPIRY = timedelta(days=30)


def latest_qualifications(mentors):
    """Of each kind the newest that was seen for each of the mentors."""
    newer = Qualification.objects.not_voided().filter(
        Q(valid_until=None) | Q(valid_until__gt=OuterRef("valid_until")),
        mentor=OuterRef("mentor"),
        what=OuterRef("what"),
    )
    return (
        Qualification.objects.not_voided()
        .filter(mentor__in=mentors)
        .exclude(Exists(newer) & Q(valid_until__isnull=False))
        .order_by("what", "-seen_on")
    )


def lapsed(mentors, on):
    """Papers of the mentors that have run out and were not renewed."""
    return latest_qualifications(mentors).filter(valid_until__lt=on)


def words_of_expiry(what, valid_until, on):
    """“Car insurance runs out in 11 days”."""
    days = (valid_until - on).days
    if days < 0:
        return ngettext("%(what)s ran out %(count)d day ago", "%(what)s ran out %(count)d days ago", -days) % {
            "what": what,
            "count": -days,
        }
    if days == 0:
        return _("%(what)s runs out today") % {"what": what}
    return ngettext("%(what)s runs out in %(count)d day", "%(what)s runs out in %(count)d days", days) % {
        "what": what,
        "count": days,
    }
