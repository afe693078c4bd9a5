"""What both are written at the end of a week: no name but their own, no program, only that one tap answers."""

from datetime import timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mmp_portal.links import workflow as links
from mmp_portal.links.purposes import path_of
from programs.casework.meetings.letters import address_of, language_of
from programs.registry import Reminder
from programs.worksite.models.weeks import MentorWeek
from programs.worksite.weeks.doors import MENTOR, YOUTH

RULE = "met-at-work"
# A week older than this is not asked about any more.
ASKED_FOR = timedelta(days=4)


def reminders(now):
    """Who has not said whether they met this week gets the link by e-mail, once."""
    today = timezone.localdate(now)
    rows = MentorWeek.objects.standing().filter(asked_on__gte=today - ASKED_FOR, asked_on__lte=today, settled_as="")
    rows = [row for row in rows.with_people() if row.enrollment.reminders_are_on()]
    ways = {purpose: links.links_of(purpose, [row.pk for row in rows]) for purpose in (YOUTH, MENTOR)}
    for row in rows:
        sides = (
            (YOUTH, row.youth_said, row.enrollment.participant),
            (MENTOR, row.mentor_said, row.mentorship.match.mentor.person),
        )
        for purpose, said, person in sides:
            way = ways[purpose].get(row.pk)
            if way and not said and address_of(person):
                yield _letter(row, purpose, person, way, now)


def _letter(row, purpose, person, way, now):
    language = language_of(person)
    with translation.override(language):
        title = _("Did you meet this week?")
        body = _("Hello %(name)s,\n\ndid you two sit down together this week? One tap answers, no sign-in:") % {
            "name": person.called
        }
    return Reminder(
        rule=RULE,
        subject_key=f"week-{row.pk}",
        occurrence=purpose,
        title=title,
        body=body,
        due_at=now,
        site=row.enrollment.site,
        address=address_of(person),
        link=path_of(way),
        bell=False,
        language=language,
        about={"week": row.pk, "purpose": purpose},
    )


def still_true(message):
    """Why the letter is not sent any more, or ""."""
    row = MentorWeek.objects.standing().with_people().filter(pk=message.about.get("week")).first()
    if row is None:
        return gettext_noop("The record was voided.")
    said = row.youth_said if message.about.get("purpose") == YOUTH else row.mentor_said
    if said or row.settled_as:
        return gettext_noop("It was answered already.")
    if not row.enrollment.reminders_are_on():
        return gettext_noop("The case is paused or closed.")
    return ""
