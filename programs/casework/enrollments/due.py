"""What enrollments leave owed: a look at a paused case whose family was expected back."""

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.casework.enrollments.models import Pause
from programs.gathering import lines
from programs.registry import DueItem, DueSource


def expected_back(enrollments, on, user):
    """The day on which a paused family was expected back has come, or passed."""
    waiting = Pause.objects.running().filter(enrollment__in=enrollments, expected_on__lte=on)
    return lines(waiting, "expected-back", case="enrollment", day="expected_on")


def expected_back_item(mark, on):
    return DueItem(
        rule=mark.rule,
        program=mark.case.program,
        enrollment=mark.case,
        due_on=mark.day,
        who=mark.case.participant.name,
        why=_("Paused, and expected back on %(day)s. Does the case go on?")
        % {"day": formats.date_format(mark.day, _("F j, Y"))},
        action=_("Go on"),
        url=reverse("enrollments:resume", args=[mark.case.pk]),
    )


SOURCES = (
    DueSource(
        rule="expected-back",
        describes=gettext_lazy("A paused family was expected back, and nobody has said whether the case goes on."),
        marks=expected_back,
        item=expected_back_item,
    ),
)
