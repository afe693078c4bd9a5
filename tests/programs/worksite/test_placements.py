"""From opening to placement: the gate, the ranking, the steps, the job, its pay, and mentors who come and go."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from participants.models import Person
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match
from programs.casework.parameters.models import DatedValue
from programs.gathering import gathered
from programs.worksite.due import SOURCES, quarter_of
from programs.worksite.models import Candidate, JobWishes, MentorAtWork, Opening, Placement
from programs.worksite.models.placements import CandidateStatus
from programs.worksite.placements import workflow
from programs.worksite.placements.ranking import candidates_for, openings_for
from programs.worksite.readiness import workflow as readiness
from tests.factories.casework import EnrollmentFactory, MeetingFactory
from tests.factories.mentors import MentorFactory
from tests.factories.participants import person_at
from tests.factories.worksite import OpeningFactory, candidate_of, made_ready

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def room(cast):
    return cast.here.worksite


@pytest.fixture
def today(cast):
    return cast.here.site.today()


@pytest.fixture
def youth(cast, today):
    """Ready, and without a job."""
    person = person_at(cast.here.site, born_on=today - timedelta(days=17 * 366), city="Springfield")
    enrollment = EnrollmentFactory(
        participant=person,
        site=cast.here.site,
        program="worksite",
        registered=False,
        enrolled_on=today - timedelta(days=60),
    )
    made_ready(enrollment)
    return enrollment


def sent(youth, opening, today, by, **more):
    return workflow.refer(enrollment=youth, opening=opening, referred_on=today, by=by, **more)


def hired(youth, room, today, by, **more):
    candidate = candidate_of(youth, room.opening, status="offered")
    facts = {"starts_on": today, "title": "Baker's helper", "wage_cents": 1350, "hours_a_week": 20}
    return workflow.hire(candidate=candidate, by=by, **facts | more)


# --- The gate and the ranking ---------------------------------------------------------------


def test_nobody_is_sent_to_a_company_before_the_classes_are_finished(cast, room, today):
    with pytest.raises(workflow.CannotPlace, match="Not ready yet"):
        sent(room.enrollment, room.opening, today, cast.here.staff)


def test_a_supervisors_exception_opens_the_gate_and_is_said(cast, room, today):
    readiness.waive(enrollment=room.enrollment, reason="Starts on Monday.", by=cast.here.supervisor)

    sent(room.enrollment, room.opening, today, cast.here.staff)

    fit = openings_for(room.enrollment, [room.opening], on=today)[0]
    assert any("exception" in reason.words for reason in fit.reasons)


@pytest.mark.parametrize(
    ("limits", "why"),
    [({"youngest_age": 18}, "18 and older"), ({"oldest_age": 16}, "16 at most"), ({"youngest_age": 17}, "")],
)
def test_the_companys_age_limits_hold(youth, room, today, limits, why):
    Opening.objects.filter(pk=room.opening.pk).update(**limits)
    room.opening.refresh_from_db()

    assert why in openings_for(youth, [room.opening], on=today)[0].barred


def test_an_unknown_birth_date_is_asked_for_where_the_company_has_a_limit(youth, room, today):
    Person.objects.filter(pk=youth.participant_id).update(born_on=None)
    youth.participant.refresh_from_db()
    room.opening.youngest_age = 17

    assert "birth date is not known" in openings_for(youth, [room.opening], on=today)[0].barred


def test_wishes_hours_and_the_way_to_work_decide_the_order(youth, room, today):
    JobWishes.objects.create(
        enrollment=youth, industries=["food"], hours_from=10, hours_to=18, shifts=["evenings"], transport=["bus"]
    )
    Opening.objects.filter(pk=room.opening.pk).update(shifts=["evenings"])
    far = OpeningFactory(partner=room.partner, industry="office", hours_from=30, hours_to=40, opens_on=today)

    fits = openings_for(youth, Opening.objects.filter(pk__in=[far.pk, room.opening.pk]).with_partner(), on=today)

    assert [fit.opening for fit in fits] == [room.opening, far]
    words = " ".join(reason.words for reason in fits[0].reasons)
    for part in ("same town", "Would like this work", "The hours fit", "Can work evenings"):
        assert part in words
    assert "The hours do not fit" in " ".join(reason.words for reason in fits[1].reasons)


def test_who_cannot_be_sent_stands_at_the_end_with_the_reason(youth, room, today):
    fits = candidates_for(room.opening, [room.enrollment, youth], on=today)

    assert [bool(fit.barred) for fit in fits] == [False, True]
    assert any("Has a job now" in reason.words for reason in fits[1].reasons)


def test_the_page_ranks_everybody_for_an_opening(cast, client_of, youth, room):
    page = client_of(cast.here.staff).get(reverse("worksite:candidates", args=[room.opening.pk])).content.decode()

    assert page.index(youth.participant.name) < page.index("Not ready yet")


# --- Steps ----------------------------------------------------------------------------------


def test_every_step_has_a_row_in_the_table():
    assert set(Candidate.TRANSITIONS) == set(CandidateStatus.values)


def test_steps_keep_their_days(cast, youth, room, today):
    candidate = sent(youth, room.opening, today - timedelta(days=4), cast.here.staff)
    workflow.go_on(candidate=candidate, status="interview", on=today - timedelta(days=2), by=cast.here.staff)

    with pytest.raises(workflow.CannotPlace, match="before the step before"):
        workflow.go_on(candidate=candidate, status="offered", on=today - timedelta(days=3), by=cast.here.staff)
    workflow.go_on(candidate=candidate, status="not_chosen", on=today, by=cast.here.staff)

    assert [step.status for step in candidate.steps.all()] == ["referred", "interview", "not_chosen"]
    with pytest.raises(workflow.CannotPlace, match="cannot become"):
        workflow.go_on(candidate=candidate, status="offered", on=today, by=cast.here.staff)


def test_nobody_is_sent_twice_while_an_answer_is_awaited(cast, youth, room, today):
    sent(youth, room.opening, today, cast.here.staff)

    with pytest.raises(workflow.CannotPlace, match="sent there already"):
        sent(youth, room.opening, today, cast.here.staff)
    with pytest.raises(IntegrityError), transaction.atomic():
        candidate_of(youth, room.opening)


# --- The job --------------------------------------------------------------------------------


def test_being_hired_begins_the_job_with_its_wage_and_the_companys_mentor(cast, youth, room, today):
    placement = hired(youth, room, today, cast.here.staff, mentor=room.mentor)

    match = Match.objects.get(enrollment=youth)
    assert (match.mentor, match.status) == (room.mentor, "active")
    assert placement.pay_steps.get().wage_cents == 1350
    assert placement.candidate.status == "hired"
    assert MentorAtWork.objects.get(placement=placement).match == match


def test_the_last_place_fills_the_opening(cast, youth, room, today):
    Opening.objects.filter(pk=room.opening.pk).update(places=1)

    hired(youth, room, today, cast.here.staff)

    room.opening.refresh_from_db()
    assert room.opening.status == "filled"
    with pytest.raises(workflow.CannotPlace, match="Every place"):
        hired(room.enrollment, room, today, cast.here.staff)


def test_the_mentor_at_work_is_an_employee_of_the_company(cast, youth, room, today):
    other = MentorFactory(site=cast.here.site, kind="workplace", person=person_at(cast.here.site))

    with pytest.raises(workflow.CannotPlace, match="employee of the company"):
        hired(youth, room, today, cast.here.staff, mentor=other)


def test_when_the_mentor_leaves_the_company_the_match_stays_in_the_story(cast, client_of, room, today):
    left = workflow.mentor_left(mentor=room.mentor, on=today, by=cast.here.staff)
    successor = MentorFactory(
        site=cast.here.site, kind="workplace", partner=room.partner, person=person_at(cast.here.site)
    )
    workflow.choose_mentor(placement=room.placement, mentor=successor, from_on=today, by=cast.here.staff)

    room.match.refresh_from_db()
    room.mentor.refresh_from_db()
    assert left == [room.placement]
    assert (room.match.status, room.match.end_reason, room.mentor.status) == ("ended", "left_work", "left")
    job = Placement.objects.with_job().get(pk=room.placement.pk)
    assert [one.match.mentor for one in job.mentors] == [successor, room.mentor]
    assert job.mentor_now.match.mentor == successor
    page = client_of(cast.here.staff).get(job.get_absolute_url()).content.decode()
    assert "The mentor left the company." in page


def test_a_youth_who_changes_jobs_may_keep_the_mentor(cast, room, today):
    workflow.end(placement=room.placement, on=today, reason="better", keeps_mentor=True, by=cast.here.staff)
    made_ready(room.enrollment)
    placement = hired(room.enrollment, room, today, cast.here.staff, mentor=room.mentor)

    assert [one.placement for one in room.match.jobs.order_by("pk")] == [room.placement, placement]
    room.match.refresh_from_db()
    assert room.match.is_open


def test_the_end_of_a_job_ends_the_match_at_work(cast, room, today):
    workflow.end(placement=room.placement, on=today, reason="season", by=cast.here.staff)

    room.match.refresh_from_db()
    assert (room.match.status, room.match.ended_on) == ("ended", today)
    with pytest.raises(workflow.CannotPlace, match="ended already"):
        workflow.end(placement=room.placement, on=today, reason="season", by=cast.here.staff)


def test_a_wage_keeps_its_history(cast, room, today):
    workflow.change_pay(placement=room.placement, from_on=today, wage_cents=1425, hours_a_week=25, by=cast.here.staff)

    job = Placement.objects.with_job().get(pk=room.placement.pk)
    assert (job.pay_first.wage, job.pay_now.wage, job.growth_cents) == ("$13.00", "$14.25", 125)
    with pytest.raises(workflow.CannotPlace, match="written already"):
        workflow.change_pay(
            placement=room.placement, from_on=today, wage_cents=1500, hours_a_week=25, by=cast.here.staff
        )


def test_a_job_outside_the_partners_is_noted(cast, client_of, youth, today):
    client_of(cast.here.staff).post(
        reverse("worksite:outside_job", args=[youth.pk]),
        {"employer": "City Pool", "title": "Lifeguard", "starts_on": today, "wage_cents": "14", "hours_a_week": 30},
    )

    job = Placement.objects.get(enrollment=youth)
    assert (job.where, job.pay_steps.get().wage_cents) == ("City Pool", 1400)


def test_the_story_and_the_panel_tell_of_the_work(cast, client_of, room):
    page = client_of(cast.here.staff).get(f"{room.enrollment.get_absolute_url()}?only=program").content.decode()

    assert f"New job: Baker&#x27;s helper, {room.partner.name}" in page
    assert "$13.00 an hour, 20 hours a week" in page
    assert "1 company has not answered yet." in page
    assert "Classes: 0 of 6." in page


def test_a_quarter_without_downtime_is_warned_of(cast, today):
    first = quarter_of(today)[0]
    late = first + timedelta(days=40)

    def without(on):
        sources = [source for source in SOURCES if source.rule == "downtime-missing"]
        return [item.site for item in gathered(sources, Enrollment.objects.none(), on, cast.here.staff)]

    assert without(late) == [cast.here.site]
    assert without(first) == []
    MeetingFactory(
        site=cast.here.site,
        program="worksite",
        kind="downtime",
        starts_at=datetime(late.year, late.month, 15, tzinfo=UTC),
    )
    assert without(late) == []


def test_a_site_that_offers_no_downtime_is_not_warned(cast, today):
    DatedValue.objects.create(
        program="worksite",
        name="components",
        site=cast.here.site,
        starts_on=today - timedelta(days=400),
        value=["readiness", "placement"],
        source="Contract of the site",
    )
    sources = [source for source in SOURCES if source.rule == "downtime-missing"]

    assert (
        gathered(sources, Enrollment.objects.none(), quarter_of(today)[0] + timedelta(days=40), cast.here.staff) == []
    )
