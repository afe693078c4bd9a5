"""The company names who accompanies somebody at work, by a link; staff orient them, and the match begins."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentors.models import Mentor
from mmp_portal.links.purposes import path_of
from mmp_portal.links.workflow import links_of
from mmp_portal.outbox.models import Message
from programs.casework.enrollments.models import Enrollment
from programs.gathering import gathered
from programs.worksite.due import SOURCES
from programs.worksite.models import NamedMentor, Placement
from programs.worksite.namings import letters, workflow
from programs.worksite.namings.doors import NAME
from programs.worksite.placements import workflow as placements

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
RULES = ("job-without-mentor", "mentor-named")
WHO = {"given_name": "Wilma", "family_name": "Kettle", "role": "Baker", "phone": "(417) 555-0199", "email": ""}


@pytest.fixture
def room(cast):
    return cast.here.worksite


@pytest.fixture
def alone(cast, room):
    """The job of the cast, the day its mentor left the company."""
    placements.mentor_left(mentor=room.mentor, on=cast.here.site.today(), by=cast.here.staff)
    return room.placement


def owed(cast, room, placement):
    sources = [source for source in SOURCES if source.rule in RULES]
    cases = Enrollment.objects.filter(pk=room.enrollment.pk)
    found = gathered(sources, cases, cast.here.site.today(), cast.here.staff)
    return {item.rule for item in found if str(placement.pk) in item.url or item.rule == "mentor-named"}


def link_of(placement):
    return path_of(links_of(NAME, [placement.pk])[placement.pk])


def send(client, url, who, monkeypatch):
    """As somebody would who read the page first."""
    monkeypatch.setattr("programs.worksite.namings.forms.NameForm.least_seconds", -1)
    form = client.get(url).context["form"]
    return client.post(url, {**who, "begun": form["begun"].value()})


def test_the_company_names_an_employee_without_an_account(cast, client, room, alone, monkeypatch):
    url = link_of(alone)
    page = client.get(url).content.decode()

    send(client, url, WHO, monkeypatch)

    assert "Robin" not in page
    assert "Sawyer" not in page
    row = NamedMentor.objects.get(placement=alone)
    assert (row.name, row.mentor, row.recorded_by) == ("Wilma Kettle", None, None)
    assert Message.objects.filter(rule="mentor-named", recipient=cast.here.staff).exists()
    assert "Thank you." in client.get(url).content.decode()
    with pytest.raises(workflow.CannotName, match="named for this job already"):
        workflow.name(placement=alone, **WHO)


def test_somebody_who_cannot_be_reached_is_asked_for_again(client, alone, monkeypatch):
    answer = send(client, link_of(alone), {**WHO, "phone": ""}, monkeypatch)

    assert "phone number or an e-mail address" in answer.content.decode()
    assert not NamedMentor.objects.filter(placement=alone).exists()


def test_my_day_asks_for_a_mentor_until_one_is_named_and_then_for_the_orientation(cast, room, alone):
    NamedMentor.objects.filter(pk=room.naming.pk).update(
        voided_at=timezone.now(), voided_by=cast.here.staff, void_reason="By mistake"
    )
    assert owed(cast, room, alone) == {"job-without-mentor"}

    workflow.name(placement=alone, **WHO)

    assert owed(cast, room, alone) == {"mentor-named"}


def test_once_oriented_they_are_a_trained_mentor_of_the_company_and_matched(cast, client_of, room):
    today = cast.here.site.today()

    client_of(cast.here.staff).post(
        reverse("worksite:orient", args=[room.naming.pk]),
        {
            "given_name": "Ottilie",
            "family_name": "Crust",
            "email": "ottilie@bakery.example",
            "oriented_on": today,
            "from_on": today,
            "promised_until": today + timedelta(days=365),
        },
    )

    room.naming.refresh_from_db()
    mentor = room.naming.mentor
    assert (mentor.status, mentor.kind, mentor.partner, mentor.trained_on) == (
        "active",
        "workplace",
        room.partner,
        today,
    )
    assert mentor.qualifications.get().what == "mentor_training"
    assert mentor.person.may_email
    assert mentor.matches.get().commitment_ends_on == today + timedelta(days=365)
    job = Placement.objects.with_job().get(pk=room.naming.placement_id)
    assert job.mentor_now.match.mentor == mentor
    with pytest.raises(workflow.CannotName, match="oriented already"):
        workflow.orient(naming=room.naming, oriented_on=today, from_on=today, by=cast.here.staff, mentor=mentor)


def test_who_is_a_mentor_already_gets_no_second_record(cast, room):
    today = cast.here.site.today()
    Mentor.objects.filter(pk=room.mentor.pk).update(capacity=2)
    count = Mentor.objects.count()

    workflow.orient(naming=room.naming, oriented_on=today, from_on=today, by=cast.here.staff, mentor=room.mentor)

    assert Mentor.objects.count() == count
    room.naming.refresh_from_db()
    assert room.naming.mentor == room.mentor


def test_nobody_is_oriented_tomorrow_and_then_nothing_is_half_saved(cast, room):
    today = cast.here.site.today()
    count = Mentor.objects.count()

    with pytest.raises(workflow.CannotName, match="future"):
        workflow.orient(
            naming=room.naming, oriented_on=today + timedelta(days=1), from_on=today, by=cast.here.staff, **WHO
        )

    assert Mentor.objects.count() == count


def test_the_company_is_written_to_on_the_day_and_a_week_later(cast, room, alone):
    def letters_at(moment):
        return [one for one in letters.reminders(moment) if one.about == {"placement": alone.pk}]

    first, again = letters_at(timezone.now()), letters_at(timezone.now() + timedelta(days=7))

    assert [one.address for one in first] == ["mabel@bakery.example"]
    assert "Robin" not in first[0].title + first[0].body
    assert [one.occurrence for one in again] == [f"{first[0].occurrence}-again"]
    message = Message(about=first[0].about)
    assert letters.still_true(message) == ""
    workflow.name(placement=alone, **WHO)
    assert letters.still_true(message)
    assert letters_at(timezone.now()) == []


def test_after_the_job_the_link_opens_nothing(cast, client, alone):
    url = link_of(alone)
    placements.end(placement=alone, on=cast.here.site.today(), reason="season", by=cast.here.staff)

    assert client.get(url).status_code == 404
