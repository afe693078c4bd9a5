"""Mentors: from application to leaving, what they hold, and their pages."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mentors import workflow
from mentors.models import TRANSITIONS, Kind, Mentor, Qualification, Status
from mmp_portal.audit.models import Event
from participants.models import Person
from tests.factories.mentors import CorporatePartnerFactory, MentorFactory, QualificationFactory
from tests.factories.participants import PersonFactory, person_at
from tests.participants.typed import EMOJI, HTML, LONG, NOT_A_DAY, OTHER_SCRIPTS, error_beside


def apply(cast, **changes):
    details = {
        "site": cast.here.site,
        "kind": Kind.COMMUNITY,
        "applied_on": date(2026, 3, 1),
        "by": cast.here.staff,
        "given_name": "Barnaby",
        "family_name": "Taleweaver",
        **changes,
    }
    return workflow.apply(**details)


# --- Workflow --------------------------------------------------------------------------------


def test_an_application_makes_a_person_a_registration_and_a_trace(cast):
    mentor = apply(cast)

    assert mentor.status == Status.APPLIED
    assert mentor.person.registrations.get().site == cast.here.site
    assert Event.objects.about(mentor).get().verb == "mentor.applied"


def test_somebody_known_applies_without_a_second_record(cast):
    before = Person.objects.count()

    mentor = apply(cast, person=cast.here.participant, given_name="", family_name="")

    assert mentor.person == cast.here.participant
    assert Person.objects.count() == before
    with pytest.raises(workflow.CannotAdd, match="already"):
        apply(cast, person=cast.here.participant)


def test_every_status_has_its_row_in_the_table():
    assert set(TRANSITIONS) == set(Status.values)
    assert {after for row in TRANSITIONS.values() for after in row} <= set(Status.values)


@pytest.mark.parametrize("before", Status.values)
@pytest.mark.parametrize("after", Status.values)
def test_only_the_ways_of_the_table_are_open(cast, before, after):
    mentor = MentorFactory(site=cast.here.site, status=before)
    move = {"mentor": mentor, "status": after, "by": cast.here.staff, "reason": "moved away"}

    if after in TRANSITIONS[before]:
        assert workflow.move(**move).status == after
    else:
        with pytest.raises(workflow.CannotChange, match="cannot become"):
            workflow.move(**move)


def test_a_mentor_becomes_active_with_the_date_of_the_training(cast):
    mentor = MentorFactory(
        site=cast.here.site, status=Status.IN_TRAINING, trained_on=None, applied_on=date(2026, 3, 1)
    )

    with pytest.raises(workflow.CannotChange, match="training is finished"):
        workflow.move(mentor=mentor, status=Status.ACTIVE, by=cast.here.staff)
    with pytest.raises(workflow.CannotChange, match="before the application"):
        workflow.move(mentor=mentor, status=Status.ACTIVE, by=cast.here.staff, trained_on=date(2026, 2, 28))

    moved = workflow.move(mentor=mentor, status=Status.ACTIVE, by=cast.here.staff, trained_on=date(2026, 3, 1))
    assert (moved.status, moved.trained_on, moved.version) == (Status.ACTIVE, date(2026, 3, 1), 2)
    event = Event.objects.about(mentor).get()
    assert event.details == {"before": {"status": "in_training"}, "after": {"status": "active"}}


def test_a_correction_of_an_old_version_is_refused(cast):
    mentor = cast.here.mentor
    workflow.correct(mentor=mentor, by=cast.here.supervisor, version=1, capacity=3)

    with pytest.raises(workflow.CannotChange, match="Somebody saved"):
        workflow.correct(mentor=mentor, by=cast.here.staff, version=1, capacity=5)

    mentor.refresh_from_db()
    assert mentor.capacity == 3


def test_a_qualification_ends_after_it_was_seen(cast):
    note = {"mentor": cast.here.mentor, "by": cast.here.staff, "what": "car_insurance", "seen_on": date(2026, 3, 1)}

    workflow.add_qualification(valid_until=date(2026, 3, 1), **note)
    with pytest.raises(workflow.CannotChange, match="ended before"):
        workflow.add_qualification(valid_until=date(2026, 2, 28), **note)

    assert cast.here.mentor.qualifications.count() == 1
    assert Event.objects.about(cast.here.mentor).get().verb == "mentor.qualified"


# --- Constraints -----------------------------------------------------------------------------


def refused(factory, **fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**fields)


@pytest.mark.django_db
class TestConstraints:
    def test_status_and_kind_are_known(self):
        refused(MentorFactory, status="retired")
        refused(MentorFactory, kind="uncle")

    def test_active_and_resting_only_when_trained(self):
        MentorFactory(status="in_training", trained_on=None)
        MentorFactory(status="left", trained_on=None)
        refused(MentorFactory, status="active", trained_on=None)
        refused(MentorFactory, status="resting", trained_on=None)

    def test_only_a_workplace_mentor_has_a_partner(self):
        partner = CorporatePartnerFactory()
        MentorFactory(kind="workplace", partner=partner, site=partner.site)
        MentorFactory(kind="workplace", partner=None)
        refused(MentorFactory, kind="community", partner=partner, site=partner.site)

    def test_one_of_a_kind_at_a_site(self):
        mentor = MentorFactory()
        MentorFactory(person=mentor.person, site=mentor.site, kind="workplace")
        MentorFactory(person=mentor.person)
        refused(MentorFactory, person=mentor.person, site=mentor.site)

    def test_a_qualification_is_valid_after_it_was_seen(self):
        QualificationFactory(valid_until=date(2024, 2, 1))
        refused(QualificationFactory, valid_until=date(2024, 1, 31))

    def test_a_partner_is_named_once_at_a_site(self):
        partner = CorporatePartnerFactory()
        CorporatePartnerFactory(name=partner.name)
        refused(CorporatePartnerFactory, site=partner.site, name=partner.name)


# --- Pages -----------------------------------------------------------------------------------


def application(cast, **changes):
    return {
        "given_name": "Barnaby",
        "family_name": "Taleweaver",
        "born_on": "",
        "phone": "",
        "email": "",
        "language": "en",
        "city": "",
        "site": cast.here.site.pk,
        "kind": "community",
        "partner": "",
        "applied_on": "2026-03-01",
        "capacity": "2",
        "interests": "",
        **changes,
    }


def test_staff_add_a_mentor(cast, client_of):
    answer = client_of(cast.here.staff).post(reverse("mentors:create"), application(cast, interests="chili"))

    mentor = Mentor.objects.get(interests="chili")
    assert answer.url == mentor.get_absolute_url()
    assert (mentor.name, mentor.site, mentor.capacity) == ("Barnaby Taleweaver", cast.here.site, 2)


@pytest.mark.parametrize("name", [*OTHER_SCRIPTS, EMOJI, HTML[:80]])
def test_a_mentor_of_any_name(cast, client_of, name):
    client = client_of(cast.here.staff)

    page = client.post(reverse("mentors:create"), application(cast, given_name=name), follow=True)

    assert Mentor.objects.get(person__given_name=name)
    assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        ({"given_name": ""}, "given_name", "still empty"),
        ({"given_name": LONG}, "given_name", "Keep this to"),
        ({"interests": LONG}, "interests", "Keep this to"),
        ({"applied_on": NOT_A_DAY}, "applied_on", "cannot read"),
        ({"applied_on": (date.today() + timedelta(days=2)).isoformat()}, "applied_on", "future"),
        ({"applied_on": "1979-01-01", "born_on": "1980-01-01"}, "applied_on", "before the birth"),
        ({"capacity": "0"}, "capacity", "At least one match"),
        ({"capacity": "13"}, "capacity", "At most 12"),
        ({"capacity": "two"}, "capacity", "whole number"),
        ({"kind": "uncle"}, "kind", "not offered"),
        ({"kind": ""}, "kind", "Choose one"),
        ({"email": "no"}, "email", "not an e-mail"),
        ({"site": "999"}, "site", "not offered"),
        ({"partner": "999"}, "partner", "not offered"),
    ],
)
def test_bad_input_in_an_application(cast, client_of, changes, name, sentence):
    answer = client_of(cast.here.staff).post(reverse("mentors:create"), application(cast, **changes))

    assert answer.status_code == 200
    assert sentence in error_beside(answer, name)
    assert not Mentor.objects.filter(applied_on=date(2026, 3, 1)).exists()


def test_a_partner_belongs_to_a_workplace_mentor(cast, client_of):
    partner = CorporatePartnerFactory(site=cast.here.site)

    answer = client_of(cast.here.staff).post(reverse("mentors:create"), application(cast, partner=partner.pk))

    assert "Only a workplace mentor" in error_beside(answer, "partner")


def test_somebody_known_becomes_a_mentor_without_a_second_record(cast, client_of):
    known = person_at(cast.here.site, given_name="Barnaby", family_name="Taleweaver")
    client = client_of(cast.here.staff)

    warned = client.post(reverse("mentors:create"), application(cast)).content.decode()
    assert "registered here already" in warned
    assert f"?person={known.pk}" in warned

    address = reverse("mentors:create") + f"?person={known.pk}"
    assert "Barnaby Taleweaver as a mentor" in client.get(address).content.decode()
    client.post(address, application(cast, given_name="Ignored"))
    assert Mentor.objects.get(person=known).status == Status.APPLIED
    assert Person.objects.filter(given_name="Barnaby").count() == 1

    again = client.post(address, application(cast))
    assert "a mentor of this kind here already" in again.content.decode()


@pytest.mark.parametrize("person", ["there", "0", "abc", "٣", "9" * 40])
def test_a_person_of_another_site_cannot_be_named(cast, client_of, person):
    person = cast.there.participant.pk if person == "there" else person

    words = client_of(cast.here.staff).get(reverse("mentors:create") + f"?person={person}").content.decode()

    assert "Add a mentor" in words
    assert "Wren" not in words


def test_a_lost_update_shows_both_versions(cast, client_of):
    mentor = cast.here.mentor
    workflow.correct(mentor=mentor, by=cast.here.supervisor, version=1, interests="Their choir")
    typed = {
        "version": 1,
        "applied_on": "2024-01-10",
        "trained_on": "2024-02-10",
        "capacity": 2,
        "interests": "My chili",
    }

    answer = client_of(cast.here.staff).post(reverse("mentors:edit", args=[mentor.pk]), typed)

    words = answer.content.decode()
    assert "Their choir" in words
    assert "My chili" in words
    mentor.refresh_from_db()
    assert mentor.interests == "Their choir"

    decided = client_of(cast.here.staff).post(reverse("mentors:edit", args=[mentor.pk]), {**typed, "version": 2})
    mentor.refresh_from_db()
    assert (decided.status_code, mentor.interests, mentor.version) == (302, "My chili", 3)


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        ({"trained_on": ""}, "trained_on", "keep its date"),
        ({"trained_on": "2023-01-01"}, "trained_on", "before the application"),
        ({"capacity": ""}, "capacity", "still empty"),
        ({"interests": LONG}, "interests", "Keep this to"),
    ],
)
def test_bad_input_in_the_mentor_record(cast, client_of, changes, name, sentence):
    mentor = cast.here.mentor
    typed = {"version": 1, "applied_on": "2024-01-10", "trained_on": "2024-02-10", "capacity": 2, "interests": ""}

    answer = client_of(cast.here.staff).post(reverse("mentors:edit", args=[mentor.pk]), {**typed, **changes})

    assert sentence in error_beside(answer, name)
    mentor.refresh_from_db()
    assert mentor.version == 1


@pytest.mark.parametrize(
    ("typed", "name", "sentence"),
    [
        ({"status": ""}, "status", "Choose one"),
        ({"status": "applied"}, "status", "not offered"),
        ({"status": "left", "reason": ""}, "reason", "Say why"),
        ({"status": "left", "reason": LONG}, "reason", "Keep this to"),
    ],
)
def test_bad_input_about_the_status(cast, client_of, typed, name, sentence):
    answer = client_of(cast.here.staff).post(reverse("mentors:status", args=[cast.here.mentor.pk]), typed)

    assert sentence in error_beside(answer, name)


def test_the_status_page_moves_a_mentor_and_warns_of_an_open_match(cast, client_of):
    client = client_of(cast.here.staff)

    answer = client.post(
        reverse("mentors:status", args=[cast.here.mentor.pk]), {"status": "left", "reason": "New work"}, follow=True
    )

    cast.here.mentor.refresh_from_db()
    assert cast.here.mentor.status == Status.LEFT
    assert "a match is still open" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        ({"what": ""}, "what", "Choose one"),
        ({"seen_on": ""}, "seen_on", "still empty"),
        ({"seen_on": (date.today() + timedelta(days=2)).isoformat()}, "seen_on", "future"),
        ({"valid_until": "2024-01-01"}, "valid_until", "ended before"),
        ({"valid_until": NOT_A_DAY}, "valid_until", "cannot read"),
    ],
)
def test_bad_input_about_a_qualification(cast, client_of, changes, name, sentence):
    typed = {"what": "diploma", "seen_on": "2026-03-01", "valid_until": "", **changes}

    answer = client_of(cast.here.staff).post(reverse("mentors:qualification", args=[cast.here.mentor.pk]), typed)

    assert sentence in error_beside(answer, name)
    assert not Qualification.objects.exists()


def test_staff_add_a_qualification(cast, client_of):
    answer = client_of(cast.here.staff).post(
        reverse("mentors:qualification", args=[cast.here.mentor.pk]),
        {"what": "diploma", "seen_on": "2026-03-01", "valid_until": ""},
        follow=True,
    )

    assert "High school diploma" in answer.content.decode()
    assert Qualification.objects.get().recorded_by == cast.here.staff


def test_mentors_of_another_site_are_nobody(cast):
    person = PersonFactory()
    MentorFactory(person=person, site=cast.there.site)

    assert not Mentor.objects.for_user(cast.here.staff).filter(site=cast.there.site).exists()
    assert not Mentor.objects.for_user(cast.here.mentor_user).exists()
