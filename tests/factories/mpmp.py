"""A family of MPMP with its court case, placements, plan and hearings."""

from datetime import timedelta

import factory
from auditlog.context import disable_auditlog
from django.utils import timezone
from factory.django import DjangoModelFactory

from programs.casework.enrollments.models import Enrollment
from programs.mpmp.models import (
    Celebration,
    ChildOutcome,
    ChildPlacement,
    CourtCase,
    CourtPerson,
    Deadline,
    FamilyGuest,
    FamilyMeeting,
    FamilyVisit,
    Hearing,
    KeptService,
    NewReport,
    ParentPicture,
    Petition,
    PlanItem,
)
from tests.factories.casework import EnrollmentFactory, MatchFactory


class OfACase(DjangoModelFactory):
    class Meta:
        abstract = True

    enrollment = factory.SubFactory("tests.factories.casework.EnrollmentFactory", program="mpmp")


class CourtCaseFactory(OfACase):
    class Meta:
        model = CourtCase

    file_number = "EX-JV-26-100"
    opened_on = factory.LazyAttribute(lambda row: row.enrollment.enrolled_on)


class CourtPersonFactory(OfACase):
    class Meta:
        model = CourtPerson

    role = "gal"
    name = "Ruth Imagines"


class PlacementFactory(OfACase):
    class Meta:
        model = ChildPlacement

    kind = "relative"
    with_whom = "an aunt"
    starts_on = factory.LazyAttribute(lambda row: row.enrollment.enrolled_on)


class FamilyVisitFactory(OfACase):
    class Meta:
        model = FamilyVisit

    on = factory.LazyAttribute(lambda row: row.enrollment.enrolled_on)
    kind = "supervised"


class PlanItemFactory(OfACase):
    class Meta:
        model = PlanItem

    words = "Finish the parenting class"


class DeadlineFactory(OfACase):
    class Meta:
        model = Deadline

    rule = "placement_plan"
    counted_from = factory.LazyAttribute(lambda row: row.enrollment.enrolled_on)
    met_on = factory.LazyAttribute(lambda row: row.enrollment.enrolled_on)


class HearingFactory(OfACase):
    class Meta:
        model = Hearing

    kind = "review"
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=8))
    room = "Courthouse, room 3"


class PetitionFactory(OfACase):
    class Meta:
        model = Petition

    kind = "protection"
    filed_on = factory.LazyAttribute(lambda row: row.enrollment.enrolled_on)
    allegations = "It is alleged that the home had no heat."


class NewReportFactory(OfACase):
    class Meta:
        model = NewReport

    reported_on = factory.LazyAttribute(lambda row: row.enrollment.enrolled_on)


class ChildOutcomeFactory(OfACase):
    class Meta:
        model = ChildOutcome

    kind = "reunified"
    on = factory.LazyAttribute(lambda row: row.enrollment.enrolled_on + timedelta(days=60))


class ParentPictureFactory(OfACase):
    class Meta:
        model = ParentPicture

    occasion = "start"
    on = factory.LazyAttribute(lambda row: row.enrollment.enrolled_on)
    resilience = "My sister calls every evening."


class KeptServiceFactory(OfACase):
    class Meta:
        model = KeptService

    name = "Evening class"
    since = factory.LazyAttribute(lambda row: row.enrollment.enrolled_on)


class CelebrationFactory(OfACase):
    class Meta:
        model = Celebration

    kind = "overcame"
    on = factory.LazyAttribute(lambda row: row.enrollment.enrolled_on)


class FamilyMeetingFactory(OfACase):
    class Meta:
        model = FamilyMeeting

    asked_on = factory.LazyAttribute(lambda row: row.enrollment.enrolled_on)


class FamilyGuestFactory(DjangoModelFactory):
    class Meta:
        model = FamilyGuest

    meeting = factory.SubFactory(FamilyMeetingFactory)
    side = "mother"
    name = "Aunt Imagina"


class Family:
    """The participant's case in MPMP with one thing of every kind, made when somebody first asks for it.

    Most tests count cases and contacts, and do not ask. The match stands or has ended as that of the cast does.
    """

    def __init__(self, household):
        self.household = household

    @property
    def enrollment(self):
        found = Enrollment.objects.filter(participant=self.household.participant, program="mpmp").first()
        return found or self._made()

    def _made(self):
        here = self.household
        enrolled_on = here.site.today() - timedelta(days=90)
        with disable_auditlog():
            enrollment = EnrollmentFactory(
                participant=here.participant,
                site=here.site,
                worker=here.staff,
                program="mpmp",
                registered=False,
                enrolled_on=enrolled_on,
            )
            MatchFactory(
                enrollment=enrollment,
                mentor=here.mentor,
                starts_on=enrolled_on,
                status=here.match.status,
                ended_on=here.match.ended_on,
                end_reason=here.match.end_reason,
            )
            FamilyVisitFactory(enrollment=enrollment).children.add(here.child)
            PlacementFactory(enrollment=enrollment, child=here.child)
            PlanItemFactory(enrollment=enrollment, parents_words="I asked for the evening class.")
            HearingFactory(enrollment=enrollment, parents_words="I want longer visits.")
            ChildOutcomeFactory(enrollment=enrollment, child=here.child)
            FamilyGuestFactory(meeting__enrollment=enrollment)
            for kind in (
                CourtCaseFactory,
                CourtPersonFactory,
                PetitionFactory,
                NewReportFactory,
                ParentPictureFactory,
                KeptServiceFactory,
                CelebrationFactory,
            ):
                kind(enrollment=enrollment)
        return enrollment

    def _first(self, model):
        return model.objects.filter(enrollment=self.enrollment).order_by("pk").first()

    @property
    def match(self):
        return self.enrollment.matches.get()

    @property
    def court_case(self):
        return self._first(CourtCase)

    @property
    def court_person(self):
        return self._first(CourtPerson)

    @property
    def placement(self):
        return self._first(ChildPlacement)

    @property
    def visit(self):
        return self._first(FamilyVisit)

    @property
    def item(self):
        return self._first(PlanItem)

    @property
    def hearing(self):
        return self._first(Hearing)

    @property
    def petition(self):
        return self._first(Petition)

    @property
    def report(self):
        return self._first(NewReport)

    @property
    def outcome(self):
        return self._first(ChildOutcome)

    @property
    def picture(self):
        return self._first(ParentPicture)

    @property
    def service(self):
        return self._first(KeptService)

    @property
    def celebration(self):
        return self._first(Celebration)

    @property
    def family_meeting(self):
        return self._first(FamilyMeeting)

    @property
    def guest(self):
        return self.family_meeting.guests.get()
