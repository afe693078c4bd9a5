"""What meetings leave owed: attendance to note, guests to match, and a reminder a week, a day and two hours before."""

from collections import Counter
from datetime import timedelta

from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mmp_portal.agencies.models import Site
from mmp_portal.links import workflow as links
from mmp_portal.links.purposes import path_of
from participants.models import ReachBy
from participants.reaching.safety import text_number, who_agreed_to_texts
from programs.casework.enrollments.models import Status as EnrollmentStatus
from programs.casework.meetings import letters
from programs.casework.meetings.doors import ANSWER
from programs.casework.meetings.models import Attendance, Meeting, WalkIn
from programs.casework.meetings.models.attendance import Answer
from programs.gathering import joined, lines
from programs.registry import DueItem, DueSource, Reminder

# How long before a meeting people are told; the nearest reached one decides the occasion.
TELL_BEFORE = {"7": timedelta(days=7), "1": timedelta(days=1), "2h": timedelta(hours=2)}
# Attendance can still be asked for this long after a meeting.
ASK_ATTENDANCE_FOR = timedelta(days=60)
# What a line tells of a meeting besides its moment and site.
NAMES = ("program", "kind", "site__time_zone", "topic")


def attendance_missing(enrollments, on, user):
    """A meeting took place and nobody has noted who came. Owed on the day after."""
    now = timezone.now()
    rows = Meeting.objects.without_attendance(now).for_casework(user).filter(starts_at__gte=now - ASK_ATTENDANCE_FOR)
    ids = Meeting.objects.filter(pk__in=rows.order_by().values("pk"))
    return lines(ids, "attendance-missing", case=None, at="starts_at", number="site_id", words=joined(*NAMES))


def guests_to_match(enrollments, on, user):
    """Somebody signed in by name and was not matched yet. A line for each; owed on the day after the meeting."""
    meetings = Meeting.objects.standing().for_casework(user).order_by()
    rows = WalkIn.objects.waiting().filter(meeting__in=meetings.values("pk"))
    words = joined(*(f"meeting__{name}" for name in NAMES))
    return lines(
        rows,
        "guests-to-match",
        case=None,
        subject="meeting_id",
        at="meeting__starts_at",
        number="meeting__site_id",
        words=words,
    )


def note_who_came(mark, on):
    meeting, day = _held(mark)
    return DueItem(
        rule=mark.rule,
        program=meeting.program,
        due_on=day + timedelta(days=1),
        who=f"{meeting.kind_label}: {meeting.topic}",
        why=_("It was on %(day)s. Note who came.") % {"day": formats.date_format(day, _("F j"))},
        action=_("Take attendance"),
        url=reverse("meetings:attendance", args=[meeting.pk]),
        site=meeting.site,
    )


def match_guests(marks, on):
    guests = Counter(mark.subject for mark in marks)
    for mark in {mark.subject: mark for mark in marks}.values():
        meeting, day = _held(mark)
        yield DueItem(
            rule=mark.rule,
            program=meeting.program,
            due_on=day + timedelta(days=1),
            who=f"{meeting.kind_label}: {meeting.topic}",
            why=ngettext(
                "%(count)d person signed in by name. Say who it was, so that it counts for them.",
                "%(count)d people signed in by name. Say who they were, so that it counts for them.",
                guests[meeting.pk],
            )
            % {"count": guests[meeting.pk]},
            action=_("Match guests"),
            url=f"{reverse('meetings:walk_ins')}?meeting={meeting.pk}",
            site=meeting.site,
        )


def _held(mark):
    """The meeting of a line, as far as the line tells of it, and the day on which it was held."""
    program, kind, zone, topic = mark.parts
    site = Site(pk=mark.number, time_zone=zone)
    meeting = Meeting(pk=mark.subject, program=program, kind=kind, topic=topic, site=site)
    return meeting, timezone.localtime(mark.at, site.zone).date()


def meeting_reminders(now):
    """Everyone asked to a meeting is told a week, a day and two hours before, unless they said they cannot come.

    The words name no program, no kind of meeting and no child; who has no account gets the link to answer by. A
    meeting that moved makes a new occasion; one that was called off makes none.
    """
    soon = Meeting.objects.standing().filter(starts_at__gt=now, starts_at__lte=now + max(TELL_BEFORE.values()))
    asked = (
        Attendance.objects.filter(meeting__in=soon)
        .exclude(answer=Answer.NO)
        .exclude(enrollment__status__in=[EnrollmentStatus.PAUSED, EnrollmentStatus.CLOSED])
        .filter(person__voided_at=None, person__died_on=None)
        .select_related("meeting__site", "person__user", "enrollment")
    )
    agreed = who_agreed_to_texts([row.person_id for row in asked if row.person.user_id is None])
    asked = [
        row for row in asked if row.person.user_id or letters.address_of(row.person) or text_number(row.person, agreed)
    ]
    ways = links.links_of(ANSWER, [row.pk for row in asked if row.person.user_id is None])
    for attendance in asked:
        yield _reminder(attendance, ways.get(attendance.pk), text_number(attendance.person, agreed), now)


def _reminder(attendance, way, number, now):
    """By text where they would rather have one, or no e-mail reaches them; else by e-mail."""
    meeting, person = attendance.meeting, attendance.person
    left = meeting.starts_at - now
    reached = min((before, code) for code, before in TELL_BEFORE.items() if left <= before)[1]
    language = letters.language_of(person)
    address = letters.address_of(person)
    by_text = person.user is None and bool(number) and (person.reach_by == ReachBy.TEXT or not address)
    if person.user:
        link = meeting.get_absolute_url()
    else:
        link = path_of(way) if way else ""
    with translation.override(language):
        title, body = letters.reminder(meeting, attendance, may_answer=bool(link))
        if by_text:
            body = letters.text(meeting, person, may_answer=bool(link))
    return Reminder(
        rule="meeting-soon",
        subject_key=f"meeting-{meeting.pk}",
        occurrence=f"{meeting.starts_at:%Y%m%dT%H%M}-{reached}",
        title=title,
        body=body,
        due_at=now,
        site=meeting.site,
        user=person.user,
        address=number if by_text else address,
        by_text=by_text,
        link=link,
        language=language,
        about={"attendance": attendance.pk, "starts_at": meeting.starts_at.isoformat()},
        worth_until=meeting.starts_at,
    )


SOURCES = (
    DueSource(
        rule="attendance-missing",
        describes=gettext_lazy("A meeting took place and nobody has noted who came."),
        about_cases=False,
        marks=attendance_missing,
        item=note_who_came,
    ),
    DueSource(
        rule="meeting-soon",
        describes=gettext_lazy("A meeting begins within a week, within a day, and within two hours."),
        reminders=meeting_reminders,
    ),
    DueSource(
        rule="guests-to-match",
        describes=gettext_lazy("Somebody signed in at the door by name and is to be matched."),
        about_cases=False,
        marks=guests_to_match,
        items=match_guests,
    ),
)
