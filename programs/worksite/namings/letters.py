"""What a company is written when it is to choose: no name, no program, only what waits behind the link."""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mmp_portal.links import workflow as links
from mmp_portal.links.purposes import path_of
from programs.registry import Reminder
from programs.worksite.check_ins.letters import asked_at
from programs.worksite.models.namings import jobs_without_a_mentor
from programs.worksite.models.placements import Placement
from programs.worksite.namings.doors import NAME

RULE = "name-a-mentor"
# Asked on the day, and once more a week later; after that staff call.
AGAIN_AFTER = timedelta(days=7)
ASKED_FOR = timedelta(days=21)


def reminders(now):
    """Whoever at the company is asked how it goes is also asked whom it chooses, while a job has no mentor."""
    today = timezone.localdate(now)
    rows = jobs_without_a_mentor().filter(enrollment__status="enrolled", starts_on__lte=today)
    rows = rows.annotate(left_on=Max("mentorships__match__ended_on")).select_related("enrollment__site")
    rows = [row for row in rows if since(row) >= today - ASKED_FOR]
    people = asked_at({row.partner_id for row in rows})
    ways = links.links_of(NAME, [row.pk for row in rows])
    for row in rows:
        person, way = people.get(row.partner_id), ways.get(row.pk)
        if person and way:
            yield _letter(row, person, way, now, again=today >= since(row) + AGAIN_AFTER)


def since(placement):
    """Since when nobody accompanies them: the first day of the job, or the day the mentor before left."""
    return max(placement.starts_on, placement.left_on or placement.starts_on)


def _letter(row, person, way, now, *, again):
    body = _(
        "Hello %(name)s,\n\nwho of your people will accompany the young person who began with you? "
        "Tell us here, one minute, no sign-in. We then invite them to a short orientation:"
    )
    day = since(row).isoformat()
    return Reminder(
        rule=RULE,
        subject_key=f"job-{row.pk}",
        occurrence=f"{day}-again" if again else day,
        title=_("Whom do you choose? A question from %(site)s") % {"site": row.enrollment.site.name},
        body=body % {"name": person.name},
        due_at=now,
        site=row.enrollment.site,
        address=person.email,
        link=path_of(way),
        bell=False,
        about={"placement": row.pk},
    )


def still_true(message):
    """Why the letter is not sent any more, or ""."""
    rows = Placement.objects.standing().filter(pk=message.about.get("placement"))
    if not rows.exists():
        return gettext_noop("The job ended.")
    if not jobs_without_a_mentor().filter(pk__in=rows).exists():
        return gettext_noop("It was answered already.")
    return ""
