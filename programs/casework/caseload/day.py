"""What stands on My day besides the list of what is owed: today's appointments and meetings, and mentors who wait."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from programs.casework.caseload import week
from programs.casework.caseload.due import PaperItem

SHOWN_AT_MOST = 5


@dataclass(frozen=True)
class Waiting:
    """A mentor who waits for staff, and for what."""

    name: str
    why: str
    url: str


def agenda(user, cases, *, on, site, zone):
    """Appointments of the own cases and meetings of the sites on the day, by the clock. Two statements."""
    rows = [*week.appointments(user, cases, on, on, zone), *week.meetings(user, on, on, zone, site)]
    return sorted(rows, key=lambda row: row.starts_at)


def mentors_waiting(owed):
    """Of what is owed: those who asked for help, then those whose papers run out within thirty days."""
    asked = [_who_asked(one.item) for one in owed if one.item.rule == "help-wanted"]
    papers = [Waiting(one.item.who, one.item.why, one.item.url) for one in owed if isinstance(one.item, PaperItem)]
    return asked[:SHOWN_AT_MOST] + papers[:SHOWN_AT_MOST]


def _who_asked(item):
    """The mentor of the case, in whose place staff may have written it down."""
    match = next(iter(item.enrollment.open_matches), None)
    called = item.enrollment.participant.called
    name = match.mentor.name if match else item.enrollment.number
    return Waiting(name, _("Asks for help: %(name)s") % {"name": called}, item.url)
