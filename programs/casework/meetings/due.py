"""What meetings leave owed: attendance to note, and a reminder a week and a day before."""

from datetime import timedelta

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.casework.enrollments.models import Status as EnrollmentStatus
from programs.casework.meetings.models import Attendance, Meeting
from programs.registry import DueItem, DueSource, Reminder

# How long before a meeting people are told; the nearest reached one decides the occasion.
TELL_BEFORE_DAYS = (7, 1)
# Attendance can still be asked for this long after a meeting.
ASK_ATTENDANCE_FOR = timedelta(days=60)


def attendance_missing(enrollments, on, user):
    """A meeting took place and nobody has noted who came: owed on the day after."""
    now = timezone.now()
    held = (
        Meeting.objects.standing()
        .for_user(user)
        .filter(starts_at__lt=now, starts_at__gte=now - ASK_ATTENDANCE_FOR)
        .with_counts()
        .filter(asked__gt=0)
        .exclude(attendances__came__isnull=False)
        .select_related("site")
    )
    for meeting in held:
        day = timezone.localtime(meeting.starts_at, meeting.site.zone).date()
        yield DueItem(
            rule="attendance-missing",
            program=meeting.program,
            due_on=day + timedelta(days=1),
            who=f"{meeting.kind_label}: {meeting.topic}",
            why=_("It was on %(day)s. Note who came.") % {"day": formats.date_format(day, "F j")},
            action=_("Take attendance"),
            url=reverse("meetings:attendance", args=[meeting.pk]),
        )


def meeting_reminders(now):
    """Everyone asked to a meeting is told a week and a day before, unless they said they cannot come.

    The words name no program and no child. A meeting that moved makes a new occasion; one that was
    called off makes none.
    """
    soon = Meeting.objects.standing().filter(
        starts_at__gt=now, starts_at__lte=now + timedelta(days=max(TELL_BEFORE_DAYS))
    )
    asked = (
        Attendance.objects.filter(meeting__in=soon)
        .exclude(answer=Attendance.Answer.NO)
        .exclude(enrollment__status__in=[EnrollmentStatus.PAUSED, EnrollmentStatus.CLOSED])
        .filter(person__voided_at=None)
        .select_related("meeting__site", "person__user", "enrollment")
    )
    for attendance in asked:
        meeting, person = attendance.meeting, attendance.person
        address = person.user.email if person.user else person.email
        if not address:
            continue
        left = meeting.starts_at - now
        reached = min(days for days in TELL_BEFORE_DAYS if left <= timedelta(days=days))
        begins = timezone.localtime(meeting.starts_at, meeting.site.zone)
        yield Reminder(
            rule="meeting-soon",
            subject_key=f"meeting-{meeting.pk}",
            occurrence=f"{meeting.starts_at:%Y%m%dT%H%M}-{reached}",
            title=_("Reminder: %(day)s at %(time)s")
            % {"day": formats.date_format(begins, "l, F j"), "time": formats.date_format(begins, "g:i a")},
            body=_("Hello %(name)s,\n\nwe look forward to seeing you on %(day)s at %(time)s.\nWhere: %(place)s")
            % {
                "name": person.called,
                "day": formats.date_format(begins, "l, F j"),
                "time": formats.date_format(begins, "g:i a"),
                "place": meeting.place or _("the place you know"),
            },
            due_at=now,
            site=meeting.site,
            user=person.user,
            address=address,
            link=meeting.get_absolute_url() if person.user else "",
        )


SOURCES = (
    DueSource(
        rule="attendance-missing",
        describes=gettext_lazy("A meeting took place and nobody has noted who came."),
        owed=attendance_missing,
    ),
    DueSource(
        rule="meeting-soon",
        describes=gettext_lazy("A meeting begins within a week, and within a day."),
        reminders=meeting_reminders,
    ),
)
