"""What stands on My day besides what is owed: today's appointments and meetings, and mentors who wait."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentors.models import Mentor, Qualification
from programs.casework.caseload import week
from programs.casework.contacts.models import Contact

WARN_BEFORE_EXPIRY = timedelta(days=30)
SHOWN_AT_MOST = 5


@dataclass(frozen=True)
class Waiting:
    """A mentor who waits for staff, and for what."""

    name: str
    why: str
    url: str


def agenda(user, cases, *, on, site, zone):
    """Appointments of the own cases and meetings of the sites on the day, by the clock. Three statements."""
    rows = [*week.appointments(user, cases, on, on, zone), *week.meetings(user, on, on, zone, site)]
    return sorted(rows, key=lambda row: row.starts_at)


def lapsed_papers(mentors, on):
    """Papers of the mentors that have run out and were not renewed."""
    return latest_qualifications(mentors).filter(valid_until__lt=on)


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


def mentors_waiting(user, cases, *, on, site):
    """Those who asked for help, then those whose papers run out within thirty days."""
    asked = Contact.objects.help_wanted().filter(enrollment__in=cases).with_people().order_by("recorded_at")
    waiting = [
        Waiting(
            contact.recorded_by.name if contact.recorded_by else contact.enrollment.number,
            _("Asks for help: %(name)s") % {"name": contact.enrollment.participant.called},
            contact.get_absolute_url(),
        )
        for contact in asked[:SHOWN_AT_MOST]
    ]
    mentors = Mentor.objects.not_voided().active().for_user(user)
    if site:
        mentors = mentors.filter(site=site)
    expiring = (
        latest_qualifications(mentors)
        .filter(valid_until__lte=on + WARN_BEFORE_EXPIRY)
        .select_related("mentor__person")
        .order_by("valid_until")
    )
    waiting += [
        Waiting(paper.mentor.name, words_of_expiry(paper, on), paper.mentor.get_absolute_url())
        for paper in expiring[:SHOWN_AT_MOST]
    ]
    return waiting


def words_of_expiry(paper, on):
    what = paper.get_what_display()
    days = (paper.valid_until - on).days
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
