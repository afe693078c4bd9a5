"""Whether two records could be of one person: what speaks for it, what against it, and who is never found."""

from datetime import date

import pytest

from participants.duplicates.finding import Known, Reason, address_key, candidates_for, compare, probable_pairs
from participants.models import HouseholdMember, Person
from tests.factories.agencies import SiteFactory
from tests.factories.participants import ReachWayFactory, child_of, person_at

BORN = date(2007, 5, 14)


@pytest.fixture
def site(db):
    return SiteFactory()


def found(**said):
    return candidates_for(among=Person.objects.not_voided(), **said)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Known(("Ana Lopez",), BORN), Known(("Ana López",), BORN), (Reason.NAME_SAME, Reason.BORN_SAME)),
        (Known(("Yesenia Cruz",), BORN), Known(("Jesenia Cruz",), BORN), (Reason.NAME_ALIKE, Reason.BORN_SAME)),
        (Known(("Lopez Ana",)), Known(("Ana Lopez",)), (Reason.NAME_SAME,)),
        (Known(("Ana Lopez",), BORN), Known(("Bruno Lopez",), BORN), ()),
        (
            Known(("Ana Lopez",), date(2007, 5, 4)),
            Known(("Ana Lopez",), date(2007, 4, 5)),
            (Reason.NAME_SAME, Reason.BORN_NEAR),
        ),
        (
            Known(("Ana Lopez",), BORN),
            Known(("Ana Lopez",), date(2017, 5, 14)),
            (Reason.NAME_SAME, Reason.BORN_NEAR),
        ),
        (
            Known(("Ana Lopez",), BORN),
            Known(("Ana Lopez",), date(1985, 1, 2)),
            (Reason.NAME_SAME, Reason.BORN_DIFFERS),
        ),
    ],
)
def test_two_descriptions_are_compared(one, other, expected):
    assert compare(one, other) == expected


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("12 Oak St., Springfield 65806", "12 oak 65806"),
        ("12 OAK Street, 65806-1234", "12 oak 65806"),
        ("Oak Street", ""),
        ("", ""),
    ],
)
def test_addresses_are_compared_by_number_street_and_zip(address, key):
    assert address_key(address) == key


def test_somebody_is_found_while_the_name_is_typed(site):
    person = person_at(site, given_name="Juniper", family_name="Fableton")

    assert [one.person for one in found(name="Juni Fabl")] == [person]
    assert not found(name="Juni Fabl")[0].is_probable
    assert found(name="") == []
    assert found(name="Quentin Zeller") == []


def test_the_likeliest_comes_first_with_its_reasons(site):
    other = person_at(site, given_name="Juniper", family_name="Fableton", born_on=None)
    likely = person_at(site, given_name="Junipher", family_name="Fabelton", born_on=BORN, phone="417 555 0142")

    answer = found(name="Juniper Fableton", born_on=BORN, phone="1 (417) 555-0142")

    assert [one.person for one in answer] == [likely, other]
    assert answer[0].reasons == (Reason.NAME_ALIKE, Reason.BORN_SAME, Reason.PHONE_SAME)
    assert answer[0].is_probable


def test_a_new_family_name_is_found_by_birth_date(site):
    person = person_at(site, given_name="Marisol", family_name="Before", preferred_name="Mari", born_on=BORN)
    Person.objects.filter(pk=person.pk).update(legal_name="Marisol After")

    assert [one.person for one in found(name="Marisol After", born_on=BORN)] == [person]


def test_a_further_phone_counts_but_not_one_a_transfer_left_behind(site):
    person = person_at(site, given_name="Juniper", family_name="Fableton", born_on=None)
    ReachWayFactory(person=person, value="(417) 555-0188")
    ReachWayFactory(person=person, value="(417) 555-0199", only_at=site)

    assert found(name="Juniper Fableton", phone="4175550188")[0].is_probable
    assert not found(name="Juniper Fableton", phone="4175550199")[0].is_probable


def test_finding_takes_the_same_queries_for_many(site, django_assert_num_queries):
    for number in range(12):
        person_at(site, given_name="Juniper", family_name=f"Fableton{'x' * number}")

    with django_assert_num_queries(2):
        found(name="Juniper Fableton", born_on=BORN)
    with django_assert_num_queries(3):
        found(name="Juniper Fableton", born_on=BORN, phone="4175550188")


def test_the_phone_of_somebody_at_home_is_a_sign_of_the_household(site):
    person_at(site, given_name="Clover", family_name="Fableton", born_on=None)
    parent = person_at(site, given_name="Juniper", family_name="Fableton", born_on=None, phone="(417) 555-0188")
    child = child_of(parent, given_name="Clover", born_on=date(2025, 3, 1))

    likeliest = found(name="Clover Fableton", phone="4175550188")[0]

    assert (likeliest.person, Reason.HOME_SAME in likeliest.reasons) == (child, True)
    own = found(name="Juniper Fableton", phone="4175550188")[0]
    assert Reason.HOME_SAME not in own.reasons


def test_pairs_are_found_by_birth_date_phone_and_sound_and_not_among_relatives(site):
    one = person_at(site, given_name="Juniper", family_name="Fableton", born_on=BORN)
    two = person_at(site, given_name="Junipher", family_name="Fabelton", born_on=BORN)
    senior = person_at(site, given_name="Tom", family_name="Elder", born_on=date(1980, 2, 2), phone="417 555 0101")
    person_at(site, given_name="Tom", family_name="Elder", born_on=date(2006, 9, 3), phone=senior.phone)

    pairs = list(probable_pairs(Person.objects.all()))

    assert [(pair.one, pair.other) for pair in pairs] == [(one.pk, two.pk)]


def test_a_child_written_down_twice_in_one_home_is_found(site):
    parent = person_at(site, given_name="Juniper", family_name="Fableton")
    first = child_of(parent, given_name="Clover", born_on=date(2025, 10, 2))
    again = child_of(parent, given_name="Clovver", born_on=date(2025, 10, 3))

    pairs = list(probable_pairs(Person.objects.filter(pk__in=[first.pk, again.pk])))

    assert HouseholdMember.objects.filter(person=again).exists()
    assert pairs[0].reasons == (Reason.NAME_ALIKE, Reason.BORN_NEAR, Reason.HOME_SAME)
