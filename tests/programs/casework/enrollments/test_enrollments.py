"""Joining a program, resting, going on, changing hands, and what is restricted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mmp_portal.agencies.models import SiteProgram
from mmp_portal.audit.models import Event
from mmp_portal.outbox.models import Message
from programs import registry
from programs.casework.enrollments import workflow
from programs.casework.enrollments.models import (
    TRANSITIONS,
    Enrollment,
    NumberSeries,
    Pause,
    RestrictedFact,
    Status,
)
from tests.factories.accounts import user_with
from tests.factories.casework import EnrollmentFactory
from tests.factories.participants import PersonFactory, child_of, person_at
from tests.participants.typed import LONG, NOT_A_DAY, error_beside


@pytest.fixture
def newcomer(cast):
    """A mother of 19, registered and not enrolled."""
    person = person_at(
        cast.here.site, given_name="Opal", family_name="Makebelieve", born_on=date.today() - timedelta(days=19 * 366)
    )
    child_of(person, given_name="Sorrel", born_on=date.today() - timedelta(days=100))
    return person


def enroll(cast, person, **changes):
    details = {
        "participant": person,
        "program": "young_parent",
        "site": cast.here.site,
        "worker": cast.here.staff,
        "on": cast.here.site.today(),
        "by": cast.here.staff,
        **changes,
    }
    return workflow.enroll(**details)


# --- Joining ---------------------------------------------------------------------------------


def test_enrolling_gives_a_number_and_leaves_a_trace(cast, newcomer):
    first = enroll(cast, newcomer)
    second = enroll(cast, person_at(cast.here.site))

    assert (first.number, second.number) == ("YP-0001", "YP-0002")
    assert Event.objects.about(first).get().verb == "enrollment.created"
    assert not Message.objects.filter(rule="case-assigned").exists()


def test_the_worker_of_a_new_case_is_told_without_a_name(cast, newcomer):
    enrollment = enroll(cast, newcomer, by=cast.here.supervisor)

    notice = Message.objects.get(rule="case-assigned")
    assert notice.recipient == cast.here.staff
    assert enrollment.number in notice.subject
    assert "Opal" not in notice.subject + notice.body


def test_enrolling_registers_a_person_who_was_not(cast):
    person = PersonFactory()

    enroll(cast, person)

    assert person.registrations.get().site == cast.here.site


def test_one_open_case_in_a_program(cast):
    with pytest.raises(workflow.CannotEnroll, match="already"):
        enroll(cast, cast.here.participant)

    assert enroll(cast, cast.here.participant, program="worksite").program == "worksite"


def test_a_program_that_is_not_offered_is_refused(cast, newcomer):
    SiteProgram.objects.filter(site=cast.here.site, program="mpmp").update(ends_on=date(2020, 1, 1))

    with pytest.raises(workflow.CannotEnroll, match="does not offer"):
        enroll(cast, newcomer, program="mpmp")


def test_an_enrollment_in_the_future_is_refused_and_uses_no_number(cast, newcomer):
    with pytest.raises(workflow.CannotEnroll, match="future"):
        enroll(cast, newcomer, on=cast.here.site.today() + timedelta(days=1))

    assert not NumberSeries.objects.exists()


# --- Pausing and going on --------------------------------------------------------------------


def test_every_status_has_its_row_in_the_table():
    assert set(TRANSITIONS) == set(Status.values)


def test_pausing_and_going_on(cast):
    case, today = cast.here.enrollment, cast.here.site.today()

    workflow.pause(enrollment=case, reason="In the hospital", on=today - timedelta(days=5), by=cast.here.staff)
    case.refresh_from_db()
    assert (case.status, case.version, case.reminders_are_on()) == (Status.PAUSED, 2, False)

    workflow.resume(enrollment=case, on=today, by=cast.here.staff)
    case.refresh_from_db()
    assert case.status == Status.ENROLLED
    assert case.pauses.get().ends_on == today
    verbs = set(Event.objects.about(case).values_list("verb", flat=True))
    assert verbs == {"enrollment.paused", "enrollment.resumed"}


def test_pausing_twice_or_too_early_is_refused(cast):
    case = cast.here.enrollment
    with pytest.raises(workflow.CannotChange, match="before the enrollment"):
        workflow.pause(enrollment=case, reason="x", on=case.enrolled_on - timedelta(days=1), by=cast.here.staff)
    workflow.pause(enrollment=case, reason="x", on=case.enrolled_on, by=cast.here.staff)

    with pytest.raises(workflow.CannotChange, match="paused or closed"):
        workflow.pause(enrollment=case, reason="x", on=case.enrolled_on, by=cast.here.staff)

    assert Pause.objects.count() == 1


def test_going_on_before_the_pause_or_without_one_is_refused(cast):
    case, today = cast.here.enrollment, cast.here.site.today()
    with pytest.raises(workflow.CannotChange, match="not paused"):
        workflow.resume(enrollment=case, on=today, by=cast.here.staff)
    workflow.pause(enrollment=case, reason="x", on=today, by=cast.here.staff)

    with pytest.raises(workflow.CannotChange, match="before the pause"):
        workflow.resume(enrollment=case, on=today - timedelta(days=1), by=cast.here.staff)


def test_the_new_worker_is_told(cast):
    workflow.reassign(enrollment=cast.here.enrollment, worker=cast.here.supervisor, by=cast.here.staff)

    cast.here.enrollment.refresh_from_db()
    assert cast.here.enrollment.worker == cast.here.supervisor
    assert Message.objects.get(rule="case-assigned").recipient == cast.here.supervisor
    assert Event.objects.about(cast.here.enrollment).get().verb == "enrollment.reassigned"


def test_a_closed_case_keeps_its_worker(cast):
    case = EnrollmentFactory(site=cast.here.site, status="closed", closed_on=date(2026, 2, 1))

    with pytest.raises(workflow.CannotChange, match="closed case"):
        workflow.reassign(enrollment=case, worker=cast.here.supervisor, by=cast.here.staff)


def test_a_restricted_fact_leaves_a_trace_without_its_words(cast):
    workflow.add_restricted_fact(
        enrollment=cast.here.enrollment, about="address", words="Behind the mill", by=cast.here.staff
    )

    event = Event.objects.about(cast.here.enrollment).get()
    assert event.verb == "restricted.added"
    assert "mill" not in str(event.details) + event.reason


# --- Constraints -----------------------------------------------------------------------------


def refused(factory, **fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**fields)


@pytest.mark.django_db
class TestConstraints:
    def test_status_is_known(self):
        refused(EnrollmentFactory, status="dreaming")

    def test_one_open_enrollment_in_a_program(self):
        person = PersonFactory()
        EnrollmentFactory(participant=person, status="closed", closed_on=date(2026, 2, 1))
        EnrollmentFactory(participant=person, registered=False)
        EnrollmentFactory(participant=person, program="worksite", registered=False)
        refused(EnrollmentFactory, participant=person, registered=False)

    def test_closed_exactly_with_a_date_not_before_it_began(self):
        EnrollmentFactory(status="closed", enrolled_on=date(2026, 1, 2), closed_on=date(2026, 1, 2))
        refused(EnrollmentFactory, status="closed")
        refused(EnrollmentFactory, status="enrolled", closed_on=date(2026, 2, 1))
        refused(EnrollmentFactory, status="closed", enrolled_on=date(2026, 1, 2), closed_on=date(2026, 1, 1))

    def test_one_pause_at_a_time_that_ends_after_it_starts(self):
        case = EnrollmentFactory()
        shared = {"enrollment": case, "reason": "x", "paused_by": user_with("staff", site=case.site)}
        Pause.objects.create(starts_on=date(2026, 1, 2), ends_on=date(2026, 1, 2), **shared)
        Pause.objects.create(starts_on=date(2026, 2, 2), **shared)
        refused(Pause.objects.create, starts_on=date(2026, 3, 2), **shared)
        refused(Pause.objects.create, starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 1), **shared)

    def test_a_number_is_given_once(self):
        EnrollmentFactory(number="YP-9999")
        refused(EnrollmentFactory, number="YP-9999")


# --- Who sees which cases --------------------------------------------------------------------


def test_casework_never_reaches_a_case_by_way_of_a_match(cast):
    mine = Enrollment.objects.for_user(cast.here.mentor_user)

    assert list(mine) == [cast.here.enrollment]
    assert not Enrollment.objects.for_casework(cast.here.mentor_user).exists()


def test_staff_of_one_program_see_that_program_alone(cast):
    helper = user_with("staff", site=cast.here.site, program="worksite")

    assert not Enrollment.objects.for_casework(helper).exists()


def test_restricted_facts_are_for_the_worker_and_the_supervisor(cast):
    RestrictedFact.objects.create(enrollment=cast.here.enrollment, about="ipv", words="w")
    colleague = user_with("staff", site=cast.here.site)

    def seen_by(user):
        return RestrictedFact.objects.for_user(user).exists(), (
            Enrollment.objects.with_restricted_open_to(user).filter(pk=cast.here.enrollment.pk).exists()
        )

    assert seen_by(cast.here.staff) == (True, True)
    assert seen_by(cast.here.supervisor) == (True, True)
    for user in (colleague, cast.here.mentor_user, cast.there.supervisor, cast.administrator, cast.viewer):
        assert seen_by(user) == (False, False)


# --- The enroll page -------------------------------------------------------------------------


def offer(cast, program="young_parent"):
    return SiteProgram.objects.get(site=cast.here.site, program=program).pk


def form(cast, **changes):
    return {
        "offer": offer(cast),
        "on": cast.here.site.today().isoformat(),
        "worker": cast.here.staff.pk,
        "override": "",
        **changes,
    }


def page(person):
    return reverse("enrollments:enroll", args=[person.pk])


def test_an_eligible_person_is_enrolled_with_the_decision_kept_whole(cast, client_of, newcomer):
    client = client_of(cast.here.staff)
    shown = client.get(page(newcomer)).content.decode()
    assert "Eligible for Young Parent" in shown
    assert "21 years or younger" in shown

    answer = client.post(page(newcomer), form(cast))

    enrollment = newcomer.enrollments.get()
    assert answer.url == enrollment.get_absolute_url()
    assert enrollment.decision["outcome"] == "eligible"
    assert [finding["answer"] for finding in enrollment.decision["findings"]] == ["met", "met"]
    assert "override" not in enrollment.decision


def test_who_is_too_old_is_enrolled_only_with_a_reason(cast, client_of, newcomer):
    newcomer.born_on = date(1990, 1, 1)
    newcomer.save()
    client = client_of(cast.here.staff)

    refused_page = client.post(page(newcomer), form(cast))
    assert "Not eligible for Young Parent" in refused_page.content.decode()
    assert "not eligible" in error_beside(refused_page, "override")
    assert not newcomer.enrollments.exists()

    client.post(page(newcomer), form(cast, override="Agreed with the funder"))
    decision = newcomer.enrollments.get().decision
    assert decision["outcome"] == "ineligible"
    assert (decision["override"], decision["override_by"]) == ("Agreed with the funder", cast.here.staff.pk)


def test_what_is_not_known_is_asked(cast, client_of):
    person = person_at(cast.here.site, given_name="Opal", born_on=None)
    client = client_of(cast.here.staff)

    shown = client.get(page(person), {"offer": offer(cast)}).content.decode()
    assert "2 answers are missing" in shown
    assert "What is the birth date?" in shown
    assert "Has this person a child, or expects one?" in shown

    answer = client.post(page(person), form(cast))
    assert "not known yet" in error_beside(answer, "override")
    assert not person.enrollments.exists()


def test_the_rules_are_asked_for_the_day_of_the_enrollment(cast, client_of, newcomer):
    today = cast.here.site.today()
    newcomer.born_on = today.replace(year=today.year - 22, day=min(today.day, 28)) - timedelta(
        days=30
    )  # 22 a month ago
    newcomer.save()

    client_of(cast.here.staff).post(page(newcomer), form(cast, on=(today - timedelta(days=90)).isoformat()))

    assert newcomer.enrollments.get().decision["outcome"] == "eligible"


def test_checking_again_enrolls_nobody(cast, client_of, newcomer):
    answer = client_of(cast.here.staff).post(page(newcomer), form(cast, check="1"))

    assert answer.status_code == 200
    assert not newcomer.enrollments.exists()


def test_a_program_without_rules_asks_how_it_was_decided(cast, client_of, newcomer, monkeypatch):
    monkeypatch.setitem(registry._programs, "worksite", replace(registry.get("worksite"), decide=None))
    client = client_of(cast.here.staff)
    form_for_worksite = form(cast, offer=offer(cast, "worksite"))

    assert "how it was decided" in error_beside(client.post(page(newcomer), form_for_worksite), "override")
    client.post(page(newcomer), {**form_for_worksite, "override": "Interview on paper"})

    assert newcomer.enrollments.get().decision["override"] == "Interview on paper"


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        ({"on": ""}, "on", "still empty"),
        ({"on": NOT_A_DAY}, "on", "cannot read"),
        ({"on": (date.today() + timedelta(days=2)).isoformat()}, "on", "future"),
        ({"override": LONG}, "override", "Keep this to 500"),
        ({"worker": "999"}, "worker", "not offered"),
        ({"offer": "999"}, "offer", "not offered"),
        ({"offer": "abc"}, "offer", "not offered"),
        ({"offer": ""}, "offer", "Choose one"),
    ],
)
def test_bad_input_in_the_enroll_form(cast, client_of, newcomer, changes, name, sentence):
    answer = client_of(cast.here.staff).post(page(newcomer), form(cast, **changes))

    assert answer.status_code == 200
    assert sentence in error_beside(answer, name)
    assert not newcomer.enrollments.exists()


def test_nobody_enrolls_at_another_site(cast, client_of, newcomer):
    there = SiteProgram.objects.get(site=cast.there.site, program="young_parent").pk

    answer = client_of(cast.here.staff).post(page(newcomer), form(cast, offer=there))

    assert "not offered" in error_beside(answer, "offer")


def test_a_second_enrollment_is_refused_in_the_summary(cast, client_of):
    answer = client_of(cast.here.staff).post(page(cast.here.participant), form(cast))

    assert "enrolled in the program already" in answer.content.decode()
    assert cast.here.participant.enrollments.count() == 1


# --- The other pages -------------------------------------------------------------------------


def test_staff_pause_a_case_and_let_it_go_on(cast, client_of):
    client, case, today = client_of(cast.here.staff), cast.here.enrollment, cast.here.site.today().isoformat()

    paused = client.post(
        reverse("enrollments:pause", args=[case.pk]),
        {"on": today, "kind": "away", "reason": "With family"},
        follow=True,
    )
    assert "This case is paused" in paused.content.decode()

    resumed = client.post(reverse("enrollments:resume", args=[case.pk]), {"on": today}, follow=True)
    assert "Went on after the pause" in resumed.content.decode()


@pytest.mark.parametrize(
    ("typed", "name", "sentence"),
    [
        ({"on": "", "kind": "away"}, "on", "still empty"),
        ({"on": NOT_A_DAY, "kind": "away"}, "on", "cannot read"),
        ({"on": (date.today() + timedelta(days=2)).isoformat(), "kind": "away"}, "on", "future"),
        ({"on": "2026-11-01"}, "kind", "Choose one"),
        ({"on": "2026-11-01", "kind": "wizard"}, "kind", "not offered"),
        ({"on": "2026-11-01", "kind": "other", "reason": ""}, "reason", "in a few words"),
        ({"on": "2026-11-01", "kind": "away", "reason": LONG}, "reason", "Keep this to 200"),
        ({"on": "2026-11-01", "kind": "away", "expected_on": NOT_A_DAY}, "expected_on", "cannot read"),
    ],
)
def test_bad_input_about_a_pause(cast, client_of, typed, name, sentence):
    answer = client_of(cast.here.staff).post(reverse("enrollments:pause", args=[cast.here.enrollment.pk]), typed)

    assert sentence in error_beside(answer, name)
    assert not Pause.objects.exists()


def test_a_pause_before_the_enrollment_keeps_the_words(cast, client_of):
    answer = client_of(cast.here.staff).post(
        reverse("enrollments:pause", args=[cast.here.enrollment.pk]),
        {"on": "2010-01-01", "kind": "health", "reason": "<b>Mumps</b> 🌼"},
    )

    words = answer.content.decode()
    assert "The pause lies before the enrollment" in words
    assert "&lt;b&gt;Mumps&lt;/b&gt; 🌼" in words


def test_staff_give_a_case_to_a_colleague_of_the_site_alone(cast, client_of):
    case = cast.here.enrollment
    client = client_of(cast.here.staff)
    address = reverse("enrollments:reassign", args=[case.pk])

    assert "not offered" in error_beside(client.post(address, {"worker": cast.there.staff.pk}), "worker")
    assert "Choose one" in error_beside(client.post(address, {"worker": ""}), "worker")
    answer = client.post(address, {"worker": cast.here.supervisor.pk})
    assert answer.url == reverse("casefile:hand_off", args=[case.pk])

    case.refresh_from_db()
    assert case.worker == cast.here.supervisor


@pytest.mark.parametrize("name", ["pause", "resume", "reassign"])
def test_a_closed_case_has_none_of_these_pages(cast, client_of, name):
    case = EnrollmentFactory(site=cast.here.site, status="closed", closed_on=date(2026, 2, 1))

    assert client_of(cast.here.staff).get(reverse(f"enrollments:{name}", args=[case.pk])).status_code == 404
