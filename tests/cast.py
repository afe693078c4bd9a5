"""The cast that every test of a page meets: always the same few people.

At Oak Grove a coordinator (`staff`), a supervisor and a mentor matched to the family of Juniper;
at Far Hills another coordinator and another mentor, who must see nothing of it; an administrator of
the installation, and a viewer.
"""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

import pytest

from tests.factories.accounts import user_with
from tests.factories.agencies import AgencyFactory, SiteFactory, SiteProgramFactory
from tests.factories.casework import EnrollmentFactory, MatchFactory
from tests.factories.mentors import MentorFactory
from tests.factories.participants import child_of, person_at

PROGRAMS = ("worksite", "young_parent", "mpmp", "moppp")


@dataclass(frozen=True)
class Household:
    """A family's case, with the people around it."""

    site: object
    staff: object
    supervisor: object
    mentor_user: object
    mentor: object
    participant: object
    child: object
    enrollment: object
    match: object


def site_with_people(name, code, agency, *, given_name):
    """A site that offers every program, with a coordinator, a supervisor, a mentor and a matched family."""
    site = SiteFactory(name=name, code=code, agency=agency)
    for program in PROGRAMS:
        SiteProgramFactory(site=site, program=program, home_visiting_model="hfa" if program == "moppp" else "")
    staff = user_with("staff", site=site, email=f"staff@{code.lower()}.example", name=f"Rosalind {code}")
    supervisor = user_with("supervisor", site=site, email=f"supervisor@{code.lower()}.example", name=f"Ambrose {code}")
    mentor_user = user_with("mentor", site=site, email=f"mentor@{code.lower()}.example", name=f"Hattie {code}")
    mentor = MentorFactory(
        site=site,
        person=person_at(
            site, given_name="Hattie", family_name=f"Goodtale {code}", user=mentor_user, born_on=date(1980, 3, 3)
        ),
    )
    participant = person_at(site, given_name=given_name, family_name="Fableton", phone="(417) 555-0142")
    child = child_of(participant, given_name="Clover")
    enrollment = EnrollmentFactory(participant=participant, site=site, worker=staff, registered=False)
    match = MatchFactory(enrollment=enrollment, mentor=mentor)
    return Household(
        site=site,
        staff=staff,
        supervisor=supervisor,
        mentor_user=mentor_user,
        mentor=mentor,
        participant=participant,
        child=child,
        enrollment=enrollment,
        match=match,
    )


@pytest.fixture
def cast(db):
    """`cast.here` (Oak Grove), `cast.there` (Far Hills), `cast.administrator`, `cast.viewer`."""
    agency = AgencyFactory(name="Example Mentoring Agency")
    here = site_with_people("Oak Grove", "OAK", agency, given_name="Juniper")
    there = site_with_people("Far Hills", "FAR", agency, given_name="Wren")
    return SimpleNamespace(
        agency=agency,
        here=here,
        there=there,
        administrator=user_with("administrator", email="administrator@example.org", name="Ada Overview"),
        viewer=user_with("viewer", agency=agency, email="viewer@example.org", name="Fern Funder"),
    )


@pytest.fixture
def client_of(client):
    """Sign a person in with the test client: `client_of(cast.here.staff).get(...)`."""

    def signed_in(user):
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in
