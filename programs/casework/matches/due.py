"""What matches leave owed: a mentor for those without, and a word before the promised time ends."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from programs import registry
from programs.casework.enrollments.models import Status as EnrollmentStatus
from programs.casework.matches.models import Match
from programs.gathering import lines
from programs.registry import DueItem, DueSource, Reminder

# A participant without a mentor is owed a match this long after the enrollment.
MATCHED_WITHIN = timedelta(days=30)
# Both sides are asked to renew or close, and the worker is told, this long before the promise ends.
ASK_BEFORE_END = timedelta(days=60)
TELL_BEFORE_END_DAYS = (60, 30)


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
    """The worker of a case is told sixty and thirty days before a commitment ends."""
    day = now.date()
    ending = (
        Match.objects.active()
        .between_the_living()
        .filter(
            enrollment__status=EnrollmentStatus.ENROLLED,
            enrollment__worker__isnull=False,
            # A day more on both sides: which day it is now is for each site to say.
            commitment_ends_on__gte=day - timedelta(days=1),
            commitment_ends_on__lte=day + timedelta(days=max(TELL_BEFORE_END_DAYS) + 1),
        )
        .with_people()
    )
    for match in ending:
        site = match.enrollment.site
        left = (match.commitment_ends_on - site.today(now)).days
        if not 0 <= left <= max(TELL_BEFORE_END_DAYS):
            continue
        reached = min(days for days in TELL_BEFORE_END_DAYS if left <= days)
        worker = match.enrollment.worker
        with translation.override(worker.language):
            title = _("A promised time ends on %(day)s") % {
                "day": formats.date_format(match.commitment_ends_on, _("F j, Y"))
            }
            body = _("In case %(number)s the promised time ends soon. Ask both sides: go on or end?") % {
                "number": match.enrollment.number
            }
        yield Reminder(
            rule="commitment-ends",
            subject_key=f"match-{match.pk}",
            occurrence=f"{match.commitment_ends_on.isoformat()}-{reached}",
            title=title,
            body=body,
            due_at=now,
            site=site,
            user=worker,
            link=match.get_absolute_url(),
            language=worker.language,
            about={"match": match.pk, "ends_on": match.commitment_ends_on.isoformat()},
        )


def still_true(message):
    """Why a reminder that was queued is not sent any more, or ""."""
    match = Match.objects.filter(pk=message.about.get("match")).select_related("enrollment").first()
    if match is None or not match.is_open:
        return gettext_noop("The match has ended.")
    if not Match.objects.between_the_living().filter(pk=match.pk).exists():
        return gettext_noop("The person died.")
    if match.commitment_ends_on is None or match.commitment_ends_on.isoformat() != message.about.get("ends_on"):
        return gettext_noop("The promised time was changed.")
    if not match.enrollment.reminders_are_on():
        return gettext_noop("The case is paused or closed.")
    if match.enrollment.worker_id != message.recipient_id:
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
    ),
)
