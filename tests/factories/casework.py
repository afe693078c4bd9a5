"""Enrollments, matches, contacts and meetings in the Young Parent program unless a test says otherwise."""

from datetime import UTC, date, datetime, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from programs.casework.contacts.models import Appointment, Contact
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match
from programs.casework.meetings.models import Attendance, Meeting
from tests.factories.agencies import SiteFactory
from tests.factories.mentors import MentorFactory
from tests.factories.participants import RegistrationFactory


class EnrollmentFactory(DjangoModelFactory):
    class Meta:
        model = Enrollment
        skip_postgeneration_save = True

    number = factory.Sequence(lambda n: f"EX-{n:05d}")
    participant = factory.SubFactory("tests.factories.participants.PersonFactory")
    program = "young_parent"
    site = factory.SubFactory(SiteFactory)
    enrolled_on = date(2026, 1, 15)

    @factory.post_generation
    def registered(self, create, extracted, **kwargs):
        if create and extracted is not False:
            RegistrationFactory(person=self.participant, site=self.site)


class MatchFactory(DjangoModelFactory):
    class Meta:
        model = Match

    enrollment = factory.SubFactory(EnrollmentFactory)
    mentor = factory.SubFactory(MentorFactory, site=factory.SelfAttribute("..enrollment.site"))
    status = "active"
    starts_on = date(2026, 2, 1)
    commitment_ends_on = date(2027, 2, 1)
    participant_agreed_on = date(2026, 1, 20)
    mentor_agreed_on = date(2026, 1, 21)


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = Contact

    enrollment = factory.SubFactory(EnrollmentFactory)
    kind = "met"
    started_at = datetime(2026, 8, 5, 16, 0, tzinfo=UTC)
    duration_minutes = 60


class AppointmentFactory(DjangoModelFactory):
    class Meta:
        model = Appointment

    enrollment = factory.SubFactory(EnrollmentFactory)
    kind = "met"
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=2))
    duration_minutes = 60


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    site = factory.SubFactory(SiteFactory)
    program = "young_parent"
    kind = "support"
    topic = "Sleep and small children"
    starts_at = datetime(2026, 12, 3, 0, 0, tzinfo=UTC)
    duration_minutes = 120


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory("tests.factories.participants.PersonFactory")
