"""Matches on their way: two people introduced, and a match that has ended; and the manual of their mentors."""

from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

from mentors.models import Manual, MentorApplication
from tests.factories.casework import EnrollmentFactory, MatchFactory
from tests.factories.mentors import MentorFactory
from tests.factories.participants import person_at


def matching_at(household):
    """At the household's site: Olive, `introduced` to a mentor of their own, and Fern, whose match has `ended`."""
    site, today = household.site, household.site.today()
    enrolled_on = today - timedelta(days=60)

    def case(name):
        person = person_at(site, given_name=name, family_name="Inkling")
        return EnrollmentFactory(
            participant=person, site=site, worker=household.staff, registered=False, enrolled_on=enrolled_on
        )

    mentor = MentorFactory(site=site, person=person_at(site, given_name="Vera", family_name="Gladwell"), capacity=4)
    introduced = MatchFactory(
        enrollment=case("Olive"),
        mentor=mentor,
        status="proposed",
        starts_on=today,
        commitment_ends_on=None,
        participant_agreed_on=None,
        mentor_agreed_on=None,
    )
    ended = MatchFactory(
        enrollment=case("Fern"),
        mentor=mentor,
        status="ended",
        starts_on=enrolled_on,
        participant_agreed_on=enrolled_on,
        mentor_agreed_on=enrolled_on,
        commitment_ends_on=enrolled_on + timedelta(days=365),
        ended_on=today - timedelta(days=5),
        end_reason="moved",
    )
    return SimpleNamespace(
        mentor=mentor,
        introduced=introduced,
        ended=ended,
        manual=manual_at(site),
        application=application_at(site, status="interviewed"),
    )


def application_at(site, **facts):
    """Somebody who asks to become a community mentor at the site."""
    said = {"given_name": "Ottilie", "family_name": "Newcomer", "phone": "(417) 555-0188", "received_on": site.today()}
    return MentorApplication.objects.create(site=site, kind="community", sent_uid=uuid4(), **{**said, **facts})


def manual_at(site, *, edition="3", starts_on=date(2026, 1, 1), kind="community"):
    """A version of the manual for the community mentors of a site."""
    return Manual.objects.create(
        site=site, kind=kind, edition=edition, title="Walking beside", words="Listen first.", starts_on=starts_on
    )
