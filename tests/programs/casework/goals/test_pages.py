"""The pages of goals, at a desk and on a mentor's phone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from programs.casework.closings import workflow as closings
from programs.casework.goals import workflow
from programs.casework.goals.models import Goal, GoalNote, Step
from tests.participants.typed import EMOJI, HTML, LONG, error_beside


def goals_page(cast):
    return reverse("goals:goals", args=[cast.here.enrollment.pk])


def test_a_goal_from_a_template_is_set_in_two_clicks(cast, client_of):
    client = client_of(cast.here.staff)
    form = client.get(reverse("goals:set", args=[cast.here.enrollment.pk]) + "?from=school").context["form"]
    sent = {bound.html_name: bound.value() for bound in form if bound.value() is not None}

    answer = client.post(reverse("goals:set", args=[cast.here.enrollment.pk]), sent, follow=True)

    goal = Goal.objects.exclude(pk=cast.here.goal.pk).get(enrollment=cast.here.enrollment)
    assert (goal.words, goal.area, goal.template) == (
        "Stay in school, obtain a diploma or HiSET",
        "educational",
        "school",
    )
    assert goal.steps.count() == 3
    assert "Register for the HiSET test" in answer.content.decode()


def test_own_words_and_own_steps(cast, client_of):
    sent = {
        "words": f"Sleep {EMOJI}",
        "area": "personal",
        "own_steps": "Lights off at ten\n\n  No phone   in bed \n",
        "set_on": cast.here.site.today().isoformat(),
    }

    client_of(cast.here.staff).post(reverse("goals:set", args=[cast.here.enrollment.pk]), sent)

    goal = Goal.objects.get(area="personal")
    assert goal.words == f"Sleep {EMOJI}"
    assert [step.words for step in goal.steps.order_by("pk")] == ["Lights off at ten", "No phone in bed"]


@pytest.mark.parametrize(
    ("typed", "name", "sentence"),
    [
        ({"words": ""}, "words", "still empty"),
        ({"words": LONG}, "words", "Keep this to 300"),
        ({"area": "hobbies"}, "area", "not offered"),
        ({"own_steps": "\n".join("abcdefghijklm")}, "own_steps", "12 steps at most"),
        ({"own_steps": "y" * 201}, "own_steps", "at most 200"),
        ({"set_on": "soon"}, "set_on", "cannot read"),
        ({"target_on": "2001-01-01"}, "target_on", "before it was set"),
    ],
)
def test_bad_input_about_a_goal(cast, client_of, typed, name, sentence):
    good = {"words": "Good", "area": "personal", "set_on": cast.here.site.today().isoformat()}

    answer = client_of(cast.here.staff).post(reverse("goals:set", args=[cast.here.enrollment.pk]), good | typed)

    assert sentence in error_beside(answer, name)
    assert Goal.objects.filter(enrollment=cast.here.enrollment).count() == 1


def test_a_template_of_another_program_is_refused(cast, client_of):
    sent = {"words": "x", "area": "personal", "template": "court", "set_on": cast.here.site.today().isoformat()}

    answer = client_of(cast.here.staff).post(reverse("goals:set", args=[cast.here.enrollment.pk]), sent)

    assert answer.status_code == 200
    assert Goal.objects.filter(enrollment=cast.here.enrollment).count() == 1


def test_words_are_shown_as_words(cast, client_of):
    Goal.objects.filter(pk=cast.here.goal.pk).update(words=HTML)

    for user in (cast.here.staff, cast.here.mentor_user):
        for address in (goals_page(cast), cast.here.goal.get_absolute_url()):
            assert "<script>alert" not in client_of(user).get(address).content.decode()


def test_staff_tick_a_step_and_take_it_back(cast, client_of):
    client = client_of(cast.here.staff)

    answer = client.post(reverse("goals:done", args=[cast.here.step.pk]), {"back": "goals"}, follow=True)
    assert answer.redirect_chain == [(goals_page(cast), 302)]
    assert f"noted by {cast.here.staff.name}" in answer.content.decode()

    answer = client.post(reverse("goals:not_done", args=[cast.here.step.pk]))
    assert answer.url == cast.here.goal.get_absolute_url()
    cast.here.step.refresh_from_db()
    assert not cast.here.step.is_done


def test_a_tick_by_reading_changes_nothing(cast, client_of):
    assert client_of(cast.here.staff).get(reverse("goals:done", args=[cast.here.step.pk])).status_code == 405


def test_the_mentor_sees_the_goals_of_the_match_and_ticks_steps(cast, client_of):
    client = client_of(cast.here.mentor_user)

    words = client.get(goals_page(cast)).content.decode()
    assert "What Juniper wants to reach" in words
    assert "Ask the school what is missing" in words
    assert reverse("goals:set", args=[cast.here.enrollment.pk]) not in words

    client.post(reverse("goals:done", args=[cast.here.step.pk]))
    cast.here.step.refresh_from_db()
    assert cast.here.step.done_by == cast.here.mentor_user


def test_the_mentor_of_a_match_that_ended_reads_and_ticks_nothing(cast, client_of):
    match = cast.here.match
    match.status, match.end_reason, match.ended_on = "ended", "moved", cast.here.site.today() - timedelta(days=3)
    match.save()
    client = client_of(cast.here.mentor_user)

    assert client.get(goals_page(cast)).status_code == 200
    answer = client.post(reverse("goals:done", args=[cast.here.step.pk]), follow=True)

    assert "while the case and the match are open" in answer.content.decode()
    cast.here.step.refresh_from_db()
    assert not cast.here.step.is_done


def test_a_mentor_reads_the_own_notes_alone(cast, client_of):
    workflow.write_note(goal=cast.here.goal, words="Written by staff", by=cast.here.staff)
    client = client_of(cast.here.mentor_user)

    client.post(reverse("goals:note", args=[cast.here.goal.pk]), {"note-words": "Written by the mentor"})
    words = client.get(cast.here.goal.get_absolute_url()).content.decode()

    assert "Written by the mentor" in words
    assert "Written by staff" not in words
    assert (
        "Written by the mentor" in client_of(cast.here.staff).get(cast.here.goal.get_absolute_url()).content.decode()
    )


def test_an_empty_note_gets_a_sentence_and_keeps_the_page(cast, client_of):
    answer = client_of(cast.here.staff).post(reverse("goals:note", args=[cast.here.goal.pk]), {"note-words": ""})

    assert answer.status_code == 200
    assert "still empty" in answer.content.decode()
    assert not GoalNote.objects.exists()


def test_a_step_is_added_on_the_goals_page(cast, client_of):
    client = client_of(cast.here.staff)
    address = reverse("goals:add_step", args=[cast.here.goal.pk])

    answer = client.post(address, {"step-words": "", "step-who": "mentor"})
    assert "still empty" in answer.content.decode()

    client.post(address, {"step-words": "Buy a bus pass", "step-who": "mentor", "step-due_on": "12/24/2026"})
    step = Step.objects.get(words="Buy a bus pass")
    assert (step.who, step.due_on.isoformat()) == ("mentor", "2026-12-24")


def test_two_who_correct_a_goal_see_both_versions(cast, client_of):
    client, address = client_of(cast.here.staff), reverse("goals:edit", args=[cast.here.goal.pk])
    sent = {
        "words": "Mine",
        "area": "personal",
        "set_on": cast.here.goal.set_on.isoformat(),
        "version": cast.here.goal.version,
    }
    workflow.correct(goal=cast.here.goal, words="Theirs", by=cast.here.supervisor)

    answer = client.post(address, sent)

    words = answer.content.decode()
    assert "Theirs" in words
    assert "Mine" in words
    cast.here.goal.refresh_from_db()
    assert cast.here.goal.words == "Theirs"


def test_what_came_of_a_goal_is_said_and_taken_back(cast, client_of):
    client, goal = client_of(cast.here.staff), cast.here.goal
    today = cast.here.site.today().isoformat()

    refused = client.post(reverse("goals:end", args=[goal.pk]), {"status": "changed", "on": today})
    assert "what the goal is now" in error_beside(refused, "next_words")

    client.post(
        reverse("goals:end", args=[goal.pk]), {"status": "reached", "on": today, "outcome_words": "Seven hours"}
    )
    assert "Seven hours" in client.get(goals_page(cast)).content.decode()

    client.post(reverse("goals:reopen", args=[goal.pk]), {"reason": "Not yet"})
    goal.refresh_from_db()
    assert goal.is_open


def test_a_closed_case_shows_its_goals_and_offers_nothing(cast, client_of):
    closings.close(enrollment=cast.here.enrollment, on=cast.here.site.today(), reason="year_kept", by=cast.here.staff)

    words = client_of(cast.here.staff).get(goals_page(cast)).content.decode()

    assert cast.here.goal.words in words
    assert reverse("goals:done", args=[cast.here.step.pk]) not in words
    assert client_of(cast.here.staff).get(reverse("goals:set", args=[cast.here.enrollment.pk])).status_code == 404


@pytest.mark.parametrize("typed", ["n" * 5000, "nul\x00byte", "   ", EMOJI, HTML, "Žofie محمد"])
@pytest.mark.parametrize(("name", "field"), [("note", "note-words"), ("add_step", "step-words")])
def test_any_words_are_kept_or_refused_with_a_sentence(cast, client_of, name, field, typed):
    sent = {field: typed, "step-who": "mentor"}

    answer = client_of(cast.here.staff).post(reverse(f"goals:{name}", args=[cast.here.goal.pk]), sent, follow=True)

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
