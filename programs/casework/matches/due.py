"""What matches leave owed: a mentor for those without, and a word before the promised time ends."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from participants.ages import anniversary
from programs import registry
from programs.casework.enrollments.models import Status as EnrollmentStatus
from programs.casework.matches.models import Match
from programs.gathering import lines
from programs.registry import DueItem, DueSource, Reminder

# A participant without a mentor is owed a match this long after the enrollment.
MATCHED_WITHIN = timedelta(days=30)
# Both sides are asked to renew or close, and the worker is told, this long before the promise ends.
ASK_BEFORE_END = timedelta(days=60)
TELL_BEFORE_END_DAYS = (60, 30, 0)
# A day to look back on is told for so long after it, and of so many years.
MILESTONE_TOLD_FOR = timedelta(days=3)
YEARS = range(1, 6)


def promising_programs():
    """Codes of the programs in which both sides make a commitment."""
    return [program.code for program in registry.all_programs() if program.commitment]


def unmatched(enrollments, on, user):
    """Enrolled in a program with a commitment, and without an open match."""
    has_match = Match.objects.open().filter(enrollment=OuterRef("pk"))
    waiting = enrollments.filter(status=EnrollmentStatus.ENROLLED, program__in=promising_programs())
    return lines(waiting.exclude(Exists(has_match)), "unmatched")


def find_a_mentor(mark, on):
    days = (on - mark.case.enrolled_on).days
    return DueItem(
        rule="unmatched",
        program=mark.case.program,
        enrollment=mark.case,
        due_on=mark.case.enrolled_on + MATCHED_WITHIN,
        who=mark.case.participant.name,
        why=ngettext(
            "Enrolled %(count)d day ago and has no mentor yet.",
            "Enrolled %(count)d days ago and has no mentor yet.",
            days,
        )
        % {"count": days},
        action=_("Find a mentor"),
        url=reverse("matches:start", args=[mark.case.pk]),
    )


def commitment_ends(enrollments, on, user):
    """The promised time of an active match ends within sixty days, or has ended."""
    ending = (
        Match.objects.active()
        .between_the_living()
        .filter(enrollment__in=enrollments, commitment_ends_on__lte=on + ASK_BEFORE_END)
    )
    return lines(ending, "commitment-ends", case="enrollment_id", day="commitment_ends_on")


def go_on_or_end(mark, on):
    match = next(match for match in mark.case.open_matches if match.pk == mark.subject)
    return DueItem(
        rule="commitment-ends",
        program=mark.case.program,
        enrollment=mark.case,
        due_on=mark.day,
        who=_("%(participant)s and %(mentor)s")
        % {"participant": mark.case.participant.name, "mentor": match.mentor.name},
        why=_("Their promised time ends %(day)s. Ask both: go on or end?")
        % {"day": formats.date_format(mark.day, _("F j, Y"))},
        action=_("Open the match"),
        url=match.get_absolute_url(),
    )


def commitment_reminders(now):
    """Worker and mentor are told sixty and thirty days before a commitment ends, and on its last day."""
    day = now.date()
    ending = _promised().filter(
        # A day more on both sides: which day it is now is for each site to say.
        commitment_ends_on__gte=day - timedelta(days=1),
        commitment_ends_on__lte=day + timedelta(days=max(TELL_BEFORE_END_DAYS) + 1),
    )
    for match in ending:
        left = (match.commitment_ends_on - match.enrollment.site.today(now)).days
        if not 0 <= left <= max(TELL_BEFORE_END_DAYS):
            continue
        reached = min(days for days in TELL_BEFORE_END_DAYS if left <= days)
        for user in both(match):
            with translation.override(user.language):
                title = _("A promised time ends on %(day)s") % {
                    "day": formats.date_format(match.commitment_ends_on, _("F j, Y"))
                }
                if user == match.enrollment.worker:
                    body = _("In case %(number)s the promised time ends soon. Ask both sides: go on or end?") % {
                        "number": match.enrollment.number
                    }
                else:
                    body = _("The time you promised ends soon. You will be asked: do you go on together, or end?")
            yield _told(match, user, "commitment-ends", reached, title, body, now)


def milestone_reminders(now):
    """Worker and mentor are told of each day to look back on, until the last sixty days have their own words."""
    today = now.date()
    window = [today + timedelta(days=days) for days in range(-MILESTONE_TOLD_FOR.days - 1, 2)]
    for match in _promised().filter(starts_on__in=_begun_before(window)):
        on = match.enrollment.site.today(now)
        for user in both(match):
            with translation.override(user.language):
                reached = [
                    mark
                    for mark in match.milestones(on)
                    if timedelta(0) <= on - mark.on <= MILESTONE_TOLD_FOR
                    and match.commitment_ends_on - mark.on >= ASK_BEFORE_END
                ]
                for mark in reached:
                    facts = {"mark": mark.label, "number": match.enrollment.number}
                    title = _("Look back together: %(mark)s") % facts
                    if user == match.enrollment.worker:
                        body = _("In case %(number)s a day to look back on has come. Ask both how it goes.") % facts
                    else:
                        body = _("It is time to look back on what you promised. Ask each other how it goes.")
                    yield _told(match, user, "commitment-milestone", mark.on.isoformat(), title, body, now)


def _promised():
    """Active matches with a promise, of the living, whose case has a worker."""
    return (
        Match.objects.active()
        .between_the_living()
        .filter(
            enrollment__status=EnrollmentStatus.ENROLLED,
            enrollment__voided_at=None,
            enrollment__worker__isnull=False,
            commitment_ends_on__isnull=False,
        )
        .with_people()
    )


def _begun_before(window):
    """Days on which a match began that has a milestone on a day of the window."""
    marks = {days for code in promising_programs() for days in registry.get(code).commitment.milestone_days}
    found = {day - timedelta(days=days) for day in window for days in marks}
    # An anniversary of 29 February falls on the 28th in other years.
    return found | {anniversary(day, -years) + timedelta(days=n) for day in window for years in YEARS for n in (0, 1)}


def both(match):
    """Those of the two who accompany a family and sign in: its worker, and the mentor."""
    mentor = match.mentor.person.user
    return [user for user in (match.enrollment.worker, mentor) if user is not None and user.is_active]


def _told(match, user, rule, occasion, title, body, now):
    is_worker = user == match.enrollment.worker
    return Reminder(
        rule=rule,
        subject_key=f"match-{match.pk}",
        occurrence=f"{match.commitment_ends_on.isoformat()}-{occasion}",
        title=title,
        body=body,
        due_at=now,
        site=match.enrollment.site,
        user=user,
        link=match.get_absolute_url() if is_worker else "",
        language=user.language,
        about={"match": match.pk, "ends_on": match.commitment_ends_on.isoformat()},
    )


def still_true(message):
    """Why a reminder that was queued is not sent any more, or ""."""
    match = Match.objects.filter(pk=message.about.get("match")).with_people().first()
    if match is None or not match.is_open:
        return gettext_noop("The match has ended.")
    if not Match.objects.between_the_living().filter(pk=match.pk).exists():
        return gettext_noop("The person died.")
    if match.commitment_ends_on is None or match.commitment_ends_on.isoformat() != message.about.get("ends_on"):
        return gettext_noop("The promised time was changed.")
    if not match.enrollment.reminders_are_on():
        return gettext_noop("The case is paused or closed.")
    if message.recipient not in both(match):
        return gettext_noop("The case has another worker now.")
    return ""


SOURCES = (
    DueSource(
        rule="unmatched",
        describes=gettext_lazy("A participant of a program with a commitment has no mentor."),
        marks=unmatched,
        item=find_a_mentor,
    ),
    DueSource(
        rule="commitment-ends",
        describes=gettext_lazy("The promised time of a match ends within sixty days."),
        marks=commitment_ends,
        item=go_on_or_end,
        reminders=commitment_reminders,
        worth_for=timedelta(days=14),
    ),
    DueSource(
        rule="commitment-milestone",
        describes=gettext_lazy("A match reaches a day to look back on: day 30, day 90, half a year, an anniversary."),
        reminders=milestone_reminders,
        worth_for=timedelta(days=14),
    ),
)
