"""What meetings leave owed: attendance to note, and a reminder a week and a day before."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

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
        Meeting.objects.without_attendance(now)
        .for_casework(user)
        .filter(starts_at__gte=now - ASK_ATTENDANCE_FOR)
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
            site=meeting.site,
        )


def meeting_reminders(now):
    """Everyone asked to a meeting is told a week and a day before, unless they said they cannot come.

    The words name no program, no kind of meeting and no child. A meeting that moved makes a new
    occasion; one that was called off makes none.
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
        language = language_of(person)
        with translation.override(language):
            title, body = words_of(meeting, person)
        yield Reminder(
            rule="meeting-soon",
            subject_key=f"meeting-{meeting.pk}",
            occurrence=f"{meeting.starts_at:%Y%m%dT%H%M}-{reached}",
            title=title,
            body=body,
            due_at=now,
            site=meeting.site,
            user=person.user,
            address=address,
            link=meeting.get_absolute_url() if person.user else "",
            language=language,
            about={"attendance": attendance.pk, "starts_at": meeting.starts_at.isoformat()},
        )


def language_of(person):
    """The language to write to somebody in: the one they chose for the portal, or speak, if we have it."""
    wanted = person.user.language if person.user else person.language
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def words_of(meeting, person):
    """Subject and text of a reminder, in the language at hand."""
    begins = timezone.localtime(meeting.starts_at, meeting.site.zone)
    facts = {
        "name": person.called,
        "day": formats.date_format(begins, _("l, F j")),
        "time": formats.date_format(begins, "g:i a").replace(".", ""),
        "place": meeting.place or _("the place you know"),
    }
    title = _("Reminder: %(day)s at %(time)s") % facts
    body = _("Hello %(name)s,\n\nwe look forward to seeing you on %(day)s at %(time)s.\nWhere: %(place)s") % facts
    return title, body


def still_true(message):
    """Why a reminder that was queued is not sent any more, or ""."""
    attendance = (
        Attendance.objects.filter(pk=message.about.get("attendance"))
        .select_related("meeting", "person", "enrollment")
        .first()
    )
    if attendance is None or attendance.meeting.voided_at or attendance.person.voided_at:
        return gettext_noop("The invitation was taken back.")
    if attendance.meeting.called_off_at:
        return gettext_noop("The meeting was called off.")
    if attendance.meeting.starts_at.isoformat() != message.about.get("starts_at"):
        return gettext_noop("The meeting was moved.")
    if attendance.meeting.has_begun:
        return gettext_noop("The meeting has begun already.")
    if attendance.answer == Attendance.Answer.NO:
        return gettext_noop("They answered that they cannot come.")
    if attendance.enrollment and not attendance.enrollment.reminders_are_on():
        return gettext_noop("The case is paused or closed.")
    return ""


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
