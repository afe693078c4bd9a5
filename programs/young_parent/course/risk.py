"""Whether a match is at risk, and why, in words: its own rhythm is broken, or meetings are missed in a row."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programs.casework.casefile.rhythm import usual_days_between
from programs.casework.contacts.models import Contact
from programs.casework.meetings.models import Attendance, Meeting

# Silence of more than so many times the usual days between two contacts is a sign.
TIMES_THE_RHYTHM = 2
MISSED_IN_A_ROW = 2


def reasons_of(enrollment, match, *, on):
    """Sentences that say why the match is at risk on the day; none where it is not. Three queries."""
    return [*_silence(enrollment, match, on), *_missed_meetings(enrollment, match, on)]


def _silence(enrollment, match, on):
    zone = enrollment.site.zone
    now = datetime.combine(on, time(23, 59), tzinfo=zone)
    usual = usual_days_between(enrollment, now=now) or enrollment.definition.contact_every_days
    made = Contact.objects.made().of_matches([match.pk]).filter(started_at__lte=now)
    last = made.order_by("-started_at").values_list("started_at", flat=True).first()
    since = timezone.localtime(last, zone).date() if last else match.starts_on
    days = (on - since).days
    if days <= TIMES_THE_RHYTHM * usual:
        return
    if last is None:
        yield ngettext(
            "Matched %(count)d day ago, and they have not met yet.",
            "Matched %(count)d days ago, and they have not met yet.",
            days,
        ) % {"count": days}
        return
    yield _("No contact for %(days)d days; they usually meet every %(usual)d.") % {"days": days, "usual": usual}


def _missed_meetings(enrollment, match, on):
    """The last meetings they were asked to, all missed. What nobody has noted yet is not missed."""
    zone = enrollment.site.zone
    held = Meeting.objects.standing().between(match.starts_on, on, zone).filter(kind="support")
    asked = Attendance.objects.filter(enrollment=enrollment, meeting__in=held, came__isnull=False)
    latest = list(asked.order_by("-meeting__starts_at").values_list("came", flat=True)[:MISSED_IN_A_ROW])
    if len(latest) == MISSED_IN_A_ROW and not any(latest):
        yield _("Missed the last %(count)d support meetings.") % {"count": MISSED_IN_A_ROW}
