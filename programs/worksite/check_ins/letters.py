"""What an employer is written: no name, no program, only that four questions wait behind the link."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mentors.partners.models import PartnerContact
from mmp_portal.links import workflow as links
from mmp_portal.links.purposes import path_of
from programs.registry import Reminder
from programs.worksite.check_ins.doors import EMPLOYER
from programs.worksite.models.check_ins import CheckIn, Side

RULE = "employer-check-in"
# Asked on the day, and once more a week later; after that staff call.
AGAIN_AFTER = timedelta(days=7)
ASKED_FOR = timedelta(days=21)


def reminders(now):
    """Whoever at the company is asked how it goes gets the link by e-mail, on the day and once more a week later."""
    today = timezone.localdate(now)
    rows = CheckIn.objects.owed_by(today).filter(
        side=Side.EMPLOYER,
        due_on__gte=today - ASKED_FOR,
        placement__enrollment__voided_at=None,
        placement__enrollment__closed_on=None,
    )
    rows = list(rows.with_job())
    of_partner = asked_at({row.placement.partner_id for row in rows})
    ways = links.links_of(EMPLOYER, [row.pk for row in rows])
    for row in rows:
        person, way = of_partner.get(row.placement.partner_id), ways.get(row.pk)
        if person and way:
            yield _letter(row, person, way, now, again=today >= row.due_on + AGAIN_AFTER)


def asked_at(partners):
    """Who is written to at each of the companies (keys), by the company's key."""
    people = PartnerContact.objects.not_voided().filter(answers_check_ins=True, left_on=None, partner__in=partners)
    found: dict = {}
    for person in people.order_by("pk"):
        found.setdefault(person.partner_id, person)
    return found


def _letter(row, person, way, now, *, again):
    body = _("Hello %(name)s,\n\nplease tell us how it goes at work. Four short questions, one minute, no sign-in:")
    return Reminder(
        rule=RULE,
        subject_key=f"check-in-{row.pk}",
        occurrence="again" if again else "due",
        title=_("Four short questions from %(site)s") % {"site": row.placement.enrollment.site.name},
        body=body % {"name": person.name},
        due_at=now,
        site=row.placement.enrollment.site,
        address=person.email,
        link=path_of(way),
        bell=False,
        about={"check_in": row.pk},
    )


def still_true(message):
    """Why the letter is not sent any more, or ""."""
    row = CheckIn.objects.filter(pk=message.about.get("check_in")).select_related("placement").first()
    if row is None or row.voided_at or row.placement.voided_at:
        return gettext_noop("The record was voided.")
    if row.is_answered:
        return gettext_noop("It was answered already.")
    if row.placement.ended_on:
        return gettext_noop("The job ended.")
    return ""
