"""A mentor's home: whom they owe a contact, their time together, answers, meetings, and papers to keep up.

Only what mentoring needs is carried here: the name to call somebody by, how and when to reach them,
their language, and one's own contacts.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentors.models import Mentor, Qualification
from mmp_portal.ui.templatetags.ui import minutes
from participants.consents.standing import texts_have_ended
from participants.models import Language, ReachBy
from programs.casework.caseload.models import Review, Task
from programs.casework.caseload.owed import LATE, LATER, SOON, TODAY, owed_by_mentors
from programs.casework.caseload.papers import WARN_BEFORE_EXPIRY, latest_qualifications
from programs.casework.contacts.models import Appointment, Contact
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match, Milestone
from programs.casework.meetings.models import Attendance
from programs.casework.parameters.monthly import monthly_at_sites

THANKS_STAY = timedelta(days=14)
SHOWN_AT_MOST = 5
# Whoever is on the way still sees the appointment that begins.
JUST_BEGUN = timedelta(hours=1)


@dataclass
class Reach:
    """How and when somebody wishes to be reached, in a mentor's words."""

    call: str = ""
    text: str = ""
    notes: list = field(default_factory=list)


@dataclass
class Together:
    """One match as its mentor sees it. `is_ruled` says whether a rule of the program watches over its contacts."""

    match: Match
    called: str
    kind: str
    is_ruled: bool
    when: str
    why: str
    last: str
    month: str
    reach: Reach
    day: int
    days: int | None
    marks: list
    next_milestone: Milestone | None

    @property
    def owes(self):
        return self.kind in (LATE, TODAY, SOON)

    @property
    def look(self):
        return "" if self.kind == LATER else self.kind


@dataclass(frozen=True)
class Paper:
    """Something the mentor must hold."""

    what: str
    until: date | None
    runs_out: bool
    is_over: bool


def reach_of(person, *, texts_have_ended=False):
    """How to reach somebody. `texts_have_ended` where they agreed to texts once and do so no more."""
    reach = Reach()
    no_texts = texts_have_ended or person.may_text is False
    number = "".join(sign for sign in person.phone if sign.isdigit() or sign == "+")
    if number:
        reach.call = f"tel:{number}"
        if person.may_text and not no_texts:
            reach.text = f"sms:{number}"
    if person.reach_by and not (person.wishes_what_is_not_safe or (no_texts and person.reach_by == ReachBy.TEXT)):
        reach.notes.append(_("%(way)s first.") % {"way": ReachBy(person.reach_by).label})
    if number and no_texts:
        reach.notes.append(_("No texts."))
    if person.may_leave_voicemail is False:
        reach.notes.append(_("No voicemail."))
    if person.email and person.may_email is False:
        reach.notes.append(_("No e-mail."))
    if number and person.phone_is_of:
        reach.notes.append(_("Phone of: %(who)s.") % {"who": person.phone_is_of})
    if number and person.phone_seen_by:
        reach.notes.append(_("Also seen by: %(who)s.") % {"who": person.phone_seen_by})
    if person.best_time:
        reach.notes.append(_("Best: %(time)s.") % {"time": person.best_time})
    if person.language != Language.ENGLISH:
        reach.notes.append(_("Speaks %(language)s.") % {"language": Language(person.language).label})
    if person.needs_interpreter:
        reach.notes.append(_("Needs an interpreter."))
    return reach


def together(user):
    """Every open match of the mentor, whoever is owed a contact first."""
    matches = list(
        Match.objects.open()
        .for_user(user)
        .of_mentor_user(user)
        .filter(enrollment__in=Enrollment.objects.open())
        .with_people()
        .order_by("starts_on", "pk")
    )
    if not matches:
        return []
    on = matches[0].enrollment.site.today()
    own = Enrollment.objects.filter(pk__in=[match.enrollment_id for match in matches])
    texts_ended = texts_have_ended([match.enrollment.participant_id for match in matches], on)
    owed = owed_by_mentors(own, on=on, user=user)
    first_owed = {}
    for one in owed:
        first_owed.setdefault(one.item.enrollment.pk, one)
    last, spent = last_and_month(matches, on)
    expected = _expected(matches, on)
    found = [
        _seen(match, first_owed.get(match.enrollment_id), last, spent, on, expected=expected, texts_ended=texts_ended)
        for match in matches
    ]
    return sorted(found, key=lambda one: ((LATE, TODAY, SOON, LATER).index(one.kind), one.called))


def last_and_month(matches, on):
    """The last contact of each match that was made, and the minutes of this month so far."""
    last, spent = {}, {}
    own = {match.pk for match in matches}
    rows = Contact.objects.made().of_matches(own).prefetch_related("shares").order_by("-started_at", "-pk")
    since = min(on.replace(day=1), on - timedelta(days=120))
    zone = matches[0].enrollment.site.zone
    for contact in rows.between(since, on, zone).only("match", "kind", "outcome", "started_at", "duration_minutes"):
        is_this_month = timezone.localtime(contact.started_at, zone).date() >= on.replace(day=1)
        for match in {contact.match_id, *(share.match_id for share in contact.shares.all())} & own:
            last.setdefault(match, contact)
            if is_this_month:
                spent[match] = spent.get(match, 0) + (contact.duration_minutes or 0)
    return last, spent


def _expected(matches, on):
    """The minutes with the mentor that each program expects at each site in a month, by both. A query a program."""
    found = {}
    for program in {match.enrollment.program: match.enrollment.definition for match in matches}.values():
        sites = sorted({match.enrollment.site_id for match in matches if match.enrollment.program == program.code})
        for site, monthly in monthly_at_sites(program, sites, on).items():
            found[program.code, site] = monthly.with_mentor_minutes if monthly else 0
    return found


def _seen(match, owed, last, spent, on, *, expected, texts_ended):
    promise = match.enrollment.definition.commitment
    milestones = match.milestones(on)
    days = match.commitment_days
    return Together(
        match=match,
        called=match.enrollment.participant.called,
        kind=owed.kind if owed else LATER,
        is_ruled=owed is not None,
        when=words_of_due(owed) if owed else "",
        why=owed.item.why if owed and owed.kind == LATE else "",
        last=words_of_last(match, last.get(match.pk), on),
        month=words_of_month(spent.get(match.pk, 0), expected[match.enrollment.program, match.enrollment.site_id], on),
        reach=reach_of(match.enrollment.participant, texts_have_ended=match.enrollment.participant_id in texts_ended),
        day=match.day_number(on),
        days=days,
        marks=[day for day in promise.milestone_days if day < days] if promise and days else [],
        next_milestone=next((one for one in milestones if one.is_next), None),
    )


def words_of_due(owed):
    if owed.kind == LATE:
        return owed.when
    if owed.kind == TODAY:
        return _("By today")
    return _("By %(day)s") % {"day": format_date(owed.item.due_on, _("l, M j"))}


def words_of_last(match, contact, on):
    if contact is None:
        return _("No contact yet.")
    day = timezone.localtime(contact.started_at, match.enrollment.site.zone).date()
    label = match.enrollment.definition.label_of("contact_kinds", contact.kind)
    facts = {"kind": label, "day": words_of_day(day, on), "time": minutes(contact.duration_minutes)}
    if contact.duration_minutes:
        return _("Last: %(kind)s, %(day)s, %(time)s.") % facts
    return _("Last: %(kind)s, %(day)s.") % facts


def words_of_day(day, on):
    if day == on:
        return _("today")
    if day == on - timedelta(days=1):
        return _("yesterday")
    if day > on - timedelta(days=7):
        return format_date(day, "l")
    return format_date(day, _("M j"))


def words_of_month(done, expected, on):
    facts = {"month": format_date(on, "F"), "done": minutes(done)}
    if expected:
        facts["expected"] = minutes(expected)
        return _("%(month)s: %(done)s of %(expected)s.") % facts
    return _("%(month)s: %(done)s.") % facts


def heading(pairs):
    """The answer to a mentor's first question: whom do I owe a contact?"""
    if not pairs:
        return _("You have no match yet")
    owed = sum(1 for pair in pairs if pair.owes)
    if not owed:
        is_ruled = any(pair.is_ruled for pair in pairs)
        return _("You are up to date this week") if is_ruled else _("Whom did you meet this week?")
    if owed == 1:
        return _("You owe one contact this week")
    return ngettext("You owe %(count)d contact this week", "You owe %(count)d contacts this week", owed) % {
        "count": owed
    }


def thanks(user, now):
    """The newest answer of the last two weeks to what the mentor wrote; the others stand under the notices."""
    return list(
        Contact.objects.not_voided()
        .for_user(user)
        .filter(recorded_by=user, seen_at__gte=now - THANKS_STAY)
        .exclude(thanks="")
        .select_related("seen_by", "enrollment__site")
        .order_by("-seen_at")[:1]
    )


def questions(user):
    """Questions of a supervisor about what the mentor wrote, still without an answer."""
    return list(
        Review.objects.owed_by(user)
        .for_user(user)
        .select_related("contact__enrollment__participant", "contact__enrollment__site")
        .order_by("recorded_at")[:SHOWN_AT_MOST]
    )


def tasks(user):
    """Tasks that staff gave to the mentor."""
    return list(
        Task.objects.open()
        .for_user(user)
        .given_to(user)
        .select_related("enrollment__participant", "recorded_by")[:SHOWN_AT_MOST]
    )


def appointments(user, now):
    """Appointments the mentor keeps today and in the next days, the first ones."""
    return list(
        Appointment.objects.upcoming(now - JUST_BEGUN)
        .for_user(user)
        .of_person(user)
        .select_related("enrollment__participant", "enrollment__site")[:SHOWN_AT_MOST]
    )


def invitations(user, now):
    """The next meetings the mentor is asked to."""
    return list(
        Attendance.objects.filter(
            person__user=user,
            meeting__starts_at__gte=now,
            meeting__called_off_at=None,
            meeting__voided_at=None,
        )
        .select_related("meeting__site")
        .order_by("meeting__starts_at")[:2]
    )


def papers(user, on):
    """What the mentor must hold, with those that run out first."""
    mentors = Mentor.objects.not_voided().filter(person__user=user)
    found = {}
    for row in latest_qualifications(mentors):
        found.setdefault(row.what, row)
    rows = [
        Paper(
            what=Qualification.What(row.what).label,
            until=row.valid_until,
            runs_out=row.valid_until is not None and row.valid_until <= on + WARN_BEFORE_EXPIRY,
            is_over=row.valid_until is not None and row.valid_until < on,
        )
        for row in found.values()
    ]
    return sorted(rows, key=lambda paper: (not paper.runs_out, paper.until or date.max))
