"""What is known of a person beyond the name: ages as said, languages, addresses, and the keys they are found by."""

from datetime import date, timedelta

import pytest
from auditlog.models import LogEntry
from django.db import IntegrityError, transaction
from django.urls import reverse

from mmp_portal.agencies.models import County
from participants import workflow
from participants.models import NameKey, Person
from programs import registry
from tests.factories.participants import PersonFactory, person_at
from tests.participants.test_people import typed
from tests.participants.typed import error_beside


def refused(**fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(**fields)


# --- Ages as said -------------------------------------------------------------------------------


@pytest.mark.django_db
class TestAges:
    def test_an_age_that_was_said_is_carried_on_and_says_about(self):
        person = PersonFactory(born_on=None, age_said=19, age_said_on=date(2025, 3, 1))

        assert person.about_age_on(date(2026, 2, 28)) == 19
        assert person.about_age_on(date(2026, 3, 1)) == 20
        assert person.age_in_words(date(2026, 3, 1)) == "about 20 years"

    def test_it_is_no_birth_date_to_any_rule(self):
        person = PersonFactory(born_on=None, age_said=19, age_said_on=date(2025, 3, 1))

        assert person.age_on(date(2026, 3, 1)) is None
        facts = registry.get("young_parent").facts(person, on=date(2026, 3, 1))
        assert facts.born_on is None

    def test_a_birth_date_knows_better(self):
        person = PersonFactory(born_on=date(2007, 1, 1))

        assert person.about_age_on(date(2026, 3, 1)) is None
        assert person.age_in_words(date(2026, 3, 1)) == "19 years"

    def test_after_a_death_the_age_they_reached(self):
        person = PersonFactory(born_on=date(2000, 1, 1), died_on=date(2020, 6, 1), death_told_by="A friend")

        assert person.age_in_words(date(2026, 3, 1)) == "20 years"

    def test_constraints(self):
        refused(born_on=None, age_said=19)
        refused(born_on=None, age_said_on=date(2025, 3, 1))
        refused(born_on=date(2007, 1, 1), age_said=19, age_said_on=date(2025, 3, 1))
        PersonFactory(born_on=None, age_said=0, age_said_on=date(2025, 3, 1))


def test_the_day_an_age_was_said_is_the_day_it_was_typed(cast, client_of):
    client_of(cast.here.staff).post(
        reverse("participants:create"), typed(site=cast.here.site.pk, born_on="", age_said="19")
    )

    person = Person.objects.get(given_name="Opal")
    assert (person.age_said, person.age_said_on) == (19, cast.here.site.today())


def test_saving_again_does_not_make_the_age_newer(cast, client_of):
    said_on = cast.here.site.today() - timedelta(days=400)
    person = person_at(cast.here.site, given_name="Opal", born_on=None, age_said=19, age_said_on=said_on)

    client_of(cast.here.staff).post(
        reverse("participants:edit", args=[person.pk]),
        typed(born_on="", age_said="19", pronouns="she/her", version=person.version),
    )

    person.refresh_from_db()
    assert (person.pronouns, person.age_said_on) == ("she/her", said_on)


def test_learning_the_birth_date_takes_the_age_out(cast, client_of):
    person = person_at(
        cast.here.site, given_name="Opal", born_on=None, age_said=19, age_said_on=cast.here.site.today()
    )

    client_of(cast.here.staff).post(
        reverse("participants:edit", args=[person.pk]), typed(age_said="", version=person.version)
    )

    person.refresh_from_db()
    assert (person.born_on, person.age_said, person.age_said_on) == (date(2007, 3, 2), None, None)


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        ({"age_said": "19"}, "age_said", "The birth date is known"),
        ({"born_on": "", "age_said": "-1"}, "age_said", "zero or more"),
        ({"born_on": "", "age_said": "200"}, "age_said", "more than 110"),
        ({"born_on": "", "age_said": "old"}, "age_said", "whole number"),
        ({"zip_code": "6580"}, "zip_code", "five digits"),
        ({"zip_code": "Ozark"}, "zip_code", "five digits"),
        ({"language_words": "Mixtec"}, "language_words", "Another language"),
        ({"address_is_confidential": "on", "street": "1 Fable Lane"}, "address_is_confidential", "not written here"),
        ({"also_speaks": "tlh"}, "also_speaks", "not offered"),
        ({"has_camera": "maybe"}, "has_camera", "not offered"),
    ],
)
def test_what_does_not_go_together_gets_a_sentence(cast, client_of, changes, name, sentence):
    answer = client_of(cast.here.staff).post(reverse("participants:create"), typed(site=cast.here.site.pk, **changes))

    assert sentence in error_beside(answer, name)
    assert not Person.objects.filter(given_name="Opal").exists()


def test_a_county_lies_in_its_state(cast, client_of):
    ramsey = County.objects.create(name="Ramsey", state="MN")

    answer = client_of(cast.here.staff).post(
        reverse("participants:create"), typed(site=cast.here.site.pk, state="MO", county=ramsey.pk)
    )

    assert "another state" in error_beside(answer, "county")


def test_a_whole_person_is_kept(cast, client_of):
    greene = County.objects.create(name="Greene", state="MO")

    client_of(cast.here.staff).post(
        reverse("participants:create"),
        typed(
            site=cast.here.site.pk,
            legal_name="Opal Marie Makebelieve",
            language="other",
            language_words="Mixtec",
            also_speaks=["es", "en"],
            phone="417 555 0170",
            phone_is_of="Her aunt",
            phone_seen_by="The whole family",
            street="1 Fable Lane",
            city="Springfield",
            state="MO",
            zip_code="65806",
            county=greene.pk,
            device="smartphone",
            connection="little_data",
            has_camera="yes",
        ),
    )

    person = Person.objects.get(given_name="Opal")
    assert person.languages == ["Mixtec", "Spanish", "English"]
    assert (person.phone_is_of, person.county, person.zip_code) == ("Her aunt", greene, "65806")
    assert (person.device, person.connection, person.has_camera) == ("smartphone", "little_data", True)


# --- A confidential address ---------------------------------------------------------------------


@pytest.mark.django_db
def test_a_confidential_address_cannot_be_stored_with_the_person():
    PersonFactory(address_is_confidential=True)
    refused(address_is_confidential=True, city="Springfield")
    refused(address_is_confidential=True, street="1 Fable Lane")
    refused(address_is_confidential=True, zip_code="65806")


def test_the_page_says_where_a_confidential_address_is_found(cast, client_of):
    person = person_at(cast.here.site, address_is_confidential=True)

    words = client_of(cast.here.staff).get(person.get_absolute_url()).content.decode()

    assert "The address is confidential." in words


# --- The keys a person is found by --------------------------------------------------------------


@pytest.mark.django_db
class TestNameKeys:
    def words(self, person):
        return set(NameKey.objects.filter(person=person, kind="word").values_list("key", flat=True))

    def test_they_follow_the_names(self):
        person = PersonFactory(given_name="Xiomara", family_name="García", preferred_name="Xio")
        assert self.words(person) == {"xiomara", "garcia", "xio"}

        person.family_name = "Vega"
        person.save()
        assert self.words(person) == {"xiomara", "vega", "xio"}

    def test_they_leave_no_trace_of_their_own(self):
        person = PersonFactory(given_name="Xiomara")

        assert not LogEntry.objects.filter(content_type__model="namekey").exists()
        assert LogEntry.objects.get_for_object(person).exists()

    def test_rows_written_in_bulk_get_theirs(self):
        people = Person.objects.bulk_create([Person(given_name="Xiomara"), Person(given_name="王小明")])

        NameKey.objects.build(people)

        assert [self.words(person) for person in people] == [{"xiomara"}, {"王小明"}]


# --- Perhaps the same person --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_name", "family_name", "born_on", "is_asked_about"),
    [
        ("Siomara", "Garcia", None, True),
        ("Xiomara", "García", date(2007, 5, 14), True),
        ("Xio", "Garsia", date(2007, 5, 14), True),
        ("Xiomara", "García", date(2001, 1, 1), False),
        ("Xiomara", "Vega", None, False),
        ("Otto", "García", None, False),
        ("Xiomara", "", None, False),
        ("🌼", "García", None, False),
    ],
)
def test_names_that_sound_alike_are_asked_about(cast, given_name, family_name, born_on, is_asked_about):
    known = person_at(cast.here.site, given_name="Xiomara", family_name="García", preferred_name="Xio")

    found = workflow.namesakes(given_name=given_name, family_name=family_name, born_on=born_on, sites=[cast.here.site])

    assert (known in found) is is_asked_about


def test_the_likeliest_namesake_comes_first(cast):
    person_at(cast.here.site, given_name="Siomara", family_name="Garcia")
    exact = person_at(cast.here.site, given_name="Xiomara", family_name="García")

    found = workflow.namesakes(given_name="Xiomara", family_name="García", born_on=None, sites=[cast.here.site])

    assert found[0] == exact
    assert len(found) == 2


def test_a_namesake_of_another_site_or_a_voided_one_is_not_told(cast):
    person_at(cast.there.site, given_name="Xiomara", family_name="García")

    assert not workflow.namesakes(given_name="Xiomara", family_name="García", born_on=None, sites=[cast.here.site])
