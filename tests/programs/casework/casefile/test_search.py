"""One search: by name as it sounds, by number, by any phone or e-mail; each hit says why, and none is of others."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from participants.models import Person
from programs.casework.casefile.search.finding import find
from programs.casework.enrollments.models import Enrollment, RestrictedFact
from tests.factories.accounts import user_with
from tests.factories.participants import ReachWayFactory, child_of, person_at


@pytest.fixture
def xiomara(cast):
    return person_at(
        cast.here.site,
        given_name="Xiomara",
        family_name="García-López",
        preferred_name="Xio",
        legal_name="Xiomara Esperanza García López",
        email="xiomara@people.example",
        phone="(573) 555-0119",
    )


def reasons(words, cast, person):
    """Why `words` find the person, for a coordinator at Oak Grove; None where they do not."""
    hits = find(words, user=cast.here.staff).hits
    return next((hit.reasons for hit in hits if hit.person == person), None)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Xio", "Name"),
        ("xiomara", "Given name Xiomara"),
        ("GARCIA lopez", "Name"),
        ("Siomara", "Sounds like “siomara”"),
        ("Xiomara Garsia", "Sounds like “xiomara garsia”"),
        ("Iomara", "Spelled nearly like “iomara”"),
        ("Esperanza", "Legal name Xiomara Esperanza García López"),
        ("0119", "Phone ends 0119"),
        ("(573) 555-0119", "Phone ends 0119"),
        ("+1 573 555 0119", "Phone ends 0119"),
        ("xiomara@", "E-mail xiomara@people.example"),
        ("XIOMARA@people.example", "E-mail xiomara@people.example"),
    ],
)
def test_somebody_is_found_and_the_hit_says_why(cast, xiomara, words, reason):
    assert reasons(words, cast, xiomara) == [reason]


@pytest.mark.parametrize(
    "words",
    [
        "Xiomara Vega",
        "Otto",
        "12",
        "99999999",
        "nobody@people.example",
        "%",
        "_",
        "",
        "   ",
        "'; drop table",
        "\0",
        "🌼",
    ],
)
def test_other_words_do_not_find_her(cast, xiomara, words):
    assert reasons(words, cast, xiomara) is None


def test_a_name_in_another_script_is_found_as_it_is_written(cast):
    person = person_at(cast.here.site, given_name="王小明")

    assert reasons("王小明", cast, person) == ["Name"]


def test_other_phones_say_whose_they_are(cast, xiomara):
    ReachWayFactory(person=xiomara, value="(417) 555-0177", is_of="Her mother")
    ReachWayFactory(person=xiomara, value="(417) 555-0166", is_of="", ended_on=date(2026, 1, 1))
    ReachWayFactory(person=xiomara, kind="email", value="mother@people.example")

    assert reasons("0177", cast, xiomara) == ["Phone (Her mother) ends 0177"]
    assert reasons("0166", cast, xiomara) == ["Phone no longer in use, ended 0166"]
    assert reasons("mother@", cast, xiomara) == ["E-mail mother@people.example"]


@pytest.mark.parametrize("form", ["{}", "{lower}", "{spaced}"])
def test_the_number_of_a_case_finds_the_participant(cast, form):
    number = cast.here.enrollment.number
    words = form.format(number, lower=number.lower(), spaced=number.replace("-", " "))

    assert reasons(words, cast, cast.here.participant) == [f"Case number {number}"]


def test_a_child_leads_to_the_parents(cast):
    place = cast.here.participant.memberships.get()
    place.relationship = "mother"
    place.save()

    assert reasons("Clover", cast, cast.here.participant) == ["Mother of Clover"]


def test_a_registered_child_is_found_and_says_whose(cast):
    cast.here.site.registrations.create(person=cast.here.child, starts_on=date(2026, 1, 1))

    hits = find("Clover", user=cast.here.staff).hits

    assert [hit.person for hit in hits] == [cast.here.child, cast.here.participant]
    assert hits[0].parents == [cast.here.participant]


def test_a_mentor_is_found_with_the_mentor_record(cast):
    hit = find("Hattie", user=cast.here.staff).hits[0]

    assert hit.person == cast.here.mentor.person
    assert hit.mentorships == [cast.here.mentor]


def test_the_best_hit_comes_first(cast, xiomara):
    close = person_at(cast.here.site, given_name="Siomara", family_name="Inventado")
    begins = person_at(cast.here.site, given_name="Siomarabel", family_name="Inventado")

    found = [hit.person for hit in find("Siomara", user=cast.here.staff).hits]

    assert found[:3] == [close, begins, xiomara]


def test_the_case_opens_where_there_is_one(cast):
    hit = find("Juniper", user=cast.here.staff).hits[0]

    assert hit.url == cast.here.enrollment.get_absolute_url()
    Enrollment.objects.filter(pk=cast.here.enrollment.pk).update(status="closed", closed_on=timezone.localdate())
    assert find("Juniper", user=cast.here.staff).hits[0].url == cast.here.participant.get_absolute_url()


# --- Who is never found -------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["Wren", "0142", "Goodtale FAR", "Clover"])
def test_people_of_another_site_never_appear(cast, words):
    there = set(Person.objects.for_user(cast.there.staff).values_list("pk", flat=True))

    found = {hit.person.pk for hit in find(words, user=cast.here.staff).hits}

    assert not found & there


def test_a_case_of_another_site_or_program_is_not_found_by_number(cast):
    stranger = user_with("staff", site=cast.here.site, program="worksite")

    assert not find(cast.there.enrollment.number, user=cast.here.staff).hits
    assert not find(cast.here.enrollment.number, user=stranger).hits


def test_a_voided_person_does_not_appear(cast, xiomara):
    xiomara.voided_at, xiomara.voided_by, xiomara.void_reason = timezone.now(), cast.here.staff, "Twice"
    xiomara.save()

    assert reasons("Xiomara", cast, xiomara) is None
    assert reasons("0119", cast, xiomara) is None


def test_a_voided_child_or_way_leads_nowhere(cast):
    child = cast.here.child
    child.voided_at, child.voided_by, child.void_reason = timezone.now(), cast.here.staff, "Twice"
    child.save()
    way = cast.here.around.way
    way.voided_at, way.voided_by, way.void_reason = timezone.now(), cast.here.staff, "Wrong"
    way.save()

    assert reasons("Clover", cast, cast.here.participant) is None
    assert reasons("0188", cast, cast.here.participant) is None


def test_restricted_words_are_never_looked_at(cast):
    RestrictedFact.objects.create(enrollment=cast.here.enrollment, about="address", words="Hidden at Nowhere Lane")

    for person in (cast.here.staff, cast.here.supervisor):
        assert not find("Nowhere Lane", user=person).hits


@pytest.mark.parametrize("role", ["mentor", "administrator", "viewer"])
def test_others_have_no_search(cast, client_of, role):
    person = {
        "mentor": cast.here.mentor_user,
        "administrator": cast.administrator,
        "viewer": cast.viewer,
    }[role]
    client = client_of(person)

    assert client.get(reverse("search:search"), {"q": "Juniper"}).status_code == 403
    assert 'class="topsearch"' not in client.get("/", follow=True).content.decode()


# --- The page -----------------------------------------------------------------------------------


def test_the_page_shows_reason_age_and_case(cast, client_of):
    answer = client_of(cast.here.staff).get(reverse("search:search"), {"q": "juni"})

    words = answer.content.decode()
    assert "1 person" in words
    assert cast.here.enrollment.number in words
    assert "19 years" in words
    assert answer["Cache-Control"] == "private, no-store"


def test_nobody_found_offers_what_to_do(cast, client_of):
    words = client_of(cast.here.staff).get(reverse("search:search"), {"q": "zzqq"}).content.decode()

    assert "Nobody by this name at your sites" in words
    assert reverse("participants:create") in words


def test_suggestions_come_as_one_types(cast, client_of):
    answer = client_of(cast.here.staff).get(reverse("search:search"), {"q": "juni"}, headers={"HX-Request": "true"})

    words = answer.content.decode()
    assert "<html" not in words
    assert cast.here.enrollment.get_absolute_url() in words
    assert "1 person found" in words
    assert "HX-Request" in answer["Vary"]


def test_a_single_letter_gets_no_word_of_failure(cast, client_of):
    client = client_of(cast.here.staff)

    assert "Nobody" not in client.get("/search/", {"q": "z"}, headers={"HX-Request": "true"}).content.decode()
    assert "Nobody" in client.get("/search/", {"q": "zq"}, headers={"HX-Request": "true"}).content.decode()


@pytest.mark.parametrize("words", ["x" * 5000, "nul\0byte", "<script>alert(1)</script>", "a " * 300, "½", "9" * 400])
def test_anything_may_be_typed(cast, client_of, words):
    answer = client_of(cast.here.staff).get(reverse("search:search"), {"q": words})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_more_than_fit_are_said_to_be_there(cast):
    for _number in range(9):
        person_at(cast.here.site, given_name="Quillan")

    found = find("Quillan", user=cast.here.staff, limit=7)

    assert len(found.hits) == 7
    assert found.has_more


@pytest.mark.parametrize("words", ["Juniper Fableton", "Quillan", "Clover", "0142", "EX-0", "someone@people.example"])
def test_the_search_costs_the_same_for_3_and_60(cast, client_of, words):
    client = client_of(cast.here.staff)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("search:search"), {"q": words}).status_code == 200
        return len(captured)

    def crowd(count):
        for number in range(count):
            parent = person_at(cast.here.site, given_name="Quillan", phone="(417) 555-0142")
            child = child_of(parent, given_name="Clover")
            cast.here.site.registrations.create(person=child, starts_on=date(2026, 1, 1))
            Enrollment.objects.create(
                number=f"EX-0{number}{count}",
                participant=parent,
                program="mpmp",
                site=cast.here.site,
                enrolled_on=date(2026, 1, 15),
            )

    crowd(3)
    few = cost()
    crowd(57)

    assert cost() <= few < 20
