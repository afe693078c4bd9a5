"""Whether a match is at risk, and why, in words: its own rhythm is broken, or meetings are missed in a row."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programs.casework.casefile import glance
from programs.casework.casefile.rhythm import usual_days
from programs.casework.casefile.sources.contacts import CONTACT
from programs.casework.casefile.sources.lines import Line
from programs.casework.casefile.standing import open_match_of
from programs.casework.contacts.models import Appointment, AppointmentStatus, Contact, ContactShare, Outcome
from programs.casework.enrollments.models import Status
from programs.casework.matches.models import Status as MatchStatus
from programs.casework.meetings.models import Attendance

PROGRAM = "young_parent"
SUPPORT = "support"
# Silence of more than so many times the usual days between two contacts is a sign.
TIMES_THE_RHYTHM = 2
MISSED_IN_A_ROW = 2
CAME, MISSED = ("came",), ("missed", "said_no")
MISSED_APPOINTMENT = "appointment_missed"


def reasons_of(lines, enrollment, match, *, on):
    """Sentences that say why the match is at risk on the day; none where it is not. From the lines of the story."""
    return [
        *_silence(lines, enrollment, match, on),
        *_missed_appointments(lines, enrollment, match, on),
        *_missed_meetings(lines, enrollment, match, on),
    ]


def is_running(match, on):
    """Begun, and neither only introduced nor paused."""
    return match.status == MatchStatus.ACTIVE and match.starts_on <= on


def reasons_by_case(cases, *, on):
    """The same for many cases read with `with_matches()`, as a dict by case id of those at risk. Four queries."""
    matches = {case.pk: open_match_of(case) for case in cases if case.status == Status.ENROLLED}
    matches = {pk: match for pk, match in matches.items() if match and is_running(match, on)}
    if not matches:
        return {}
    lines = _lines_of([case for case in cases if case.pk in matches])
    found = {
        case.pk: reasons_of(lines[case.pk], case, matches[case.pk], on=on) for case in cases if case.pk in matches
    }
    return {pk: reasons for pk, reasons in found.items() if reasons}


def _lines_of(cases):
    """What a story would have read of each of the cases, as far as the reasons ask for it."""
    found: dict = {case.pk: [] for case in cases}
    by_person = {case.participant_id: case.pk for case in cases}
    own = Contact.objects.made().filter(enrollment__in=cases)
    shared = ContactShare.objects.filter(enrollment__in=cases, contact__voided_at=None, contact__outcome=Outcome.MADE)
    for case, match, at in own.order_by().values_list("enrollment", "match", "started_at"):
        found[case].append(_line(CONTACT, at, a=Outcome.MADE, count=match))
    for case, match, at in shared.order_by().values_list("enrollment", "match", "contact__started_at"):
        found[case].append(_line(CONTACT, at, a=Outcome.MADE, count=match))
    missed = Appointment.objects.not_voided().filter(enrollment__in=cases, status=AppointmentStatus.MISSED)
    for case, at in missed.filter(starts_at__lte=timezone.now()).order_by().values_list("enrollment", "starts_at"):
        found[case].append(_line(MISSED_APPOINTMENT, at))
    asked = Attendance.objects.of_program(PROGRAM).filter(
        person__in=by_person,
        came__isnull=False,
        meeting__voided_at=None,
        meeting__called_off_at=None,
        meeting__starts_at__lte=timezone.now(),
    )
    rows = asked.with_kind_in(PROGRAM).filter(kind_here=SUPPORT).order_by()
    for person, at, came in rows.values_list("person", "meeting__starts_at", "came"):
        found[by_person[person]].append(_line("meeting", at, b=SUPPORT, c="came" if came else "missed"))
    return found


def _line(kind, at, *, a="", b="", c="", count=None):
    return Line(kind=kind, pk=0, on=None, at=at, a=a, b=b, c=c, who="", number=None, count=count)


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


def _missed_appointments(lines, enrollment, match, on):
    """What they planned since they last met did not happen, several times in a row."""
    zone = enrollment.site.zone
    met = [line.at for line in glance.contacts_made(lines) if line.count == match.pk]
    missed = [
        line.at
        for line in glance.of_kind(lines, MISSED_APPOINTMENT)
        if match.starts_on <= timezone.localtime(line.at, zone).date() <= on and (not met or line.at > max(met))
    ]
    if len(missed) >= MISSED_IN_A_ROW:
        yield ngettext(
            "The last %(count)d appointment did not happen.",
            "The last %(count)d appointments did not happen.",
            len(missed),
        ) % {"count": len(missed)}


def _missed_meetings(lines, enrollment, match, on):
    """The last meetings they were asked to, all missed. What nobody has noted yet is not missed."""
    zone = enrollment.site.zone
    asked = [
        line
        for line in glance.of_kind(lines, "meeting")
        if line.b == SUPPORT
        and line.c in (*CAME, *MISSED)
        and match.starts_on <= timezone.localtime(line.at, zone).date() <= on
    ]
    latest = sorted(asked, key=lambda line: line.at)[-MISSED_IN_A_ROW:]
    if len(latest) == MISSED_IN_A_ROW and all(line.c in MISSED for line in latest):
        yield _("Missed the last %(count)d support meetings.") % {"count": MISSED_IN_A_ROW}
