"""Void and restore, and the history of one record, for every kind the hall keeps."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from mentors.models import Qualification
from mmp_portal.audit import kinds, restoring
from mmp_portal.audit.kinds import CannotRestore, Kind
from mmp_portal.audit.models import Event
from programs.casework.closings import workflow as closings
from programs.casework.contacts.models import Contact
from programs.casework.enrollments import workflow as enrollments
from programs.casework.enrollments.models import Pause, RestrictedFact, Status
from programs.casework.goals import workflow as goals
from programs.casework.goals.models import Goal, GoalNote
from programs.casework.matches.models import Match
from tests.factories.accounts import user_with
from tests.factories.casework import MatchFactory
from tests.participants.typed import error_beside


def void(kind, record, by, reason="Twice"):
    return restoring.void(kind=kinds.get(kind), record=record, reason=reason, by=by)


def restore(kind, record, by, reason="It was right"):
    return restoring.restore(kind=kinds.get(kind), record=record, reason=reason, by=by)


def address(name, kind, record):
    return reverse(f"casefile:{name}", args=[kind, record.pk])


@pytest.fixture
def fact(cast):
    return RestrictedFact.objects.create(
        enrollment=cast.here.enrollment, about="address", words="Behind the old mill", recorded_by=cast.here.staff
    )


# --- The kinds -------------------------------------------------------------------------------


def test_every_kind_finds_its_rows_and_words(cast):
    """A kind whose queryset, path or words are wrong would fail only for the one who looks."""
    for kind in kinds.all_kinds():
        for record in kind.rows(cast.here.staff)[:3]:
            assert str(kind.words(record))
            assert kind.url(record).startswith("/")
            if kind.case_path:
                assert kind.case(record).site_id
                assert record in kind.of_case(kind.case(record), cast.here.staff)


def test_a_kind_is_registered_once():
    with pytest.raises(ValueError, match="twice"):
        kinds.register(kinds.get("goal"))


def test_the_kind_of_a_model_is_found():
    assert kinds.kind_of(Goal) is kinds.get("goal")
    assert kinds.kind_of(Event) is None


# --- Void and restore ------------------------------------------------------------------------


def test_a_record_is_voided_and_stands_again(cast):
    goal, staff = cast.here.goal, cast.here.staff

    void("goal", goal, staff)
    goal.refresh_from_db()
    assert (goal.voided_by, goal.void_reason, goal.version) == (staff, "Twice", 2)
    assert goal not in Goal.objects.open()

    restore("goal", goal, staff)
    goal.refresh_from_db()
    assert (goal.voided_at, goal.void_reason, goal.version) == (None, "", 3)
    events = Event.objects.about(goal).order_by("pk")
    assert [(event.verb, event.reason) for event in events] == [
        ("goal.voided", "Twice"),
        ("goal.restored", "It was right"),
    ]
    assert events[1].details["before"] == {"void_reason": "Twice"}
    assert {event.site for event in events} == {cast.here.site}


def test_nothing_is_voided_or_restored_twice(cast):
    with pytest.raises(CannotRestore, match="not voided"):
        restore("goal", cast.here.goal, cast.here.staff)
    void("goal", cast.here.goal, cast.here.staff)
    with pytest.raises(CannotRestore, match="voided already"):
        void("goal", cast.here.goal, cast.here.staff)


def test_a_voided_contact_stands_again_and_counts(cast):
    contact = cast.here.contact
    void("contact", contact, cast.here.staff)
    assert contact not in Contact.objects.made()

    restore("contact", contact, cast.here.staff)

    assert contact in Contact.objects.made()


def test_what_took_its_place_keeps_a_record_voided(cast):
    """Two open matches of one pair cannot stand: the constraint says so in its own sentence."""
    first = MatchFactory(enrollment=cast.here.enrollment, mentor=cast.here.free_mentor)
    void("match", first, cast.here.staff)
    MatchFactory(enrollment=cast.here.enrollment, mentor=cast.here.free_mentor)

    with pytest.raises(CannotRestore, match="matched already"):
        restore("match", first, cast.here.staff)

    first.refresh_from_db()
    assert first.voided_at
    assert not Event.objects.filter(verb="match.restored").exists()


def test_a_conflict_that_only_the_database_sees_is_a_sentence_too(cast, monkeypatch):
    void("goal", cast.here.goal, cast.here.staff)

    def conflict(*args, **kwargs):
        raise IntegrityError("taken")

    monkeypatch.setattr(Goal, "save", conflict)

    with pytest.raises(CannotRestore, match="taken its place"):
        restore("goal", cast.here.goal, cast.here.staff)


def test_a_match_with_contacts_is_ended_not_voided(cast):
    with pytest.raises(CannotRestore, match="End it instead"):
        void("match", cast.here.match, cast.here.staff)

    Contact.objects.filter(match=cast.here.match).update(
        voided_at=timezone.now(), voided_by=cast.here.staff, void_reason="x"
    )
    void("match", cast.here.match, cast.here.staff)
    assert Match.objects.get(pk=cast.here.match.pk).voided_at


def test_an_open_match_does_not_stand_in_a_closed_case(cast):
    match = MatchFactory(enrollment=cast.here.enrollment, mentor=cast.here.free_mentor)
    void("match", match, cast.here.staff)
    closings.close(enrollment=cast.here.enrollment, on=cast.here.site.today(), reason="moved", by=cast.here.staff)

    with pytest.raises(CannotRestore, match="The case is closed"):
        restore("match", match, cast.here.staff)


def test_a_step_and_a_note_go_with_their_goal(cast):
    goals.write_note(goal=cast.here.goal, words="Slowly", by=cast.here.staff)
    note = GoalNote.objects.get()
    for kind, record in (("step", cast.here.step), ("goal_note", note)):
        void(kind, record, cast.here.staff)
    void("goal", cast.here.goal, cast.here.staff)

    for kind, record in (("step", cast.here.step), ("goal_note", note)):
        with pytest.raises(CannotRestore, match="Restore the goal first"):
            restore(kind, record, cast.here.staff)


def test_a_goal_that_another_grew_out_of_stays(cast):
    goals.end(goal=cast.here.goal, status="changed", on=cast.here.site.today(), next_words="More", by=cast.here.staff)

    with pytest.raises(CannotRestore, match="grew out of"):
        void("goal", cast.here.goal, cast.here.staff)


def test_voiding_a_running_pause_lets_the_case_go_on(cast):
    case = cast.here.enrollment
    enrollments.pause(enrollment=case, kind="away", on=cast.here.site.today(), by=cast.here.staff)
    pause = Pause.objects.get()

    void("pause", pause, cast.here.staff)
    case.refresh_from_db()
    assert case.status == Status.ENROLLED

    restore("pause", pause, cast.here.staff)
    case.refresh_from_db()
    assert case.status == Status.PAUSED


def test_a_pause_without_an_end_does_not_stand_beside_another(cast):
    case, staff, today = cast.here.enrollment, cast.here.staff, cast.here.site.today()
    enrollments.pause(enrollment=case, kind="away", on=today, by=staff)
    first = Pause.objects.get()
    void("pause", first, staff)
    enrollments.pause(enrollment=case, kind="health", on=today, by=staff)

    with pytest.raises(CannotRestore, match="paused already"):
        restore("pause", first, staff)


def test_a_case_in_which_something_happened_is_closed_not_voided(cast):
    with pytest.raises(CannotRestore, match="Close it instead"):
        void("enrollment", cast.here.enrollment, cast.here.staff)


def test_a_case_entered_by_mistake_is_voided(cast):
    case = enrollments.enroll(
        participant=cast.here.participant,
        program="worksite",
        site=cast.here.site,
        worker=None,
        on=cast.here.site.today(),
        by=cast.here.staff,
    )

    void("enrollment", case, cast.here.staff)

    case.refresh_from_db()
    assert not case.is_open


def test_closings_meetings_and_people_are_not_voided_here(cast, client_of):
    closing = closings.close(
        enrollment=cast.here.enrollment, on=cast.here.site.today(), reason="moved", by=cast.here.staff
    )

    with pytest.raises(CannotRestore, match="own page"):
        void("closing", closing, cast.here.staff)
    client = client_of(cast.here.staff)
    for kind, record in (
        ("closing", closing),
        ("meeting", cast.here.meeting),
        ("attendance", cast.here.attendance),
        ("mentor", cast.here.mentor),
    ):
        assert client.get(address("record_history", kind, record)).status_code == 200
        assert client.get(address("record_void", kind, record)).status_code == 404
        assert client.post(address("record_restore", kind, record), {"reason": "x"}).status_code == 404


def test_a_qualification_written_by_mistake_is_voided(cast, client_of):
    paper = Qualification.objects.create(
        mentor=cast.here.mentor, what="diploma", seen_on=date(2026, 1, 1), recorded_by=cast.here.staff
    )

    client_of(cast.here.staff).post(address("record_void", "qualification", paper), {"reason": "Another mentor's"})

    paper.refresh_from_db()
    assert paper.void_reason == "Another mentor's"


# --- The pages -------------------------------------------------------------------------------


def test_a_record_is_voided_and_restored_in_the_browser(cast, client_of):
    client, goal = client_of(cast.here.staff), cast.here.goal

    assert "still empty" in error_beside(client.post(address("record_void", "goal", goal), {"reason": ""}), "reason")
    answer = client.post(address("record_void", "goal", goal), {"reason": "Entered twice"}, follow=True)
    words = answer.content.decode()
    assert "Goal voided" in words
    assert "Entered twice" in words
    assert address("record_restore", "goal", goal) in words

    listed = client.get(reverse("casefile:history", args=[cast.here.enrollment.pk])).content.decode()
    assert address("record_history", "goal", goal) in listed

    answer = client.post(address("record_restore", "goal", goal), {"reason": "It was right"}, follow=True)
    assert "Goal restored" in answer.content.decode()


def test_a_refusal_is_said_on_the_page(cast, client_of):
    answer = client_of(cast.here.staff).post(
        address("record_void", "match", cast.here.match), {"reason": "By mistake"}
    )

    assert answer.status_code == 200
    assert "End it instead" in answer.content.decode()


def test_history_says_what_was_before_and_after(cast, client_of):
    Goal.objects.filter(pk=cast.here.goal.pk).update(recorded_at=timezone.now() - timedelta(days=60))
    goals.correct(goal=cast.here.goal, words="Finish school by May", by=cast.here.staff)

    words = client_of(cast.here.staff).get(address("record_history", "goal", cast.here.goal)).content.decode()

    assert "Finish school before summer, then Finish school by May" in words
    assert "Goal corrected" in words
    assert "Written" in words


def test_words_of_a_restricted_fact_are_in_no_history(cast, client_of, fact):
    fact.words = "Behind the new mill"
    fact.version += 1
    fact.save()
    void("restricted", fact, cast.here.staff)
    client = client_of(cast.here.supervisor)

    pages = [
        client.get(address("record_history", "restricted", fact)),
        client.get(address("record_restore", "restricted", fact)),
        client.get(reverse("casefile:history", args=[cast.here.enrollment.pk])),
    ]

    for page in pages:
        assert page.status_code == 200
        assert "mill" not in page.content.decode()


def test_that_there_is_a_restricted_fact_is_known_to_its_few_alone(cast, client_of, fact):
    colleague = user_with("staff", site=cast.here.site)

    for user, status in (
        (cast.here.staff, 200),
        (cast.here.supervisor, 200),
        (colleague, 404),
        (cast.there.supervisor, 404),
        (cast.here.mentor_user, 403),
        (cast.administrator, 403),
        (cast.viewer, 403),
    ):
        assert client_of(user).get(address("record_history", "restricted", fact)).status_code == status
    void("restricted", fact, cast.here.staff)
    listed = client_of(colleague).get(reverse("casefile:history", args=[cast.here.enrollment.pk])).content.decode()
    assert address("record_history", "restricted", fact) not in listed


def test_an_unknown_kind_or_number_is_404(cast, client_of):
    client = client_of(cast.here.staff)

    for kind, pk in (("wizard", 1), ("goal", 999999), ("user", 1)):
        assert client.get(reverse("casefile:record_history", args=[kind, pk])).status_code == 404


def test_another_programs_coordinator_restores_nothing(cast, client_of):
    stranger = user_with("staff", site=cast.here.site, program="worksite")
    void("goal", cast.here.goal, cast.here.staff)

    assert (
        client_of(stranger).post(address("record_restore", "goal", cast.here.goal), {"reason": "x"}).status_code == 404
    )

    cast.here.goal.refresh_from_db()
    assert cast.here.goal.voided_at


def test_whoever_is_staff_elsewhere_reads_no_history_of_the_own_match(cast, client_of):
    note = enrollments.write_hand_off(
        enrollment=cast.here.enrollment, words="For both", by=cast.here.staff, for_mentors=True
    )
    cast.here.mentor_user.role_grants.create(role="staff", site=cast.there.site, starts_on="2020-01-01")
    client = client_of(cast.here.mentor_user)

    for kind, record in (("match", cast.here.match), ("hand_off", note)):
        assert client.get(address("record_history", kind, record)).status_code == 404
        assert client.post(address("record_void", kind, record), {"reason": "x"}).status_code == 404


def test_kinds_stay_apart_from_each_other():
    made = Kind(code="x", label="X", model=Goal, rows=lambda user: Goal.objects.none(), url=str)

    assert made.case(object()) is None
    assert not made.of_case(None, None).exists()


def test_odd_lengths_of_history_do_no_harm(cast, client_of):
    for asked in ("x", "-5", "99999999999999999999", ""):
        answer = client_of(cast.here.staff).get(address("record_history", "goal", cast.here.goal) + f"?show={asked}")
        assert answer.status_code == 200


def test_a_recent_writing_stands_once(cast, client_of):
    goal = goals.set_goal(
        enrollment=cast.here.enrollment,
        words="New",
        area="personal",
        set_on=cast.here.site.today() - timedelta(days=1),
        by=cast.here.staff,
    )

    words = client_of(cast.here.staff).get(address("record_history", "goal", goal)).content.decode()

    assert "Goal set" in words
    assert "Written" not in words


def test_a_case_entered_by_mistake_is_found_with_its_person(cast, client_of):
    case = enrollments.enroll(
        participant=cast.here.participant,
        program="worksite",
        site=cast.here.site,
        worker=cast.here.staff,
        on=cast.here.site.today(),
        by=cast.here.staff,
    )
    client = client_of(cast.here.staff)
    assert address("record_void", "enrollment", case) in client.get(case.get_absolute_url()).content.decode()

    client.post(address("record_void", "enrollment", case), {"reason": "Another person"})

    assert client.get(case.get_absolute_url()).status_code == 404
    person = client.get(cast.here.participant.get_absolute_url()).content.decode()
    assert address("record_history", "enrollment", case) in person
    client.post(address("record_restore", "enrollment", case), {"reason": "It was right"})
    assert client.get(case.get_absolute_url()).status_code == 200
