"""The cast that every test of a page meets: always the same few people.

At Oak Grove a coordinator (`staff`), a supervisor, and a mentor on day 180 of a year with Juniper, who has
one child; a contact three days ago and a support meeting in five; and Otto, a mentor who is free. At Far Hills the same again, for people
who must see nothing of Oak Grove. Besides them an administrator of the installation, and a viewer.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import pytest
from auditlog.context import disable_auditlog
from django.utils import timezone

from mmp_portal.accounts.permissions import Role
from mmp_portal.outbox.models import Message
from mmp_portal.outbox.queue import ring
from mmp_portal.ui.models import SavedList
from programs.casework.contacts import calendar_links
from tests.factories.accounts import user_with
from tests.factories.agencies import AgencyFactory, ContractFactory, SiteFactory, SiteProgramFactory
from tests.factories.assessments import assessment_of
from tests.factories.caseload import coming_absence, coming_handover, task_for
from tests.factories.casework import (
    AppointmentFactory,
    AttendanceFactory,
    ContactFactory,
    EnrollmentFactory,
    MatchFactory,
    MeetingFactory,
)
from tests.factories.community_partners import partner_with_all
from tests.factories.documents import document_of, restricted_document_of
from tests.factories.drafts import draft_of
from tests.factories.duplicates import duplicates_at
from tests.factories.expenses import expense_of, rate_of
from tests.factories.facts import facts_about
from tests.factories.goals import goal_of
from tests.factories.imports import imports_at
from tests.factories.matching import matching_at
from tests.factories.meetings import answer_link_for, door_link_for, guest_at, weekly_series
from tests.factories.mentors import MentorFactory
from tests.factories.moppp import room_at
from tests.factories.mpmp import Family
from tests.factories.parameters import guideline_of_next_year, value_at
from tests.factories.participants import all_around, child_of, person_at
from tests.factories.public_pages import public_page_of
from tests.factories.referrals import referrals_at
from tests.factories.resources import connection_of, resource_of
from tests.factories.screenings import screenings_around
from tests.factories.supports import entry_of
from tests.factories.worksite import worksite_at
from tests.factories.young_parent import room_around
from tests.kept_rows import made_once

PROGRAMS = ("worksite", "young_parent", "mpmp", "moppp")


@dataclass(frozen=True)
class Household:
    """A family's case, with the people around it."""

    site: object
    staff: object
    supervisor: object
    mentor_user: object
    mentor: object
    free_mentor: object
    participant: object
    child: object
    enrollment: object
    match: object
    contact: object
    meeting: object
    attendance: object
    answer_link: object
    door_link: object
    guest: object
    series: object
    offer: object
    contract: object
    notice: object
    around: object
    appointment: object
    calendar_token: str
    facts: object
    task: object
    handover: object
    absence: object
    document: object
    restricted_document: object
    resource: object
    public_page: object
    connection: object
    rate: object
    expense: object
    entry: object
    room: object
    saved_list: object
    assessment: object
    dated_value: object
    guideline: object
    draft: object
    goal: object
    step: object
    screenings: object
    referral: object
    referrals: object
    duplicates: object
    imports: object

    # Families of the rooms are made when they are first asked for, so that nobody else counts them.

    @cached_property
    def matching(self):
        """Two people introduced, and a match that has ended."""
        return matching_at(self)

    @cached_property
    def community(self):
        """A community partner with its agreement, talks and referrals."""
        return partner_with_all(self.site, by=self.staff)

    @cached_property
    def worksite(self):
        """A company with its opening, and a youth on the way to work."""
        return worksite_at(self.site, staff=self.staff, supervisor=self.supervisor)

    @cached_property
    def moppp(self):
        """A family with its level, visits and plans."""
        return room_at(self.site, worker=self.staff)

    @cached_property
    def mpmp(self):
        """The participant's case in MPMP."""
        return Family(self)


@dataclass(frozen=True)
class Cast:
    """Everybody: the families of both sites, and those who belong to none."""

    agency: object
    here: Household
    there: Household
    administrator: object
    viewer: object

    def of(self, role):
        """Who has the role at Oak Grove, or everywhere."""
        return {
            Role.STAFF: self.here.staff,
            Role.SUPERVISOR: self.here.supervisor,
            Role.MENTOR: self.here.mentor_user,
            Role.ADMINISTRATOR: self.administrator,
            Role.VIEWER: self.viewer,
        }[role]


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
    free_mentor = MentorFactory(site=site, person=person_at(site, given_name="Otto", family_name=f"Gladwell {code}"))
    today = site.today()
    participant = person_at(
        site,
        given_name=given_name,
        family_name="Fableton",
        phone="(417) 555-0142",
        born_on=today - timedelta(days=19 * 366),
    )
    child = child_of(participant, given_name="Clover", born_on=today - timedelta(days=400))
    enrollment = EnrollmentFactory(
        participant=participant, site=site, worker=staff, registered=False, enrolled_on=today - timedelta(days=200)
    )
    starts_on = today - timedelta(days=180)
    match = MatchFactory(
        enrollment=enrollment,
        mentor=mentor,
        starts_on=starts_on,
        commitment_ends_on=starts_on + timedelta(days=365),
        participant_agreed_on=starts_on,
        mentor_agreed_on=starts_on,
    )
    contact = ContactFactory(
        enrollment=enrollment,
        match=match,
        started_at=timezone.now() - timedelta(days=3),
        recorded_by=mentor_user,
        note=f"Practised algebra with {given_name}.",
    )
    series = weekly_series()
    meeting = MeetingFactory(
        site=site, starts_at=timezone.now() + timedelta(days=5), topic=f"Sleep at {name}", series=series
    )
    attendance = AttendanceFactory(meeting=meeting, person=participant, enrollment=enrollment)
    AttendanceFactory(meeting=meeting, person=mentor.person)
    notice = ring(to=staff, rule="help-wanted", subject=f"Help wanted at {name}", site=site, link="/")
    Message.objects.filter(pk=notice.pk).update(state="sent", sent_at=timezone.now())
    resource = resource_of(site, by=staff, name=f"Pantry of {name}", phone="(417) 555-0111")
    goal = goal_of(enrollment)
    referrals = referrals_at(site, by=staff)
    return Household(
        site=site,
        staff=staff,
        supervisor=supervisor,
        mentor_user=mentor_user,
        mentor=mentor,
        free_mentor=free_mentor,
        participant=participant,
        child=child,
        enrollment=enrollment,
        match=match,
        contact=contact,
        meeting=meeting,
        attendance=attendance,
        answer_link=answer_link_for(attendance),
        door_link=door_link_for(meeting),
        guest=guest_at(meeting),
        series=series,
        offer=site.programs.get(program="young_parent"),
        contract=ContractFactory(site=site),
        notice=notice,
        around=all_around(participant, site=site),
        appointment=AppointmentFactory(
            enrollment=enrollment,
            match=match,
            recorded_by=mentor_user,
            starts_at=timezone.now() + timedelta(days=3),
            place="The library on Oak Street",
        ),
        calendar_token=calendar_links.make(user=staff),
        facts=facts_about(participant, site=site),
        task=task_for(enrollment, to=mentor_user, by=staff),
        handover=coming_handover(enrollment, to=supervisor, by=supervisor),
        absence=coming_absence(staff, stands_in=supervisor, site=site),
        document=document_of(participant, by=staff, site=site, kind="insurance_card"),
        restricted_document=restricted_document_of(participant, by=staff, site=site),
        resource=resource,
        public_page=public_page_of(site),
        connection=connection_of(enrollment, resource, by=staff),
        rate=rate_of(agency),
        expense=expense_of(mentor_user, site, kind="parking"),
        entry=entry_of(enrollment, amount=50),
        room=room_around(enrollment),
        assessment=assessment_of(enrollment),
        dated_value=value_at(site),
        guideline=guideline_of_next_year(),
        saved_list=SavedList.objects.create(owner=staff, name="contacts", title="Visits", query="kind=met"),
        draft=draft_of(staff),
        goal=goal,
        step=goal.steps.get(),
        screenings=screenings_around(participant, site=site, by=staff),
        referral=referrals.new,
        referrals=referrals,
        duplicates=duplicates_at(site, by=staff),
        imports=imports_at(site, by=staff),
    )


def everybody():
    """Both sites, the administrator and the viewer."""
    agency = AgencyFactory(name="Example Mentoring Agency")
    with disable_auditlog():  # half the cost of a row; what a test itself changes is logged
        here = site_with_people("Oak Grove", "OAK", agency, given_name="Juniper")
        there = site_with_people("Far Hills", "FAR", agency, given_name="Wren")
    return Cast(
        agency=agency,
        here=here,
        there=there,
        administrator=user_with("administrator", email="administrator@example.org", name="Ada Overview"),
        viewer=user_with("viewer", agency=agency, email="viewer@example.org", name="Fern Funder"),
    )


@pytest.fixture
def cast(db):
    """`cast.here` (Oak Grove), `cast.there` (Far Hills), `cast.administrator`, `cast.viewer`."""
    return made_once("cast", everybody)


@pytest.fixture
def client_of(client):
    """Sign a person in with the test client: `client_of(cast.here.staff).get(...)`."""

    def signed_in(user):
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in
