"""Taking in, reaching, waiting, ending, taking up again: what is allowed, what is refused, what is left behind."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mmp_portal.audit.models import Event
from mmp_portal.outbox.models import Message
from participants.models import Person, Registration
from programs.casework.enrollments import workflow as enrollments
from programs.casework.referrals import workflow
from programs.casework.referrals.models import TRANSITIONS, Attempt, DivisionReport, Referral, Status
from tests.factories.accounts import user_with
from tests.factories.parameters import value_at
from tests.factories.participants import person_at
from tests.factories.referrals import attempt_of, referral_at


@pytest.fixture
def site(cast):
    return cast.here.site


@pytest.fixture
def staff(cast):
    return cast.here.staff


@pytest.fixture
def received(site, staff):
    return referral_at(site, by=staff, days_ago=5)


def verbs_of(row):
    return list(Event.objects.about(row).order_by("pk").values_list("verb", flat=True))


# --- It comes in -----------------------------------------------------------------------------


def test_somebody_new_is_added_and_registered_at_the_site(site, staff):
    referral = workflow.receive(
        site=site,
        source="self",
        by=staff,
        details={"given_name": "Tansy", "family_name": "Example"},
        program="young_parent",
        hopes="A mentor who knows babies",
    )

    assert (referral.status, referral.received_on, referral.status_on) == (Status.NEW, site.today(), site.today())
    assert Registration.objects.in_force(site.today()).filter(person=referral.person, site=site).exists()
    assert verbs_of(referral) == ["referral.received"]


def test_somebody_known_keeps_their_record_and_is_registered_again_where_that_had_ended(site, staff):
    person = person_at(site)
    Registration.objects.filter(person=person).update(ends_on=site.today() - timedelta(days=1))
    people = Person.objects.count()

    referral = workflow.receive(site=site, source="school", by=staff, person=person)

    assert (referral.person, Person.objects.count()) == (person, people)
    assert Registration.objects.in_force(site.today()).filter(person=person, site=site).count() == 1


def test_somebody_of_another_site_is_not_drawn_over_by_a_referral(cast, site, staff):
    with pytest.raises(workflow.CannotChange, match="another site"):
        workflow.receive(site=site, source="self", by=staff, person=cast.there.participant)


def test_the_same_sending_twice_is_one_referral_and_one_person(site):
    uid, people = uuid.uuid4(), Person.objects.count()

    first, second = (
        workflow.receive(site=site, source="self", by=None, details={"given_name": "Tansy"}, sent_uid=uid)
        for _time in range(2)
    )

    assert (first, Person.objects.count()) == (second, people + 1)


def test_who_fills_in_the_public_form_makes_the_supervisors_bell_ring_and_names_nobody(cast, site):
    referral = workflow.receive(
        site=site, source="self", by=None, channel="public_form", details={"given_name": "Tansy"}
    )

    notice = Message.objects.get(rule="referral-received")
    assert notice.recipient == cast.here.supervisor
    assert (referral.number in notice.subject, "Tansy" in notice.subject + notice.body) == (True, False)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"program": "no_such_program"}, "does not offer"),
        ({"received_on": "tomorrow"}, "future"),
    ],
)
def test_what_cannot_be_is_refused_and_nobody_is_added(site, staff, facts, sentence):
    facts = {name: site.today() + timedelta(days=1) if value == "tomorrow" else value for name, value in facts.items()}
    people = Person.objects.count()

    with pytest.raises(workflow.CannotChange, match=sentence):
        workflow.receive(site=site, source="self", by=staff, details={"given_name": "Tansy"}, **facts)

    assert Person.objects.count() == people


def test_what_the_division_wrote_lies_apart_and_in_no_trail(site, staff):
    referral = workflow.receive(
        site=site,
        source="childrens_division",
        by=staff,
        details={"given_name": "Tansy"},
        division={"risk_level": "High", "words": "An invented sentence"},
    )

    assert DivisionReport.objects.get(referral=referral).risk_level == "High"
    assert "invented" not in str(list(Event.objects.about(referral).values()))


def test_numbers_tell_neither_how_many_nor_when(site, staff):
    numbers = {referral_at(site, by=staff).number for _time in range(20)}

    assert len(numbers) == 20
    assert {len(number) for number in numbers} == {8}
    assert not set("".join(numbers)[2:]) & set("AEIOU01LSZ") - {"R"}


# --- Who takes it in, and tries --------------------------------------------------------------


def test_the_intake_worker_is_told_and_must_work_there(cast, received, staff):
    workflow.assign(referral=received, worker=cast.here.supervisor, by=staff)

    assert Message.objects.filter(rule="referral-assigned", recipient=cast.here.supervisor).count() == 1
    with pytest.raises(workflow.CannotChange, match="does not work on this"):
        workflow.assign(referral=received, worker=cast.there.staff, by=staff)


def test_the_first_try_takes_the_referral_in_and_the_first_word_begins_the_screening(received, staff):
    workflow.log_attempt(referral=received, way="call", outcome="no_answer", by=staff)
    received.refresh_from_db()
    assert (received.status, received.intake_worker) == (Status.NEW, staff)

    workflow.log_attempt(referral=received, way="call", outcome="reached", by=staff)
    received.refresh_from_db()
    assert (received.status, received.status_on) == (Status.SCREENING, received.site.today())


def test_two_taps_are_one_try(received, staff):
    uid = uuid.uuid4()

    for _tap in range(2):
        workflow.log_attempt(referral=received, way="call", outcome="message", by=staff, sent_uid=uid)

    assert received.attempts.count() == 1


@pytest.mark.parametrize(("days", "sentence"), [(1, "future"), (-6, "before the day")])
def test_a_try_lies_between_the_day_it_came_and_today(received, staff, days, sentence):
    day = received.site.today() + timedelta(days=days)

    with pytest.raises(workflow.CannotChange, match=sentence) as refusal:
        workflow.log_attempt(referral=received, way="call", outcome="message", by=staff, made_on=day)

    assert refusal.value.about == "made_on"


# --- The waiting list, and the end -----------------------------------------------------------


def test_waiting_needs_a_program_and_counts_from_its_day(received, staff):
    with pytest.raises(workflow.CannotChange, match="Choose the program"):
        workflow.put_on_waiting_list(referral=received, program="", by=staff)

    workflow.put_on_waiting_list(referral=received, program="moppp", by=staff)
    received.refresh_from_db()
    assert (received.status, received.program, received.waiting_since) == (
        Status.WAITING,
        "moppp",
        received.site.today(),
    )


def test_a_new_screening_keeps_the_place_and_another_programs_list_does_not(site, staff):
    referral = referral_at(site, by=staff, status=Status.WAITING, days_ago=20)
    since = referral.waiting_since

    workflow.begin_screening(referral=referral, by=staff)
    workflow.put_on_waiting_list(referral=referral, program="young_parent", by=staff)
    referral.refresh_from_db()
    assert referral.waiting_since == since

    workflow.put_on_waiting_list(referral=referral, program="moppp", by=staff)
    referral.refresh_from_db()
    assert (referral.program, referral.waiting_since) == ("moppp", site.today())


def test_it_ends_with_a_reason_that_fits(received, staff):
    def end(status, reason, **more):
        return workflow.end(referral=received, status=status, reason=reason, by=staff, **more)

    with pytest.raises(workflow.CannotChange, match="fits"):
        end(Status.DECLINED, "no_answer")
    with pytest.raises(workflow.CannotChange, match="few words"):
        end(Status.DECLINED, "other")
    with pytest.raises(workflow.CannotChange, match="where"):
        end(Status.ELSEWHERE, "not_eligible")

    end(Status.ELSEWHERE, "not_eligible", referred_to="Riverbend Head Start")
    received.refresh_from_db()
    assert (received.status, received.referred_to) == (Status.ELSEWHERE, "Riverbend Head Start")
    with pytest.raises(workflow.CannotChange, match="ended already"):
        end(Status.DECLINED, "not_now")


def test_who_could_not_be_reached_was_tried_as_often_as_the_site_asks_or_there_are_words(site, received, staff):
    for days in (3, 2):
        attempt_of(received, by=staff, days_ago=days)

    with pytest.raises(workflow.CannotChange, match="tries 3 times before giving up; so far there were 2"):
        workflow.end(referral=received, status=Status.UNREACHED, reason="no_answer", by=staff)

    value_at(site, program="intake", name="tries_before_giving_up", value=2)
    workflow.end(referral=received, status=Status.UNREACHED, reason="no_answer", by=staff)
    received.refresh_from_db()
    assert received.status == Status.UNREACHED


def test_taken_up_again_it_begins_anew(site, staff):
    referral = referral_at(
        site,
        by=staff,
        status=Status.DECLINED,
        reason="not_now",
        waiting_since=site.today() - timedelta(days=9),
        days_ago=9,
    )

    workflow.reopen(referral=referral, reason="Called us back", by=staff)

    referral.refresh_from_db()
    assert (referral.status, referral.reason, referral.waiting_since) == (Status.SCREENING, "", None)
    assert verbs_of(referral) == ["referral.reopened"]


def test_an_ended_referral_takes_no_try_and_no_worker(site, staff):
    referral = referral_at(site, by=staff, status=Status.DECLINED, reason="not_now")

    with pytest.raises(workflow.CannotChange, match="Open it again"):
        workflow.log_attempt(referral=referral, way="call", outcome="message", by=staff)
    with pytest.raises(workflow.CannotChange, match="has ended"):
        workflow.assign(referral=referral, worker=staff, by=staff)


# --- Enrolling -------------------------------------------------------------------------------


def test_enrolling_takes_the_family_off_inbox_and_list(site, staff):
    person = person_at(site)
    waiting = referral_at(site, by=staff, person=person, status=Status.WAITING, days_ago=30)
    open_to_any = referral_at(site, by=staff, person=person, program="")
    for_another = referral_at(site, by=staff, person=person, program="moppp")

    case = enrollments.enroll(
        participant=person, program="young_parent", site=site, worker=staff, on=site.today(), by=staff
    )

    assert case.referral == waiting
    found = {row.pk: (row.status, row.program) for row in Referral.objects.of_person(person)}
    assert found == {
        waiting.pk: ("enrolled", "young_parent"),
        open_to_any.pk: ("enrolled", "young_parent"),
        for_another.pk: ("new", "moppp"),
    }
    with pytest.raises(workflow.CannotChange, match="were enrolled"):
        workflow.reopen(referral=waiting, reason="By mistake", by=staff)


def test_who_may_open_what_the_division_wrote_goes_from_intake_worker_to_assigned_worker(cast, site, staff):
    other = user_with("staff", site=site, email="other@oak.example")
    referral = referral_at(site, by=staff, intake_worker=staff, person=person_at(site))
    report = workflow.write_report(referral=referral, by=staff, risk_level="Moderate")

    def openers():
        people = (staff, other, cast.here.supervisor, cast.there.supervisor, cast.here.mentor_user)
        return {user for user in people if DivisionReport.objects.for_user(user).filter(pk=report.pk).exists()}

    assert openers() == {staff, cast.here.supervisor}
    enrollments.enroll(
        participant=referral.person, program="young_parent", site=site, worker=other, on=site.today(), by=staff
    )
    assert openers() == {other, cast.here.supervisor}


# --- What the database holds ------------------------------------------------------------------


def test_every_status_has_its_row_and_ends_lead_on_as_said():
    assert set(TRANSITIONS) == set(Status)
    assert TRANSITIONS[Status.ENROLLED] == frozenset()


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "somewhere"},
        {"status": "declined"},
        {"reason": "not_now"},
        {"status": "waiting"},
        {"status": "waiting", "program": "", "waiting_since": "2026-01-01"},
        {"status_on": "1999-01-01"},
        {"source": "a_bird"},
        {"channel": "a_dream"},
    ],
    ids=str,
)
def test_the_database_refuses_what_cannot_be(received, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=received.pk).update(**wrong)


def test_the_database_refuses_a_try_nobody_knows(received, staff):
    attempt = attempt_of(received, by=staff)

    for wrong in ({"way": "pigeon"}, {"outcome": "perhaps"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attempt.objects.filter(pk=attempt.pk).update(**wrong)
