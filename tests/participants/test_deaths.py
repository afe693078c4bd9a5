"""A death: told with dignity, and nobody is reminded of anything about the person."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mmp_portal.audit.models import Event
from mmp_portal.outbox import sending
from mmp_portal.outbox.models import Message
from mmp_portal.outbox.queue import queue
from participants.deaths import workflow
from participants.models import Person
from programs.casework.enrollments import workflow as enrollments
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches import workflow as matches
from programs.casework.meetings.workflow import inviting
from programs.casework.reminders.workflow import queue_due
from programs.gathering import owed_everywhere
from tests.factories.accounts import user_with
from tests.factories.casework import MeetingFactory
from tests.factories.participants import PersonFactory, person_at
from tests.participants.typed import error_beside


@pytest.fixture
def juniper(cast):
    """A participant with an address, whose meeting is in five days."""
    person = cast.here.participant
    person.email, person.may_email = "juniper@people.example", True
    person.save()
    return person


def died(person, cast, *, days=1):
    return workflow.record(
        person=person,
        died_on=cast.here.site.today() - timedelta(days=days),
        told_by="Her mother",
        by=cast.here.staff,
        site=cast.here.site,
    )


def letter(**facts):
    """A letter that waits until tomorrow."""
    return queue(
        rule="test",
        subject="We look forward to Friday",
        body="...",
        due_at=timezone.now() + timedelta(days=1),
        **facts,
    )


def after_a_day(message):
    """What became of a message when its moment came."""
    sending.sweep(now=timezone.now() + timedelta(days=1, minutes=1))
    message.refresh_from_db()
    return message.state


# --- Nobody is reminded -------------------------------------------------------------------------


def test_a_queued_letter_to_them_is_not_sent(cast, juniper):
    message = letter(address="Juniper@People.example")

    died(juniper, cast)

    assert after_a_day(message) == "skipped"
    assert message.trouble == "The person died."
    assert not mail.outbox


def test_a_queued_letter_about_them_is_not_sent(cast, juniper):
    message = letter(address="aunt@people.example", about={"person": juniper.pk})

    died(juniper, cast)

    assert after_a_day(message) == "skipped"


def test_a_queued_notice_to_a_mentor_who_died_is_not_sent(cast):
    message = letter(to=cast.here.mentor_user)

    died(cast.here.mentor.person, cast)

    assert after_a_day(message) == "skipped"


def test_an_address_shared_with_somebody_living_still_gets_its_mail(cast, juniper):
    person_at(cast.here.site, email="juniper@people.example")
    message = letter(address="juniper@people.example")

    died(juniper, cast)

    assert after_a_day(message) == "sent"


def test_a_letter_to_others_goes_its_way(cast, juniper):
    message = letter(address="wren@people.example")

    died(juniper, cast)

    assert after_a_day(message) == "sent"


def test_a_mistake_taken_back_in_time_costs_no_letter(cast, juniper):
    message = letter(address=juniper.email)
    died(juniper, cast)

    workflow.take_back(person=juniper, reason="It was her cousin", by=cast.here.staff, site=cast.here.site)

    assert after_a_day(message) == "sent"


def test_no_rule_reminds_of_them_any_more(cast, juniper):
    now = timezone.now()
    before = {reminder.address for reminder in queue_due(now=now, dry_run=True)[0]}
    assert juniper.email in before

    died(juniper, cast)

    after = {reminder.address for reminder in queue_due(now=now, dry_run=True)[0]}
    assert juniper.email not in after


def test_a_reminder_queued_before_is_looked_at_again(cast, juniper):
    queue_due(now=timezone.now())
    queued = Message.objects.get(address=juniper.email, rule="meeting-soon")
    Message.objects.filter(pk=queued.pk).update(
        due_at=timezone.now() + timedelta(days=1), state="planned", sent_at=None
    )

    died(juniper, cast)

    assert after_a_day(queued) == "skipped"


def test_nothing_is_owed_in_their_case(cast, juniper):
    today = cast.here.site.today()
    cases = Enrollment.objects.filter(pk=cast.here.enrollment.pk)
    far = today + timedelta(days=200)
    assert any(item.enrollment == cast.here.enrollment for item in owed_everywhere(cases, far, cast.here.supervisor))

    died(juniper, cast)

    assert not any(
        item.enrollment == cast.here.enrollment for item in owed_everywhere(cases, far, cast.here.supervisor)
    )


def test_a_promise_with_a_mentor_who_died_is_not_asked_after(cast):
    far = cast.here.site.today() + timedelta(days=200)
    cases = Enrollment.objects.filter(pk=cast.here.enrollment.pk)

    died(cast.here.mentor.person, cast)

    rules = {item.rule for item in owed_everywhere(cases, far, cast.here.supervisor)}
    assert not rules & {"commitment-ends", "weekly-meeting"}


def test_nobody_invites_enrolls_or_matches_them(cast, juniper):
    died(juniper, cast)
    juniper.refresh_from_db()
    site, by, today = cast.here.site, cast.here.staff, cast.here.site.today()
    meeting = MeetingFactory(site=site, starts_at=timezone.now() + timedelta(days=9))

    new = inviting.ask(meeting=meeting, enrollments=Enrollment.objects.filter(site=site), by=by)
    assert juniper.pk not in [row.person_id for row in new]
    assert cast.here.mentor.person_id in [row.person_id for row in new]

    with pytest.raises(enrollments.CannotEnroll, match="died"):
        enrollments.check_can_enroll(juniper, program="mpmp", site=site, on=today)
    with pytest.raises(matches.CannotMatch, match="died"):
        matches.check_can_match(
            Enrollment.objects.get(pk=cast.here.enrollment.pk), cast.here.free_mentor, starts_on=today
        )


def test_those_of_whom_no_death_is_recorded(cast, juniper):
    died(juniper, cast)

    assert juniper not in Person.objects.living()
    assert cast.there.participant in Person.objects.living()


# --- The record ---------------------------------------------------------------------------------


def test_it_is_recorded_with_who_told_us_and_can_be_corrected(cast, juniper):
    died(juniper, cast)
    died(juniper, cast, days=2)

    juniper.refresh_from_db()
    assert juniper.died_on == cast.here.site.today() - timedelta(days=2)
    assert juniper.death_told_by == "Her mother"
    verbs = list(Event.objects.about(juniper).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["person.death_recorded", "person.death_corrected"]


def test_taking_back_keeps_the_reason(cast, juniper):
    died(juniper, cast)

    workflow.take_back(person=juniper, reason="It was her cousin", by=cast.here.staff, site=cast.here.site)

    juniper.refresh_from_db()
    assert juniper.is_living
    assert Event.objects.about(juniper).get(verb="person.death_taken_back").reason == "It was her cousin"
    with pytest.raises(workflow.CannotRecord, match="No death"):
        workflow.take_back(person=juniper, reason="Again", by=cast.here.staff, site=cast.here.site)


@pytest.mark.parametrize(("days", "sentence"), [(-1, "future"), (365 * 40, "before the birth date")])
def test_a_day_that_cannot_be_is_refused(cast, juniper, days, sentence):
    with pytest.raises(workflow.CannotRecord, match=sentence):
        died(juniper, cast, days=days)


@pytest.mark.django_db
def test_constraints():
    today = timezone.localdate()
    PersonFactory(born_on=today, died_on=today, death_told_by="The hospital")
    for facts in (
        {"died_on": today},
        {"death_told_by": "A friend"},
        {"born_on": today, "died_on": today - timedelta(days=1), "death_told_by": "A friend"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PersonFactory(**facts)


# --- Pages --------------------------------------------------------------------------------------


def test_staff_record_a_death(cast, client_of, juniper):
    client = client_of(cast.here.staff)
    page = reverse("participants:death", args=[juniper.pk])
    told = {"died_on": cast.here.site.today().isoformat(), "told_by": "Her mother"}

    unsure = client.post(page, told)
    assert "made sure" in error_beside(unsure, "is_sure")
    juniper.refresh_from_db()
    assert juniper.is_living

    client.post(page, {**told, "is_sure": "on"})
    juniper.refresh_from_db()
    assert juniper.died_on == cast.here.site.today()


def test_their_page_says_it_and_offers_no_enrollment(cast, client_of):
    departed = cast.here.around.departed

    words = client_of(cast.here.staff).get(departed.get_absolute_url()).content.decode()

    assert "Tobias Afarland died on" in words
    assert "His sister" in words
    assert reverse("participants:death", args=[departed.pk]) in words
    assert f'btn-primary" href="{reverse("enrollments:enroll", args=[departed.pk])}"' not in words


def test_a_mistake_is_taken_back_on_a_page(cast, client_of):
    departed = cast.here.around.departed
    page = reverse("participants:take_back_death", args=[departed.pk])
    client = client_of(cast.here.staff)

    empty = client.post(page, {"reason": ""})
    assert "still empty" in error_beside(empty, "reason")

    client.post(page, {"reason": "Another man of this name"})
    departed.refresh_from_db()
    assert departed.is_living
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("value", ["", "soon", "9999-12-31", "0001-01-01"])
def test_a_bad_day_gets_a_sentence(cast, client_of, juniper, value):
    answer = client_of(cast.here.staff).post(
        reverse("participants:death", args=[juniper.pk]), {"died_on": value, "told_by": "Her mother", "is_sure": "on"}
    )

    assert error_beside(answer, "died_on")
    juniper.refresh_from_db()
    assert juniper.is_living


def test_a_mentor_records_no_death(cast, client_of, juniper):
    stranger = user_with("mentor", site=cast.here.site)

    assert client_of(stranger).get(reverse("participants:death", args=[juniper.pk])).status_code == 403
