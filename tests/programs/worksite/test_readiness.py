"""Job readiness: the curriculum, what counts as finished, making up, the exception, and the certificate."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from programs.casework.meetings.models import Attendance
from programs.worksite.models import ClassMeeting
from programs.worksite.readiness import workflow
from programs.worksite.readiness.curriculum import classes
from programs.worksite.readiness.standing import readiness_of
from tests.factories.accounts import user_with
from tests.factories.worksite import made_ready

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def youth(cast):
    return cast.here.worksite.enrollment


def standing(enrollment):
    return readiness_of([enrollment])[enrollment.pk]


def test_the_six_classes_of_the_curriculum_in_both_languages():
    assert [one.code for one in classes()] == ["careers", "application", "interview", "on_the_job", "money", "rights"]
    with translation.override("es"):
        assert classes()[2].title == "La entrevista"


def test_who_was_there_for_the_whole_class_has_finished_it(cast, youth):
    meeting = cast.here.worksite.meeting
    workflow.say_which_class(meeting=meeting, code="interview", by=cast.here.staff)
    row = Attendance.objects.create(meeting=meeting, person=youth.participant, enrollment=youth, came=True)

    assert list(standing(youth).done) == ["interview"]
    row.minutes_credited = 60  # left half-way
    row.save()
    assert standing(youth).count == 0


def test_a_meeting_that_nobody_named_counts_for_nobody(cast, youth):
    Attendance.objects.create(
        meeting=cast.here.worksite.meeting, person=youth.participant, enrollment=youth, came=True
    )

    assert standing(youth).count == 0


def test_planned_classes_ask_whoever_has_not_finished_them(cast, youth):
    workflow.make_up(
        enrollment=youth, code="careers", made_up_on=cast.here.site.today(), how="one_to_one", by=cast.here.staff
    )

    meetings = workflow.plan_classes(
        site=cast.here.site,
        codes=["careers", "money"],
        first_on=cast.here.site.today() + timedelta(days=7),
        clock=time(16, 0),
        every_days=7,
        by=cast.here.staff,
    )

    assert [list(meeting.attendances.values_list("enrollment", flat=True)) for meeting in meetings] == [[], [youth.pk]]
    assert (meetings[1].starts_at - meetings[0].starts_at).days == 7
    assert set(ClassMeeting.objects.values_list("code", flat=True)) == {"careers", "money"}


def test_a_class_is_made_up_once(cast, youth):
    facts = {"enrollment": youth, "code": "money", "how": "at_home", "by": cast.here.staff}
    workflow.make_up(made_up_on=cast.here.site.today(), **facts)

    with pytest.raises(workflow.CannotMakeUp, match="finished already"):
        workflow.make_up(made_up_on=cast.here.site.today(), **facts)
    with pytest.raises(workflow.CannotMakeUp, match="future"):
        workflow.make_up(made_up_on=cast.here.site.today() + timedelta(days=1), **facts | {"code": "rights"})


def test_only_a_supervisor_makes_an_exception(cast, client_of, youth):
    url = reverse("worksite:waive", args=[youth.pk])

    assert client_of(cast.here.staff).post(url, {"reason": "Starts on Monday."}).status_code == 403
    client_of(cast.here.supervisor).post(url, {"reason": "Starts on Monday."})
    assert standing(youth).is_ready
    assert not standing(youth).is_finished


def test_the_certificate_comes_with_the_last_class(cast, client_of, youth):
    client = client_of(cast.here.staff)
    url = reverse("worksite:certificate", args=[youth.pk])

    assert client.get(url).status_code == 302
    made_ready(youth)
    answer = client.get(url)

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert youth.participant.name not in answer["Content-Disposition"]


def test_a_coordinator_of_the_other_program_sees_no_work_of_anybody(cast, client_of, youth):
    stranger = user_with("staff", site=cast.here.site, program="young_parent")
    client = client_of(stranger)

    for name, pk in (("work", youth.pk), ("placement", cast.here.worksite.placement.pk)):
        assert client.get(reverse(f"worksite:{name}", args=[pk])).status_code == 404
    page = client.get(cast.here.worksite.partner.get_absolute_url()).content.decode()
    assert "Robin Sawyer" not in page


def test_a_case_of_another_program_has_no_work_page(cast, client_of):
    assert client_of(cast.here.staff).get(reverse("worksite:work", args=[cast.here.enrollment.pk])).status_code == 404
