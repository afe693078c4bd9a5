"""Consents that have ended, or end soon, are owed in the case of whoever gave them."""

from datetime import timedelta

import pytest

from participants.consents import workflow
from programs.casework.enrollments.consents_due import SOURCES
from programs.casework.enrollments.models import Enrollment
from programs.gathering import gathered
from tests.factories.facts import ConsentFactory
from tests.factories.participants import RegistrationFactory, person_at


@pytest.fixture
def today(cast):
    return cast.here.site.today()


def owed(cast, on, household=None):
    household = household or cast.here
    cases = Enrollment.objects.filter(pk=household.enrollment.pk)
    return {(item.rule, item.url): item for item in gathered(SOURCES, cases, on, household.staff)}


def test_an_ended_consent_is_owed_from_its_last_day_with_what_follows(cast, today):
    consent = cast.here.facts.ended_consent

    item = owed(cast, today)["consent-ended", consent.get_absolute_url()]

    assert (item.due_on, item.enrollment) == (consent.until, cast.here.enrollment)
    assert "Texts are off" in item.why
    workflow.follow_up(consent=consent, by=cast.here.staff, on=today)
    assert ("consent-ended", consent.get_absolute_url()) not in owed(cast, today)


def test_an_ended_photo_consent_says_take_the_photo_down(cast, today):
    consent = cast.here.facts.consent
    workflow.revoke(consent=consent, by=cast.here.staff, revoked_on=today, revoked_by="Juniper")

    assert "Take the photo down" in owed(cast, today)["consent-ended", consent.get_absolute_url()].why


@pytest.mark.parametrize(("days", "is_owed"), [(29, True), (30, False)])
def test_a_consent_is_asked_for_anew_within_30_days_of_its_end(cast, today, days, is_owed):
    consent = ConsentFactory(
        person=cast.here.participant,
        site=cast.here.site,
        kind="sharing",
        party="Clearwater High School",
        until=today + timedelta(days=days),
    )

    found = owed(cast, today)

    assert (("consent-ends", consent.get_absolute_url()) in found) is is_owed
    if is_owed:
        assert "Clearwater High School" in found["consent-ends", consent.get_absolute_url()].why


def test_a_childs_consent_is_owed_in_the_case_of_the_parent_who_gave_it(cast, today):
    consent = ConsentFactory(
        person=cast.here.child,
        given_by=cast.here.participant,
        site=cast.here.site,
        until=today - timedelta(days=1),
    )

    item = owed(cast, today)["consent-ended", consent.get_absolute_url()]

    assert item.enrollment == cast.here.enrollment
    assert "Clover" in item.why


def test_a_voided_consent_is_not_owed(cast, today):
    consent = cast.here.facts.ended_consent
    type(consent).objects.filter(pk=consent.pk).update(
        voided_at="2026-01-01T00:00Z", voided_by=cast.here.staff, void_reason="Somebody else's"
    )

    assert ("consent-ended", consent.get_absolute_url()) not in owed(cast, today)


def test_what_another_site_keeps_is_not_owed_here(cast, today):
    RegistrationFactory(person=cast.here.participant, site=cast.there.site)
    consent = ConsentFactory(person=cast.here.participant, site=cast.there.site, until=today - timedelta(days=1))

    assert ("consent-ended", consent.get_absolute_url()) not in owed(cast, today)


def test_the_cost_does_not_grow_with_the_consents(cast, today, django_assert_num_queries):
    for _number in range(10):
        ConsentFactory(person=person_at(cast.here.site), site=cast.here.site, until=today - timedelta(days=1))
    cases = Enrollment.objects.filter(pk=cast.here.enrollment.pk)

    with django_assert_num_queries(3):
        list(gathered(SOURCES, cases, today, cast.here.staff))
