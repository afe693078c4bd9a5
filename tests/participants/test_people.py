"""Adding people, correcting them, and adding children: workflow and pages."""

from datetime import date, timedelta

import pytest
from auditlog.models import LogEntry
from django.db import IntegrityError, transaction
from django.urls import reverse

from mmp_portal.audit.models import Event
from participants import workflow
from participants.models import HouseholdMember, Person, Registration
from tests.factories.agencies import SiteFactory
from tests.factories.participants import PersonFactory, RegistrationFactory, child_of, person_at
from tests.participants.typed import EMOJI, HTML, LONG, LONG_AGO, NO_SUCH_DAY, NOT_A_DAY, OTHER_SCRIPTS, error_beside

AT_HOME = {"relationship": "child", "lives_here": "always"}


def typed(**changes):
    """A whole form as a browser sends it."""
    return {
        "given_name": "Opal",
        "family_name": "Makebelieve",
        "preferred_name": "",
        "pronouns": "",
        "gender": "",
        "born_on": "2007-03-02",
        "due_on": "",
        "language": "en",
        "phone": "",
        "email": "",
        "reach_by": "",
        "may_text": "",
        "may_leave_voicemail": "",
        "best_time": "",
        "city": "",
        "school": "",
        **changes,
    }


# --- Workflow --------------------------------------------------------------------------------


def test_adding_a_person_registers_them_and_leaves_a_trace(cast):
    person = workflow.add(site=cast.here.site, by=cast.here.staff, on=date(2026, 3, 1), given_name="Opal")

    assert person.recorded_by == cast.here.staff
    assert person.registrations.get().site == cast.here.site
    event = Event.objects.about(person).get()
    assert (event.verb, event.by, event.site) == ("person.added", cast.here.staff, cast.here.site)


def test_correcting_a_person_raises_the_version_and_keeps_what_was_before(cast):
    person = cast.here.participant

    workflow.correct(person=person, by=cast.here.staff, version=person.version, phone="417 555 0199")

    person.refresh_from_db()
    assert (person.version, person.phone, person.phone_digits) == (2, "417 555 0199", "4175550199")
    assert Event.objects.about(person).get().details == {"after": {"fields": ["phone"]}}
    before, after = LogEntry.objects.get_for_object(person).first().changes["phone"]
    assert (before, after) == ("(417) 555-0142", "417 555 0199")


def test_correcting_nothing_leaves_no_trace(cast):
    person = cast.here.participant

    workflow.correct(person=person, by=cast.here.staff, version=1, phone=person.phone)

    person.refresh_from_db()
    assert person.version == 1
    assert not Event.objects.about(person).exists()


def test_correcting_an_old_version_is_refused(cast):
    person = cast.here.participant
    workflow.correct(person=person, by=cast.here.supervisor, version=1, city="Oak Grove")

    with pytest.raises(workflow.CannotCorrect, match="Somebody saved"):
        workflow.correct(person=person, by=cast.here.staff, version=1, city="Far Hills")

    person.refresh_from_db()
    assert person.city == "Oak Grove"


def test_a_child_lives_in_the_home_of_the_parent_and_is_registered(cast):
    parent = cast.here.participant

    child = workflow.add_child(
        parent=parent,
        by=cast.here.staff,
        on=cast.here.site.today(),
        site=cast.here.site,
        given_name="Sorrel",
        family_name="Fableton",
        born_on=cast.here.site.today() - timedelta(days=10),
    )

    home = parent.memberships.get().household
    assert child.memberships.get().household == home
    assert [one.given_name for one in parent.children(on=cast.here.site.today())] == ["Clover", "Sorrel"]
    assert child.registrations.get().site == cast.here.site
    assert Event.objects.about(parent).get().verb == "person.child_added"


def test_the_first_child_makes_a_home(cast):
    parent = person_at(cast.here.site, born_on=date(2006, 1, 1))

    child = workflow.add_child(
        parent=parent,
        by=cast.here.staff,
        on=date(2026, 3, 1),
        site=cast.here.site,
        given_name="Sorrel",
        family_name="",
        born_on=None,
    )

    assert parent.memberships.get().part == HouseholdMember.Part.PARENT
    assert child.memberships.get().starts_on == date(2026, 3, 1)


@pytest.mark.parametrize("born_on", [date(2006, 1, 1), date(2005, 12, 31)])
def test_a_child_older_than_the_parent_is_refused(cast, born_on):
    parent = person_at(cast.here.site, born_on=date(2006, 1, 1))

    with pytest.raises(workflow.CannotAdd, match="older than the parent"):
        workflow.add_child(
            parent=parent,
            by=cast.here.staff,
            on=date(2026, 3, 1),
            site=cast.here.site,
            given_name="Sorrel",
            family_name="",
            born_on=born_on,
        )

    assert Person.objects.filter(given_name="Sorrel").count() == 0


# --- Constraints -----------------------------------------------------------------------------


def refused(factory, **fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**fields)


@pytest.mark.django_db
class TestConstraints:
    def test_a_person_has_a_name(self):
        PersonFactory(given_name="O")
        refused(PersonFactory, given_name="")

    def test_an_expected_birth_lies_after_the_own_one(self):
        PersonFactory(born_on=date(2007, 1, 1), due_on=date(2007, 1, 2))
        PersonFactory(born_on=None, due_on=date(2026, 1, 2))
        refused(PersonFactory, born_on=date(2007, 1, 1), due_on=date(2007, 1, 1))

    def test_a_registration_ends_after_it_starts(self):
        site = SiteFactory()
        RegistrationFactory(site=site, starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 1))
        refused(RegistrationFactory, site=site, starts_on=date(2026, 1, 2), ends_on=date(2026, 1, 1))

    def test_a_person_is_registered_once_at_a_time_at_a_site(self):
        person, site = PersonFactory(), SiteFactory()
        RegistrationFactory(person=person, site=site, ends_on=date(2022, 1, 1))
        RegistrationFactory(person=person, site=site, starts_on=date(2022, 1, 2))
        RegistrationFactory(person=person, site=SiteFactory())
        refused(RegistrationFactory, person=person, site=site, starts_on=date(2023, 1, 1))

    def test_a_place_in_a_household(self):
        parent = PersonFactory()
        child_of(parent)
        place = parent.memberships.get()
        shared = {"household": place.household, "starts_on": date(2026, 1, 2)}
        refused(HouseholdMember.objects.create, person=parent, part="parent", **shared)
        refused(HouseholdMember.objects.create, person=PersonFactory(), part="lodger", **shared)
        refused(
            HouseholdMember.objects.create, person=PersonFactory(), part="child", ends_on=date(2026, 1, 1), **shared
        )

    def test_records_are_never_deleted(self):
        with pytest.raises(TypeError, match="voided"):
            PersonFactory().delete()
        with pytest.raises(TypeError, match="voided"):
            Person.objects.all().delete()


# --- Finding ---------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["Juniper", "fable juni", "555-0142", "(417)", "4175550142"])
def test_people_are_found_by_name_and_by_phone(cast, words):
    found = Person.objects.matching(words)

    assert cast.here.participant in found


@pytest.mark.parametrize("words", ["Juniper Nobody", "999-9999", "%", "_"])
def test_other_words_find_nobody(cast, words):
    assert cast.here.participant not in Person.objects.matching(words)


# --- Pages -----------------------------------------------------------------------------------


def test_staff_add_a_person(cast, client_of):
    answer = client_of(cast.here.staff).post(
        reverse("participants:create"),
        typed(
            site=cast.here.site.pk, phone="(417) 555-0170", reach_by="text", may_text="yes", may_leave_voicemail="no"
        ),
    )

    person = Person.objects.get(given_name="Opal")
    assert answer.url == person.get_absolute_url()
    assert (person.may_text, person.may_leave_voicemail, person.reach_by) == (True, False, "text")
    assert Registration.objects.get(person=person).site == cast.here.site


def test_what_was_not_asked_stays_unknown(cast, client_of):
    client_of(cast.here.staff).post(reverse("participants:create"), typed(site=cast.here.site.pk, born_on=""))

    person = Person.objects.get(given_name="Opal")
    assert (person.may_text, person.may_leave_voicemail, person.born_on) == (None, None, None)


def test_nobody_is_registered_at_a_site_of_others(cast, client_of):
    answer = client_of(cast.here.staff).post(reverse("participants:create"), typed(site=cast.there.site.pk))

    assert answer.status_code == 200
    assert "not offered" in error_beside(answer, "site")
    assert not Person.objects.filter(given_name="Opal").exists()


def test_a_namesake_is_shown_before_a_second_record_is_made(cast, client_of):
    known = cast.here.participant
    same = typed(
        given_name="juniper", family_name="FABLETON", born_on=known.born_on.isoformat(), site=cast.here.site.pk
    )
    client = client_of(cast.here.staff)

    warned = client.post(reverse("participants:create"), same)
    assert "registered here already" in warned.content.decode()
    assert known.get_absolute_url() in warned.content.decode()
    assert Person.objects.filter(family_name__iexact="Fableton", given_name__iexact="Juniper").count() == 1

    answer = client.post(reverse("participants:create"), {**same, "is_somebody_else": "on"})
    assert answer.status_code == 302


def test_two_taps_make_one_person(cast, client_of):
    client, form = client_of(cast.here.staff), typed(site=cast.here.site.pk, born_on="")

    first = client.post(reverse("participants:create"), form)
    second = client.post(reverse("participants:create"), form)

    assert (first.status_code, second.status_code) == (302, 200)
    assert Person.objects.filter(given_name="Opal").count() == 1


def test_the_same_name_with_another_birth_date_is_somebody_else(cast, client_of):
    known = cast.here.participant
    other = typed(given_name=known.given_name, family_name=known.family_name, site=cast.here.site.pk)

    assert client_of(cast.here.staff).post(reverse("participants:create"), other).status_code == 302


def test_a_namesake_at_another_site_is_not_told(cast, client_of):
    known = cast.there.participant
    same = typed(
        given_name=known.given_name,
        family_name=known.family_name,
        born_on=known.born_on.isoformat(),
        site=cast.here.site.pk,
    )

    assert client_of(cast.here.staff).post(reverse("participants:create"), same).status_code == 302


BAD = [
    ("given_name", "", "still empty"),
    ("given_name", "   ", "still empty"),
    ("given_name", LONG, "Keep this to 80 characters"),
    ("family_name", LONG, "Keep this to 80 characters"),
    ("pronouns", LONG, "Keep this to 40 characters"),
    ("born_on", NOT_A_DAY, "cannot read this as a day"),
    ("born_on", NO_SUCH_DAY, "cannot read this as a day"),
    ("born_on", LONG_AGO, "before 1900"),
    ("born_on", "01/01/1905", "more than 110 years"),
    ("born_on", (date.today() + timedelta(days=2)).isoformat(), "future"),
    ("due_on", NOT_A_DAY, "cannot read this as a day"),
    ("due_on", "2007-03-02", "before the person"),
    ("email", "not an address", "not an e-mail address"),
    ("phone", "12", "not a whole phone number"),
    ("phone", "call my aunt", "not a whole phone number"),
    ("phone", LONG, "Keep this to 30 characters"),
    ("language", "tlh", "not offered"),
    ("gender", "x", "not offered"),
    ("reach_by", "pigeon", "not offered"),
    ("may_text", "perhaps", "not offered"),
    ("school", LONG, "Keep this to 80 characters"),
]


@pytest.mark.parametrize("address", ["create", "edit"])
@pytest.mark.parametrize(("name", "value", "sentence"), BAD, ids=[f"{n}-{v[:12]}" for n, v, _ in BAD])
def test_bad_input_gets_a_sentence_and_stays(cast, client_of, address, name, value, sentence):
    if (name, value) == ("due_on", "2007-03-02"):
        sentence = "lies before"
    person = cast.here.participant
    if address == "create":
        page, extra = reverse("participants:create"), {"site": cast.here.site.pk}
    else:
        page, extra = reverse("participants:edit", args=[person.pk]), {"version": person.version}

    answer = client_of(cast.here.staff).post(page, typed(**{**extra, name: value}))

    assert answer.status_code == 200
    assert sentence in error_beside(answer, name)
    assert "to put right" in answer.content.decode()
    if value.strip() and name not in ("language", "gender", "reach_by", "may_text"):
        assert value[:200] in answer.content.decode()
    assert not Person.objects.filter(given_name="Opal").exists()


@pytest.mark.parametrize("name", [*OTHER_SCRIPTS, EMOJI])
def test_names_of_any_script_are_kept_as_written(cast, client_of, name):
    client_of(cast.here.staff).post(
        reverse("participants:create"), typed(given_name=name, family_name=name, site=cast.here.site.pk)
    )

    assert Person.objects.get(family_name=name).given_name == name


def test_html_in_a_name_is_shown_as_words(cast, client_of):
    person = person_at(cast.here.site, given_name=HTML[:80], family_name="Written")

    for page in (person.get_absolute_url(), reverse("participants:edit", args=[person.pk])):
        words = client_of(cast.here.staff).get(page).content.decode()
        assert "<script>alert" not in words
        assert "&lt;script&gt;" in words


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        ({"reach_by": "text"}, "phone", "a phone number is needed"),
        ({"reach_by": "email"}, "email", "an address is needed"),
        ({"reach_by": "text", "phone": "417 555 0142", "may_text": "no"}, "reach_by", "Texts are not safe"),
    ],
)
def test_the_way_to_reach_somebody_must_exist_and_be_safe(cast, client_of, changes, name, sentence):
    answer = client_of(cast.here.staff).post(reverse("participants:create"), typed(site=cast.here.site.pk, **changes))

    assert sentence in error_beside(answer, name)


def test_staff_correct_a_person(cast, client_of):
    person = cast.here.participant

    answer = client_of(cast.here.staff).post(
        reverse("participants:edit", args=[person.pk]), typed(given_name="Juniper", version=1, city="Oak Grove")
    )

    person.refresh_from_db()
    assert answer.url == person.get_absolute_url()
    assert (person.city, person.version) == ("Oak Grove", 2)


def test_a_lost_update_shows_both_versions_and_saving_again_is_a_decision(cast, client_of):
    person = cast.here.participant
    page = reverse("participants:edit", args=[person.pk])
    workflow.correct(person=person, by=cast.here.supervisor, version=1, city="Their Town")
    client = client_of(cast.here.staff)

    refused = client.post(page, typed(given_name="Juniper", version=1, city="My Town"))

    words = refused.content.decode()
    assert "Somebody changed this record" in words
    assert "Their Town" in words
    assert "My Town" in words
    person.refresh_from_db()
    assert person.city == "Their Town"

    decided = client.post(page, typed(given_name="Juniper", version=2, city="My Town"))
    person.refresh_from_db()
    assert (decided.status_code, person.city, person.version) == (302, "My Town", 3)


@pytest.mark.parametrize("version", ["", "abc", "0", "99"])
def test_a_form_without_its_version_never_overwrites(cast, client_of, version):
    person = cast.here.participant

    answer = client_of(cast.here.staff).post(
        reverse("participants:edit", args=[person.pk]), typed(given_name="Somebody", version=version)
    )

    person.refresh_from_db()
    assert answer.status_code == 200
    assert person.given_name == "Juniper"


def test_staff_add_a_child(cast, client_of):
    parent = cast.here.participant

    answer = client_of(cast.here.staff).post(
        reverse("participants:child", args=[parent.pk]),
        {"given_name": "Sorrel", "family_name": "Fableton", "born_on": "", "gender": "", **AT_HOME},
    )

    assert answer.url == parent.get_absolute_url()
    assert Person.objects.get(given_name="Sorrel").born_on is None


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        ({"given_name": ""}, "given_name", "still empty"),
        ({"given_name": LONG}, "given_name", "Keep this to"),
        ({"born_on": NOT_A_DAY}, "born_on", "cannot read"),
        ({"born_on": "1950-01-01"}, "born_on", "older than the parent"),
        ({"born_on": (date.today() + timedelta(days=3)).isoformat()}, "born_on", "future"),
        ({"gender": "x"}, "gender", "not offered"),
    ],
)
def test_bad_input_about_a_child(cast, client_of, changes, name, sentence):
    answer = client_of(cast.here.staff).post(
        reverse("participants:child", args=[cast.here.participant.pk]),
        {"given_name": "Sorrel", "family_name": "", "born_on": "", "gender": "", **AT_HOME, **changes},
    )

    assert sentence in error_beside(answer, name)
    assert not Person.objects.filter(given_name="Sorrel").exists()
