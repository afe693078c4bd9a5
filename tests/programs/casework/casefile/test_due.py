"""What a child is owed by the schedule of immunizations, and what nobody is told."""

from datetime import timedelta

import pytest
from django.urls import reverse

from participants.immunizations.models import CardSeen
from programs.casework.casefile.due import SOURCES
from programs.casework.enrollments.models import Enrollment
from programs.gathering import gathered
from tests.factories.facts import ImmunizationFactory, WaiverFactory
from tests.factories.participants import RegistrationFactory


@pytest.fixture
def child(cast):
    """Clover, 400 days old, registered where her mother is."""
    RegistrationFactory(person=cast.here.child, site=cast.here.site)
    return cast.here.child


def owed(cast):
    cases = Enrollment.objects.filter(pk=cast.here.enrollment.pk)
    return gathered(SOURCES, cases, cast.here.site.today(), cast.here.staff)


def saw_card(cast, child):
    CardSeen.objects.create(person=child, site=cast.here.site, seen_on=cast.here.site.today(), source="card")


def test_an_overdue_vaccine_is_owed_and_leads_to_the_childs_page(cast, child):
    ImmunizationFactory(person=child, site=cast.here.site, vaccine="hepb", given_on=child.born_on)

    (item,) = owed(cast)

    assert item.why.startswith("Clover: Overdue: ")
    assert "Hepatitis B" in item.why
    assert item.url == reverse("immunizations:immunizations", args=[child.pk])
    assert child.born_on < item.due_on < cast.here.site.today()


def test_nothing_is_owed_while_nobody_saw_a_card(cast, child):
    assert owed(cast) == []
    saw_card(cast, child)
    assert len(owed(cast)) == 1


@pytest.mark.parametrize("what", ["declined", "paused", "left", "grown", "worksite"])
def test_nothing_is_owed(cast, child, what):
    today = cast.here.site.today()
    saw_card(cast, child)
    if what == "declined":
        for vaccine in ("hepb", "rv", "dtap", "hib", "pcv", "ipv", "mmr", "var", "hepa", "flu"):
            WaiverFactory(person=child, site=cast.here.site, vaccine=vaccine, starts_on=child.born_on)
    elif what == "left":
        child.memberships.update(ends_on=today - timedelta(days=1))
    elif what == "grown":
        type(child).objects.filter(pk=child.pk).update(born_on=today - timedelta(days=366 * 8))
    else:
        field, value = ("status", "paused") if what == "paused" else ("program", "worksite")
        Enrollment.objects.filter(pk=cast.here.enrollment.pk).update(**{field: value})

    assert owed(cast) == []


def test_it_stands_on_my_day(cast, child, client_of):
    ImmunizationFactory(person=child, site=cast.here.site, vaccine="hepb", given_on=child.born_on)

    page = client_of(cast.here.staff).get(reverse("caseload:day")).content.decode()

    assert "Clover: Overdue: " in page
