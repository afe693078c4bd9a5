"""Families of MOPPP: with a level since they came, and what else the room keeps of them."""

from datetime import timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django.utils import timezone

from programs.moppp.groups import workflow as groups
from programs.moppp.models import FactorReview, FactorReviewDetail, FamilyLevel, Outing, SafetyNote
from tests.factories.casework import ContactFactory, EnrollmentFactory, MatchFactory, MeetingFactory
from tests.factories.mentors import MentorFactory
from tests.factories.participants import child_of, person_at


def family_at(site, *, level="1", enrolled_on=None, given_name="Sage", worker=None, **fields):
    """An open case in MOPPP; with `level`, on that one since it began."""
    enrollment = EnrollmentFactory(
        participant=person_at(site, given_name=given_name, family_name="Kindly"),
        program="moppp",
        site=site,
        worker=worker,
        registered=False,
        enrolled_on=enrolled_on or site.today() - timedelta(days=100),
        **fields,
    )
    if level:
        FamilyLevel.objects.create(enrollment=enrollment, level=level, starts_on=enrollment.enrolled_on)
    return enrollment


def room_at(site, *, worker):
    """What the pages of the room show: a family with a small child, a home visitor and one visit."""
    enrollment = family_at(site, worker=worker)
    mentor = MentorFactory(
        site=site, kind="home_visitor", capacity=20, person=person_at(site, given_name="Vera", family_name="Doorbell")
    )
    child = child_of(enrollment.participant, given_name="Robin", born_on=site.today() - timedelta(days=60))
    match = MatchFactory(
        enrollment=enrollment, mentor=mentor, starts_on=enrollment.enrolled_on, commitment_ends_on=None
    )
    visit = ContactFactory(
        enrollment=enrollment,
        match=match,
        kind="home_visit",
        setting="home",
        started_at=days_ago(5),
        recorded_by=worker,
    )
    group = group_at(site, by=worker)
    return SimpleNamespace(
        group=group,
        link=groups.ask(meeting=group, by=worker),
        enrollment=enrollment,
        child=child,
        match=match,
        visit=visit,
        detail=asked_of(enrollment, by=worker),
        outing=outing_of(enrollment, visitor=worker),
        note=SafetyNote.objects.create(
            enrollment=enrollment,
            kind="self_harm",
            words="She said so herself.",
            on=site.today(),
            made_by=worker,
            is_urgent=True,
            recorded_by=worker,
        ),
    )


def group_at(site, *, by=None, days=1, **fields):
    """A Parent Café that was held so many days ago."""
    return MeetingFactory(
        site=site,
        program="moppp",
        kind="parent_cafe",
        topic="What makes us strong",
        starts_at=days_ago(days),
        recorded_by=by,
        **fields,
    )


def outing_of(enrollment, *, visitor, minutes_left=60):
    """A visitor on the way, back in so many minutes; fewer than none where they are late."""
    back = timezone.now() + timedelta(minutes=minutes_left)
    return Outing.objects.create(
        enrollment=enrollment,
        visitor=visitor,
        left_at=back - timedelta(hours=2),
        expected_back_at=back,
        recorded_by=visitor,
    )


def days_ago(count):
    """Noon in Missouri so many days before its today; in the morning this hour."""
    now = timezone.now().astimezone(ZoneInfo("America/Chicago"))
    return min(now, now.replace(hour=12, minute=0, second=0, microsecond=0)) - timedelta(days=count)


def asked_of(enrollment, *, by, days=30, codes=("single_parent", "housing_instability")):
    """The restricted row of risk factors that were asked so many days ago."""
    review = FactorReview.objects.create(
        enrollment=enrollment,
        about="risk",
        asked_on=enrollment.site.today() - timedelta(days=days),
        count=len(codes),
        out_of=15,
        recorded_by=by,
    )
    return FactorReviewDetail.objects.create(review=review, codes=list(codes), recorded_by=by)
