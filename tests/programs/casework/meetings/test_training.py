"""Training of mentors: what counts, who approves it, what is owed by when; and the manual, read and confirmed."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mentors import training as workflow
from mentors.models import Manual, ManualReading, Mentor, Training
from programs.casework.matches import workflow as matches
from programs.casework.meetings.training.standing import manual_for, standing_of
from tests.factories.casework import AttendanceFactory, EnrollmentFactory, MeetingFactory
from tests.factories.matching import manual_at
from tests.factories.mentors import MentorFactory
from tests.participants.typed import error_beside


@pytest.fixture
def learner(cast):
    """A Parent Mentor in training, who applied ten days ago."""
    return MentorFactory(
        site=cast.here.site,
        kind="parent_mentor",
        status="in_training",
        trained_on=None,
        applied_on=cast.here.site.today() - timedelta(days=10),
    )


def note(cast, mentor, minutes=480, **changes):
    details = {"topic": "Listening", "how": "individual", "held_on": cast.here.site.today(), **changes}
    return workflow.note(mentor=mentor, by=cast.here.staff, minutes=minutes, **details)


def standing(mentor):
    return standing_of(mentor, on=mentor.site.today())


def test_parent_mentors_owe_two_days_of_eight_hours_by_a_day(cast, learner):
    found = standing(learner)

    assert found.owed_first == 2 * 8 * 60
    assert found.first_by == learner.applied_on + timedelta(days=90)
    assert (found.done, found.is_enough) == (0, False)


def test_what_was_written_down_counts_once_it_is_approved(cast, learner):
    note(cast, learner)
    assert (standing(learner).done, standing(learner).waiting) == (0, 480)

    workflow.approve(mentor=learner, by=cast.here.supervisor, done_minutes=0, owed_minutes=960)

    assert standing(learner).done == 480
    learner.refresh_from_db()
    assert learner.status == "in_training"


def test_a_meeting_they_came_to_counts_by_itself(cast, learner):
    meeting = MeetingFactory(
        site=cast.here.site, program="mpmp", kind="training", topic="Courts", duration_minutes=480
    )
    AttendanceFactory(meeting=meeting, person=learner.person, enrollment=None, came=True)

    found = standing(learner)

    assert found.done == 480
    assert found.topics == [("Courts", 480)]


def test_with_the_hours_done_the_supervisors_yes_makes_them_trained_and_active(cast, client_of, learner):
    note(cast, learner)
    note(cast, learner, topic="Courts", how="by_a_mentor", led_by="Amina")
    url = reverse("meetings:approve_training", args=[learner.pk])

    assert client_of(cast.here.staff).post(url).status_code == 403
    client_of(cast.here.supervisor).post(url)

    learner.refresh_from_db()
    assert (learner.status, learner.trained_on) == ("active", cast.here.site.today())
    assert Training.objects.approved().filter(approved_by=cast.here.supervisor).count() == 2
    with pytest.raises(workflow.CannotTrain, match="Nothing waits"):
        workflow.approve(mentor=learner, by=cast.here.supervisor, done_minutes=960, owed_minutes=960)


@pytest.mark.parametrize("kind", ["workplace", "community", "parent_mentor", "home_visitor"])
def test_no_mentor_of_any_kind_opens_a_match_untrained(cast, kind):
    program = {
        "workplace": "worksite",
        "community": "young_parent",
        "parent_mentor": "mpmp",
        "home_visitor": "moppp",
    }[kind]
    today = cast.here.site.today()
    case = EnrollmentFactory(site=cast.here.site, program=program, enrolled_on=today)
    mentor = MentorFactory(site=cast.here.site, kind=kind, status="in_training", trained_on=None)

    with pytest.raises(matches.CannotMatch, match="trained and active"):
        matches.introduce(enrollment=case, mentor=mentor, on=today, by=cast.here.staff)


@pytest.mark.parametrize(
    ("changes", "about"),
    [({"held_on": date(2199, 1, 1)}, "held_on"), ({"how": "by_a_mentor"}, "led_by")],
)
def test_impossible_training_is_refused(cast, learner, changes, about):
    with pytest.raises(workflow.CannotTrain) as refusal:
        note(cast, learner, **changes)

    assert refusal.value.about == about


def test_bad_minutes_get_a_sentence_beside_the_field(cast, client_of, learner):
    answer = client_of(cast.here.staff).post(
        reverse("meetings:note_training", args=[learner.pk]),
        {"topic": "Courts", "how": "online", "held_on": "2026-11-01", "minutes": "4000"},
    )

    assert "at most 1440 minutes" in error_beside(answer, "minutes")
    assert not Training.objects.exists()


def test_constraints_of_training(cast, learner):
    kept = note(cast, learner)
    for changes in ({"minutes": 0}, {"minutes": 1441}, {"topic": ""}, {"approved_on": date(2026, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Training.objects.filter(pk=kept.pk).update(**changes)


def test_the_certificate_names_hours_and_is_not_given_before_the_end(cast, client_of, learner):
    client = client_of(cast.here.staff)

    answer = client.get(reverse("meetings:training_certificate", args=[cast.here.mentor.pk]))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert client.get(reverse("meetings:training_certificate", args=[learner.pk])).status_code == 404


# --- The manual --------------------------------------------------------------------------------


def test_a_mentor_reads_the_manual_on_the_phone_and_confirms_it_once(cast, client_of):
    manual = manual_at(cast.here.site)
    client, url = client_of(cast.here.mentor_user), reverse("meetings:manual", args=[manual.pk])
    assert "Walking beside" in client.get(reverse("meetings:meetings")).content.decode()
    assert "I have read it" in client.get(url).content.decode()

    client.post(url)
    client.post(url)

    assert ManualReading.objects.get().mentor == cast.here.mentor
    assert "You confirmed on" in client.get(url).content.decode()


def test_the_latest_version_that_has_begun_is_the_one_to_read(cast):
    today = cast.here.site.today()
    older = manual_at(cast.here.site, edition="1", starts_on=today - timedelta(days=30))
    workflow.confirm_read(manual=older, mentor=cast.here.mentor, by=cast.here.mentor_user)
    newer = manual_at(cast.here.site, edition="2", starts_on=today)
    manual_at(cast.here.site, edition="3", starts_on=today + timedelta(days=1))

    assert manual_for(cast.here.mentor, on=today) == (newer, None)


@pytest.mark.parametrize(("kind", "status"), [("community", 200), ("workplace", 404)])
def test_a_mentor_sees_the_manual_of_the_own_kind_alone(cast, client_of, kind, status):
    manual = manual_at(cast.here.site, kind=kind)

    assert client_of(cast.here.mentor_user).get(reverse("meetings:manual", args=[manual.pk])).status_code == status
    assert client_of(cast.there.mentor_user).get(reverse("meetings:manual", args=[manual.pk])).status_code == 404


def test_a_version_is_put_up_once(cast, client_of):
    typed = {
        "site": cast.here.site.pk,
        "kind": "community",
        "title": "Walking beside",
        "edition": "4",
        "starts_on": "2026-11-01",
        "words": "Listen first.",
    }
    client = client_of(cast.here.staff)

    client.post(reverse("meetings:manuals"), typed)
    answer = client.post(reverse("meetings:manuals"), {**typed, "title": "Another"})

    assert "here already" in error_beside(answer, "edition")
    assert Manual.objects.get().edition == "4"
    assert Mentor.objects.filter(manuals_read__manual__edition="4").count() == 0
