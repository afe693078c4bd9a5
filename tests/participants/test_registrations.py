"""Where somebody is registered: ended, begun again, and handed over with what may travel."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mmp_portal.audit.models import Event
from mmp_portal.outbox.models import Message
from participants.models import EquipmentLoan, Person, Registration
from participants.reaching.hiding import hide_where_moved_on
from participants.registrations import workflow
from programs.casework.casefile.search.finding import find
from tests.factories.documents import restricted_document_of
from tests.factories.facts import ConsentFactory, IncomeSourceFactory
from tests.factories.participants import ReachWayFactory, RegistrationFactory, child_of, person_at
from tests.participants.test_people import typed
from tests.participants.typed import error_beside

Part = Registration.Part
REASON = "The office closed and nobody could be asked."


@pytest.fixture
def opal(cast):
    """Somebody registered at Oak Grove without a case, with a phone, an address and a school."""
    return person_at(
        cast.here.site,
        given_name="Opal",
        family_name="Makebelieve",
        phone="(417) 555-0170",
        may_text=True,
        email="opal@people.example",
        street="1 Fable Lane",
        city="Springfield",
        school="Fable High School",
    )


def handed_over(person, cast, *, parts=(), reason=REASON):
    return workflow.transfer(
        registration=person.registrations.get(ends_on=None),
        site=cast.there.site,
        on=cast.here.site.today(),
        by=cast.here.supervisor,
        parts=parts,
        reason=reason,
    )


def consent_to(person, cast, party):
    today = cast.here.site.today()
    return ConsentFactory(
        person=person,
        site=cast.here.site,
        kind="sharing",
        party=party,
        given_on=today - timedelta(days=3),
        until=today + timedelta(days=100),
    )


# --- Ending -------------------------------------------------------------------------------------


def test_a_registration_ends_with_its_last_day_and_the_site_still_reads_it(cast, opal):
    today = cast.here.site.today()

    workflow.end(registration=opal.registrations.get(), on=today, by=cast.here.staff, reason="Moved away")

    row = opal.registrations.get()
    assert (row.ends_on, row.end_reason) == (today, "Moved away")
    assert opal in Person.objects.for_user(cast.here.staff)
    assert Event.objects.about(opal).get(verb="person.registration_ended").reason == "Moved away"
    with pytest.raises(workflow.CannotEnd, match="already"):
        workflow.end(registration=row, on=today, by=cast.here.staff)


def test_an_open_case_keeps_a_participant_at_the_site(cast):
    row = cast.here.participant.registrations.get()

    with pytest.raises(workflow.CannotEnd, match=cast.here.enrollment.number) as refusal:
        workflow.end(registration=row, on=cast.here.site.today(), by=cast.here.staff)

    assert len(refusal.value.reasons) == 1


def test_an_open_match_keeps_a_mentor_at_the_site(cast):
    row = cast.here.mentor.person.registrations.get()

    with pytest.raises(workflow.CannotEnd, match="They are the mentor in case"):
        workflow.end(registration=row, on=cast.here.site.today(), by=cast.here.staff)


def test_it_does_not_end_before_it_began(cast, opal):
    row = opal.registrations.get()

    with pytest.raises(workflow.CannotEnd, match="before it began"):
        workflow.end(registration=row, on=row.starts_on - timedelta(days=1), by=cast.here.staff)


def test_somebody_comes_back(cast, opal):
    today = cast.here.site.today()
    workflow.end(registration=opal.registrations.get(), on=today - timedelta(days=1), by=cast.here.staff)

    workflow.begin_again(person=opal, site=cast.here.site, on=today, by=cast.here.staff)

    assert opal.registrations.count() == 2
    with pytest.raises(workflow.CannotRegister, match="already"):
        workflow.begin_again(person=opal, site=cast.here.site, on=today, by=cast.here.staff)
    with pytest.raises(workflow.CannotRegister, match="never"):
        workflow.begin_again(person=opal, site=cast.there.site, on=today, by=cast.here.staff)


# --- Handing over -------------------------------------------------------------------------------


def test_without_consent_only_name_and_birth_date_arrive(cast, opal):
    handed_over(opal, cast)

    opal.refresh_from_db()
    assert (opal.given_name, opal.phone, opal.email, opal.street, opal.city) == ("Opal", "", "", "", "")
    arrived = opal.registrations.get(site=cast.there.site)
    assert arrived.parts == set()
    assert (arrived.without_consent_because, arrived.transferred_from) == (REASON, cast.here.site)


def test_what_the_next_site_learns_is_not_shown_to_the_site_before(cast, client_of, opal):
    handed_over(opal, cast)
    Person.objects.filter(pk=opal.pk).update(
        phone="(612) 555-0199", phone_digits="6125550199", street="9 Newtown Road", email="new@people.example"
    )
    ReachWayFactory(person=opal, value="(612) 555-0188")
    paths = [reverse(name, args=[opal.pk]) for name in ("casefile:person", "participants:reach")]

    def pages(user):
        client = client_of(user)
        return [client.get(path).content.decode() for path in paths]

    for old, new in zip(pages(cast.here.staff), pages(cast.there.staff), strict=True):
        for words in ("555-0199", "555-0188", "9 Newtown Road"):
            assert words in new
            assert words not in old
        assert "555-0170" in old
    listed = client_of(cast.here.staff).get(reverse("casefile:people"), {"list": "not_enrolled"}).content.decode()
    assert "Opal" in listed
    assert "555-0199" not in listed
    for words in ("6125550199", "6125550188", "new@people.example"):
        assert find(words, user=cast.here.staff).hits == []
        assert len(find(words, user=cast.there.staff).hits) == 1


def test_who_moved_on_is_corrected_at_the_next_site_alone(cast, client_of, opal):
    handed_over(opal, cast)

    for name in ("participants:edit", "participants:add_way"):
        path = reverse(name, args=[opal.pk])
        assert client_of(cast.here.staff).get(path).status_code == 403
        assert client_of(cast.there.staff).get(path).status_code == 200


def test_who_only_left_is_still_read_whole(cast, opal):
    workflow.end(registration=opal.registrations.get(), on=cast.here.site.today(), by=cast.here.staff)

    assert not Person.objects.moved_on_from(cast.here.staff).filter(pk=opal.pk).exists()


def test_a_copy_without_the_ways_is_not_saved(cast, opal):
    handed_over(opal, cast)
    copy = hide_where_moved_on(Person.objects.get(pk=opal.pk), cast.here.staff)

    with pytest.raises(ValueError, match="without the ways"):
        copy.save()


def test_the_site_before_keeps_what_it_knew(cast, client_of, opal):
    ReachWayFactory(person=opal, value="(417) 555-0111")
    handed_over(opal, cast)
    page = reverse("participants:reach", args=[opal.pk])

    before = client_of(cast.here.staff).get(page).content.decode()
    for expected in ("(417) 555-0170", "(417) 555-0111", "opal@people.example", "1 Fable Lane", "known only at"):
        assert expected in before

    after = client_of(cast.there.staff).get(page).content.decode()
    for hidden in ("555-0170", "555-0111", "opal@people.example", "Fable Lane"):
        assert hidden not in after


def test_nobody_there_finds_them_by_what_was_left_behind(cast, opal):
    ReachWayFactory(person=opal, value="(417) 555-0111")
    handed_over(opal, cast)

    for words in ("555-0170", "0111", "opal@people"):
        assert opal.pk in [hit.person.pk for hit in find(words, user=cast.here.staff).hits]
        assert opal.pk not in [hit.person.pk for hit in find(words, user=cast.there.staff).hits]
    assert opal.pk in [hit.person.pk for hit in find("Opal", user=cast.there.staff).hits]


def test_a_consent_that_names_the_site_is_found_by_itself(cast, opal):
    consent = consent_to(opal, cast, cast.there.site.name.upper())

    arrived = handed_over(opal, cast, parts=[Part.REACH], reason="")

    opal.refresh_from_db()
    assert opal.phone == "(417) 555-0170"
    assert (arrived.consented_on, arrived.without_consent_because) == (consent.given_on, "")


def test_a_consent_for_somebody_else_is_none(cast, opal):
    consent_to(opal, cast, "Clearwater High School")

    with pytest.raises(workflow.CannotRegister, match="No consent names this site"):
        handed_over(opal, cast, reason="")


def test_the_children_come_along_with_the_household(cast, opal):
    child = child_of(opal, given_name="Clover")
    RegistrationFactory(person=child, site=cast.here.site)

    handed_over(opal, cast, parts=[Part.HOUSEHOLD])

    assert child in Person.objects.for_user(cast.there.staff)
    assert child.registrations.get(site=cast.here.site).ends_on is None


def test_the_children_stay_where_the_household_does_not_travel(cast, opal):
    child = child_of(opal, given_name="Clover")
    RegistrationFactory(person=child, site=cast.here.site)

    handed_over(opal, cast)

    assert child not in Person.objects.for_user(cast.there.staff)


@pytest.mark.parametrize(("parts", "is_seen"), [([Part.DOCUMENTS], True), ([], False)])
def test_papers_travel_only_when_they_may(cast, opal, parts, is_seen):
    source = IncomeSourceFactory(person=opal, site=cast.here.site)
    secret = restricted_document_of(opal, by=cast.here.staff, site=cast.here.site)

    handed_over(opal, cast, parts=parts)

    assert type(source).objects.for_user(cast.there.staff).filter(pk=source.pk).exists() is is_seen
    assert not type(secret).objects.for_user(cast.there.supervisor).filter(pk=secret.pk).exists()


def test_a_third_site_sees_nothing_of_it(cast, opal):
    source = IncomeSourceFactory(person=opal, site=cast.there.site)

    handed_over(opal, cast, parts=[Part.DOCUMENTS])

    assert not type(source).objects.for_user(cast.here.staff).filter(pk=source.pk).exists()


def test_the_supervisors_there_are_told_without_a_name(cast, opal):
    handed_over(opal, cast)

    notice = Message.objects.get(rule="person-arrived")
    assert notice.recipient == cast.there.supervisor
    assert "Opal" not in notice.subject + notice.body


def test_what_cannot_be(cast, opal):
    with pytest.raises(workflow.CannotRegister, match="Choose another one"):
        workflow.transfer(
            registration=opal.registrations.get(),
            site=cast.here.site,
            on=cast.here.site.today(),
            by=cast.here.supervisor,
            reason=REASON,
        )
    RegistrationFactory(person=opal, site=cast.there.site)
    with pytest.raises(workflow.CannotRegister, match="registered at Far Hills already"):
        workflow.transfer(
            registration=opal.registrations.get(site=cast.here.site),
            site=cast.there.site,
            on=cast.here.site.today(),
            by=cast.here.supervisor,
            reason=REASON,
        )
    with pytest.raises(workflow.CannotEnd, match="is open at Oak Grove"):
        handed_over(cast.here.participant, cast)


@pytest.mark.parametrize(
    "facts",
    [
        {"shares_reach": False},
        {"without_consent_because": "Because"},
        {"transferred_from": True},
    ],
)
def test_constraints(cast, facts):
    if "transferred_from" in facts:
        facts = {"transferred_from": cast.here.site}
    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationFactory(person=person_at(cast.here.site), site=cast.there.site, **facts)


# --- Asked anew ---------------------------------------------------------------------------------


def test_a_school_left_behind_is_asked_anew_and_not_wiped_out(cast, client_of, opal):
    handed_over(opal, cast)
    client, page = client_of(cast.there.staff), reverse("participants:edit", args=[opal.pk])
    opal.refresh_from_db()

    form = client.get(page)
    assert "Fable High School" not in form.content.decode()

    client.post(page, typed(given_name="Opal", born_on=opal.born_on.isoformat(), school="", version=opal.version))
    opal.refresh_from_db()
    assert opal.school == "Fable High School"

    client.post(
        page, typed(given_name="Opal", born_on=opal.born_on.isoformat(), school="New School", version=opal.version)
    )
    opal.refresh_from_db()
    assert opal.school == "New School"
    assert opal.registrations.get(site=cast.there.site).shares_documents


def test_their_page_there_says_what_was_left_behind(cast, client_of, opal):
    handed_over(opal, cast)

    words = client_of(cast.there.staff).get(opal.get_absolute_url()).content.decode()

    assert "They came from Oak Grove" in words
    assert "Fable High School" not in words
    answer = client_of(cast.there.staff).get(reverse("participants:background", args=[opal.pk]))
    assert answer.status_code == 404


def test_the_history_may_travel_as_programs_and_days(cast, client_of):
    enrollment, person = cast.here.enrollment, cast.here.participant
    today = cast.here.site.today()
    type(cast.here.match).objects.filter(pk=cast.here.match.pk).update(
        status="ended", ended_on=today, end_reason="moved"
    )
    type(enrollment).objects.filter(pk=enrollment.pk).update(status="closed", closed_on=today)
    handed_over(person, cast, parts=[Part.HISTORY])

    words = client_of(cast.there.staff).get(person.get_absolute_url()).content.decode()

    assert "Before, at another site" in words
    assert enrollment.number not in words
    assert client_of(cast.there.staff).get(enrollment.get_absolute_url()).status_code == 404


# --- Pages --------------------------------------------------------------------------------------


def test_a_supervisor_transfers_on_a_page(cast, client_of, opal):
    row = opal.registrations.get()
    page = reverse("participants:transfer", args=[opal.pk, row.pk])
    form = {"site": cast.there.site.pk, "on": cast.here.site.today().isoformat(), "parts": ["reach"], "reason": ""}
    client = client_of(cast.here.supervisor)

    refused = client.post(page, form)
    assert "No consent names Far Hills" in error_beside(refused, "reason")

    answer = client.post(page, {**form, "reason": REASON})
    assert answer.status_code == 302
    assert opal.registrations.get(site=cast.there.site).shares_reach


def test_the_page_shows_which_consents_to_share_there_are(cast, client_of, opal):
    page = reverse("participants:transfer", args=[opal.pk, opal.registrations.get().pk])
    client = client_of(cast.here.supervisor)
    assert "none in force" in client.get(page).content.decode()

    consent_to(opal, cast, "Clearwater High School")

    assert "Clearwater High School" in client.get(page).content.decode()


def test_staff_do_not_transfer(cast, client_of, opal):
    page = reverse("participants:transfer", args=[opal.pk, opal.registrations.get().pk])

    assert client_of(cast.here.staff).get(page).status_code == 403


def test_an_open_case_is_named_on_the_page(cast, client_of):
    person = cast.here.participant
    page = reverse("participants:transfer", args=[person.pk, person.registrations.get().pk])
    client = client_of(cast.here.supervisor)
    today = cast.here.site.today().isoformat()

    shown = client.get(page).content.decode()
    refused = client.post(page, {"site": cast.there.site.pk, "on": today, "reason": REASON}).content.decode()

    assert f"Case {cast.here.enrollment.number} is open" in shown
    assert f"Case {cast.here.enrollment.number} is open" in refused
    assert person.registrations.count() == 1


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("site", "", "Choose one"),
        ("site", "999999", "not offered"),
        ("on", "soon", "cannot read"),
        ("on", "9999-12-31", "on the day it happens"),
        ("parts", "everything", "not offered"),
        ("reason", "x" * 400, "Keep this to"),
    ],
)
def test_bad_input_gets_a_sentence(cast, client_of, opal, name, value, sentence):
    form = {"site": cast.there.site.pk, "on": cast.here.site.today().isoformat(), "reason": REASON, name: value}

    answer = client_of(cast.here.supervisor).post(
        reverse("participants:transfer", args=[opal.pk, opal.registrations.get().pk]), form
    )

    assert sentence in error_beside(answer, name)
    assert opal.registrations.count() == 1


def test_staff_end_and_begin_again_on_pages(cast, client_of, opal):
    client, row = client_of(cast.here.staff), opal.registrations.get()
    yesterday = cast.here.site.today() - timedelta(days=1)
    client.post(
        reverse("participants:end_registration", args=[opal.pk, row.pk]), {"on": yesterday.isoformat(), "reason": ""}
    )
    row.refresh_from_db()
    assert row.ends_on == yesterday

    page = client.get(reverse("participants:registrations", args=[opal.pk])).content.decode()
    assert "Register at Oak Grove again" in page
    client.post(reverse("participants:register_again", args=[opal.pk, cast.here.site.pk]))
    assert opal.registrations.filter(ends_on=None).count() == 1


def test_nobody_registers_at_a_site_of_others(cast, client_of, opal):
    answer = client_of(cast.here.staff).post(
        reverse("participants:register_again", args=[opal.pk, cast.there.site.pk])
    )

    assert answer.status_code == 404


def test_another_sites_registration_is_not_told(cast, client_of, opal):
    RegistrationFactory(person=opal, site=cast.there.site)

    words = client_of(cast.here.staff).get(reverse("participants:registrations", args=[opal.pk])).content.decode()

    assert "Oak Grove" in words
    assert "Far Hills" not in words


def test_loans_stay_with_the_site_that_lent(cast, opal):
    loan = EquipmentLoan.objects.create(
        person=opal, site=cast.here.site, what="Tablet", lent_on=cast.here.site.today()
    )
    handed_over(opal, cast, parts=list(Part))

    assert loan.site == cast.here.site
