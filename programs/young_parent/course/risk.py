"""Whether a match is at risk, and why, in words: its own rhythm is broken, or meetings are missed in a row."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programs.casework.casefile import glance
from programs.casework.casefile.rhythm import usual_days

# Silence of more than so many times the usual days between two contacts is a sign.
TIMES_THE_RHYTHM = 2
MISSED_IN_A_ROW = 2
CAME, MISSED = ("came",), ("missed", "said_no")


def reasons_of(lines, enrollment, match, *, on):
    """Sentences that say why the match is at risk on the day; none where it is not. From the lines of the story."""
    return [*_silence(lines, enrollment, match, on), *_missed_meetings(lines, enrollment, match, on)]


def _silence(lines, enrollment, match, on):
    zone = enrollment.site.zone
    now = datetime.combine(on, time(23, 59), tzinfo=zone)
    made = glance.contacts_made(lines)
    usual = usual_days([line.at for line in made], zone, now=now) or enrollment.definition.contact_every_days
    last = max((line.at for line in made if line.count == match.pk and line.at <= now), default=None)
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


def _missed_meetings(lines, enrollment, match, on):
    """The last meetings they were asked to, all missed. What nobody has noted yet is not missed."""
    zone = enrollment.site.zone
    asked = [
        line
        for line in glance.of_kind(lines, "meeting")
        if line.b == "support"
        and line.c in (*CAME, *MISSED)
        and match.starts_on <= timezone.localtime(line.at, zone).date() <= on
    ]
    latest = sorted(asked, key=lambda line: line.at)[-MISSED_IN_A_ROW:]
    if len(latest) == MISSED_IN_A_ROW and all(line.c in MISSED for line in latest):
        yield _("Missed the last %(count)d support meetings.") % {"count": MISSED_IN_A_ROW}
