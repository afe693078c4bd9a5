"""What a Young Parent match owes: an hour with the mentor every week."""

from datetime import timedelta

from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from programs.casework.contacts.models import Outcome
from programs.casework.enrollments.models import Status as EnrollmentStatus
from programs.casework.matches.models import Match
from programs.registry import DueItem, DueSource

PROGRAM = "young_parent"
# One hour a week with the mentor (Missouri Mentoring Partnership, frequently asked questions).
MEET_EVERY = timedelta(days=7)


def weekly_meeting(enrollments, on, user):
    """A week has passed, or will have by the due day, since the two last met or talked."""
    made = Q(contacts__outcome=Outcome.MADE, contacts__voided_at=None)
    matches = (
        Match.objects.active()
        .between_the_living()
        .filter(enrollment__in=enrollments, enrollment__program=PROGRAM, enrollment__status=EnrollmentStatus.ENROLLED)
        .with_people()
        .annotate(last_made_at=Max("contacts__started_at", filter=made))
    )
    for match in matches:
        zone = match.enrollment.site.zone
        last = timezone.localtime(match.last_made_at, zone).date() if match.last_made_at else match.starts_on
        days = max(0, (on - last).days)
        if match.last_made_at:
            why = ngettext(
                "No contact for %(count)d day. They promised to meet every week.",
                "No contact for %(count)d days. They promised to meet every week.",
                days,
            ) % {"count": days}
        else:
            why = ngettext(
                "Matched %(count)d day ago and no contact yet.", "Matched %(count)d days ago and no contact yet.", days
            ) % {"count": days}
        yield DueItem(
            rule="weekly-meeting",
            program=PROGRAM,
            enrollment=match.enrollment,
            due_on=last + MEET_EVERY,
            who=_("%(participant)s and %(mentor)s")
            % {"participant": match.enrollment.participant.name, "mentor": match.mentor.name},
            why=why,
            action=_("Record a contact"),
            url=reverse("contacts:record", args=[match.enrollment_id]),
        )


SOURCES = (
    DueSource(
        rule="weekly-meeting",
        describes=gettext_lazy("A mentor and a young parent meet for an hour every week."),
        owed=weekly_meeting,
        is_mentors=True,
    ),
)
