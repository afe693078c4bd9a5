"""Further ways to reach somebody: what is safe on them, which comes first, and which are no longer in use."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mmp_portal.audit.models import Event
from mmp_portal.outbox.models import Channel
from mmp_portal.outbox.queue import queue, why_not
from participants.facts import CannotWrite
from participants.models import Person, ReachWay
from participants.reaching import workflow
from tests.factories.participants import ReachWayFactory, person_at
from tests.participants.typed import EMOJI, LONG, error_beside


def way(**changes):
    """A form as a browser sends it."""
    return {
        "kind": "phone",
        "value": "(417) 555-0177",
        "is_of": "",
        "may_text": "",
        "may_leave_voicemail": "",
        "may_email": "",
        "hours": "",
        "seen_by": "",
        **changes,
    }


@pytest.fixture
def juniper(cast):
    return cast.here.participant


# --- Verbs --------------------------------------------------------------------------------------


def test_a_way_is_noted_once(cast, juniper):
    site, by = cast.here.site, cast.here.staff
    workflow.add(person=juniper, by=by, site=site, kind="phone", value="417-555-0177", may_text=True)

    for same in ("(417) 555-0177", "1 417 555 0177", juniper.phone):
        with pytest.raises(CannotWrite, match="already"):
            workflow.add(person=juniper, by=by, site=site, kind="phone", value=same)

    assert Event.objects.about(juniper).filter(verb="person.way_added").count() == 1


def test_putting_a_phone_first_changes_places_with_all_that_is_safe(cast, juniper):
    juniper.may_text, juniper.best_time, juniper.phone_seen_by = True, "After school", "Her mother"
    juniper.save()
    aunt = ReachWayFactory(person=juniper, value="(417) 555-0166", is_of="Her aunt", may_text=False)

    workflow.prefer(way=aunt, by=cast.here.staff, site=cast.here.site)

    juniper.refresh_from_db()
    aunt.refresh_from_db()
    assert (juniper.phone, juniper.phone_is_of, juniper.may_text, juniper.best_time) == (
        "(417) 555-0166",
        "Her aunt",
        False,
        "",
    )
    assert (aunt.value, aunt.is_of, aunt.may_text, aunt.hours, aunt.seen_by) == (
        "(417) 555-0142",
        "",
        True,
        "After school",
        "Her mother",
    )
    assert (juniper.phone_digits, aunt.digits) == ("4175550166", "4175550142")


def test_putting_first_where_there_was_none_leaves_no_empty_way(cast):
    person = person_at(cast.here.site)
    only = ReachWayFactory(
        person=person, kind="email", value="opal@people.example", may_email=False, seen_by="Her mother"
    )

    workflow.prefer(way=only, by=cast.here.staff, site=cast.here.site)

    person.refresh_from_db()
    assert (person.email, person.may_email, person.email_seen_by) == ("opal@people.example", False, "Her mother")
    assert not person.reach_ways.not_voided().exists()


@pytest.mark.parametrize("facts", [{"kind": "other", "value": "The library"}, {"ended_on": date(2026, 1, 1)}])
def test_what_cannot_come_first(cast, juniper, facts):
    found = ReachWayFactory(person=juniper, **facts)

    with pytest.raises(CannotWrite, match="first"):
        workflow.prefer(way=found, by=cast.here.staff, site=cast.here.site)


def test_the_first_phone_is_taken_out_of_use_and_stays_known(cast, juniper):
    juniper.reach_by, juniper.may_text = "text", True
    juniper.save()

    workflow.stop_first(person=juniper, kind="phone", by=cast.here.staff, site=cast.here.site, on=date(2026, 11, 1))

    juniper.refresh_from_db()
    assert (juniper.phone, juniper.phone_digits, juniper.reach_by, juniper.may_text) == ("", "", "", None)
    former = juniper.reach_ways.get(ended_on=date(2026, 11, 1))
    assert (former.value, former.digits, former.may_text) == ("(417) 555-0142", "4175550142", True)
    with pytest.raises(CannotWrite, match="none"):
        workflow.stop_first(
            person=juniper, kind="phone", by=cast.here.staff, site=cast.here.site, on=date(2026, 11, 1)
        )


def test_a_way_stops_once(cast):
    found = cast.here.around.way
    workflow.stop(way=found, by=cast.here.staff, site=cast.here.site, on=date(2026, 11, 1))

    with pytest.raises(CannotWrite, match="already"):
        workflow.stop(way=found, by=cast.here.staff, site=cast.here.site, on=date(2026, 11, 2))


def test_correcting_an_old_version_is_refused(cast):
    found, by, site = cast.here.around.way, cast.here.staff, cast.here.site
    workflow.correct(way=found, by=by, site=site, version=1, is_of="Her uncle")

    with pytest.raises(CannotWrite, match="Somebody saved"):
        workflow.correct(way=found, by=by, site=site, version=1, is_of="Her cousin")


# --- Constraints --------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("facts", [{"kind": "fax"}, {"value": ""}])
def test_a_way_leads_somewhere(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReachWayFactory(**facts)


# --- Pages --------------------------------------------------------------------------------------


def test_the_page_shows_every_way_and_what_is_safe(cast, client_of, juniper):
    ReachWayFactory(person=juniper, value="(417) 555-0155", ended_on=date(2026, 10, 1))

    words = client_of(cast.here.staff).get(reverse("participants:reach", args=[juniper.pk])).content.decode()

    for expected in ("(417) 555-0142", "Her aunt", "Ask: are texts safe?", "(417) 555-0155", "not since"):
        assert expected in words


def test_somebody_without_any_way_gets_a_word(cast, client_of):
    person = person_at(cast.here.site)

    answer = client_of(cast.here.staff).get(reverse("participants:reach", args=[person.pk]))

    assert "No way to reach them yet" in answer.content.decode()


def test_staff_add_and_correct_a_way(cast, client_of, juniper):
    client = client_of(cast.here.staff)
    client.post(reverse("participants:add_way", args=[juniper.pk]), way(may_text="no", seen_by="Her boss"))
    found = ReachWay.objects.get(value="(417) 555-0177")
    assert (found.may_text, found.may_leave_voicemail, found.recorded_by) == (False, None, cast.here.staff)

    answer = client.post(
        reverse("participants:way", args=[juniper.pk, found.pk]), way(is_of="Her boss", version=found.version)
    )

    found.refresh_from_db()
    assert answer.url == reverse("participants:reach", args=[juniper.pk])
    assert (found.is_of, found.version) == ("Her boss", 2)


def test_both_versions_are_shown(cast, client_of, juniper):
    found = cast.here.around.way
    workflow.correct(way=found, by=cast.here.supervisor, site=cast.here.site, version=1, hours="Mornings")

    answer = client_of(cast.here.staff).post(
        reverse("participants:way", args=[juniper.pk, found.pk]), way(hours="Evenings", version=1)
    )

    words = answer.content.decode()
    assert "Mornings" in words
    assert "Evenings" in words
    found.refresh_from_db()
    assert found.hours == "Mornings"


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        ({"value": "12"}, "value", "not a whole phone number"),
        ({"value": ""}, "value", "still empty"),
        ({"value": LONG}, "value", "Keep this to"),
        ({"kind": "email", "value": "nobody"}, "value", "not an e-mail address"),
        ({"kind": "pigeon"}, "kind", "not offered"),
        ({"kind": "phone", "value": "(417) 555-0142"}, "value", "already"),
    ],
)
def test_bad_input_gets_a_sentence(cast, client_of, juniper, changes, name, sentence):
    answer = client_of(cast.here.staff).post(reverse("participants:add_way", args=[juniper.pk]), way(**changes))

    assert sentence in error_beside(answer, name)
    assert juniper.reach_ways.count() == 1


def test_another_way_is_said_in_any_words(cast, client_of, juniper):
    client_of(cast.here.staff).post(
        reverse("participants:add_way", args=[juniper.pk]), way(kind="other", value=f"At the library {EMOJI}")
    )

    assert juniper.reach_ways.filter(kind="other").get().value == f"At the library {EMOJI}"


def test_buttons_put_first_and_take_out_of_use(cast, client_of, juniper):
    client, found = client_of(cast.here.staff), cast.here.around.way
    client.post(reverse("participants:prefer_way", args=[juniper.pk, found.pk]))
    juniper.refresh_from_db()
    assert juniper.phone == "(417) 555-0188"

    client.post(reverse("participants:stop_first_way", args=[juniper.pk, "phone"]), {"on": "2026-11-01"})
    juniper.refresh_from_db()
    assert juniper.phone == ""
    again = client.get(reverse("participants:stop_first_way", args=[juniper.pk, "phone"]))
    assert again.status_code == 404


def test_a_way_of_somebody_else_is_not_found(cast, client_of, juniper):
    stranger = ReachWayFactory(person=person_at(cast.there.site))

    for name in ("way", "stop_way"):
        answer = client_of(cast.here.staff).get(reverse(f"participants:{name}", args=[juniper.pk, stranger.pk]))
        assert answer.status_code == 404


def test_a_caller_is_found_by_any_number(cast, juniper):
    ReachWayFactory(person=juniper, value="573-555-0133", ended_on=date(2026, 1, 1))

    assert juniper in Person.objects.matching("555-0188")
    assert juniper in Person.objects.matching("5735550133")


# --- What is not safe is not sent ---------------------------------------------------------------


def letter_to(**whom):
    return queue(rule="told", subject="Hello", body="Hello", **whom)


def test_a_letter_waits_in_vain_once_they_say_that_e_mail_is_not_safe(cast):
    opal = person_at(cast.here.site, email="opal@people.example")
    letter = letter_to(address="Opal@people.example")
    assert why_not(letter) == ""

    opal.may_email = False
    opal.save()

    assert "not safe" in why_not(letter)


def test_a_further_address_that_is_not_safe_is_not_written_to(cast, juniper):
    ReachWayFactory(person=juniper, kind="email", value="mother@people.example", may_email=False)

    assert "not safe" in why_not(letter_to(address="mother@people.example"))


def test_who_signs_in_gets_the_bell_and_the_way_in_but_no_other_mail(cast):
    mentor = cast.here.mentor.person
    mentor.may_email = False
    mentor.save()

    assert "not safe" in why_not(letter_to(to=cast.here.mentor_user))
    assert why_not(letter_to(to=cast.here.mentor_user, channel=Channel.BELL)) == ""
    assert why_not(letter_to(to=cast.here.mentor_user, is_secret=True)) == ""


def test_an_unsafe_address_cannot_be_the_first_way(cast, client_of):
    person = person_at(cast.here.site, email="opal@people.example", reach_by="email", may_email=False)

    assert person.wishes_what_is_not_safe
    page = client_of(cast.here.staff).get(reverse("participants:reach", args=[person.pk])).content.decode()
    assert "No e-mail" in page
