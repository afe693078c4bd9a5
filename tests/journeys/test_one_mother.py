"""A mother who is in Young Parent and in MOPPP at once, and later becomes a mentor herself.

She is one person and counts as one in each program's figures; whoever works in one program sees nothing of the other;
and as a mentor she reaches the family she is matched with, and not her own file. A browser adds nothing to it: every
step is a page that the journeys of the programs open, and the walls are answers of the server.
"""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentors import workflow as mentors
from mentors.models import Mentor
from mmp_portal.accounts.models import RoleGrant
from participants.models import Person
from programs import registry
from programs.casework.closings import workflow as closings
from programs.casework.enrollments import workflow as enrollments
from programs.casework.matches import workflow as matches
from reports.measures.caseload import served
from reports.periods import Span
from tests.factories.accounts import user_with
from tests.factories.casework import ContactFactory, EnrollmentFactory
from tests.factories.participants import child_of, person_at


@pytest.fixture
def here(cast):
    return cast.here


def worker_in(here, program, name):
    return user_with("staff", site=here.site, program=program, email=f"{name}@oak.example", name=name.title())


def counted(here, program):
    """People served in the program in the year up to today."""
    today = here.site.today()
    return served(Span(today - timedelta(days=365), today), [here.site], registry.get(program)).numerator


def test_one_person_two_programs_and_then_a_mentor(here, client_of):
    mother, today, site = here.participant, here.site.today(), here.site
    coordinator, visitor = worker_in(here, "young_parent", "yolanda"), worker_in(here, "moppp", "maribel")

    # She joins MOPPP too: one person, two cases.
    moppp = enrollments.enroll(
        participant=mother, program="moppp", site=site, worker=visitor, on=today - timedelta(days=20), by=visitor
    )
    visit = ContactFactory(enrollment=moppp, kind="home_visit", note="A visit about sleep.", recorded_by=visitor)
    assert Person.objects.filter(given_name=mother.given_name, registrations__site=site).distinct().get() == mother
    assert {case.program for case in mother.enrollments.all()} == {"young_parent", "moppp"}
    assert (counted(here, "young_parent"), counted(here, "moppp")) == (1, 1)

    # The wall between the programs: each sees the person and the own case, and nothing of the other.
    for user, own, other, contact in (
        (coordinator, here.enrollment, moppp, visit),
        (visitor, moppp, here.enrollment, here.contact),
    ):
        client = client_of(user)
        assert client.get(own.get_absolute_url()).status_code == 200
        assert client.get(other.get_absolute_url()).status_code == 404
        assert client.get(contact.get_absolute_url()).status_code == 404
        page = client.get(reverse("casefile:person", args=[mother.pk])).content.decode()
        assert own.number in page
        assert other.number not in page
    story = client_of(visitor).get(moppp.get_absolute_url()).content.decode()
    assert here.contact.note not in story
    assert "A visit about sleep." in story
    assert client_of(here.mentor_user).get(visit.get_absolute_url()).status_code == 404

    # She leaves Young Parent and comes back: still one.
    closings.close(enrollment=here.enrollment, on=today, reason="moved", by=here.staff)
    again = enrollments.enroll(
        participant=mother, program="young_parent", site=site, worker=here.staff, on=today, by=here.staff
    )
    assert mother.enrollments.count() == 3
    assert (counted(here, "young_parent"), counted(here, "moppp")) == (1, 1)
    closings.close(enrollment=again, on=today, reason="moved", by=here.staff)

    # Later she becomes a Parent Mentor: the same person, trained, and matched with another family.
    mentor = mentors.apply(
        site=site, kind="parent_mentor", applied_on=today - timedelta(days=3), by=here.supervisor, person=mother
    )
    mentors.move(mentor=mentor, status="in_training", by=here.supervisor)
    mentors.move(mentor=mentor, status="active", by=here.supervisor, trained_on=today)
    mother.user = user_with("mentor", site=site, email="juniper@oak.example", name="Juniper Fableton")
    mother.save(update_fields=["user"])
    family = EnrollmentFactory(
        participant=person_at(site, given_name="Willow", family_name="Otherly"),
        site=site,
        program="mpmp",
        worker=here.staff,
        registered=False,
        enrolled_on=today,
    )
    child_of(family.participant)
    matches.start(
        enrollment=family,
        mentor=Mentor.objects.get(pk=mentor.pk),
        starts_on=today,
        participant_agreed_on=today,
        mentor_agreed_on=today,
        by=here.supervisor,
    )
    assert Mentor.objects.get(pk=mentor.pk).person == mother
    assert (counted(here, "young_parent"), counted(here, "moppp"), counted(here, "mpmp")) == (1, 1, 1)

    # As a mentor she reaches the family she is matched with, and neither her own file nor any other.
    as_mentor = client_of(mother.user)
    assert "Willow" in as_mentor.get("/phone/").content.decode()
    assert as_mentor.get(reverse("mpmp:court", args=[family.pk])).status_code == 200
    assert as_mentor.get(reverse("contacts:record", args=[moppp.pk])).status_code == 404
    assert as_mentor.get(visit.get_absolute_url()).status_code == 404
    assert as_mentor.get(here.contact.get_absolute_url()).status_code == 404
    assert as_mentor.get(moppp.get_absolute_url()).status_code in (403, 404)
    assert set(RoleGrant.objects.filter(user=mother.user).values_list("role", flat=True)) == {"mentor"}
