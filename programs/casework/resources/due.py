"""What connections leave owed: asking the family what came of it."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.casework.resources.models import ResourceConnection
from programs.gathering import lines
from programs.registry import DueItem, DueSource

# It stands among what is owed this long before its day.
SHOWN_BEFORE = timedelta(days=7)


def follow_ups(enrollments, on, user):
    """A family was sent to a service, its end is not known, and the day to ask has come or comes within the week."""
    waiting = ResourceConnection.objects.open().filter(enrollment__in=enrollments, follow_up_on__lte=on + SHOWN_BEFORE)
    return lines(waiting, "resource-follow-up", case="enrollment_id", day="follow_up_on", words="resource__name")


def ask(mark, on):
    return DueItem(
        rule="resource-follow-up",
        program=mark.case.program,
        enrollment=mark.case,
        due_on=mark.day,
        who=mark.case.participant.name,
        why=_("Ask what came of it: %(service)s") % {"service": mark.words},
        action=_("Note the outcome"),
        url=ResourceConnection(pk=mark.subject).get_absolute_url(),
    )


SOURCES = (
    DueSource(
        rule="resource-follow-up",
        describes=gettext_lazy("A family was sent to a service, and nobody knows yet what came of it."),
        marks=follow_ups,
        item=ask,
    ),
)
