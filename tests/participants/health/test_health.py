"""Doctors, insurance and what the family wishes known: rules, what the database holds, and the pages."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mmp_portal.audit.models import Opening
from participants.facts import CannotWrite
from participants.health import workflow
from participants.health.models import CareProvider, HealthNote, Insurance
from tests.factories.facts import CareProviderFactory, HealthNoteFactory, InsuranceFactory
from tests.factories.participants import RegistrationFactory, person_at
from tests.participants.typed import EMOJI, LONG, error_beside

DAY = date(2026, 3, 2)


@pytest.fixture
def person(cast):
    """Somebody nobody has asked about their health yet."""
    return person_at(cast.here.site)


def insure(person, cast, **details):
    facts = {"kind": "medicaid", "starts_on": DAY}
    return workflow.add_insurance(person=person, site=cast.here.site, by=cast.here.staff, **{**facts, **details})


# --- Rules -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["none", "unknown"])
def test_an_insurance_ends_the_word_that_there_was_none(cast, person, kind):
    none = insure(person, cast, kind=kind, starts_on=DAY - timedelta(days=30))

    insure(person, cast)

    none.refresh_from_db()
    assert none.ends_on == DAY - timedelta(days=1)
    assert [row.kind for row in Insurance.objects.in_force(DAY).filter(person=person)] == ["medicaid"]


def test_no_insurance_beside_one_is_refused(cast, person):
    insure(person, cast)

    with pytest.raises(CannotWrite, match="Say first when it ended") as refusal:
        insure(person, cast, kind="none")

    assert refusal.value.about == "kind"


def test_two_insurances_at_once_are_fine(cast, person):
    insure(person, cast)
    insure(person, cast, kind="private")

    assert Insurance.objects.in_force(DAY).filter(person=person).count() == 2


def test_an_insurance_whose_beginning_nobody_knows_is_in_force(cast, person):
    insurance = insure(person, cast, starts_on=None, ends_on=DAY)

    assert Insurance.objects.in_force(DAY).filter(pk=insurance.pk).exists()
    assert not Insurance.objects.in_force(DAY + timedelta(days=1)).filter(pk=insurance.pk).exists()


@pytest.mark.parametrize(
    ("number", "masked"), [("00012344821", "•••• 4821"), ("12345678", "•••• 5678"), ("1234567", "••••"), ("", "")]
)
def test_of_a_number_only_the_last_four_signs_are_shown(number, masked):
    assert Insurance(member_number=number).masked_number == masked


def test_correcting_an_old_version_is_refused(cast):
    provider = cast.here.facts.provider
    workflow.correct_provider(provider=provider, by=cast.here.supervisor, version=1, clinic="Inkwell")

    with pytest.raises(CannotWrite, match="Somebody saved"):
        workflow.correct_provider(provider=provider, by=cast.here.staff, version=1, clinic="Storybrook")


def test_constraints(cast, person):
    shared = {"person": person, "site": cast.here.site}

    for factory, wrong in (
        (InsuranceFactory, {"kind": "gold"}),
        (InsuranceFactory, {"kind": "none"}),
        (InsuranceFactory, {"kind": "unknown", "member_number": "", "plan": "Silver"}),
        (InsuranceFactory, {"starts_on": DAY, "ends_on": DAY - timedelta(days=1)}),
        (CareProviderFactory, {"kind": "healer"}),
        (CareProviderFactory, {"starts_on": DAY, "ends_on": DAY - timedelta(days=1)}),
        (HealthNoteFactory, {"kind": "rumor"}),
        (HealthNoteFactory, {"words": ""}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            factory(**shared, **wrong)
    for factory, right in (
        (InsuranceFactory, {"kind": "none", "member_number": ""}),
        (InsuranceFactory, {"ends_on": DAY}),
        (CareProviderFactory, {"starts_on": DAY, "ends_on": DAY}),
    ):
        assert factory(**shared, **right).pk


# --- Pages -----------------------------------------------------------------------------------


def test_the_page_masks_the_number(client_of, cast):
    words = client_of(cast.here.staff).get(cast.here.facts.insurance.get_absolute_url()).content.decode()

    assert "•••• 4821" in words
    assert "00012344821" not in words
    assert "Allergic to peanuts" in words
    assert "Dr. Imaginary" in words


def test_showing_the_whole_number_is_recorded_and_not_cached(client_of, cast):
    insurance = cast.here.facts.insurance

    answer = client_of(cast.here.staff).get(reverse("health:number", args=[insurance.pk]))

    assert "00012344821" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    opening = Opening.objects.about(insurance.person).get(what="member number")
    assert (opening.by, opening.site) == (cast.here.staff, cast.here.site)


def test_nothing_on_record_says_what_would_stand_here(client_of, cast, person):
    words = client_of(cast.here.staff).get(reverse("health:health", args=[person.pk])).content.decode()

    assert "Not asked yet" in words
    assert "only if the family wishes it" in words


def test_a_doctor_is_added_and_ends(client_of, cast, person):
    client = client_of(cast.here.staff)
    form = {"kind": "dentist", "name": "Dr. Tooth", "clinic": EMOJI, "phone": "(417) 555-0142", "starts_on": ""}

    client.post(reverse("health:add_provider", args=[person.pk]), {**form, "ends_on": ""})

    provider = CareProvider.objects.get(person=person)
    assert (provider.name, provider.clinic) == ("Dr. Tooth", EMOJI)
    client.post(reverse("health:edit_provider", args=[provider.pk]), {**form, "ends_on": "2026-03-02", "version": "1"})
    words = client.get(provider.get_absolute_url()).content.decode()
    assert "until Mon, Mar 2, 2026" in words


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        ({"name": ""}, "name", "still empty"),
        ({"name": LONG}, "name", "120 characters"),
        ({"phone": "12"}, "phone", "not a whole phone number"),
        ({"kind": ""}, "kind", "Choose one"),
        ({"starts_on": "2026-03-03", "ends_on": "2026-03-02"}, "ends_on", "before the first"),
    ],
)
def test_a_doctor_that_cannot_be_is_refused(client_of, cast, person, changes, name, sentence):
    form = {"kind": "primary", "name": "Dr. Who", "clinic": "", "phone": "", "starts_on": "", "ends_on": ""}

    answer = client_of(cast.here.staff).post(reverse("health:add_provider", args=[person.pk]), {**form, **changes})

    assert sentence in error_beside(answer, name)
    assert not CareProvider.objects.filter(person=person).exists()


def test_no_insurance_has_no_number(client_of, cast, person):
    url, client = reverse("health:add_insurance", args=[person.pk]), client_of(cast.here.staff)
    form = {"kind": "none", "plan": "", "member_number": "123", "starts_on": "", "ends_on": ""}

    assert "neither a plan nor a number" in error_beside(client.post(url, form), "member_number")
    client.post(url, {**form, "member_number": ""})

    assert Insurance.objects.get(person=person).kind == "none"


def test_only_what_the_family_wishes_is_written(client_of, cast, person):
    url, client = reverse("health:add_note", args=[person.pk]), client_of(cast.here.staff)
    form = {"kind": "allergy", "words": "Bees", "wished_on": "2026-03-02"}

    assert "Only what the family wishes" in error_beside(client.post(url, form), "is_wished")
    client.post(url, {**form, "is_wished": "on"})

    assert HealthNote.objects.get(person=person).words == "Bees"


def test_two_people_correcting_see_both_versions(client_of, cast):
    note = cast.here.facts.health_note
    workflow.correct_note(note=note, by=cast.here.supervisor, version=1, words="Peanuts and bees")

    words = (
        client_of(cast.here.staff)
        .post(
            reverse("health:edit_note", args=[note.pk]),
            {"kind": "allergy", "words": "Only bees", "wished_on": "2026-01-05", "version": "1"},
        )
        .content.decode()
    )

    assert "Peanuts and bees" in words
    assert "Only bees" in words


def test_what_came_along_by_a_transfer_is_read_without_the_number(client_of, cast):
    insurance = cast.here.facts.insurance
    RegistrationFactory(
        person=insurance.person,
        site=cast.there.site,
        starts_on=cast.there.site.today(),
        transferred_from=cast.here.site,
        without_consent_because="Moved",
    )
    client = client_of(cast.there.staff)

    assert "•••• 4821" in client.get(insurance.get_absolute_url()).content.decode()
    assert client.get(reverse("health:number", args=[insurance.pk])).status_code == 404
    assert client.get(reverse("health:edit_insurance", args=[insurance.pk])).status_code == 404
