"""Tasks: written down from anywhere, given on, done, dropped and taken up again; nobody's but theirs."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mmp_portal.audit.models import Event
from mmp_portal.outbox.models import Message
from programs.casework.caseload.models import Task
from programs.casework.caseload.tasks import workflow
from programs.casework.closings import workflow as closings
from tests.factories.accounts import user_with
from tests.factories.caseload import TaskFactory
from tests.factories.casework import EnrollmentFactory
from tests.programs.casework.caseload.household import cost, words

pytestmark = pytest.mark.django_db


def facts(to, **more):
    return {
        "words": "Ask about the crib",
        "due_on": (timezone.localdate() + timedelta(days=3)).isoformat(),
        "assigned_to": to.pk,
        **more,
    }


def bells(user, rule):
    return Message.objects.filter(recipient=user, rule=rule, channel="bell")


# --- Writing down ----------------------------------------------------------------------------


def test_a_task_of_a_case_stands_on_my_day(cast, client_of):
    client = client_of(cast.here.staff)

    answer = client.post(reverse("caseload:task_for_case", args=[cast.here.enrollment.pk]), facts(cast.here.staff))

    assert answer["Location"] == cast.here.enrollment.get_absolute_url()
    task = Task.objects.get(words="Ask about the crib")
    assert (task.enrollment, task.program, task.recorded_by) == (cast.here.enrollment, "young_parent", cast.here.staff)
    assert "Task: Ask about the crib" in words(client.get(reverse("caseload:day"), {"due": "soon"})) + words(
        client.get(reverse("caseload:day"), {"due": "later"})
    )


def test_whoever_is_given_a_task_is_told_once(cast, client_of):
    url = reverse("caseload:task_for_case", args=[cast.here.enrollment.pk])

    client_of(cast.here.staff).post(url, facts(cast.here.supervisor))

    (bell,) = bells(cast.here.supervisor, "task-given")
    assert "gave you a task, by" in bell.subject
    assert "crib" not in bell.subject + bell.body


def test_a_task_for_the_mentor_leads_to_the_home_page(cast, client_of):
    url = reverse("caseload:task_for_case", args=[cast.here.enrollment.pk])

    client_of(cast.here.staff).post(url, facts(cast.here.mentor_user))

    assert bells(cast.here.mentor_user, "task-given").get().link == reverse("caseload:phone")


def test_a_task_from_a_contact_keeps_where_it_came_from(cast, client_of):
    url = reverse("caseload:task_for_case", args=[cast.here.enrollment.pk])

    answer = client_of(cast.here.staff).post(f"{url}?contact={cast.here.contact.pk}", facts(cast.here.staff))

    assert answer["Location"] == cast.here.contact.get_absolute_url()
    assert Task.objects.get(words="Ask about the crib").contact == cast.here.contact


@pytest.mark.parametrize("asked", ["999999", "x", "99999999999999999999"])
def test_a_contact_of_nobody_is_left_out(cast, client_of, asked):
    url = reverse("caseload:task_for_case", args=[cast.here.enrollment.pk])

    client_of(cast.here.staff).post(f"{url}?contact={asked}", facts(cast.here.staff))

    assert Task.objects.get(words="Ask about the crib").contact is None


def test_a_task_about_a_mentor_and_one_about_nobody(cast, client_of):
    client = client_of(cast.here.staff)

    client.post(reverse("caseload:task_for_mentor", args=[cast.here.mentor.pk]), facts(cast.here.staff))
    client.post(reverse("caseload:task_add"), facts(cast.here.staff, words="Order folders"))

    assert Task.objects.get(mentor=cast.here.mentor).site == cast.here.site
    assert Task.objects.get(words="Order folders").about == ""


def test_somebody_without_a_role_here_is_not_offered(cast, client_of):
    client = client_of(cast.here.staff)

    answer = client.post(reverse("caseload:task_for_case", args=[cast.here.enrollment.pk]), facts(cast.there.staff))

    assert answer.context["form"].errors["assigned_to"]
    assert "Ask about the crib" in words(answer)


def test_the_verb_refuses_a_stranger_too(cast):
    with pytest.raises(workflow.CannotKeepTask, match="has no role here"):
        workflow.add(
            site=cast.here.site,
            words="Call",
            due_on=date(2026, 12, 1),
            assigned_to=cast.there.staff,
            by=cast.here.staff,
            enrollment=cast.here.enrollment,
        )


def test_a_closed_case_gets_no_task(cast, client_of):
    closings.close(enrollment=cast.here.enrollment, on=cast.here.site.today(), reason="completed", by=cast.here.staff)

    assert (
        client_of(cast.here.staff).get(reverse("caseload:task_for_case", args=[cast.here.enrollment.pk])).status_code
        == 404
    )


def test_a_past_day_is_refused_beside_its_field(cast, client_of):
    answer = client_of(cast.here.staff).post(
        reverse("caseload:task_for_case", args=[cast.here.enrollment.pk]), facts(cast.here.staff, due_on="2020-01-01")
    )

    assert "due_on" in answer.context["form"].errors


# --- Giving on, done, dropped ----------------------------------------------------------------


def test_a_task_is_given_on_and_the_trail_says_so(cast, client_of):
    task = cast.here.task
    url = reverse("caseload:task_edit", args=[task.pk])

    client_of(cast.here.staff).post(
        url, {"words": task.words, "due_on": task.due_on, "assigned_to": cast.here.supervisor.pk, "version": 1}
    )

    task.refresh_from_db()
    assert (task.assigned_to, task.version) == (cast.here.supervisor, 2)
    assert bells(cast.here.supervisor, "task-given").count() == 1
    assert Event.objects.about(task).filter(verb="task.given_on").exists()


def test_a_lost_update_shows_both_versions(cast, client_of):
    task = cast.here.task
    workflow.change(
        task=task,
        by=cast.here.supervisor,
        version=1,
        words="Theirs",
        due_on=task.due_on,
        assigned_to=task.assigned_to,
    )

    answer = client_of(cast.here.staff).post(
        reverse("caseload:task_edit", args=[task.pk]),
        {"words": "Mine", "due_on": task.due_on, "assigned_to": task.assigned_to_id, "version": 1},
    )

    assert "Theirs" in words(answer)
    assert "Mine" in words(answer)
    task.refresh_from_db()
    assert task.words == "Theirs"


def test_done_tells_whoever_gave_it(cast, client_of):
    client_of(cast.here.mentor_user).post(reverse("caseload:phone_task_done", args=[cast.here.task.pk]))

    assert bells(cast.here.staff, "task-done").count() == 1


def test_done_twice_is_refused_in_words(cast, client_of):
    client = client_of(cast.here.staff)
    url = reverse("caseload:task_done", args=[cast.here.task.pk])
    client.post(url)

    page = words(client.post(url, follow=True))

    assert "done or dropped already" in page
    assert bells(cast.here.staff, "task-done").count() == 0


def test_dropped_with_its_reason_and_taken_up_again(cast, client_of):
    client = client_of(cast.here.staff)
    drop = reverse("caseload:task_drop", args=[cast.here.task.pk])
    assert client.post(drop, {"reason": ""}).context["form"].errors["reason"]

    client.post(drop, {"reason": "They moved"})
    cast.here.task.refresh_from_db()
    assert (cast.here.task.status, cast.here.task.drop_reason) == ("dropped", "They moved")
    assert client.get(reverse("caseload:task_edit", args=[cast.here.task.pk])).status_code == 302
    client.post(reverse("caseload:task_reopen", args=[cast.here.task.pk]))

    cast.here.task.refresh_from_db()
    assert (cast.here.task.status, cast.here.task.drop_reason, cast.here.task.ended_by) == ("open", "", None)


def test_closing_a_case_says_what_becomes_of_its_tasks_and_drops_them(cast):
    (sentence,) = workflow.words_of_ending(cast.here.enrollment)

    closings.close(enrollment=cast.here.enrollment, on=cast.here.site.today(), reason="completed", by=cast.here.staff)

    cast.here.task.refresh_from_db()
    assert sentence == f"The task of {cast.here.mentor_user.name} is dropped: {cast.here.task.words}"
    assert (cast.here.task.status, cast.here.task.drop_reason) == ("dropped", "The case was closed.")
    with pytest.raises(workflow.CannotKeepTask, match="The case is closed"):
        workflow.reopen(task=cast.here.task, by=cast.here.staff)


# --- The list --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        ("mine", ["Mine"]),
        ("given", ["Ask the clinic for a new date"]),
        ("open", ["Mine", "Late", "Ask the clinic for a new date"]),
        ("late", ["Late"]),
        ("ended", ["Done"]),
        ("nonsense", ["Mine"]),
    ],
)
def test_the_list_is_cut_by_tabs(cast, client_of, show, expected):
    today = timezone.localdate()
    later = today + timedelta(days=9)
    Task.objects.update(due_on=later)
    TaskFactory(site=cast.here.site, assigned_to=cast.here.staff, due_on=today, words="Mine")
    TaskFactory(site=cast.here.site, assigned_to=cast.here.supervisor, due_on=today - timedelta(days=1), words="Late")
    TaskFactory(
        site=cast.here.site,
        assigned_to=cast.here.staff,
        words="Done",
        status="done",
        ended_on=today,
        ended_by=cast.here.staff,
    )

    listing = client_of(cast.here.staff).get(reverse("caseload:tasks"), {"show": show}).context["listing"]

    assert sorted(row.record.words for row in listing.table.rows) == sorted(expected)


def test_the_list_costs_the_same_for_few_and_many(cast, client_of):
    client = client_of(cast.here.staff)
    url = reverse("caseload:tasks")
    TaskFactory(enrollment=cast.here.enrollment, assigned_to=cast.here.staff, recorded_by=cast.here.supervisor)
    client.get(url)
    few = cost(client, url)
    for _number in range(8):
        enrollment = EnrollmentFactory(site=cast.here.site)
        TaskFactory(enrollment=enrollment, assigned_to=cast.here.staff, recorded_by=cast.here.supervisor)

    assert cost(client, url) == few


def test_own_tasks_stand_on_my_day_and_those_of_colleagues_do_not(cast, client_of):
    today = timezone.localdate()
    colleague = user_with("staff", site=cast.here.site)
    TaskFactory(enrollment=cast.here.enrollment, assigned_to=colleague, due_on=today, words="Theirs to do")
    TaskFactory(site=cast.here.site, assigned_to=cast.here.staff, due_on=today, words="Mine to do")

    page = words(client_of(cast.here.staff).get(reverse("caseload:day")))

    assert "Mine to do" in page
    assert "Theirs to do" not in page
    assert "Theirs to do" in words(client_of(colleague).get(reverse("caseload:day")))


def test_a_mentor_sees_no_task_of_a_match_long_ended(cast):
    match = cast.here.match
    match.status, match.end_reason = "ended", "moved"
    match.ended_on = cast.here.site.today() - timedelta(days=31)
    match.save()

    assert not Task.objects.for_user(cast.here.mentor_user).filter(pk=cast.here.task.pk).exists()


# --- What a task can be ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "done"},
        {"status": "open", "ended_on": date(2026, 12, 1)},
        {"status": "dropped", "ended_on": date(2026, 12, 1)},
        {"status": "unknown"},
        {"words": ""},
        {"drop_reason": "Nobody asked"},
    ],
)
def test_a_task_that_cannot_be_is_not_kept(facts):
    task = TaskFactory()
    if "ended_on" in facts:
        facts = {**facts, "ended_by": task.assigned_to}

    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(**facts)


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_a_task_that_can_be_is_kept(status):
    task = TaskFactory()
    reason = "They moved" if status == "dropped" else ""

    Task.objects.filter(pk=task.pk).update(
        status=status, ended_on=date(2026, 12, 1), ended_by=task.assigned_to, drop_reason=reason
    )

    assert Task.objects.get(pk=task.pk).status == status


def test_a_task_is_about_a_case_or_a_mentor_not_both(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=cast.here.task.pk).update(mentor=cast.here.mentor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=cast.here.task.pk).update(program="")
