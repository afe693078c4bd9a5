"""Becoming a mentor: the form for everybody, the interview, and the answer."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mentors.models import Mentor, MentorApplication
from mmp_portal.outbox.models import Message
from participants.models import Person
from programs.casework.matches.applications import workflow
from tests.factories.matching import application_at
from tests.participants.typed import error_beside

Status = MentorApplication.Status
TYPED = {
    "given_name": "Ottilie",
    "family_name": "Newcomer",
    "phone": "(417) 555-0188",
    "language": "es",
    "free_times": ["evenings"],
    "why": "Somebody did it for me.",
    "is_adult": "on",
}


def address(cast, program="young_parent"):
    return reverse("matches:apply", args=[program, cast.here.site.code])


def send(client, cast, **changes):
    """Open the page, wait two seconds, and send it."""
    page = client.get(address(cast))
    begun = page.context["form"]["begun"].value()
    with time_machine.travel(timezone.now() + timedelta(seconds=3), tick=False):
        return client.post(address(cast), {"begun": begun, **TYPED, **changes})


def interviewed(cast, **facts):
    return workflow.note_interview(
        application=application_at(cast.here.site, **facts),
        held_on=cast.here.site.today(),
        words="Warm, and asks before giving advice.",
        by=cast.here.staff,
    ).application


def answer(cast, application, status, **more):
    return workflow.answer(application=application, status=status, by=cast.here.staff, **more)


# --- From outside ------------------------------------------------------------------------------


def test_anybody_applies_without_an_account_and_the_supervisor_is_told(cast, client):
    answered = send(client, cast)

    application = MentorApplication.objects.get()
    assert answered.url == f"{address(cast)}?sent"
    assert (application.site, application.kind, application.status) == (cast.here.site, "community", Status.NEW)
    assert (application.language, application.free_times) == ("es", ["evenings"])
    notice = Message.objects.get(rule="mentor-application")
    assert notice.recipient == cast.here.supervisor
    assert "Ottilie" not in notice.subject + notice.body
    assert "We have it" in client.get(answered.url).content.decode()


def test_the_same_words_sent_again_are_one_application(cast, client):
    send(client, cast)
    send(client, cast)

    assert MentorApplication.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        ({"given_name": ""}, "given_name", "still empty"),
        ({"phone": ""}, "phone", "Give a phone number"),
        ({"email": "nowhere"}, "email", "not an e-mail address"),
        ({"is_adult": ""}, "is_adult", "Only an adult"),
    ],
)
def test_a_form_that_is_not_whole_gets_a_sentence_beside_the_field(cast, client, changes, name, sentence):
    answered = send(client, cast, **changes)

    assert sentence in error_beside(answered, name)
    assert not MentorApplication.objects.exists()


def test_home_visitors_are_staff_and_apply_elsewhere(cast, client):
    assert client.get(address(cast, "moppp")).status_code == 404


# --- At the desk -------------------------------------------------------------------------------


def test_nobody_is_accepted_before_they_were_spoken_with(cast):
    application = application_at(cast.here.site)

    with pytest.raises(workflow.CannotAnswer, match="Speak with them first"):
        answer(cast, application, Status.ACCEPTED)


def test_accepted_they_stand_among_the_mentors_as_applied(cast):
    application = interviewed(cast, free_times=["evenings"], interests="gardens")

    answered = answer(cast, application, Status.ACCEPTED)

    mentor = answered.mentor
    assert (mentor.status, mentor.kind, mentor.interests) == ("applied", "community", "gardens")
    assert mentor.person.phone == "(417) 555-0188"
    assert mentor.profile.free_times == ["evenings"]
    assert mentor.applied_on == application.received_on
    with pytest.raises(workflow.CannotAnswer, match="answered already"):
        answer(cast, application, Status.DECLINED, words="Changed our mind")


def test_somebody_known_is_not_written_down_twice(cast, client_of):
    application = interviewed(cast, given_name="Juniper", family_name="Fableton")
    before = Person.objects.count()
    client, url = client_of(cast.here.staff), reverse("matches:answer", args=[application.pk])
    assert "Is it one of these?" in client.get(url).content.decode()

    client.post(url, {"status": "accepted", "person": cast.here.participant.pk})

    assert Mentor.objects.get(application=application).person == cast.here.participant
    assert Person.objects.count() == before


def test_a_no_has_its_reason_and_can_be_spoken_about_again(cast):
    application = interviewed(cast)
    with pytest.raises(workflow.CannotAnswer, match="Say why"):
        answer(cast, application, Status.DECLINED)

    declined = answer(cast, application, Status.DECLINED, words="No time before summer")
    assert declined.answered_on == cast.here.site.today()

    again = workflow.note_interview(
        application=declined, held_on=cast.here.site.today(), words="Has time now.", by=cast.here.staff
    ).application
    assert (again.status, again.answered_on) == (Status.INTERVIEWED, None)


def test_every_status_has_its_row_in_the_table():
    table = MentorApplication.TRANSITIONS

    assert set(table) == set(Status.values)
    assert {after for row in table.values() for after in row} <= set(Status.values)


def test_the_list_shows_who_waits_and_another_site_sees_nobody(cast, client_of):
    application = interviewed(cast)
    url = reverse("matches:applications")

    assert "Ottilie Newcomer" in client_of(cast.here.staff).get(url).content.decode()
    assert "Ottilie Newcomer" not in client_of(cast.there.staff).get(url).content.decode()
    assert client_of(cast.there.staff).get(application.get_absolute_url()).status_code == 404
    assert client_of(cast.here.mentor_user).get(application.get_absolute_url()).status_code == 403


def test_an_interview_on_an_impossible_day_is_refused_beside_the_field(cast, client_of):
    application = application_at(cast.here.site)

    answered = client_of(cast.here.staff).post(
        reverse("matches:interview", args=[application.pk]), {"held_on": "2020-01-01", "words": "Spoke."}
    )

    assert "before the application" in error_beside(answered, "held_on")


def test_constraints_of_an_application(cast):
    kept = application_at(cast.here.site)
    for changes in ({"status": "dreaming"}, {"phone": ""}, {"status": "accepted"}, {"status": "declined"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MentorApplication.objects.filter(pk=kept.pk).update(**changes)
