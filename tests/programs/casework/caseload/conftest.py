"""What tests of caseloads share."""

import pytest
from django.utils import timezone

from programs.casework.contacts.models import Contact
from programs.casework.enrollments.models import Enrollment


@pytest.fixture
def hall_alone(cast):
    """The families of the rooms are gone: who counts families finds those of the hall and its own."""
    gone = {"voided_at": timezone.now(), "voided_by": cast.here.staff, "void_reason": "Of another test"}
    of_rooms = Enrollment.objects.exclude(program=cast.here.enrollment.program)
    Contact.objects.filter(enrollment__in=of_rooms).update(**gone)
    of_rooms.update(**gone)
