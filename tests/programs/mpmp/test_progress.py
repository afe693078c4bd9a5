"""How it goes: the page, what is written on it, and what is owed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.casework.assessments import known_tools
from programs.casework.assessments.models import Tool
from programs.casework.enrollments.models import Enrollment
from programs.gathering import owed_everywhere
from programs.mpmp.definition import PROGRAM
from programs.mpmp.models import Aftercare, ChildOutcome, CourtCase, FamilyMeeting, KeptService, ParentPicture
from tests.factories.assessments import AssessmentFactory, ToolFactory
from tests.factories.casework import ContactFactory
from tests.factories.mpmp import ParentPictureFactory


@pytest.fixture
def family(cast):
    return cast.here.mpmp


def day(cast, days=0):
    return (cast.here.site.today() + timedelta(days=days)).isoformat()


def url(name, row):
    return reverse(f"mpmp:{name}", args=[row.pk])


def test_the_page_tells_of_time_outcome_and_words(cast, client_of, family):
    ContactFactory(
        enrollment=family.enrollment,
        match=family.match,
        kind="met",
        started_at=timezone.now() - timedelta(days=8),
        duration_minutes=95,
    )

    page = client_of(cast.here.staff).get(url("progress", family.enrollment)).content.decode()

    assert "1 h 35 min" in page
    assert "not yet known" in page
    assert "My sister calls every evening." in page
    assert "Aunt Imagina" in page


def test_a_mentor_does_not_open_it(cast, client_of, family):
    assert client_of(cast.here.mentor_user).get(url("progress", family.enrollment)).status_code == 403


def test_an_outcome_is_written_for_a_child(cast, client_of, family):
    sent = {"child": cast.here.child.pk, "kind": "custody", "on": day(cast)}

    client_of(cast.here.staff).post(url("add_outcome", family.enrollment), sent)

    assert ChildOutcome.objects.get(kind="custody").child == cast.here.child


def test_an_outcome_of_tomorrow_is_refused(cast, client_of, family):
    sent = {"child": cast.here.child.pk, "kind": "custody", "on": day(cast, 1)}

    answer = client_of(cast.here.staff).post(url("add_outcome", family.enrollment), sent)

    assert "future" in answer.context["form"].errors["on"][0]


def test_a_second_outcome_of_the_day_is_refused_in_words(cast, client_of, family):
    sent = {"child": cast.here.child.pk, "kind": "custody", "on": family.outcome.on.isoformat()}

    answer = client_of(cast.here.staff).post(url("add_outcome", family.enrollment), sent)

    assert ChildOutcome.objects.count() == 1
    assert "written down for that day already" in str(answer.context["form"].errors)


def test_the_parents_own_picture_and_rating(cast, client_of, family):
    sent = {"occasion": "quarter", "on": day(cast), "quality_of_life": "4", "connections": "The group."}

    client_of(cast.here.staff).post(url("add_picture", family.enrollment), sent)

    picture = ParentPicture.objects.get(occasion="quarter")
    assert (picture.quality_of_life, picture.told) == (4, [("Social connections", "The group.")])


def test_every_three_months_the_parent_is_asked(cast, family):
    cases, today = Enrollment.objects.filter(pk=family.enrollment.pk), cast.here.site.today()
    assert "parent-picture" not in {item.rule for item in owed_everywhere(cases, today, cast.here.staff)}

    ParentPicture.objects.update(on=today - timedelta(days=95))

    assert "parent-picture" in {item.rule for item in owed_everywhere(cases, today, cast.here.staff)}


def test_a_family_meeting_from_invitation_to_follow_up(cast, client_of, family):
    client, meeting = client_of(cast.here.staff), family.family_meeting
    client.post(url("add_guest", meeting), {"side": "father", "name": "Uncle Fabian", "is_guardian": "on"})
    sent = {"asked_on": meeting.asked_on.isoformat(), "held_on": day(cast, -3), "plan": "Sunday dinners."}
    sent |= {"accepted": "yes", "follow_up_on": day(cast, 5), "version": meeting.version}

    client.post(url("edit_family_meeting", meeting), sent)

    meeting.refresh_from_db()
    assert (meeting.accepted, meeting.plan) == ("yes", "Sunday dinners.")
    page = client.get(url("progress", family.enrollment)).content.decode()
    assert "guardian until the return" in page
    cases = Enrollment.objects.filter(pk=family.enrollment.pk)
    assert "family-plan" in {item.rule for item in owed_everywhere(cases, cast.here.site.today(), cast.here.staff)}


def test_a_plan_without_a_meeting_is_refused(cast, client_of, family):
    sent = {"asked_on": day(cast, -9), "plan": "Sunday dinners."}

    answer = client_of(cast.here.staff).post(url("add_family_meeting", family.enrollment), sent)

    assert "on which day it was held" in str(answer.context["form"].errors)
    assert FamilyMeeting.objects.count() == 1


def owed(cast, family):
    cases = Enrollment.objects.filter(pk=family.enrollment.pk)
    return {item.rule for item in owed_everywhere(cases, cast.here.site.today(), cast.here.staff)}


def test_aftercare_is_a_phase_and_its_services_are_asked_about_again(cast, client_of, family):
    client = client_of(cast.here.staff)
    client.post(url("aftercare", family.enrollment), {"starts_on": day(cast, -2)})
    sent = {"name": "Family therapy", "since": day(cast, -2), "check_on": day(cast, 4)}

    client.post(url("add_service", family.enrollment), sent)

    page = client.get(url("progress", family.enrollment)).content.decode()
    assert "Family therapy" in page
    assert Aftercare.objects.get().starts_on.isoformat() == day(cast, -2)
    assert "kept-service" in owed(cast, family)


def test_a_service_that_ended_is_not_asked_about_again(cast, client_of, family):
    service = family.service
    KeptService.objects.update(check_on=cast.here.site.today())
    sent = {"name": service.name, "since": service.since.isoformat(), "check_on": day(cast), "version": 1}
    sent |= {"holds": "no", "checked_on": day(cast), "words": "The class is over."}

    client_of(cast.here.staff).post(url("edit_service", service), sent)

    service.refresh_from_db()
    assert (service.holds, service.words) == ("no", "The class is over.")
    assert "kept-service" not in owed(cast, family)


def test_after_the_case_has_closed_its_services_are_still_asked_about(cast, client_of, family):
    service, today = family.service, cast.here.site.today()
    KeptService.objects.update(check_on=today)
    Enrollment.objects.filter(pk=family.enrollment.pk).update(status="closed", closed_on=today)
    client = client_of(cast.here.staff)
    assert service.name in client.get(reverse("mpmp:home")).content.decode()
    sent = {"name": service.name, "since": service.since.isoformat(), "version": 1}

    client.post(url("edit_service", service), {**sent, "holds": "yes", "checked_on": day(cast)})
    refused = client.post(
        url("edit_outcome", family.outcome),
        {"child": cast.here.child.pk, "kind": "custody", "on": day(cast), "version": 1},
    )

    service.refresh_from_db()
    assert service.holds == "yes"
    assert "closed" in str(refused.context["form"].errors)


def test_relatives_look_after_a_child_until_it_comes_home(cast, client_of, family):
    page = client_of(cast.here.staff).get(url("progress", family.enrollment)).content.decode()

    assert "With relatives until they come home" in page
    assert "an aunt" in page


def test_an_answer_without_its_day_is_refused(cast, client_of, family):
    service = family.service
    sent = {"name": service.name, "since": service.since.isoformat(), "holds": "yes", "version": 1}

    answer = client_of(cast.here.staff).post(url("edit_service", service), sent)

    assert "the day on which it was asked" in str(answer.context["form"].errors)


def test_who_came_through_is_celebrated_and_asked_to_become_a_mentor(cast, client_of, family):
    client, row = client_of(cast.here.staff), family.celebration
    sent = {"kind": "reunified", "on": row.on.isoformat(), "celebrated_on": day(cast), "version": 1}
    sent |= {"invited_on": day(cast), "answer": "yes"}

    client.post(url("edit_celebration", row), sent)

    page = client.get(url("progress", family.enrollment)).content.decode()
    assert "Achieved reunification" in page
    assert f"{reverse('mentors:create')}?person={cast.here.participant.pk}" in page


def test_an_answer_of_somebody_who_was_not_asked_is_refused(cast, client_of, family):
    sent = {"kind": "resolved", "on": day(cast), "answer": "later"}

    answer = client_of(cast.here.staff).post(url("add_celebration", family.enrollment), sent)

    assert "on which day they were asked" in str(answer.context["form"].errors)


def test_at_the_end_of_the_court_case_the_parent_is_asked_once_more(cast, family):
    today = cast.here.site.today()
    assert "last-picture" not in owed(cast, family)

    CourtCase.objects.update(ended_on=today)
    cases = Enrollment.objects.filter(pk=family.enrollment.pk)
    said = [item.why for item in owed_everywhere(cases, today, cast.here.staff) if item.rule == "last-picture"]

    assert len(said) == 2
    assert any("Protective Factors Survey" in why for why in said)
    ParentPictureFactory(enrollment=family.enrollment, occasion="end", on=today)
    tool = Tool.objects.filter(code="pfs-2").first() or ToolFactory(code="pfs-2", about="parent")
    AssessmentFactory(enrollment=family.enrollment, tool=tool, given_on=today)
    assert "last-picture" not in owed(cast, family)


def test_totals_of_the_survey_stand_apart_from_the_five_factors(cast, client_of, family):
    tool = Tool.objects.filter(code="pfs-2").first() or ToolFactory(code="pfs-2", about="parent")
    AssessmentFactory(enrollment=family.enrollment, tool=tool, given_on=cast.here.site.today(), total=61)

    page = client_of(cast.here.staff).get(url("progress", family.enrollment)).content.decode()

    assert "Total 61" in page


def test_the_survey_is_due_in_the_first_month_and_every_three_months():
    survey = next(entry for entry in known_tools.known() if entry["code"] == "pfs-2")

    assert [(one["program"], one["when"], one["number"]) for one in survey["schedule"]] == [
        ("mpmp", "days_after_enrollment", 30),
        ("mpmp", "every_months", 3),
    ]
    assert not {part.lower() for part in survey["parts"]} & {
        str(factor.label).lower() for factor in PROGRAM.protective_factors
    }


@pytest.mark.parametrize("kind", ["child_outcome", "kept_service", "celebration", "family_group_meeting"])
def test_each_is_voided_with_a_reason(cast, client_of, family, kind):
    rows = {"child_outcome": family.outcome, "kept_service": family.service, "celebration": family.celebration}
    row = rows.get(kind, family.family_meeting)

    client_of(cast.here.staff).post(
        reverse("casefile:record_void", args=[kind, row.pk]), {"reason": "Written in the wrong case."}
    )

    row.refresh_from_db()
    assert row.voided_at
