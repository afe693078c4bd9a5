"""Tasks, reviews, absences, numbers of cases and handovers, each the smallest that is valid."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from programs.casework.caseload.models import Absence, Capacity, Handover, HandoverCase, Review, ReviewNote, Task
from tests.factories.accounts import UserFactory
from tests.factories.agencies import SiteFactory
from tests.factories.casework import ContactFactory


class TaskFactory(DjangoModelFactory):
    """About a case if `enrollment` is given, else about nobody."""

    class Meta:
        model = Task

    site = factory.LazyAttribute(lambda task: task.enrollment.site if task.enrollment else SiteFactory())
    program = factory.LazyAttribute(lambda task: task.enrollment.program if task.enrollment else "")
    enrollment = None
    words = "Ask the clinic for a new date"
    due_on = date(2026, 12, 1)
    assigned_to = factory.SubFactory(UserFactory)


class ReviewFactory(DjangoModelFactory):
    class Meta:
        model = Review

    contact = factory.SubFactory(ContactFactory)


class ReviewNoteFactory(DjangoModelFactory):
    class Meta:
        model = ReviewNote

    review = factory.SubFactory(ReviewFactory)
    kind = "question"
    words = "How did she get home?"


class AbsenceFactory(DjangoModelFactory):
    class Meta:
        model = Absence

    site = factory.SubFactory(SiteFactory)
    worker = factory.SubFactory(UserFactory)
    stands_in = factory.SubFactory(UserFactory)
    starts_on = date(2026, 12, 1)
    ends_on = date(2026, 12, 8)


class CapacityFactory(DjangoModelFactory):
    class Meta:
        model = Capacity

    site = factory.SubFactory(SiteFactory)
    worker = factory.SubFactory(UserFactory)
    starts_on = date(2026, 1, 1)
    cases = 20


class HandoverFactory(DjangoModelFactory):
    class Meta:
        model = Handover

    site = factory.SubFactory(SiteFactory)
    worker = factory.SubFactory(UserFactory)
    starts_on = date(2026, 12, 1)
    reason = "Leaves the agency"


class HandoverCaseFactory(DjangoModelFactory):
    class Meta:
        model = HandoverCase


def task_for(enrollment, *, to, by):
    """A task about the case that `by` gave to somebody."""
    return TaskFactory(enrollment=enrollment, assigned_to=to, recorded_by=by)


def coming_handover(enrollment, *, to, by):
    """Planned for next month, so that nobody owes it today."""
    handover = HandoverFactory(
        site=enrollment.site,
        worker=enrollment.worker,
        starts_on=enrollment.site.today() + timedelta(days=30),
        recorded_by=by,
    )
    HandoverCaseFactory(handover=handover, enrollment=enrollment, to=to)
    return handover


def coming_absence(worker, *, stands_in, site):
    """Next month, so that nobody stands in today."""
    first = site.today() + timedelta(days=30)
    return AbsenceFactory(
        site=site, worker=worker, stands_in=stands_in, starts_on=first, ends_on=first + timedelta(days=7)
    )
