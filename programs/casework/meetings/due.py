"""What meetings leave owed: attendance to note, guests to match, and a reminder a week and a day before."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mmp_portal.links import workflow as links
from mmp_portal.links.purposes import path_of
from programs.casework.enrollments.models import Status as EnrollmentStatus
from programs.casework.meetings import letters
from programs.casework.meetings.doors import ANSWER
from programs.casework.meetings.models import Attendance, Meeting, WalkIn, WalkInStatus
from programs.casework.meetings.models.attendance import Answer
from programs.registry import DueItem, DueSource, Reminder

# How long before a meeting people are told; the nearest reached one decides the occasion.
TELL_BEFORE_DAYS = (7, 1)
# Attendance can still be asked for this long after a meeting.
ASK_ATTENDANCE_FOR = timedelta(days=60)


def held(enrollments, on, user):
    """A meeting took place and nobody has noted who came, or somebody signed in by name and was not matched yet.

    Both are owed on the day after, and asked for in one statement.
    """
    now = timezone.now()
    without = Meeting.objects.without_attendance(now).filter(starts_at__gte=now - ASK_ATTENDANCE_FOR)
    waiting = Q(walk_ins__status=WalkInStatus.WAITING, walk_ins__voided_at=None)
    rows = (
        Meeting.objects.standing()
        .for_casework(user)
        .annotate(lacks_attendance=Exists(without.filter(pk=OuterRef("pk"))))
        .filter(Q(lacks_attendance=True) | Q(pk__in=WalkIn.objects.waiting().values("meeting")))
        .annotate(guests=Count("walk_ins", filter=waiting))
        .select_related("site")
    )
    for meeting in rows:
        if meeting.lacks_attendance:
            yield _attendance_missing(meeting)
        if meeting.guests:
            yield _guests_to_match(meeting)


def _attendance_missing(meeting):
    day = timezone.localtime(meeting.starts_at, meeting.site.zone).date()
    return DueItem(
        rule="attendance-missing",
        program=meeting.program,
        due_on=day + timedelta(days=1),
        who=f"{meeting.kind_label}: {meeting.topic}",
        why=_("It was on %(day)s. Note who came.") % {"day": formats.date_format(day, _("F j"))},
        action=_("Take attendance"),
        url=reverse("meetings:attendance", args=[meeting.pk]),
        site=meeting.site,
    )


def _guests_to_match(meeting):
    return DueItem(
        rule="guests-to-match",
        program=meeting.program,
        due_on=timezone.localtime(meeting.starts_at, meeting.site.zone).date() + timedelta(days=1),
        who=f"{meeting.kind_label}: {meeting.topic}",
        why=ngettext(
            "%(count)d person signed in by name. Say who it was, so that it counts for them.",
            "%(count)d people signed in by name. Say who they were, so that it counts for them.",
            meeting.guests,
        )
        % {"count": meeting.guests},
        action=_("Match guests"),
        url=f"{reverse('meetings:walk_ins')}?meeting={meeting.pk}",
        site=meeting.site,
    )


def meeting_reminders(now):
    """Everyone asked to a meeting is told a week and a day before, unless they said they cannot come.

    The words name no program, no kind of meeting and no child; who has no account gets the link to answer by. A
    meeting that moved makes a new occasion; one that was called off makes none.
    """
    soon = Meeting.objects.standing().filter(
        starts_at__gt=now, starts_at__lte=now + timedelta(days=max(TELL_BEFORE_DAYS))
    )
    asked = (
        Attendance.objects.filter(meeting__in=soon)
        .exclude(answer=Answer.NO)
        .exclude(enrollment__status__in=[EnrollmentStatus.PAUSED, EnrollmentStatus.CLOSED])
        .filter(person__voided_at=None, person__died_on=None)
        .select_related("meeting__site", "person__user", "enrollment")
    )
    asked = [row for row in asked if letters.address_of(row.person)]
    ways = links.links_of(ANSWER, [row.pk for row in asked if row.person.user_id is None])
    for attendance in asked:
        yield _reminder(attendance, ways.get(attendance.pk), now)


def _reminder(attendance, way, now):
    meeting, person = attendance.meeting, attendance.person
    left = meeting.starts_at - now
    reached = min(days for days in TELL_BEFORE_DAYS if left <= timedelta(days=days))
    language = letters.language_of(person)
    if person.user:
        link = meeting.get_absolute_url()
    else:
        link = path_of(way) if way else ""
    with translation.override(language):
        title, body = letters.reminder(meeting, attendance, may_answer=bool(link))
    return Reminder(
        rule="meeting-soon",
        subject_key=f"meeting-{meeting.pk}",
        occurrence=f"{meeting.starts_at:%Y%m%dT%H%M}-{reached}",
        title=title,
        body=body,
        due_at=now,
        site=meeting.site,
        user=person.user,
        address=letters.address_of(person),
        link=link,
        language=language,
        about={"attendance": attendance.pk, "starts_at": meeting.starts_at.isoformat()},
    )


SOURCES = (
    DueSource(
        rule="attendance-missing",
        describes=gettext_lazy("A meeting took place and nobody has noted who came."),
        about_cases=False,
        owed=held,  # both rules about meetings that took place
    ),
    DueSource(
        rule="meeting-soon",
        describes=gettext_lazy("A meeting begins within a week, and within a day."),
        reminders=meeting_reminders,
    ),
    DueSource(
        rule="guests-to-match",
        describes=gettext_lazy("Somebody signed in at the door by name and is to be matched."),
    ),
)
