"""Cases that change hands together, who is away, and who is told."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mmp_portal.audit.models import Event
from mmp_portal.outbox.models import Message
from programs.casework.caseload.models import Absence, Handover
from programs.casework.caseload.workers import workflow
from programs.casework.contacts.models import Appointment
from tests.factories.accounts import user_with
from tests.factories.caseload import AbsenceFactory, CapacityFactory, HandoverFactory, TaskFactory
from tests.factories.casework import EnrollmentFactory
from tests.programs.casework.caseload.household import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleagues(cast):
    return [user_with("staff", site=cast.here.site, name=name) for name in ("Ada Able", "Ben Brave")]


def cases_of(cast, count):
    """So many open cases of the coordinator, the family's own first."""
    more = [EnrollmentFactory(site=cast.here.site, worker=cast.here.staff) for _number in range(count - 1)]
    return [cast.here.enrollment, *more]


def hand_over(cast, cases, takers, **more):
    facts = {"starts_on": cast.here.site.today(), "ends_on": None, "reason": "Leaves the agency", **more}
    return workflow.hand_over(
        site=cast.here.site, worker=cast.here.staff, cases=cases, takers=takers, by=cast.here.supervisor, **facts
    )


def bells(user):
    return Message.objects.filter(recipient=user, channel="bell")


def workers(cases):
    for case in cases:
        case.refresh_from_db()
    return [case.worker for case in cases]


# --- Handing over ----------------------------------------------------------------------------


def test_all_cases_go_with_their_tasks_and_appointments(cast, colleagues):
    cases = cases_of(cast, 2)
    task = TaskFactory(enrollment=cases[1], assigned_to=cast.here.staff)
    kept = TaskFactory(enrollment=cases[1], assigned_to=cast.here.supervisor)
    appointment = Appointment.objects.create(
        enrollment=cases[1], worker=cast.here.staff, kind="met", starts_at="2030-01-01T12:00:00Z"
    )

    hand_over(cast, cases, colleagues[:1])

    assert workers(cases) == [colleagues[0], colleagues[0]]
    task.refresh_from_db()
    kept.refresh_from_db()
    appointment.refresh_from_db()
    assert (task.assigned_to, kept.assigned_to, appointment.worker) == (
        colleagues[0],
        cast.here.supervisor,
        colleagues[0],
    )


def test_everybody_is_told_once(cast, colleagues):
    cases = cases_of(cast, 3)
    before = {user: bells(user).count() for user in (cast.here.staff, cast.here.mentor_user)}

    hand_over(cast, cases, colleagues[:1])

    assert [bell.subject for bell in bells(colleagues[0])] == [f"3 cases of {cast.here.staff.name} are now yours"]
    assert bells(cast.here.staff).count() == before[cast.here.staff] + 1
    assert bells(cast.here.mentor_user).count() == before[cast.here.mentor_user] + 1
    assert "Juniper" not in "".join(bell.subject + bell.body for bell in bells(cast.here.mentor_user))


def test_each_case_keeps_it_in_its_history(cast, colleagues):
    cases = cases_of(cast, 2)

    hand_over(cast, cases, colleagues[:1], reason="Parental leave")

    for case in cases:
        event = Event.objects.about(case).get(verb="enrollment.reassigned")
        assert (event.reason, event.by) == ("Parental leave", cast.here.supervisor)


def test_cases_are_spread_evenly_over_several(cast, colleagues):
    cases = cases_of(cast, 5)
    EnrollmentFactory(site=cast.here.site, worker=colleagues[0])

    hand_over(cast, cases, colleagues)

    shares = workers(cases)
    assert (shares.count(colleagues[0]), shares.count(colleagues[1])) == (2, 3)


def test_nobody_without_a_role_for_the_program_gets_a_case(cast):
    stranger = user_with("staff", site=cast.here.site, program="worksite")

    with pytest.raises(workflow.CannotHandOver, match="has a role for case"):
        hand_over(cast, [cast.here.enrollment], [stranger])

    assert workers([cast.here.enrollment]) == [cast.here.staff]
    assert Handover.objects.filter(reason="Leaves the agency").count() == 2, "only those of the cast"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"cases": []}, "at least one case"),
        ({"takers": []}, "who gets the cases"),
        ({"ends_on": date(2020, 1, 1)}, "before the first"),
    ],
)
def test_what_cannot_be_is_refused(cast, colleagues, change, sentence):
    facts = {"cases": [cast.here.enrollment], "takers": colleagues, **change}

    with pytest.raises(workflow.CannotHandOver, match=sentence):
        hand_over(cast, facts.pop("cases"), facts.pop("takers"), **facts)


def test_cases_are_not_handed_to_their_own_worker(cast):
    with pytest.raises(workflow.CannotHandOver, match="with this worker already"):
        hand_over(cast, [cast.here.enrollment], [cast.here.staff])


def test_a_case_given_away_meanwhile_is_refused(cast, colleagues):
    cast.here.enrollment.worker = colleagues[1]
    cast.here.enrollment.save()

    with pytest.raises(workflow.CannotHandOver, match="another worker by now"):
        hand_over(cast, [cast.here.enrollment], colleagues[:1])


# --- For a while -----------------------------------------------------------------------------


def test_lent_cases_are_owed_back_and_go_back_with_one_click(cast, colleagues, client_of):
    today = cast.here.site.today()
    cases = cases_of(cast, 2)
    handover = hand_over(cast, cases, colleagues[:1], ends_on=today)
    Handover.objects.filter(pk=handover.pk).update(
        starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=1)
    )
    client = client_of(cast.here.supervisor)
    assert "handover" in {one.item.rule for one in client.get(reverse("caseload:day")).context["page"]}

    client.post(reverse("caseload:give_back", args=[handover.pk]))

    assert workers(cases) == [cast.here.staff, cast.here.staff]
    handover.refresh_from_db()
    assert handover.status == "returned"
    assert "handover" not in {one.item.rule for one in client.get(reverse("caseload:day")).context["page"]}


def test_a_planned_handover_waits_for_its_day(cast, colleagues, client_of):
    today = cast.here.site.today()
    handover = hand_over(cast, [cast.here.enrollment], colleagues[:1], starts_on=today + timedelta(days=2))
    assert workers([cast.here.enrollment]) == [cast.here.staff]
    assert bells(colleagues[0]).count() == 0

    client_of(cast.here.supervisor).post(reverse("caseload:carry_out", args=[handover.pk]))

    assert workers([cast.here.enrollment]) == [colleagues[0]]


def test_what_closed_or_moved_meanwhile_stays_as_it_is(cast, colleagues):
    cases = cases_of(cast, 2)
    handover = hand_over(cast, cases, colleagues[:1], starts_on=cast.here.site.today() + timedelta(days=2))
    cases[1].worker = colleagues[1]
    cases[1].save()

    assert workflow.carry_out(handover=handover, by=cast.here.supervisor) == 1

    assert workers(cases) == [colleagues[0], colleagues[1]]


def test_called_off_is_not_carried_out(cast, client_of):
    client = client_of(cast.here.supervisor)
    client.post(reverse("caseload:call_off", args=[cast.here.handover.pk]))

    page = words(client.post(reverse("caseload:carry_out", args=[cast.here.handover.pk]), follow=True))

    assert "changed hands already, or it was called off" in page
    assert workers([cast.here.enrollment]) == [cast.here.staff]


def test_given_for_good_is_not_given_back(cast, colleagues):
    handover = hand_over(cast, [cast.here.enrollment], colleagues[:1])

    with pytest.raises(workflow.CannotHandOver, match="given for good"):
        workflow.give_back(handover=handover, by=cast.here.supervisor)


def test_nothing_goes_back_to_somebody_who_left(cast, colleagues):
    handover = hand_over(cast, [cast.here.enrollment], colleagues[:1], ends_on=cast.here.site.today())
    cast.here.staff.role_grants.update(ends_on=cast.here.site.today() - timedelta(days=1))

    with pytest.raises(workflow.CannotHandOver, match="no role for case"):
        workflow.give_back(handover=handover, by=cast.here.supervisor)


# --- The pages -------------------------------------------------------------------------------


def test_a_supervisor_hands_cases_over(cast, colleagues, client_of):
    client = client_of(cast.here.supervisor)
    url = reverse("caseload:hand_over", args=[cast.here.staff.pk])
    assert cast.here.staff.name in words(client.get(reverse("caseload:reassign")))

    answer = client.post(
        url,
        {
            "takers": [colleagues[0].pk],
            "starts_on": cast.here.site.today().isoformat(),
            "reason": "Leaves",
            "cases": [cast.here.enrollment.pk],
        },
        follow=True,
    )

    assert "1 case changed hands, and everybody was told." in words(answer)
    assert workers([cast.here.enrollment]) == [colleagues[0]]


def test_a_supervisor_of_another_program_neither_sees_nor_moves_its_cases(cast, client_of, colleagues):
    stranger = user_with("supervisor", site=cast.here.site, program="worksite")
    planned = hand_over(
        cast, [cast.here.enrollment], colleagues[:1], starts_on=cast.here.site.today() + timedelta(days=3)
    )
    client = client_of(stranger)

    assert planned not in client.get(reverse("caseload:reassign")).context["handovers"]
    assert client.get(planned.get_absolute_url()).status_code == 404
    assert client.post(reverse("caseload:carry_out", args=[planned.pk])).status_code == 404
    assert workers([cast.here.enrollment]) == [cast.here.staff]
    assert client_of(cast.here.supervisor).get(planned.get_absolute_url()).status_code == 200


def test_the_page_refuses_beside_the_field_and_keeps_the_words(cast, client_of):
    stranger = user_with("staff", site=cast.here.site, program="worksite")

    answer = client_of(cast.here.supervisor).post(
        reverse("caseload:hand_over", args=[cast.here.staff.pk]),
        {
            "takers": [stranger.pk],
            "starts_on": cast.here.site.today().isoformat(),
            "reason": "Leaves for Iowa",
            "cases": [cast.here.enrollment.pk],
        },
    )

    assert answer.context["form"].errors["takers"]
    assert "Leaves for Iowa" in words(answer)


def test_who_is_away_is_marked_among_those_who_could_take_over(cast, colleagues, client_of):
    today = cast.here.site.today()
    AbsenceFactory(
        site=cast.here.site, worker=colleagues[0], stands_in=cast.here.staff, starts_on=today, ends_on=today
    )

    page = words(client_of(cast.here.supervisor).get(reverse("caseload:hand_over", args=[cast.here.staff.pk])))

    assert "Ada Able, away until" in page
    assert "Ben Brave, away until" not in page


def test_a_worker_without_cases_leads_back_with_a_sentence(cast, colleagues, client_of):
    answer = client_of(cast.here.supervisor).get(reverse("caseload:hand_over", args=[colleagues[0].pk]), follow=True)

    assert "has no open case" in words(answer)


# --- Away ------------------------------------------------------------------------------------


def away(cast, **more):
    today = cast.here.site.today()
    facts = {
        "worker": cast.here.staff,
        "stands_in": cast.here.supervisor,
        "starts_on": today,
        "ends_on": today + timedelta(days=3),
        **more,
    }
    return workflow.note_absence(site=cast.here.site, by=cast.here.supervisor, **facts)


def test_whoever_stands_in_is_told(cast, colleagues):
    away(cast, stands_in=colleagues[0])

    assert bells(colleagues[0]).get().subject.startswith(f"You stand in for {cast.here.staff.name}")


def test_an_absence_that_cannot_be_is_refused(cast, colleagues):
    away(cast, stands_in=colleagues[0])
    today = cast.here.site.today()

    for change, sentence in (
        ({"stands_in": cast.here.staff}, "somebody else"),
        ({"ends_on": today - timedelta(days=1)}, "before the first"),
        ({}, "noted as away"),
        ({"worker": colleagues[0], "stands_in": cast.here.staff}, "is away in that time, too"),
        ({"worker": cast.there.staff}, "does not work on cases"),
        ({"stands_in": cast.here.mentor_user}, "does not work on cases"),
    ):
        with pytest.raises(workflow.CannotBeAway, match=sentence):
            away(cast, **change)


def test_back_earlier(cast, client_of):
    absence = away(cast)
    today = cast.here.site.today()
    client = client_of(cast.here.supervisor)

    client.post(reverse("caseload:end_absence", args=[absence.pk]), {"ends_on": today.isoformat()})
    refused = client.post(
        reverse("caseload:end_absence", args=[absence.pk]), {"ends_on": (today - timedelta(days=1)).isoformat()}
    )

    assert Absence.objects.get(pk=absence.pk).ends_on == today
    assert refused.context["form"].errors["ends_on"]


# --- What can be -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("factory", "facts"),
    [
        (HandoverFactory, {"ends_on": date(2026, 11, 30)}),
        (HandoverFactory, {"reason": ""}),
        (HandoverFactory, {"status": "unknown"}),
        (HandoverFactory, {"status": "returned", "ends_on": None}),
        (AbsenceFactory, {"ends_on": date(2026, 11, 30)}),
        (CapacityFactory, {"cases": 201}),
    ],
)
def test_rows_that_cannot_be_are_not_kept(factory, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**facts)


@pytest.mark.parametrize(
    ("factory", "facts"),
    [
        (HandoverFactory, {"ends_on": date(2026, 12, 1)}),
        (HandoverFactory, {"status": "returned", "ends_on": date(2026, 12, 1)}),
        (AbsenceFactory, {"ends_on": date(2026, 12, 1)}),
        (CapacityFactory, {"cases": 200}),
    ],
)
def test_rows_that_can_be_are_kept(factory, facts):
    assert factory(**facts).pk


def test_nobody_stands_in_for_oneself(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        AbsenceFactory(site=cast.here.site, worker=cast.here.staff, stands_in=cast.here.staff)


def test_a_number_is_set_once_a_day():
    capacity = CapacityFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        CapacityFactory(site=capacity.site, worker=capacity.worker)
