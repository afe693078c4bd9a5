"""What contacts and appointments leave owed: an answer, what was to follow, a word on what came of it, a reminder."""

from datetime import timedelta

from django.db.models import F, Q
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from programs.casework.contacts.models import Appointment, Contact
from programs.casework.enrollments.models import Status as EnrollmentStatus
from programs.casework.matches.models import Status as MatchStatus
from programs.gathering import lines
from programs.registry import DueItem, DueSource, Reminder

# Whoever keeps an appointment is told this long before it.
TELL_BEFORE = timedelta(days=1)
# What came of an appointment can still be asked this long after it.
ASK_OUTCOME_FOR = timedelta(days=60)

LIVING = Q(enrollment__participant__died_on=None)


# --- An answer ------------------------------------------------------------------------------


def help_wanted(enrollments, on, user):
    """A mentor asked for help and nobody has answered: owed on the next day."""
    waiting = Contact.objects.help_wanted().filter(LIVING, enrollment__in=enrollments)
    return lines(waiting, "help-wanted", case="enrollment_id", at="recorded_at", words="recorded_by__name")


def answer(mark, on):
    asked_on = timezone.localtime(mark.at, mark.case.site.zone).date()
    return DueItem(
        rule="help-wanted",
        program=mark.case.program,
        enrollment=mark.case,
        due_on=asked_on + timedelta(days=1),
        who=mark.case.participant.name,
        why=_("%(name)s asks for help.") % {"name": mark.words or _("The mentor")},
        action=_("Answer"),
        url=Contact(pk=mark.subject).get_absolute_url(),
    )


# --- What was to follow ---------------------------------------------------------------------


def _to_follow(enrollments, *, is_mentors):
    wanted = Contact.objects.follow_up_wanted().filter(LIVING, enrollment__in=enrollments)
    written_by_mentor = Q(match__isnull=False, recorded_by=F("match__mentor__person__user"))
    return wanted.filter(written_by_mentor) if is_mentors else wanted.exclude(written_by_mentor)


def to_follow(enrollments, on, user):
    """Something was to follow a contact, by a day, and staff wrote it."""
    rows = _to_follow(enrollments, is_mentors=False)
    return lines(rows, "follow-up", case="enrollment_id", day="follow_up_by", words="follow_up")


def mentors_to_follow(enrollments, on, user):
    """The same, where the mentor wrote it."""
    rows = _to_follow(enrollments, is_mentors=True)
    return lines(rows, "mentor-follow-up", case="enrollment_id", day="follow_up_by", words="follow_up")


def follow_up(mark, on):
    return DueItem(
        rule=mark.rule,
        program=mark.case.program,
        enrollment=mark.case,
        due_on=mark.day,
        who=mark.case.participant.name,
        why=_("To follow after a contact: %(words)s") % {"words": mark.words},
        action=_("Say it is done"),
        url=Contact(pk=mark.subject).get_absolute_url(),
    )


# --- What came of an appointment ------------------------------------------------------------


def _unanswered(enrollments):
    now = timezone.now()
    rows = Appointment.objects.unanswered(now).filter(starts_at__gte=now - ASK_OUTCOME_FOR)
    return rows.filter(LIVING, enrollment__in=enrollments)


def outcome_missing(enrollments, on, user):
    """An appointment of staff is past, or of a mentor whose match has ended, and nobody said what came of it."""
    rows = _unanswered(enrollments).filter(Q(match=None) | Q(match__status=MatchStatus.ENDED))
    return lines(rows, "appointment-outcome", case="enrollment_id", at="starts_at")


def mentors_outcome_missing(enrollments, on, user):
    """An appointment of a mentor is past, and nobody said what came of it."""
    rows = _unanswered(enrollments).filter(match__isnull=False).exclude(match__status=MatchStatus.ENDED)
    return lines(rows, "mentor-appointment-outcome", case="enrollment_id", at="starts_at")


def outcome(mark, on):
    day = timezone.localtime(mark.at, mark.case.site.zone).date()
    if on - day < timedelta(days=7):
        why = _("What came of %(weekday)s’s appointment?") % {"weekday": formats.date_format(day, "l")}
    else:
        why = _("What came of the appointment of %(day)s?") % {"day": formats.date_format(day, _("F j"))}
    return DueItem(
        rule=mark.rule,
        program=mark.case.program,
        enrollment=mark.case,
        due_on=day + timedelta(days=1),
        who=mark.case.participant.name,
        why=why,
        action=_("Say what came of it"),
        url=Appointment(pk=mark.subject).get_absolute_url(),
    )


# --- A reminder the day before --------------------------------------------------------------


def appointment_reminders(now):
    """Whoever keeps an appointment is told the day before. The words name no program, no place and nobody."""
    soon = (
        Appointment.objects.planned()
        .filter(
            LIVING,
            starts_at__gt=now,
            starts_at__lte=now + TELL_BEFORE,
            enrollment__status=EnrollmentStatus.ENROLLED,
            enrollment__voided_at=None,
        )
        .exclude(match__status=MatchStatus.ENDED)
        .with_people()
    )
    for appointment in soon:
        keeper = appointment.kept_by
        if keeper is None or not keeper.is_active:
            continue
        with translation.override(keeper.language):
            title, body = words_of(appointment)
        yield Reminder(
            rule="appointment-soon",
            subject_key=f"appointment-{appointment.pk}",
            occurrence=f"{appointment.starts_at:%Y%m%dT%H%M}",
            title=title,
            body=body,
            due_at=now,
            site=appointment.enrollment.site,
            user=keeper,
            link=appointment.get_absolute_url(),
            language=keeper.language,
            about={"appointment": appointment.pk, "starts_at": appointment.starts_at.isoformat()},
            worth_until=appointment.starts_at,
        )


def words_of(appointment):
    """Subject and text of a reminder, in the language at hand."""
    facts = words_of_moment(appointment.starts_at, appointment.enrollment.site)
    title = _("Reminder: %(day)s at %(time)s") % facts
    body = _("You have an appointment on %(day)s at %(time)s.\nThe portal shows with whom and where.") % facts
    return title, body


def words_of_moment(moment, site):
    """Day and time as a letter says them, by the site's clock and in the language at hand."""
    begins = timezone.localtime(moment, site.zone)
    return {
        "day": formats.date_format(begins, _("l, F j")),
        "time": formats.date_format(begins, "g:i a").replace(".", ""),
    }


def still_true(message):
    """Why a reminder that was queued is not sent any more, or ""."""
    appointment = Appointment.objects.with_people().filter(pk=message.about.get("appointment")).first()
    if appointment is None or not appointment.is_planned:
        return gettext_noop("The appointment is not planned any more.")
    if appointment.starts_at.isoformat() != message.about.get("starts_at"):
        return gettext_noop("The appointment was moved.")
    if appointment.has_begun:
        return gettext_noop("The appointment has begun already.")
    if not appointment.enrollment.reminders_are_on() or appointment.enrollment.participant.died_on:
        return gettext_noop("The case is paused or closed.")
    if appointment.match and not appointment.match.is_open:
        return gettext_noop("The match has ended.")
    keeper = appointment.kept_by
    if keeper is None or keeper.pk != message.recipient_id:
        return gettext_noop("Somebody else keeps the appointment now.")
    return ""


SOURCES = (
    DueSource(
        rule="help-wanted",
        describes=gettext_lazy("A mentor asked for help in a contact, and nobody has answered."),
        marks=help_wanted,
        item=answer,
    ),
    DueSource(
        rule="follow-up",
        describes=gettext_lazy("Something was to follow a contact, by a day."),
        marks=to_follow,
        item=follow_up,
    ),
    DueSource(
        rule="mentor-follow-up",
        describes=gettext_lazy("Something was to follow a contact that a mentor wrote, by a day."),
        is_mentors=True,
        marks=mentors_to_follow,
        item=follow_up,
    ),
    DueSource(
        rule="appointment-outcome",
        describes=gettext_lazy("An appointment is past, and nobody said what came of it."),
        marks=outcome_missing,
        item=outcome,
    ),
    DueSource(
        rule="mentor-appointment-outcome",
        describes=gettext_lazy("An appointment of a mentor is past, and nobody said what came of it."),
        is_mentors=True,
        marks=mentors_outcome_missing,
        item=outcome,
    ),
    DueSource(
        rule="appointment-soon",
        describes=gettext_lazy("An appointment begins within a day."),
        reminders=appointment_reminders,
    ),
)
