"""Consents: who may give which, until when they hold, how they end, and what follows."""

import base64
import io
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from PIL import Image

from mmp_portal.audit import kinds
from mmp_portal.audit.models import Event
from mmp_portal.audit.restoring import void
from mmp_portal.files.models import StoredFile
from participants.consents import workflow
from participants.consents.dependents import register_dependent, what_depends
from participants.consents.models import Consent, Kind
from participants.consents.standing import in_force, texts_have_ended, to_follow_up
from participants.facts import CannotWrite
from participants.models import Person
from participants.schooling import workflow as schooling
from tests.factories.facts import ConsentFactory
from tests.factories.participants import ReachWayFactory, RegistrationFactory, child_of, person_at

DAY = date(2026, 3, 2)
DRAWN = "data:image/png;base64,"


@pytest.fixture
def person(cast):
    """Somebody of age who has consented to nothing yet."""
    return person_at(cast.here.site, born_on=date(2000, 1, 1))


def given(person, cast, **details):
    facts = {"kind": "photo", "given_by": person, "given_on": DAY, "how": "screen", "signed_name": "Opal"}
    return workflow.give(
        person=person, site=cast.here.site, by=cast.here.staff, **{"language": "en", **facts, **details}
    )


def drawing(size=(600, 200), image_format="PNG"):
    """A drawn line as the page sends it."""
    file = io.BytesIO()
    Image.new("RGB", size, "white").save(file, image_format)
    return DRAWN + base64.b64encode(file.getvalue()).decode()


# --- Giving ----------------------------------------------------------------------------------


def test_a_consent_keeps_the_text_it_was_given_on(cast, person):
    consent = given(person, cast, language="es")

    assert consent.text_title == "Consentimiento para usar una foto o una historia"
    assert "foto" in consent.text_body
    assert consent.text_from <= DAY
    assert Event.objects.about(consent).get().verb == "consent.given"


def test_a_drawn_signature_is_kept_as_a_picture(cast, person, settings, tmp_path):
    settings.FILES_DIR = tmp_path

    consent = given(person, cast, signature=drawing())

    assert consent.signature.is_picture
    assert consent.signature.owner_kind == "consent"


@pytest.mark.parametrize(
    "sent",
    [
        DRAWN + "not base64!",
        DRAWN + base64.b64encode(b"<svg onload=alert(1)>").decode(),
        DRAWN,
        DRAWN + base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"\0" * 40).decode(),
    ],
)
def test_what_is_no_picture_is_refused(cast, person, settings, tmp_path, sent):
    settings.FILES_DIR = tmp_path

    with pytest.raises(CannotWrite, match="did not arrive whole") as refusal:
        given(person, cast, signature=sent)

    assert refusal.value.about == "signature"
    assert not Consent.objects.filter(person=person).exists()


def test_a_signature_is_kept_only_of_those_who_sign_on_screen(cast, person):
    assert given(person, cast, how="paper", signature=drawing()).signature is None


def test_signing_on_screen_needs_the_name(cast, person):
    with pytest.raises(CannotWrite, match="Type the name") as refusal:
        given(person, cast, signed_name="")

    assert refusal.value.about == "signed_name"


def test_a_parent_consents_for_a_child_until_the_day_before_the_18th_birthday(cast, person):
    child = child_of(person, born_on=date(2010, 5, 14))

    consent = given(child, cast, given_by=person, kind="school_records")

    assert consent.until == date(2028, 5, 13)
    assert consent.is_in_force(date(2028, 5, 13))
    assert not consent.is_in_force(date(2028, 5, 14))


def test_an_earlier_end_is_kept(cast, person):
    child = child_of(person, born_on=date(2010, 5, 14))

    assert given(child, cast, given_by=person, until=date(2027, 1, 1)).until == date(2027, 1, 1)


@pytest.mark.parametrize(("born_on", "is_of_age"), [(date(2008, 3, 2), True), (date(2008, 3, 3), False)])
def test_from_the_18th_birthday_on_nobody_else_consents(cast, person, born_on, is_of_age):
    child = child_of(person, born_on=born_on)

    if is_of_age:
        with pytest.raises(CannotWrite, match="of age"):
            given(child, cast, given_by=person)
    else:
        assert given(child, cast, given_by=person).given_by == person


@pytest.mark.parametrize(("born_on", "is_of_age"), [(date(2008, 3, 2), True), (date(2008, 3, 3), False)])
def test_school_records_are_the_parents_until_18(cast, born_on, is_of_age):
    """FERPA: the right passes to the student at 18 (34 CFR 99.5)."""
    student = person_at(cast.here.site, born_on=born_on)

    if is_of_age:
        assert given(student, cast, kind="school_records").is_own
    else:
        with pytest.raises(CannotWrite, match="Until the 18th birthday"):
            given(student, cast, kind="school_records")


def at_college(student, cast, **facts):
    facts = {"school": "Fable College", "level": "college", "status": "enrolled", "starts_on": DAY, **facts}
    return schooling.add(person=student, site=cast.here.site, by=cast.here.staff, **facts)


@pytest.mark.parametrize(("days", "is_students"), [(0, True), (1, False)])
def test_school_records_are_the_students_from_the_first_day_at_college(cast, person, days, is_students):
    """FERPA: an eligible student is 18 or goes to college (34 CFR 99.3, 99.5)."""
    student = child_of(person, born_on=date(2009, 5, 14))
    at_college(student, cast, starts_on=DAY + timedelta(days=days))

    if is_students:
        assert given(student, cast, kind="school_records").until is None
        with pytest.raises(CannotWrite, match="goes to college"):
            given(student, cast, kind="school_records", given_by=person)
    else:
        assert given(student, cast, kind="school_records", given_by=person).until == DAY
        with pytest.raises(CannotWrite, match="first day at college"):
            given(student, cast, kind="school_records")


def test_what_a_parent_agreed_to_ends_the_day_before_college(cast, person):
    student = child_of(person, born_on=date(2009, 5, 14))
    records = given(student, cast, kind="school_records", given_by=person)
    photo = given(student, cast, given_by=person)

    college = at_college(student, cast, starts_on=DAY + timedelta(days=100))
    schooling.correct(schooling=college, by=cast.here.staff, version=1, starts_on=DAY + timedelta(days=80))

    records.refresh_from_db()
    photo.refresh_from_db()
    assert records.until == DAY + timedelta(days=79)
    assert photo.until == date(2027, 5, 13)
    assert list(Consent.objects.to_follow_up(DAY + timedelta(days=80)).filter(person=student)) == [records]
    assert "consent.passed_to_student" in {event.verb for event in Event.objects.about(records)}


def test_a_consent_to_share_is_written_names_a_party_and_ends(cast, person):
    sharing = {"kind": "sharing", "party": " Clearwater High School "}

    with pytest.raises(CannotWrite, match="ends on a day"):
        given(person, cast, **sharing)
    with pytest.raises(CannotWrite, match="in writing"):
        given(person, cast, **sharing, until=DAY + timedelta(days=90), how="voice")
    consent = given(person, cast, **sharing, until=DAY + timedelta(days=90))

    assert consent.label == "Sharing with a named party: Clearwater High School"


def test_days_that_cannot_be_are_refused(cast, person):
    with pytest.raises(CannotWrite, match="before the birth"):
        given(person, cast, given_on=date(1999, 12, 31))
    with pytest.raises(CannotWrite, match="before the day on which"):
        given(person, cast, until=DAY - timedelta(days=1))
    with pytest.raises(CannotWrite, match="no text"):
        given(person, cast, given_on=date(2023, 12, 31))


# --- In force --------------------------------------------------------------------------------


def test_in_force_from_the_first_to_the_last_day(cast, person):
    consent = given(person, cast, until=DAY + timedelta(days=10))

    assert in_force(person, Kind.PHOTO, DAY) == consent
    assert in_force(person, Kind.PHOTO, DAY + timedelta(days=10)) == consent
    assert in_force(person, Kind.PHOTO, DAY + timedelta(days=11)) is None
    assert in_force(person, Kind.PHOTO, DAY - timedelta(days=1)) is None
    assert in_force(person, Kind.TEXTS, DAY) is None


def test_a_party_is_found_however_it_is_written(cast, person):
    consent = given(person, cast, kind="sharing", party="Clearwater High School", until=DAY + timedelta(days=9))

    assert in_force(person, Kind.SHARING, DAY, party=" clearwater high school") == consent
    assert in_force(person, Kind.SHARING, DAY, party="Another school") is None


def test_on_the_day_it_was_ended_it_is_in_force_no_more(cast, person):
    consent = given(person, cast)

    workflow.revoke(consent=consent, by=cast.here.staff, revoked_on=DAY + timedelta(days=3), revoked_by="Opal")

    assert in_force(person, Kind.PHOTO, DAY + timedelta(days=2)) == consent
    assert in_force(person, Kind.PHOTO, DAY + timedelta(days=3)) is None
    assert "consent.revoked" in {event.verb for event in Event.objects.about(consent)}


def test_ending_twice_or_before_it_was_given_is_refused(cast, person):
    consent = given(person, cast)

    with pytest.raises(CannotWrite, match="given later") as refusal:
        workflow.revoke(consent=consent, by=cast.here.staff, revoked_on=DAY - timedelta(days=1), revoked_by="Opal")
    assert refusal.value.about == "revoked_on"
    workflow.revoke(consent=consent, by=cast.here.staff, revoked_on=DAY, revoked_by="Opal")
    with pytest.raises(CannotWrite, match="ended already"):
        workflow.revoke(consent=consent, by=cast.here.staff, revoked_on=DAY, revoked_by="Opal")


@pytest.mark.parametrize(("days", "soon"), [(29, True), (28, True), (30, False), (400, False)])
def test_ends_soon(cast, person, days, soon):
    assert given(person, cast, until=DAY + timedelta(days=days)).ends_soon(DAY) is soon


# --- What follows ----------------------------------------------------------------------------


def test_every_kind_says_what_follows_from_its_end():
    assert all(what_depends(kind) for kind in Kind.values)
    assert "photo down" in str(what_depends(Kind.PHOTO)[0])


def test_what_depends_is_said_once():
    before = what_depends("texts")

    register_dependent("texts", before[0])

    assert what_depends("texts") == before
    assert what_depends("nothing of the kind") == ()


def test_an_ended_consent_is_owed_until_somebody_has_done_what_follows(cast, person):
    consent = given(person, cast, until=DAY + timedelta(days=5))
    after = DAY + timedelta(days=6)

    assert list(to_follow_up(person, DAY + timedelta(days=5), user=cast.here.staff)) == []
    assert list(to_follow_up(person, after, user=cast.here.staff)) == [consent]
    assert list(to_follow_up(person, after, user=cast.there.staff)) == []
    workflow.follow_up(consent=consent, by=cast.here.staff, on=after)

    assert list(to_follow_up(person, after, user=cast.here.staff)) == []


def test_a_new_consent_takes_the_place_of_one_that_ended(cast, person):
    given(person, cast, until=DAY + timedelta(days=5))
    given(person, cast, given_on=DAY + timedelta(days=3))

    assert list(to_follow_up(person, DAY + timedelta(days=6), user=cast.here.staff)) == []


def test_a_consent_for_another_party_does_not(cast, person):
    sharing = {"kind": "sharing", "until": DAY + timedelta(days=5)}
    ended = given(person, cast, **sharing, party="The school")
    given(person, cast, **{**sharing, "until": DAY + timedelta(days=50)}, party="The library")

    assert list(to_follow_up(person, DAY + timedelta(days=6), user=cast.here.staff)) == [ended]


def test_ending_soon_is_told_unless_a_longer_one_is_there(cast, person):
    short = given(person, cast, until=DAY + timedelta(days=29))

    assert list(Consent.objects.filter(person=person).ending(DAY)) == [short]
    assert list(Consent.objects.filter(person=person).ending(DAY - timedelta(days=1))) == []
    given(person, cast)

    assert list(Consent.objects.filter(person=person).ending(DAY)) == []


def test_texts_end_with_the_consent_to_them(cast, person):
    Person.objects.filter(pk=person.pk).update(may_text=True)
    further = ReachWayFactory(person=person, may_text=True)
    consent = given(person, cast, kind="texts")

    workflow.revoke(consent=consent, by=cast.here.staff, revoked_on=DAY, revoked_by="Opal")

    person.refresh_from_db()
    further.refresh_from_db()
    assert (person.may_text, further.may_text) == (False, False)


def test_texts_are_off_between_the_last_day_of_a_consent_and_somebody_seeing_it(cast, person):
    Person.objects.filter(pk=person.pk).update(may_text=True)
    consent = given(person, cast, kind="texts", until=DAY)
    after = DAY + timedelta(days=1)

    assert texts_have_ended([person.pk], DAY) == set()
    assert texts_have_ended([person.pk], after) == {person.pk}
    workflow.follow_up(consent=consent, by=cast.here.staff, on=after)

    person.refresh_from_db()
    assert person.may_text is False


def test_of_two_consents_to_texts_the_other_keeps_them_on(cast, person):
    Person.objects.filter(pk=person.pk).update(may_text=True)
    consent = given(person, cast, kind="texts")
    given(person, cast, kind="texts", how="voice")

    workflow.revoke(consent=consent, by=cast.here.staff, revoked_on=DAY, revoked_by="Opal")

    person.refresh_from_db()
    assert person.may_text is True


def test_nothing_follows_while_it_is_in_force(cast, person):
    consent = given(person, cast)

    with pytest.raises(CannotWrite, match="in force"):
        workflow.follow_up(consent=consent, by=cast.here.staff, on=DAY)


def test_done_twice_is_done_once(cast, person):
    consent = given(person, cast, until=DAY)
    first = workflow.follow_up(consent=consent, by=cast.here.staff, on=DAY + timedelta(days=1))

    again = workflow.follow_up(consent=consent, by=cast.here.supervisor, on=DAY + timedelta(days=2))

    assert again.followed_up_by == first.followed_up_by == cast.here.staff


# --- Files and the database ------------------------------------------------------------------


def test_a_signature_opens_to_whoever_sees_the_consent(cast, person, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    file = given(person, cast, signature=drawing()).signature

    assert StoredFile.objects.for_user(cast.here.supervisor).filter(pk=file.pk).exists()
    assert not StoredFile.objects.for_user(cast.there.staff).filter(pk=file.pk).exists()
    assert not StoredFile.objects.for_user(cast.here.mentor_user).filter(pk=file.pk).exists()


def test_the_signature_of_a_voided_consent_opens_to_nobody(cast, person, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    consent = given(person, cast, signature=drawing())

    void(kind=kinds.get("consent"), record=consent, reason="Somebody else's", by=cast.here.staff)

    assert not StoredFile.objects.for_user(cast.here.supervisor).filter(pk=consent.signature_id).exists()


def test_constraints(cast, person):
    shared = {"person": person, "site": cast.here.site, "given_on": DAY}

    for wrong in (
        {"kind": "wish", "text_from": DAY, "text_title": "A wish", "text_body": "Words"},
        {"how": "smoke"},
        {"kind": "sharing", "party": "School"},
        {"kind": "sharing", "until": DAY},
        {"party": "School"},
        {"until": DAY - timedelta(days=1)},
        {"revoked_on": DAY},
        {"revoked_by": "Opal"},
        {"revoked_on": DAY - timedelta(days=1), "revoked_by": "Opal"},
        {"followed_up_by": cast.here.staff},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ConsentFactory(**shared, **wrong)
    for right in (
        {"kind": "sharing", "party": "School", "until": DAY},
        {"until": DAY},
        {"revoked_on": DAY, "revoked_by": "Opal"},
    ):
        ConsentFactory(**shared, **right)

    assert Consent.objects.filter(person=person).count() == 3


def test_another_site_of_the_person_reads_nothing_without_a_transfer(cast, person):
    given(person, cast)
    RegistrationFactory(person=person, site=cast.there.site)

    assert not Consent.objects.for_user(cast.there.staff).filter(person=person).exists()


def test_what_came_along_by_a_transfer_is_read_and_not_changed(cast, person):
    consent = given(person, cast)
    RegistrationFactory(
        person=person, site=cast.there.site, transferred_from=cast.here.site, without_consent_because="Moved"
    )

    assert Consent.objects.for_user(cast.there.staff).filter(pk=consent.pk).exists()
    assert not Consent.objects.of_own_sites(cast.there.staff).filter(pk=consent.pk).exists()
