"""Pauses with a reason and a day to be back, what is owed then, giving a case on, and notes for the next person."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mmp_portal.audit.models import Event
from mmp_portal.outbox.models import Message
from programs.casework.enrollments import due, workflow
from programs.casework.enrollments.models import Enrollment, HandOffNote, Pause
from programs.gathering import gathered
from tests.factories.accounts import user_with
from tests.participants.typed import HTML, error_beside


def pause(cast, **changes):
    facts = {"on": cast.here.site.today(), "kind": "away", "by": cast.here.staff}
    return workflow.pause(enrollment=cast.here.enrollment, **facts | changes)


def test_a_pause_keeps_its_kind_and_the_day_to_be_back(cast):
    today = cast.here.site.today()

    pause(cast, expected_on=today + timedelta(days=30))

    kept = Pause.objects.get()
    assert (kept.kind, kept.reason, kept.expected_on) == ("away", "", today + timedelta(days=30))
    assert kept.why == "Away for a while"


@pytest.mark.parametrize(
    ("kind", "reason", "why"),
    [
        ("away", "With family", "Away for a while. With family"),
        ("other", "A flood in the house", "A flood in the house"),
        ("health", "", "Illness or hospital"),
    ],
)
def test_why_in_words(kind, reason, why):
    assert Pause(kind=kind, reason=reason).why == why


def test_another_reason_needs_words(cast):
    with pytest.raises(workflow.CannotChange, match="in a few words"):
        pause(cast, kind="other")


def test_nobody_is_expected_back_before_the_pause(cast):
    with pytest.raises(workflow.CannotChange, match="expected back before"):
        pause(cast, expected_on=cast.here.site.today() - timedelta(days=1))


@pytest.mark.parametrize(
    ("fields", "is_refused"),
    [
        ({}, False),
        ({"expected_on": date(2026, 2, 28)}, True),
        ({"expected_on": date(2026, 3, 1)}, False),
        ({"kind": "holiday"}, True),
        ({"kind": "other"}, True),
        ({"kind": "other", "reason": "Flood"}, False),
    ],
)
def test_what_the_database_accepts_of_a_pause(cast, fields, is_refused):
    facts = {"kind": "away", "starts_on": date(2026, 3, 1), "ends_on": date(2026, 3, 9), "paused_by": cast.here.staff}
    try:
        with transaction.atomic():
            Pause.objects.create(enrollment=cast.here.enrollment, **facts | fields)
    except IntegrityError:
        assert is_refused
    else:
        assert not is_refused


def owed(cast, days):
    on = cast.here.site.today() + timedelta(days=days)
    cases = Enrollment.objects.filter(pk=cast.here.enrollment.pk)
    return [item.why for item in gathered(due.SOURCES, cases, on, cast.here.staff)]


def test_a_paused_family_is_asked_about_on_the_day_it_was_expected(cast):
    pause(cast, expected_on=cast.here.site.today() + timedelta(days=10))

    assert owed(cast, 9) == []
    assert "Does the case go on?" in owed(cast, 10)[0]
    assert len(owed(cast, 90)) == 1

    workflow.resume(enrollment=cast.here.enrollment, on=cast.here.site.today(), by=cast.here.staff)
    assert owed(cast, 90) == []


def test_the_day_to_be_back_moves(cast, client_of):
    pause(cast)
    client, address = client_of(cast.here.staff), reverse("enrollments:expect_back", args=[cast.here.enrollment.pk])

    assert "still empty" in error_beside(client.post(address, {"expected_on": ""}), "expected_on")
    refused = client.post(address, {"expected_on": "2001-01-01"})
    assert "before the pause begins" in refused.content.decode()
    client.post(address, {"expected_on": "2030-05-01", "reason": "They called"})

    assert Pause.objects.get().expected_on == date(2030, 5, 1)
    event = Event.objects.get(verb="pause.moved")
    assert event.details == {"before": {"expected_on": None}, "after": {"expected_on": "2030-05-01"}}


def test_a_case_that_is_not_paused_has_no_day_to_move(cast, client_of):
    answer = client_of(cast.here.staff).post(
        reverse("enrollments:expect_back", args=[cast.here.enrollment.pk]), {"expected_on": "2030-05-01"}
    )

    assert "This case is not paused" in answer.content.decode()


# --- Another worker --------------------------------------------------------------------------


def test_a_case_that_went_to_somebody_else_meanwhile_is_refused(cast):
    colleague = user_with("staff", site=cast.here.site)
    workflow.reassign(enrollment=cast.here.enrollment, worker=cast.here.supervisor, by=cast.here.supervisor)

    with pytest.raises(workflow.CannotChange, match="Look again"):
        workflow.reassign(
            enrollment=cast.here.enrollment, worker=colleague, by=cast.here.staff, expected=cast.here.staff
        )

    cast.here.enrollment.refresh_from_db()
    assert cast.here.enrollment.worker == cast.here.supervisor


def test_a_case_goes_to_nobody_without_a_role_for_it(cast):
    strangers = [
        cast.there.staff,
        cast.here.mentor_user,
        user_with("staff", site=cast.here.site, program="worksite"),
    ]
    for stranger in strangers:
        with pytest.raises(workflow.CannotChange, match="does not work on this program"):
            workflow.reassign(enrollment=cast.here.enrollment, worker=stranger, by=cast.here.supervisor)


def test_a_case_is_given_back_to_nobody(cast):
    workflow.reassign(enrollment=cast.here.enrollment, worker=None, by=cast.here.supervisor, expected=cast.here.staff)

    cast.here.enrollment.refresh_from_db()
    assert cast.here.enrollment.worker is None


def test_whoever_gives_many_cases_tells_of_them_once(cast):
    workflow.reassign(
        enrollment=cast.here.enrollment, worker=cast.here.supervisor, by=cast.here.staff, is_told=False, reason="Leave"
    )

    assert not Message.objects.filter(rule="case-assigned").exists()
    event = Event.objects.get(verb="enrollment.reassigned")
    assert (event.reason, event.details["after"]) == ("Leave", {"worker": cast.here.supervisor.pk})


def test_giving_a_case_to_its_worker_changes_nothing(cast):
    workflow.reassign(enrollment=cast.here.enrollment, worker=cast.here.staff, by=cast.here.supervisor)

    assert not Event.objects.filter(verb="enrollment.reassigned").exists()


def test_the_page_refuses_a_choice_that_was_overtaken(cast, client_of):
    colleague = user_with("staff", site=cast.here.site)
    client, address = client_of(cast.here.staff), reverse("enrollments:reassign", args=[cast.here.enrollment.pk])
    workflow.reassign(enrollment=cast.here.enrollment, worker=cast.here.supervisor, by=cast.here.supervisor)

    answer = client.post(address, {"worker": colleague.pk, "now_with": cast.here.staff.pk})

    assert "Look again" in answer.content.decode()


# --- For the next person ---------------------------------------------------------------------


def test_a_note_for_the_next_person_is_kept(cast, client_of):
    client = client_of(cast.here.staff)
    address = reverse("enrollments:write_hand_off", args=[cast.here.enrollment.pk])

    assert "still empty" in error_beside(client.post(address, {"words": ""}), "words")
    answer = client.post(address, {"words": HTML, "avoid": "Calls at noon", "for_mentors": "on"}, follow=True)

    note = HandOffNote.objects.get()
    assert (note.words, note.avoid, note.for_mentors, note.recorded_by) == (
        HTML,
        "Calls at noon",
        True,
        cast.here.staff,
    )
    words = answer.content.decode()
    assert "<script>alert" not in words
    assert "Calls at noon" in words


def test_a_mentor_sees_notes_for_mentors_of_own_families_alone(cast):
    case, staff = cast.here.enrollment, cast.here.staff
    own = workflow.write_hand_off(enrollment=case, words="For staff", by=staff)
    both = workflow.write_hand_off(enrollment=case, words="For both", by=staff, for_mentors=True)

    assert set(HandOffNote.objects.for_user(staff)) == {own, both}
    assert set(HandOffNote.objects.for_user(cast.here.mentor_user)) == {both}
    for stranger in (cast.there.staff, cast.there.mentor_user, cast.administrator, cast.viewer):
        assert not HandOffNote.objects.for_user(stranger).exists()


# --- Restricted facts ------------------------------------------------------------------------


def test_a_case_and_the_list_of_cases_agree_on_whom_restricted_facts_are_open_to(cast):
    case = cast.here.enrollment
    other_program = user_with("supervisor", site=cast.here.site, program="worksite")
    this_program = user_with("supervisor", site=cast.here.site, program="young_parent")
    people = [
        cast.here.staff,
        cast.here.supervisor,
        cast.here.mentor_user,
        cast.there.staff,
        cast.there.supervisor,
        cast.administrator,
        cast.viewer,
        user_with("staff", site=cast.here.site),
        other_program,
        this_program,
    ]

    for user in people:
        listed = Enrollment.objects.with_restricted_open_to(user).filter(pk=case.pk).exists()
        assert case.restricted_is_open_to(user) is listed, user.name
    assert case.restricted_is_open_to(this_program)
    assert not case.restricted_is_open_to(other_program)
