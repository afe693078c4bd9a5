"""What a contact can be, and what its verbs refuse."""

import threading
import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from programs.casework.contacts import workflow
from programs.casework.contacts.due import SOURCES
from programs.casework.contacts.models import Contact
from programs.casework.enrollments.models import Enrollment
from programs.gathering import gathered
from tests.factories.accounts import UserFactory
from tests.factories.casework import ContactFactory, EnrollmentFactory
from tests.factories.participants import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "facts",
    [
        {"outcome": "attempted", "kind": "", "duration_minutes": None},
        {"outcome": "attempted", "kind": "call", "duration_minutes": None},
        {"duration_minutes": 1},
        {"duration_minutes": 720},
        {"duration_minutes": None},
        {"miles_driven": Decimal("0")},
        {"miles_driven": Decimal("999")},
        {"help_wanted": True, "help_answered_at": timezone.now()},
    ],
)
def test_contact_that_can_be_is_kept(facts):
    assert ContactFactory(**facts).pk


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": ""},
        {"outcome": "dreamt"},
        {"outcome": "attempted", "duration_minutes": 10},
        {"duration_minutes": 0},
        {"duration_minutes": 721},
        {"miles_driven": Decimal("-0.1")},
        {"miles_driven": Decimal("999.1")},
        {"help_wanted": False, "help_answered_at": timezone.now()},
        {"seen_at": timezone.now()},
        {"voided_at": timezone.now()},
    ],
)
def test_contact_that_cannot_be_is_refused_by_the_database(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactFactory(**facts)


def test_same_number_is_kept_once_by_the_database():
    first = ContactFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        ContactFactory(uid=first.uid)


def test_contact_is_never_deleted():
    contact = ContactFactory()

    with pytest.raises(TypeError):
        contact.delete()
    with pytest.raises(TypeError):
        Contact.objects.all().delete()


# --- Verbs -----------------------------------------------------------------------------------


@pytest.fixture
def enrollment():
    return EnrollmentFactory(worker=UserFactory())


def recorded(enrollment, **changes):
    facts = {"uid": uuid.uuid4(), "by": enrollment.worker, "kind": "met", "started_at": timezone.now()}
    return workflow.record(enrollment=enrollment, **facts | changes)


@pytest.mark.parametrize(
    ("changes", "about", "sentence"),
    [
        ({"started_at": timedelta(days=1)}, "started_at", "lies in the future"),
        ({"started_at": timedelta(days=-3000)}, "started_at", "lies before the enrollment"),
        ({"kind": "seance"}, "kind", "Choose what it was"),
        ({"kind": ""}, "kind", "Choose what it was"),
        ({"outcome": "attempted", "duration_minutes": 5}, "duration_minutes", "A try has no minutes"),
    ],
)
def test_refusal_names_what_it_is_about(enrollment, changes, about, sentence):
    if "started_at" in changes:
        changes = changes | {"started_at": timezone.now() + changes["started_at"]}

    with pytest.raises(workflow.CannotRecord, match=sentence) as refusal:
        recorded(enrollment, **changes)

    assert refusal.value.about == about


def test_contact_after_the_case_was_closed_is_refused(enrollment):
    enrollment.status, enrollment.closed_on = "closed", enrollment.site.today() - timedelta(days=2)
    enrollment.save()

    with pytest.raises(workflow.CannotRecord, match="after the case was closed"):
        recorded(enrollment)
    assert recorded(enrollment, started_at=timezone.now() - timedelta(days=3)).pk


def test_day_is_the_sites_day(enrollment):
    """Eleven at night in Honolulu is the next day in Greenwich, and still today there."""
    enrollment.site.time_zone = "Pacific/Honolulu"
    enrollment.site.save()

    contact = recorded(enrollment)

    assert contact.happened_on() == enrollment.site.today()


def test_repeat_gives_back_the_first_even_with_other_words(enrollment):
    uid = uuid.uuid4()
    first = recorded(enrollment, uid=uid, note="First")

    second = recorded(enrollment, uid=uid, note="Second")

    assert second == first
    assert Contact.objects.get(uid=uid).note == "First"


def test_number_used_in_another_case_is_refused(enrollment):
    uid = uuid.uuid4()
    recorded(enrollment, uid=uid)
    other = EnrollmentFactory(worker=enrollment.worker, site=enrollment.site)

    with pytest.raises(workflow.CannotRecord, match="used already"):
        recorded(other, uid=uid)


def test_correction_of_an_old_version_is_refused(enrollment):
    contact = recorded(enrollment)
    workflow.correct(contact=contact, by=enrollment.worker, version=1, note="Once")

    with pytest.raises(workflow.CannotCorrect, match="Both versions"):
        workflow.correct(contact=contact, by=enrollment.worker, version=1, note="Twice")


def test_voided_contact_is_neither_corrected_nor_voided_again(enrollment):
    contact = recorded(enrollment)
    workflow.void(contact=contact, reason="Twice", by=enrollment.worker)

    with pytest.raises(workflow.CannotCorrect):
        workflow.correct(contact=contact, by=enrollment.worker, version=2, note="New")
    with pytest.raises(workflow.CannotCorrect):
        workflow.void(contact=contact, reason="Twice", by=enrollment.worker)


def test_topics_of_another_program_are_left_out(enrollment):
    contact = recorded(enrollment, topics=["school", "job_search", "school"])

    assert [topic.code for topic in contact.topics.all()] == ["school"]


def test_help_is_owed_on_the_day_after_it_was_asked_for(enrollment):
    contact = recorded(enrollment, help_wanted=True, by=UserFactory(name="Hattie Goodtale"))

    (item,) = gathered(SOURCES, Enrollment.objects.all(), enrollment.site.today(), enrollment.worker)

    assert item.due_on == enrollment.site.today() + timedelta(days=1)
    assert item.why == "Hattie Goodtale asks for help."
    assert item.url == contact.get_absolute_url()


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_the_same_moment_are_kept_once():
    enrollment = EnrollmentFactory(worker=UserFactory(), participant=PersonFactory())
    uid, moment = uuid.uuid4(), timezone.now()
    gate, kept = threading.Barrier(4), []

    def tap():
        gate.wait()
        try:
            kept.append(recorded(enrollment, uid=uid, started_at=moment).pk)
        finally:
            connection.close()

    taps = [threading.Thread(target=tap) for _ in range(4)]
    for one in taps:
        one.start()
    for one in taps:
        one.join()

    assert len(kept) == 4
    assert set(kept) == {Contact.objects.get(uid=uid).pk}
