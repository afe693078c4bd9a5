"""What stands on My day besides what is owed: today's meetings, mentors who wait, and rows to mend."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentors.models import Mentor, Qualification
from mmp_portal.accounts.permissions import Role
from programs.casework.contacts.models import Contact
from programs.casework.meetings.models import Meeting

WARN_BEFORE_EXPIRY = timedelta(days=30)
SHOWN_AT_MOST = 5


@dataclass(frozen=True)
class Waiting:
    """A mentor who waits for staff, and for what."""

    name: str
    why: str
    url: str


def agenda(user, *, on, site, zone):
    """Meetings of the day at one's sites, in order."""
    rows = Meeting.objects.standing().for_casework(user).between(on, on, zone).with_counts().select_related("site")
    return list((rows.filter(site=site) if site else rows).order_by("starts_at"))


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


@dataclass(frozen=True)
class ToMend:
    """Figures that are missing, and where their rows are."""

    contacts: int
    meetings: int
    help_wanted: int
    oldest_help_on: date | None

    @property
    def is_needed(self):
        return bool(self.contacts or self.meetings)


def to_mend(user, *, site):
    """How many contacts have no minutes and meetings no attendance, and how much help is unanswered."""
    contacts = Contact.objects.for_casework(user)
    meetings = Meeting.objects.for_casework(user).without_attendance(timezone.now())
    if Role.SUPERVISOR not in user.roles:
        contacts = contacts.of_cases_of(user)
    if site:
        contacts, meetings = contacts.filter(enrollment__site=site), meetings.filter(site=site)
    asked = list(contacts.help_wanted().order_by("recorded_at").values_list("recorded_at", flat=True))
    return ToMend(
        contacts=contacts.without_minutes().count(),
        meetings=meetings.count(),
        help_wanted=len(asked),
        oldest_help_on=timezone.localtime(asked[0]).date() if asked else None,
    )
