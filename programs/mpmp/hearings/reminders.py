"""The parent is reminded, too: a week and a day before a hearing or a meeting of the case, where it is safe.

The letter names no court, no program, no child and no place: it may be read over somebody's shoulder. Each is
written in the parent's own language, and looked at again when its moment comes.
"""

from datetime import timedelta

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from mmp_portal.outbox.models import Channel
from participants.models import ReachBy
from participants.reaching.safety import text_number, who_agreed_to_texts
from programs.casework.contacts.due import words_of_moment
from programs.casework.enrollments.models import Status as EnrollmentStatus
from programs.casework.meetings.letters import address_of, language_of
from programs.mpmp.models import Hearing
from programs.registry import DueSource, Reminder

RULE = "parent-date-soon"
# How long before it the parent is told; the nearest reached one decides the occasion.
TELL_BEFORE_DAYS = (7, 1)


def reminders(now):
    """Each parent with a date within the days above whom a letter reaches safely."""
    soon = (
        Hearing.objects.planned()
        .filter(
            starts_at__gt=now,
            starts_at__lte=now + timedelta(days=max(TELL_BEFORE_DAYS)),
            enrollment__status=EnrollmentStatus.ENROLLED,
            enrollment__voided_at=None,
            enrollment__participant__died_on=None,
        )
        .select_related("enrollment__participant__user", "enrollment__site")
    )
    soon = list(soon)
    agreed = who_agreed_to_texts([hearing.enrollment.participant_id for hearing in soon])
    for hearing in soon:
        person = hearing.enrollment.participant
        number = text_number(person, agreed) if person.user is None else ""
        if number or address_of(person):
            yield _reminder(hearing, person, number, now)


def _reminder(hearing, person, number, now):
    """By text where they would rather have one, or no e-mail reaches them; else by e-mail."""
    address = address_of(person)
    by_text = bool(number) and (person.reach_by == ReachBy.TEXT or not address)
    left = hearing.starts_at - now
    reached = min(days for days in TELL_BEFORE_DAYS if left <= timedelta(days=days))
    language = language_of(person)
    with translation.override(language):
        title, body = words_for(hearing, person)
        if by_text:
            body = _("%(reminder)s. Reply STOP for no more texts.") % {"reminder": title}
    return Reminder(
        rule=RULE,
        subject_key=f"hearing-{hearing.pk}",
        occurrence=f"{hearing.starts_at:%Y%m%dT%H%M}-{reached}",
        title=title,
        body=body,
        due_at=now,
        site=hearing.enrollment.site,
        user=person.user,
        address=number if by_text else address,
        by_text=by_text,
        bell=False,
        language=language,
        about={"hearing": hearing.pk, "starts_at": hearing.starts_at.isoformat()},
        worth_until=hearing.starts_at,
    )


def words_for(hearing, person):
    """Subject and text, in the language at hand."""
    site = hearing.enrollment.site
    facts = words_of_moment(hearing.starts_at, site) | {"name": person.called, "phone": site.phone}
    title = _("Reminder: %(day)s at %(time)s") % facts
    body = _("Hello %(name)s,\n\nyou have an important date on %(day)s at %(time)s. Please keep it free.") % facts
    if site.phone:
        body += "\n\n" + _("If you need a ride or have a question, call %(phone)s.") % facts
    return title, body


def still_true(message):
    """Why a letter that was queued is not sent any more, or ""."""
    rows = Hearing.objects.select_related("enrollment__participant__user", "enrollment__site")
    hearing = rows.filter(pk=message.about.get("hearing")).first()
    if hearing is None or not hearing.is_planned:
        return gettext_noop("The appointment is not planned any more.")
    if hearing.starts_at.isoformat() != message.about.get("starts_at"):
        return gettext_noop("The appointment was moved.")
    if hearing.has_begun:
        return gettext_noop("The appointment has begun already.")
    if not hearing.enrollment.reminders_are_on() or hearing.enrollment.participant.died_on:
        return gettext_noop("The case is paused or closed.")
    if message.channel == Channel.EMAIL and address_of(hearing.enrollment.participant) != message.address:
        return gettext_noop("This address does not reach them any more.")
    return ""


SOURCE = DueSource(
    rule=RULE,
    describes=gettext_lazy("A date of the parent is within a week, and within a day."),
    reminders=reminders,
)
