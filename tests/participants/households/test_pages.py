"""The pages of households: who lives with whom on a day, who joins, and who moved out."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from participants.households import workflow
from participants.models import HouseholdMember, Person, Registration
from tests.factories.participants import RegistrationFactory, child_of, person_at
from tests.participants.households.test_households import DAY, join
from tests.participants.typed import EMOJI, HTML, LONG, LONG_AGO, NO_SUCH_DAY, OTHER_SCRIPTS, error_beside


@pytest.fixture
def home(cast):
    """The participant's home, in which a child lives."""
    return cast.here.facts.home


def typed(**changes):
    """A place as a browser sends it."""
    return {
        "part": "relative",
        "relationship": "grandparent",
        "relationship_words": "",
        "lives_here": "always",
        "starts_on": "2026-03-02",
        **changes,
    }


def page_of(client, person, **query):
    return client.get(reverse("participants:household", args=[person.pk]), query).content.decode()


def test_the_page_says_who_lives_with_whom_and_how_many_they_are(client_of, cast):
    words = page_of(client_of(cast.here.staff), cast.here.participant)

    assert "Clover" in words
    assert "2 people" in words


def test_another_day_shows_who_lived_there_then(client_of, cast, home):
    grandmother = person_at(cast.here.site, given_name="Ottilie")
    join(cast, home, grandmother, ends_on=DAY + timedelta(days=3))
    client = client_of(cast.here.staff)

    then, now = page_of(client, cast.here.participant, on="2026-03-04"), page_of(client, cast.here.participant)

    assert "This is how it was on Wed, Mar 4, 2026" in then
    assert "3 people" in then
    assert "2 people" in now
    assert "Mon, Mar 2, 2026 to Thu, Mar 5, 2026" in now


@pytest.mark.parametrize("on", ["soon", "2026-02-30", "0001-01-01", "9999-99-99", "2026-03-04\0"])
def test_a_day_that_is_none_shows_today(client_of, cast, on):
    assert "This is how it was" not in page_of(client_of(cast.here.staff), cast.here.participant, on=on)


def test_nobody_on_record_is_said(client_of, cast):
    assert "No household on record" in page_of(client_of(cast.here.staff), person_at(cast.here.site))


def test_whoever_belongs_to_another_site_alone_is_counted_and_not_named(client_of, cast, home):
    stranger = person_at(cast.there.site, given_name="Zebedee")
    join(cast, home, stranger)

    words = page_of(client_of(cast.here.staff), cast.here.participant)

    assert "Zebedee" not in words
    assert "1 more person" in words
    assert "3 people" in words


def test_a_household_that_stayed_behind_in_a_transfer_is_not_shown(client_of, cast):
    person = cast.here.participant
    RegistrationFactory(
        person=person,
        site=cast.there.site,
        starts_on=cast.there.site.today() + timedelta(days=1),
        transferred_from=cast.here.site,
        shares_household=False,
        without_consent_because="They moved in a hurry",
    )

    words = page_of(client_of(cast.there.staff), person)

    assert "Clover" not in words
    assert "without their household" in words
    place = person.memberships.get()
    client = client_of(cast.there.staff)
    for name, pk in (("member", place.pk), ("move_out", place.pk), ("home", place.household_id)):
        assert client.get(reverse(f"participants:{name}", args=[person.pk, pk])).status_code == 404


def test_somebody_known_is_found_as_one_types(client_of, cast):
    client = client_of(cast.here.staff)
    url = reverse("participants:find_member", args=[cast.here.participant.pk])

    page = client.get(url, {"q": "gladw"}).content.decode()
    part = client.get(url, {"q": "gladw"}, headers={"HX-Request": "true"}).content.decode()

    other = reverse("participants:join_known", args=[cast.here.participant.pk, cast.here.free_mentor.person_id])
    assert other in page
    assert other in part
    assert "<html" not in part
    assert "Gladwell FAR" not in page


@pytest.mark.parametrize("words", ["nobody at all", "nul\0", LONG, "%", EMOJI, HTML])
def test_nobody_found_offers_a_new_person(client_of, cast, words):
    url = reverse("participants:find_member", args=[cast.here.participant.pk])

    answer = client_of(cast.here.staff).get(url, {"q": words})

    assert answer.status_code == 200
    assert reverse("participants:join_new", args=[cast.here.participant.pk]) in answer.content.decode()


def test_somebody_known_joins(client_of, cast, home):
    other = cast.here.free_mentor.person
    url = reverse("participants:join_known", args=[cast.here.participant.pk, other.pk])

    answer = client_of(cast.here.staff).post(url, typed())

    assert answer.status_code == 302
    assert other.memberships.get().household == home


def test_somebody_of_another_site_cannot_join(client_of, cast):
    other = cast.there.participant
    url = reverse("participants:join_known", args=[cast.here.participant.pk, other.pk])

    assert client_of(cast.here.staff).post(url, typed()).status_code == 404
    assert other.memberships.count() == 1


def test_nobody_joins_their_own_household(client_of, cast):
    person = cast.here.participant

    answer = client_of(cast.here.staff).get(reverse("participants:join_known", args=[person.pk, person.pk]))

    assert answer.status_code == 404


def test_a_new_person_joins_and_is_registered(client_of, cast, home):
    url = reverse("participants:join_new", args=[cast.here.participant.pk])

    client_of(cast.here.staff).post(url, typed(given_name="Ottilie", family_name=OTHER_SCRIPTS[0], born_on=""))

    person = Person.objects.get(given_name="Ottilie")
    assert person.memberships.get().household == home
    assert Registration.objects.get(person=person).site == cast.here.site


def test_whoever_has_no_home_gets_one_by_the_first_who_joins(client_of, cast):
    person = person_at(cast.here.site, born_on=date(2000, 1, 1))
    url = reverse("participants:join_known", args=[person.pk, cast.here.free_mentor.person_id])

    client_of(cast.here.staff).post(url, typed(part="other", relationship="partner"))

    home = person.memberships.get()
    assert (home.part, home.starts_on) == ("parent", DAY)
    assert home.household.members.count() == 2


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        ({"part": ""}, "part", "Choose one"),
        ({"part": "child"}, "relationship", "does not go with"),
        ({"part": "parent", "relationship": "child"}, "relationship", "does not go with"),
        ({"starts_on": NO_SUCH_DAY}, "starts_on", "cannot read this as a day"),
        ({"starts_on": LONG_AGO}, "starts_on", "before 1900"),
        ({"starts_on": "2099-01-01"}, "starts_on", "future"),
        ({"lives_here": "moon"}, "lives_here", "not offered"),
        ({"relationship_words": LONG}, "relationship_words", "80 characters"),
        ({"given_name": ""}, "given_name", "still empty"),
        ({"born_on": "2026-03-03"}, "starts_on", "not born yet"),
    ],
)
def test_what_cannot_be_is_refused_beside_the_field(client_of, cast, changes, name, sentence):
    url = reverse("participants:join_new", args=[cast.here.participant.pk])
    before = Person.objects.count()

    answer = client_of(cast.here.staff).post(url, typed(**{"given_name": "Ottilie", "born_on": "", **changes}))

    assert answer.status_code == 200
    assert sentence in error_beside(answer, name)
    assert Person.objects.count() == before


def test_a_second_home(client_of, cast):
    parent = cast.here.participant
    child = child_of(parent, born_on=date(2020, 1, 1))
    RegistrationFactory(person=child, site=cast.here.site)
    client, url = client_of(cast.here.staff), reverse("participants:new_home", args=[child.pk])
    second = typed(part="child", relationship="child", name="At Dad’s")

    refused = client.post(url, second)
    assert "another home all the time" in error_beside(refused, "lives_here")
    place = child.memberships.get()
    client.post(
        reverse("participants:member", args=[child.pk, place.pk]),
        {**typed(part="child", relationship="child", starts_on="2020-01-01"), "lives_here": "part", "version": "1"},
    )
    client.post(url, {**second, "lives_here": "part"})

    words = page_of(client, child)
    assert "At Dad’s" in words
    assert "In 2 homes together" in words


def test_a_home_of_two_is_chosen(client_of, cast, home):
    person = cast.here.participant
    HouseholdMember.objects.filter(person=person).update(lives_here="part")
    second = workflow.start_home(
        person=person,
        by=cast.here.staff,
        site=cast.here.site,
        name="Upstairs",
        part="other",
        starts_on=DAY,
        lives_here="part",
    ).household
    url = reverse("participants:join_known", args=[person.pk, cast.here.free_mentor.person_id])
    client = client_of(cast.here.staff)

    assert "Choose one" in error_beside(client.post(url, typed()), "home")
    client.post(url, typed(home=second.pk))

    assert cast.here.free_mentor.person.memberships.get().household == second


def test_moving_out_is_one_form(client_of, cast):
    member = cast.here.facts.place
    url = reverse("participants:move_out", args=[cast.here.participant.pk, member.pk])

    assert "before the first" in error_beside(client_of(cast.here.staff).post(url, {"on": "2019-12-31"}), "on")
    client_of(cast.here.staff).post(url, {"on": "2026-03-02"})

    member.refresh_from_db()
    assert member.ends_on == DAY


def test_two_people_correcting_see_both_versions(client_of, cast, home):
    member = cast.here.facts.place
    workflow.correct(member=member, by=cast.here.supervisor, site=cast.here.site, version=1, relationship_words="Mom")
    url = reverse("participants:member", args=[cast.here.participant.pk, member.pk])

    words = (
        client_of(cast.here.staff)
        .post(url, {**typed(part="parent", relationship="mother", relationship_words="Mama"), "version": "1"})
        .content.decode()
    )

    assert "Mom" in words
    assert "Mama" in words


def test_a_home_gets_a_name(client_of, cast, home):
    url = reverse("participants:home", args=[cast.here.participant.pk, home.pk])

    client_of(cast.here.staff).post(url, {"name": EMOJI, "version": "1"})

    home.refresh_from_db()
    assert home.name == EMOJI


def test_a_place_of_another_household_is_nowhere(client_of, cast):
    url = reverse("participants:member", args=[cast.here.participant.pk, cast.there.facts.place.pk])

    assert client_of(cast.here.staff).get(url).status_code == 404


def test_a_child_is_added_with_the_weeks_of_its_birth(client_of, cast):
    today = cast.here.site.today()
    url = reverse("participants:child", args=[cast.here.participant.pk])
    form = {
        "given_name": "Sorrel",
        "born_on": (today - timedelta(days=3)).isoformat(),
        "relationship": "foster_child",
        "lives_here": "part",
    }

    too_many = client_of(cast.here.staff).post(url, {**form, "born_at_weeks": "45"})
    assert "at most 44" in error_beside(too_many, "born_at_weeks")
    client_of(cast.here.staff).post(url, {**form, "born_at_weeks": "34"})

    child = Person.objects.get(given_name="Sorrel")
    place = child.memberships.get()
    assert (child.born_at_weeks, place.relationship, place.lives_here) == (34, "foster_child", "part")
    assert "born at 34 weeks" in page_of(client_of(cast.here.staff), child)
