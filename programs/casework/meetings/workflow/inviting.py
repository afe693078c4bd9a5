"""Asking people to a meeting, and telling them: by an e-mail with a link, or in the portal."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mentors.models import Mentor
from mentors.models import Status as MentorStatus
from mmp_portal.audit import trail
from mmp_portal.links import workflow as links
from participants.models import Person
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match
from programs.casework.meetings import letters
from programs.casework.meetings.doors import ANSWER, answers_end_at
from programs.casework.meetings.models import AlsoCredited, Attendance, Invitation, Meeting, Series
from programs.casework.meetings.workflow.refusals import CannotInvite

_dice = secrets.SystemRandom()


def expected(meeting):
    """Whom a meeting is for, as `ask` takes it: everyone enrolled with their mentors, or mentors alone."""
    mentors = []
    if meeting.is_for_mentors:
        mentors = Mentor.objects.not_voided().filter(
            site=meeting.site,
            kind__in=[program.mentor_kind for program in meeting.definitions],
            status__in=[MentorStatus.IN_TRAINING, MentorStatus.ACTIVE],
        )
        return {"enrollments": Enrollment.objects.none(), "mentors": mentors}
    return {"enrollments": meeting.open_cases(), "mentors": mentors}


@transaction.atomic
def ask(*, meeting, enrollments, mentors=(), with_mentors=True, by=None):
    """Put participants on the list, with the mentors of their open matches, and any other `mentors`.

    Those asked already stay as they are. Each gets a PIN of their own for the door; who has no account gets a link
    to answer by. Somebody with cases in two of the meeting's programs stands there once, credited in both.
    Nobody asks somebody who died. Returns the new rows.
    """
    Meeting.objects.select_for_update().get(pk=meeting.pk)  # two who ask at once would draw the same PIN
    cases = sorted(enrollments, key=lambda case: (case.program != meeting.program, case.pk))
    rows = {mentor.person_id: None for mentor in mentors}
    if with_mentors and cases:
        matches = Match.objects.open().filter(enrollment__in=[case.pk for case in cases])
        rows |= dict.fromkeys(matches.values_list("mentor__person", flat=True))
    rows |= {case.participant_id: case for case in reversed(cases)}
    died = set(Person.objects.exclude(died_on=None).filter(pk__in=rows).values_list("pk", flat=True))
    rows = {person: case for person, case in rows.items() if person not in died}
    known = set(meeting.attendances.filter(person__in=rows).values_list("person", flat=True))
    pins = new_pins(meeting, len(rows.keys() - known))
    new = Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person_id=person, enrollment=case, pin=pins.pop())
        for person, case in rows.items()
        if person not in known
    )
    credit_also(meeting, cases)
    new = list(Attendance.objects.filter(pk__in=[row.pk for row in new]).select_related("person__user", "enrollment"))
    give_links(meeting, new, by=by)
    return new


def ask_newcomer(enrollment, by):
    """Put somebody who enrolls on the list of the coming meetings of each series that asks everybody.

    Nobody is written to now: they are reminded when a meeting comes near, like everybody else.
    """
    series = Series.objects.not_voided().filter(asks_everyone=True)
    coming = Meeting.objects.standing().filter(
        site=enrollment.site_id, series__in=series, starts_at__gt=timezone.now()
    )
    case = Enrollment.objects.filter(pk=enrollment.pk)
    for meeting in coming.of_program(enrollment.program).order_by("pk"):
        if not meeting.is_for_mentors:
            ask(meeting=meeting, enrollments=case, by=by)


def new_pins(meeting, count):
    """So many PINs of four digits that nobody at this meeting has."""
    taken = set(meeting.attendances.exclude(pin="").values_list("pin", flat=True))
    free = [f"{number:04}" for number in range(10_000) if f"{number:04}" not in taken]
    if count > len(free):
        raise CannotInvite(_("More than ten thousand people cannot be asked to one meeting."))
    return _dice.sample(free, count)


def credit_also(meeting, cases):
    """Credit further cases of the people on the list: whoever is served by two programs is counted in both."""
    of_person = {}
    for case in cases:
        of_person.setdefault(case.participant_id, []).append(case)
    rows = meeting.attendances.filter(person__in=of_person)
    AlsoCredited.objects.bulk_create(
        [
            AlsoCredited(attendance=row, enrollment=case)
            for row in rows
            for case in of_person[row.person_id]
            if row.enrollment_id and case.pk != row.enrollment_id
        ],
        ignore_conflicts=True,
    )


def give_links(meeting, attendances, *, by):
    """A link to answer by for those without an account."""
    until = answers_end_at(meeting)
    if until > timezone.now():
        without = {row.pk: until for row in attendances if row.person.user_id is None}
        links.make(purpose=ANSWER, subjects=without, by=by)


@transaction.atomic
def tell(*, meeting, attendances, by):
    """Tell people that they are invited, and note it in the log. Returns how many were told.

    An account gets a notice and an e-mail; anybody else an e-mail with a link, if there is an address we may write
    to. While a case is paused, nobody of it is told.
    """
    log = []
    moment = timezone.now()
    letters_to_come = letters.Letters(meeting, attendances)
    for row in attendances:
        how, message = Invitation.How.PAUSED, None
        if row.enrollment is None or row.enrollment.reminders_are_on():
            how, message = letters_to_come.invite(row)
        log.append(Invitation(attendance=row, told_at=moment, told_by=by, how=how, message=message))
    Invitation.objects.bulk_create(log)
    return sum(1 for entry in log if entry.how in (Invitation.How.EMAIL, Invitation.How.ACCOUNT))


@transaction.atomic
def invite(*, meeting, enrollments, with_mentors, by, mentors=()):
    """Ask people and tell those who were not asked before. Returns how many are new, and how many were told.

    Raises CannotInvite once the meeting has begun or was called off.
    """
    check_can_invite(meeting)
    new = ask(meeting=meeting, enrollments=enrollments, mentors=mentors, with_mentors=with_mentors, by=by)
    told = tell(meeting=meeting, attendances=new, by=by)
    trail.record(by, "meeting.invited", meeting, after={"asked": len(new), "told": told})
    return len(new), told


@transaction.atomic
def tell_again(*, attendance, by):
    """Send one invitation once more; a link that was withdrawn is replaced by a new one. Raises CannotInvite."""
    meeting = attendance.meeting
    check_can_invite(meeting)
    give_links(meeting, [attendance], by=by)
    told = tell(meeting=meeting, attendances=[attendance], by=by)
    trail.record(by, "meeting.invited", meeting, after={"told_again": told})
    return told


def check_can_invite(meeting):
    if meeting.called_off_at:
        raise CannotInvite(_("This meeting was called off."))
    if meeting.has_begun:
        raise CannotInvite(_("This meeting has begun. Whoever comes can be added to the attendance."))
