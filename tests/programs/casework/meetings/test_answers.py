"""Answers to invitations, noted by staff or given by whoever signs in; and what the page of a meeting makes of them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.casework.meetings import workflow
from programs.casework.meetings.models import Attendance, Meeting
from tests.factories.accounts import user_with
from tests.factories.casework import AttendanceFactory
from tests.factories.participants import PersonFactory, person_at

pytestmark = pytest.mark.django_db


def test_last_answer_holds_and_all_are_kept(cast):
    row = cast.here.attendance

    workflow.answer(attendance=row, says="yes", by=None, children_coming=2, needs_ride=True)
    workflow.answer(attendance=row, says="maybe", by=cast.here.staff)
    workflow.answer(attendance=row, says="no", by=cast.here.staff)

    row.refresh_from_db()
    assert (row.answer, row.children_coming, row.needs_ride) == ("no", 0, False)
    given = row.given_answers.order_by("pk")
    assert [(one.answer, one.through, one.children_coming) for one in given] == [
        ("yes", "link", 2),
        ("maybe", "staff", 2),
        ("no", "staff", 0),
    ]


def test_staff_note_an_answer_with_needs(cast, client_of):
    url = reverse("meetings:invitation", args=[cast.here.attendance.pk])
    client = client_of(cast.here.staff)

    client.post(url, {"says": "yes", "children_coming": "2", "needs": ["child_care", "ride"]})

    page = client.get(cast.here.meeting.get_absolute_url()).content.decode()
    cast.here.attendance.refresh_from_db()
    assert cast.here.attendance.wishes == ["child care", "a ride"]
    assert "What people need" in page
    assert "noted by staff" in client.get(url).content.decode()


def test_mentor_says_perhaps_and_brings_children(cast, client_of):
    own = cast.here.meeting.attendances.get(person=cast.here.mentor.person)
    url = reverse("meetings:invitation", args=[own.pk])
    client = client_of(cast.here.mentor_user)

    assert client.get(url).status_code == 200
    client.post(url, {"says": "maybe", "children_coming": "1"})

    own.refresh_from_db()
    assert (own.answer, own.children_coming) == ("maybe", 1)
    assert own.given_answers.get().through == "own"


@pytest.mark.parametrize("who", ["staff", "mentor_user"])
def test_strangers_see_no_invitation(cast, client_of, who):
    url = reverse("meetings:invitation", args=[cast.here.attendance.pk])

    assert client_of(getattr(cast.there, who)).get(url).status_code == 404


def test_too_many_who_come_are_said(cast, client_of):
    Meeting.objects.filter(pk=cast.here.meeting.pk).update(capacity=1)
    AttendanceFactory(meeting=cast.here.meeting, person=PersonFactory(), answer="yes")
    Attendance.objects.filter(pk=cast.here.attendance.pk).update(answer="yes")

    page = client_of(cast.here.staff).get(cast.here.meeting.get_absolute_url()).content.decode()

    assert "More people come than there are places: 2 for 1." in page


def test_case_of_a_program_one_does_not_work_in_stays_unsaid(cast, client_of):
    meeting = workflow.plan(
        site=cast.here.site,
        program="young_parent",
        kind="support",
        topic="Both",
        starts_at=timezone.now() + timedelta(days=3),
        also=[("moppp", "parent_cafe")],
        by=cast.here.staff,
    )
    worker = user_with("staff", site=cast.here.site, program="moppp")
    person_at(cast.here.site)

    page = client_of(worker).get(meeting.get_absolute_url())

    assert page.status_code == 200
    assert cast.here.enrollment.number not in page.content.decode()
