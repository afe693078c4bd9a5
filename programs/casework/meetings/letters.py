"""What people are told of a meeting, in their own language: invited, reminded, moved, called off.

No letter names a program, a kind of meeting, a topic or a child: it may be read over somebody's shoulder. The
topic is told to those who sign in, under their bell.
"""

from datetime import timedelta

from django.conf import settings
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mmp_portal.links import workflow as links
from mmp_portal.links.purposes import path_of
from mmp_portal.outbox.queue import queue, ring
from programs.casework.meetings.doors import ANSWER
from programs.casework.meetings.models import Attendance, Invitation
from programs.casework.meetings.models.attendance import Answer

# Whoever presses the button does not wait for two hundred letters: the sweep sends them, seconds later.
LEFT_TO_THE_SWEEP = timedelta(seconds=1)
INVITED, MOVED, CALLED_OFF = "meeting-invited", "meeting-moved", "meeting-called-off"


def address_of(person):
    """The e-mail address we may write to about a meeting, or "". After a death nobody is written to.

    Whoever signs in chose the address themselves, and is written to unless they said that e-mail is not safe. Anybody
    else is written to only once they said that it is.
    """
    if not person.is_living or person.may_email is False:
        return ""
    if person.user:
        return person.user.email
    return person.email if person.may_email else ""


def language_of(person):
    """The language to write to somebody in: the one they chose for the portal, or speak, if we have it."""
    wanted = person.user.language if person.user else person.language
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def day_in_words(day):
    return formats.date_format(day, _("l, F j"))


def facts_of(meeting, person):
    """What a letter may say of a meeting."""
    begins = timezone.localtime(meeting.starts_at, meeting.site.zone)
    return {
        "name": person.called,
        "day": day_in_words(begins),
        "time": formats.date_format(begins, "g:i a").replace(".", ""),
        "place": meeting.place or _("the place you know"),
    }


def reminder(meeting, attendance, *, may_answer):
    """Subject and text of a reminder, in the language at hand. `may_answer` when a link stands below it."""
    facts = facts_of(meeting, attendance.person)
    title = _("Reminder: %(day)s at %(time)s") % facts
    body = _("Hello %(name)s,\n\nwe look forward to seeing you on %(day)s at %(time)s.\nWhere: %(place)s") % facts
    return title, body + _ending(attendance, may_answer=may_answer)


def text(meeting, person, *, may_answer):
    """The words of a reminder by text, in the language at hand: when, and how to have no more of them."""
    words = _("Reminder: %(day)s at %(time)s. Reply STOP for no more texts.") % facts_of(meeting, person)
    return f"{words} {_('Do you come?')}" if may_answer else words


def invitation(meeting, attendance):
    """Subject and text of an invitation, in the language at hand."""
    facts = facts_of(meeting, attendance.person)
    title = _("You are invited: %(day)s at %(time)s") % facts
    body = _("Hello %(name)s,\n\nyou are invited on %(day)s at %(time)s.\nWhere: %(place)s") % facts
    return title, body + _ending(attendance)


def _ending(attendance, *, may_answer=True):
    """The PIN for the door, and what the link below the letter is for."""
    lines = ""
    if attendance.pin:
        lines += "\n" + _("Your PIN to sign in at the door: %(pin)s") % {"pin": attendance.pin}
    return lines + "\n\n" + _("Say here whether you come, and what would help you:") if may_answer else lines


class Letters:
    """Invitations of one meeting, to people whose links are looked up once."""

    def __init__(self, meeting, attendances):
        self.meeting = meeting
        self.links = links.links_of(ANSWER, [row.pk for row in attendances])

    def invite(self, row):
        """Queue the invitation of one person. Returns by which way they are told, and the message."""
        person, meeting = row.person, self.meeting
        address = address_of(person)
        link = meeting.get_absolute_url() if person.user else self.address_for(row)
        if not link or not (address or (person.user and person.is_living)):
            return Invitation.How.NONE, None
        language = language_of(person)
        with translation.override(language):
            title, body = invitation(meeting, row)
        message = None
        if address:
            message = queue(
                rule=INVITED,
                subject=title,
                body=body,
                to=person.user,
                address=address,
                site=meeting.site,
                link=link,
                due_at=timezone.now() + LEFT_TO_THE_SWEEP,
                about={"attendance": row.pk, "starts_at": meeting.starts_at.isoformat()},
                language=language,
            )
        if not person.user:
            return Invitation.How.EMAIL, message
        _ring(row, meeting, INVITED, _("You are invited: %(topic)s") % {"topic": meeting.topic}, body=title)
        return Invitation.How.ACCOUNT, message

    def address_for(self, row):
        """Where somebody without an account answers, or ""."""
        return path_of(self.links[row.pk]) if row.pk in self.links else ""


def tell_moved(meeting, *, before):
    """Tell whoever was asked and has not declined that a meeting takes place at another time than `before`."""
    was = timezone.localtime(before, meeting.site.zone)
    for row, letter in _to_tell(meeting):
        with translation.override(language_of(row.person)):
            facts = facts_of(meeting, row.person) | {"was": day_in_words(was)}
            title = _("New time: %(day)s at %(time)s") % facts
            body = (
                _("Hello %(name)s,\n\nwe meet on %(day)s at %(time)s, and not on %(was)s.\nWhere: %(place)s") % facts
            )
        letter(row, MOVED, title, body + _ending(row), link=True)
        if row.person.user:
            _ring(row, meeting, MOVED, _("New time: %(topic)s") % {"topic": meeting.topic}, body=title)


def tell_called_off(meeting, *, reason):
    """Tell whoever was asked that a meeting does not take place; the reason stays inside the portal."""
    for row, letter in _to_tell(meeting):
        with translation.override(language_of(row.person)):
            facts = facts_of(meeting, row.person)
            title = _("Called off: %(day)s at %(time)s") % facts
            body = _("Hello %(name)s,\n\nwe do not meet on %(day)s at %(time)s.") % facts
        if row.person.user:
            _ring(row, meeting, CALLED_OFF, _("Called off: %(topic)s") % {"topic": meeting.topic}, body=reason)
        else:
            letter(row, CALLED_OFF, title, body)


def _to_tell(meeting):
    """Pairs of an attendance and the function that writes to it, for all who wait for the meeting."""
    rows = [
        row
        for row in meeting.attendances.exclude(answer=Answer.NO).select_related("person__user", "enrollment")
        if row.enrollment is None or row.enrollment.reminders_are_on()
    ]
    letters = Letters(meeting, rows)

    def write(row, rule, title, body, *, link=False):
        address = address_of(row.person)
        if not address:
            return
        own = meeting.get_absolute_url() if row.person.user else letters.address_for(row)
        queue(
            rule=rule,
            subject=title,
            body=body,
            key=_key(row, meeting, rule, "email"),
            to=row.person.user,
            address=address,
            site=meeting.site,
            link=own if link else "",
            due_at=timezone.now() + LEFT_TO_THE_SWEEP,
            language=language_of(row.person),
        )

    return [(row, write) for row in rows]


def _ring(row, meeting, rule, subject, *, body):
    ring(
        to=row.person.user,
        rule=rule,
        key=_key(row, meeting, rule, "bell"),
        subject=subject,
        body=body,
        site=meeting.site,
        link=meeting.get_absolute_url(),
    )


def _key(row, meeting, rule, channel):
    """One occasion is told once: this meeting at this time, in this version of it."""
    return f"{rule}:{meeting.pk}:{row.person_id}:{meeting.starts_at:%Y%m%dT%H%M}-{meeting.version}:{channel}"


def still_true(message):
    """Why a letter about a coming meeting is not sent any more, or ""."""
    row = (
        Attendance.objects.filter(pk=message.about.get("attendance"))
        .select_related("meeting", "person", "enrollment")
        .first()
    )
    if row is None or row.meeting.voided_at or row.person.voided_at:
        return gettext_noop("The invitation was taken back.")
    if row.person.died_on:
        return gettext_noop("The person died.")
    if row.meeting.called_off_at:
        return gettext_noop("The meeting was called off.")
    if row.meeting.starts_at.isoformat() != message.about.get("starts_at"):
        return gettext_noop("The meeting was moved.")
    if row.meeting.has_begun:
        return gettext_noop("The meeting has begun already.")
    if row.enrollment and not row.enrollment.reminders_are_on():
        return gettext_noop("The case is paused or closed.")
    if row.answer == Answer.NO:
        return gettext_noop("They answered that they cannot come.")
    return ""
