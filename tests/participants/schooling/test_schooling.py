"""School, days at it and what was earned: rules, what the database holds, and the pages."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mmp_portal.audit import kinds
from mmp_portal.audit.models import Event
from mmp_portal.audit.restoring import restore, void
from participants.facts import CannotWrite
from participants.schooling import workflow
from participants.schooling.models import TRANSITIONS, Credential, SchoolAttendance, Schooling, Status
from tests.factories.facts import CredentialFactory, SchoolAttendanceFactory, SchoolingFactory
from tests.factories.participants import person_at
from tests.participants.typed import EMOJI, LONG, NO_SUCH_DAY, error_beside

DAY = date(2026, 1, 12)


@pytest.fixture
def person(cast):
    """Somebody nobody has asked about school yet."""
    return person_at(cast.here.site, born_on=date(2007, 5, 14))


def add(person, cast, **details):
    facts = {"school": "Example High School", "level": "high", "status": "enrolled", "starts_on": DAY}
    if details.get("level") == "none":
        facts |= {"school": "", "status": "not_in_school"}
    return workflow.add(person=person, site=cast.here.site, by=cast.here.staff, **{**facts, **details})


def typed(**changes):
    """A whole form as a browser sends it."""
    return {
        "level": "high",
        "school": "Clearwater High School",
        "grade": "11",
        "status": "enrolled",
        "starts_on": "2026-01-12",
        "ends_on": "",
        "note": "",
        "version": "1",
        **changes,
    }


# --- Rules -----------------------------------------------------------------------------------


def test_the_school_stands_in_the_details_of_the_person(cast, person):
    schooling = add(person, cast)
    person.refresh_from_db()
    assert person.school == "Example High School"
    assert Event.objects.about(schooling).get().verb == "schooling.added"

    workflow.move(schooling=schooling, status="dropped", on=DAY + timedelta(days=9), by=cast.here.staff)

    person.refresh_from_db()
    assert person.school == ""


def test_a_voided_school_leaves_the_details_and_comes_back(cast, person):
    schooling = add(person, cast)
    kind = kinds.get("schooling")

    void(kind=kind, record=schooling, reason="Somebody else's", by=cast.here.staff)
    person.refresh_from_db()
    assert person.school == ""
    restore(kind=kind, record=schooling, reason="It was theirs", by=cast.here.staff)

    person.refresh_from_db()
    assert person.school == "Example High School"


def test_of_two_schools_the_later_one_stands_in_the_details(cast, person):
    add(person, cast, school="Fable College", starts_on=DAY + timedelta(days=30))
    add(person, cast)

    person.refresh_from_db()
    assert person.school == "Fable College"


def test_a_school_ends_the_word_that_there_was_none(cast, person):
    none = add(person, cast, level="none", starts_on=DAY - timedelta(days=40))

    add(person, cast)

    none.refresh_from_db()
    assert none.ends_on == DAY - timedelta(days=1)


def test_not_in_school_beside_a_school_is_refused(cast, person):
    add(person, cast)

    with pytest.raises(CannotWrite, match="go to a school now") as refusal:
        add(person, cast, level="none")

    assert refusal.value.about == "level"


def test_no_school_before_birth(cast, person):
    with pytest.raises(CannotWrite, match="before the birth"):
        add(person, cast, starts_on=date(2007, 5, 13))


def test_every_status_says_what_may_follow():
    assert set(TRANSITIONS) == set(Status)
    assert all(after <= set(Status) for after in TRANSITIONS.values())


@pytest.mark.parametrize("status", ["dropped", "finished"])
def test_leaving_has_a_last_day_and_leave_has_none(cast, person, status):
    schooling = add(person, cast)

    schooling = workflow.move(schooling=schooling, status="on_leave", on=DAY, by=cast.here.staff)
    assert schooling.ends_on is None
    schooling = workflow.move(schooling=schooling, status=status, on=DAY + timedelta(days=5), by=cast.here.staff)

    assert schooling.ends_on == DAY + timedelta(days=5)


def test_coming_back_after_leaving_takes_the_last_day_away(cast, person):
    schooling = workflow.move(schooling=add(person, cast), status="dropped", on=DAY, by=cast.here.staff)

    schooling = workflow.move(schooling=schooling, status="enrolled", on=DAY, by=cast.here.staff)

    assert schooling.ends_on is None


def test_what_cannot_follow_is_refused(cast, person):
    schooling = workflow.move(schooling=add(person, cast), status="finished", on=DAY, by=cast.here.staff)

    with pytest.raises(CannotWrite, match="cannot follow"):
        workflow.move(schooling=schooling, status="enrolled", on=DAY, by=cast.here.staff)
    with pytest.raises(CannotWrite, match="before the first day"):
        workflow.move(schooling=add(person, cast), status="dropped", on=DAY - timedelta(days=1), by=cast.here.staff)


# --- Days at school --------------------------------------------------------------------------


def note(schooling, cast, **details):
    facts = {"first_on": DAY, "last_on": DAY + timedelta(days=30), "days_present": 18, "days_possible": 20}
    return workflow.note_attendance(schooling=schooling, by=cast.here.staff, **{**facts, **details})


@pytest.mark.parametrize(
    ("present", "possible", "percent"), [(0, 20, 0), (20, 20, 100), (1, 3, 33), (2, 3, 67), (1, 8, 13), (1, 200, 1)]
)
def test_percent(present, possible, percent):
    assert SchoolAttendance(days_present=present, days_possible=possible).percent == percent


def test_days_lie_within_the_time_at_the_school(cast, person):
    schooling = add(person, cast)

    with pytest.raises(CannotWrite, match="not at this school yet"):
        note(schooling, cast, first_on=DAY - timedelta(days=1))
    schooling = workflow.move(schooling=schooling, status="dropped", on=DAY + timedelta(days=30), by=cast.here.staff)
    with pytest.raises(CannotWrite, match="had left"):
        note(schooling, cast, last_on=DAY + timedelta(days=31))

    assert note(schooling, cast).percent == 90


def test_the_same_days_are_noted_once(cast, person):
    schooling = add(person, cast)
    first = note(schooling, cast)

    with pytest.raises(CannotWrite, match="on record already"):
        note(schooling, cast, first_on=DAY + timedelta(days=30), last_on=DAY + timedelta(days=60))
    note(schooling, cast, first_on=DAY + timedelta(days=31), last_on=DAY + timedelta(days=60))
    workflow.correct_attendance(attendance=first, by=cast.here.staff, version=1, days_present=19)

    first.refresh_from_db()
    assert (first.days_present, first.version) == (19, 2)


# --- What the database holds -----------------------------------------------------------------


def test_constraints_of_schoolings(cast, person):
    shared = {"person": person, "site": cast.here.site, "starts_on": DAY}

    for wrong in (
        {"status": "expelled"},
        {"level": "nursery"},
        {"school": ""},
        {"level": "none"},
        {"status": "not_in_school"},
        {"ends_on": DAY},
        {"status": "dropped"},
        {"status": "finished", "ends_on": DAY - timedelta(days=1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            SchoolingFactory(**shared, **wrong)
    for right in (
        {"status": "on_leave"},
        {"status": "finished", "ends_on": DAY},
        {"level": "none", "status": "not_in_school", "school": "", "grade": ""},
    ):
        SchoolingFactory(**shared, **right)

    assert Schooling.objects.filter(person=person).count() == 3


def test_constraints_of_days_and_credentials(cast, person):
    schooling = SchoolingFactory(person=person, site=cast.here.site)

    for wrong in (
        {"days_present": 21},
        {"days_possible": 0, "days_present": 0},
        {"days_possible": 367},
        {"last_on": date(2025, 8, 31)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            SchoolAttendanceFactory(schooling=schooling, **wrong)
    SchoolAttendanceFactory(schooling=schooling, days_present=20)
    with pytest.raises(IntegrityError), transaction.atomic():
        SchoolAttendanceFactory(schooling=schooling)
    with pytest.raises(IntegrityError), transaction.atomic():
        CredentialFactory(person=person, site=cast.here.site, kind="medal")


# --- Pages -----------------------------------------------------------------------------------


def test_the_page_shows_school_days_and_what_was_earned(client_of, cast):
    words = client_of(cast.here.staff).get(cast.here.facts.schooling.get_absolute_url()).content.decode()

    assert "Example High School, 11" in words
    assert "17 of 20, 85%" in words
    assert "Certificate: Safe food handling" in words


def test_a_school_is_added(client_of, cast, person):
    client = client_of(cast.here.staff)

    client.post(reverse("schooling:add", args=[person.pk]), typed(note=EMOJI))

    schooling = Schooling.objects.get(person=person)
    assert (schooling.school, schooling.note) == ("Clearwater High School", EMOJI)


def test_no_school_keeps_no_name_that_was_typed_before(client_of, cast, person):
    client_of(cast.here.staff).post(reverse("schooling:add", args=[person.pk]), typed(level="none"))

    schooling = Schooling.objects.get(person=person)
    assert (schooling.status, schooling.school, schooling.grade) == ("not_in_school", "", "")


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        ({"school": ""}, "school", "Name the school"),
        ({"school": LONG}, "school", "80 characters"),
        ({"level": ""}, "level", "Choose one"),
        ({"status": ""}, "status", "Choose one"),
        ({"status": "not_in_school"}, "status", "not offered"),
        ({"status": "dropped"}, "ends_on", "Say the last day"),
        ({"ends_on": "2026-02-01"}, "ends_on", "goes with"),
        ({"status": "finished", "ends_on": "2026-01-11"}, "ends_on", "before the first"),
        ({"starts_on": NO_SUCH_DAY}, "starts_on", "cannot read this as a day"),
        ({"starts_on": "2001-01-01"}, "starts_on", "before the birth"),
    ],
)
def test_what_cannot_be_is_refused_beside_the_field(client_of, cast, person, changes, name, sentence):
    answer = client_of(cast.here.staff).post(reverse("schooling:add", args=[person.pk]), typed(**changes))

    assert answer.status_code == 200
    assert sentence in error_beside(answer, name)
    assert not Schooling.objects.filter(person=person).exists()


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        ({"days_present": "22"}, "days_present", "more days than there were"),
        ({"days_possible": "32", "days_present": "3"}, "days_possible", "not that many days"),
        ({"days_present": "some"}, "days_present", "whole number"),
        ({"days_present": "-1"}, "days_present", "at least 0"),
        ({"last_on": "2026-01-11"}, "last_on", "before the first"),
        ({"first_on": "2024-01-12", "last_on": "2024-02-11"}, "first_on", "not at this school yet"),
    ],
)
def test_days_that_cannot_be_are_refused(client_of, cast, changes, name, sentence):
    url = reverse("schooling:note_attendance", args=[cast.here.facts.schooling.pk])
    form = {
        "first_on": "2026-01-12",
        "last_on": "2026-02-11",
        "days_present": "20",
        "days_possible": "21",
        "source": "",
    }

    answer = client_of(cast.here.staff).post(url, {**form, **changes})

    assert sentence in error_beside(answer, name)
    assert SchoolAttendance.objects.filter(schooling=cast.here.facts.schooling).count() == 1


def test_what_changed_offers_only_what_can_follow(client_of, cast):
    schooling, client = cast.here.facts.schooling, client_of(cast.here.staff)
    url = reverse("schooling:move", args=[schooling.pk])

    assert "not offered" in error_beside(client.post(url, {"status": "enrolled", "on": "2026-01-12"}), "status")
    client.post(url, {"status": "finished", "on": "2026-05-20"})

    schooling.refresh_from_db()
    assert (schooling.status, schooling.ends_on) == ("finished", date(2026, 5, 20))
    assert client.get(url).status_code == 302


def test_something_earned(client_of, cast, person):
    url = reverse("schooling:add_credential", args=[person.pk])
    client = client_of(cast.here.staff)
    form = {"kind": "hiset", "name": "", "earned_on": "2026-05-20", "evidence": "Saw it"}

    assert "before the birth" in error_beside(client.post(url, {**form, "earned_on": "2001-01-01"}), "earned_on")
    client.post(url, form)

    credential = Credential.objects.get(person=person)
    assert credential.in_words == "HiSET or GED"


def test_two_people_correcting_see_both_versions(client_of, cast):
    schooling = cast.here.facts.schooling
    workflow.correct(schooling=schooling, by=cast.here.supervisor, version=1, grade="12")

    answer = client_of(cast.here.staff).post(
        reverse("schooling:edit", args=[schooling.pk]), typed(grade="10", starts_on="2025-08-18")
    )

    assert "Somebody" in answer.content.decode()
    schooling.refresh_from_db()
    assert schooling.grade == "12"


def test_the_school_in_the_details_is_changed_on_the_page_for_school(client_of, cast, person):
    add(person, cast)
    person.refresh_from_db()
    url = reverse("participants:edit", args=[person.pk])
    client = client_of(cast.here.staff)

    form = {"given_name": "Opal", "language": "en", "version": str(person.version)}

    refused = client.post(url, {**form, "school": "Another School"})
    assert "Change it on their page for school" in error_beside(refused, "school")
    client.post(url, {**form, "school": "Example High School"})

    person.refresh_from_db()
    assert (person.given_name, person.school) == ("Opal", "Example High School")
