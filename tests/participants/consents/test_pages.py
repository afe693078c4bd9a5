"""Asking for a consent, signing it, ending it: what the pages show and refuse."""

from datetime import timedelta

import pytest
from django.urls import reverse

from participants.consents.models import Consent
from tests.factories.facts import ConsentFactory
from tests.factories.participants import child_of, person_at
from tests.participants.consents.test_consents import drawing
from tests.participants.typed import EMOJI, LONG, NO_SUCH_DAY, error_beside


@pytest.fixture
def person(cast):
    return person_at(cast.here.site, given_name="Opal", family_name="Makebelieve", language="es")


def give_url(person, kind="photo", language=""):
    url = reverse("consents:give", args=[person.pk, kind])
    return f"{url}?language={language}" if language else url


def typed(person, **changes):
    """A whole form as a browser sends it."""
    return {
        "given_by": person.pk,
        "given_on": person.registrations.get().site.today().isoformat(),
        "until": "",
        "how": "screen",
        "signed_name": "Opal Makebelieve",
        "signature": "",
        "note": "",
        **changes,
    }


def test_the_text_is_shown_in_the_language_of_the_person(client_of, cast, person):
    client = client_of(cast.here.staff)

    assert "Consentimiento para usar una foto" in client.get(give_url(person)).content.decode()
    english = client.get(give_url(person, language="en")).content.decode()
    assert "Consent to use a photo" in english
    assert "Not yet reviewed by a lawyer." in english


def test_a_typed_name_is_enough(client_of, cast, person):
    answer = client_of(cast.here.staff).post(give_url(person, language="es"), typed(person))

    assert answer.status_code == 302
    consent = Consent.objects.get(person=person)
    assert (consent.language, consent.signed_name, consent.signature) == ("es", "Opal Makebelieve", None)


def test_a_drawn_signature_is_shown_with_the_consent(client_of, cast, person, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    client = client_of(cast.here.staff)

    client.post(give_url(person), typed(person, signature=drawing()))

    consent = Consent.objects.get(person=person)
    page = client.get(consent.get_absolute_url()).content.decode()
    assert consent.signature.get_absolute_url() in page
    assert client.get(consent.signature.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("signed_name", "", "Type the name"),
        ("signed_name", LONG, "160 characters"),
        ("given_on", "", "still empty"),
        ("given_on", NO_SUCH_DAY, "cannot read this as a day"),
        ("given_on", "2099-01-01", "future"),
        ("given_on", "2019-01-01", "no text"),
        ("until", "2020-01-01", "before the day on which"),
        ("until", "9999-12-31", "more than 20 years away"),
        ("how", "", "Choose one"),
        ("given_by", "999999", "not offered"),
        ("note", LONG, "300 characters"),
    ],
)
def test_what_cannot_be_is_refused_beside_the_field(client_of, cast, person, name, value, sentence):
    answer = client_of(cast.here.staff).post(give_url(person), typed(person, **{name: value}))

    assert answer.status_code == 200
    assert sentence in error_beside(answer, name)
    assert not Consent.objects.filter(person=person).exists()


@pytest.mark.parametrize("sent", ["hello", "data:image/svg+xml;base64,AAAA", "data:image/png;base64," + "A" * 300_001])
def test_a_signature_that_is_none_is_refused(client_of, cast, person, sent):
    answer = client_of(cast.here.staff).post(give_url(person), typed(person, signature=sent))

    assert "did not arrive whole" in answer.content.decode()
    assert not Consent.objects.filter(person=person).exists()


def test_a_consent_to_share_asks_with_whom_and_until_when(client_of, cast, person):
    client = client_of(cast.here.staff)

    answer = client.post(give_url(person, "sharing"), typed(person, party="", how="voice"))

    assert "still empty" in error_beside(answer, "party")
    assert "still empty" in error_beside(answer, "until")
    assert "not offered" in error_beside(answer, "how")
    until = (cast.here.site.today() + timedelta(days=90)).isoformat()
    client.post(give_url(person, "sharing"), typed(person, party=EMOJI, until=until))
    assert Consent.objects.get(person=person).party == EMOJI


def test_a_parent_may_consent_for_a_child(client_of, cast):
    parent = cast.here.participant
    child = child_of(parent, born_on=cast.here.site.today() - timedelta(days=900))
    child.registrations.create(site=cast.here.site, starts_on=cast.here.site.today())

    client_of(cast.here.staff).post(give_url(child), typed(child, given_by=parent.pk, signed_name="Juniper"))

    consent = Consent.objects.get(person=child)
    assert consent.given_by == parent
    page = client_of(cast.here.staff).get(reverse("consents:consents", args=[parent.pk])).content.decode()
    assert "Given for others" in page


def test_an_unknown_kind_is_nowhere(client_of, cast, person):
    assert client_of(cast.here.staff).get(give_url(person, "everything")).status_code == 404


def test_ending_a_consent_says_what_follows(client_of, cast):
    consent, client = cast.here.facts.consent, client_of(cast.here.staff)
    today = cast.here.site.today().isoformat()

    assert "Take the photo down" in client.get(reverse("consents:revoke", args=[consent.pk])).content.decode()
    client.post(
        reverse("consents:revoke", args=[consent.pk]),
        {"revoked_on": today, "revoked_by": "Juniper Fableton", "revoke_reason": ""},
    )

    for url in (
        consent.get_absolute_url(),
        reverse("consents:consents", args=[consent.person_id]),
        reverse("casefile:person", args=[consent.person_id]),
    ):
        assert "Take the photo down" in client.get(url).content.decode(), url
    story = client.get(reverse("casefile:story", args=[cast.here.enrollment.pk])).content.decode()
    assert "Consent ended: Photo and story" in story


def test_what_follows_is_done_with_one_click(client_of, cast):
    consent, client = cast.here.facts.ended_consent, client_of(cast.here.staff)
    page = reverse("casefile:person", args=[consent.person_id])
    assert "Texts are off" in client.get(page).content.decode()

    client.post(reverse("consents:follow_up", args=[consent.pk]))

    assert "Texts are off" not in client.get(page).content.decode()
    consent.refresh_from_db()
    assert consent.followed_up_by == cast.here.staff


def test_what_follows_from_a_consent_in_force_is_nothing(client_of, cast):
    consent, client = cast.here.facts.consent, client_of(cast.here.staff)

    answer = client.post(reverse("consents:follow_up", args=[consent.pk]), follow=True)

    assert "nothing follows from it yet" in answer.content.decode()
    consent.refresh_from_db()
    assert consent.followed_up_at is None


def test_opening_the_page_of_an_end_changes_nothing(client_of, cast):
    assert (
        client_of(cast.here.staff)
        .get(reverse("consents:follow_up", args=[cast.here.facts.ended_consent.pk]))
        .status_code
        == 405
    )


def test_the_page_costs_the_same_for_many(client_of, cast, django_assert_max_num_queries):
    person = cast.here.participant
    for day in range(30):
        ConsentFactory(
            person=person,
            site=cast.here.site,
            kind="sharing",
            party=f"Party {day}",
            until=cast.here.site.today() - timedelta(days=day + 1),
        )
    client = client_of(cast.here.staff)

    with django_assert_max_num_queries(25):
        page = client.get(reverse("consents:consents", args=[person.pk])).content.decode()

    assert page.count("Party 2") >= 10
