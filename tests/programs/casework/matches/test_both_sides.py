"""What both sides say before and during a match: wishes, a no, introduced, paused, taken up again; and conflicts."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentors import workflow as mentors
from mmp_portal.agencies.models import County
from mmp_portal.audit.models import Event, Opening
from mmp_portal.outbox.models import Message
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches import workflow
from programs.casework.matches.models import EndReason, MatchPause, MatchSay, MatchWishes, Status
from programs.casework.matches.pool.counting import pool_of
from programs.casework.matches.proposals import proposals_for, waiting_for, with_held
from tests.factories.casework import EnrollmentFactory
from tests.factories.participants import child_of, person_at
from tests.participants.typed import NOT_A_DAY, error_beside

Kind = MatchSay.Kind


@pytest.fixture
def waiting(cast):
    """A case without a match, enrolled a month ago."""
    person = person_at(cast.here.site, given_name="Opal", family_name="Makebelieve")
    return EnrollmentFactory(
        participant=person,
        site=cast.here.site,
        worker=cast.here.staff,
        registered=False,
        enrolled_on=cast.here.site.today() - timedelta(days=30),
    )


def introduce(cast, waiting, mentor=None, **changes):
    return workflow.introduce(
        enrollment=waiting,
        mentor=mentor or cast.here.mentor,
        on=cast.here.site.today(),
        by=cast.here.staff,
        **changes,
    )


def say(cast, waiting, kind, mentor=None):
    return workflow.note_say(
        enrollment=waiting,
        mentor=mentor or cast.here.mentor,
        kind=kind,
        said_on=cast.here.site.today(),
        by=cast.here.staff,
    )


def sees(user, enrollment):
    return Enrollment.objects.for_user(user).filter(pk=enrollment.pk).exists()


# --- Introduced, accepted by both --------------------------------------------------------------


def test_introduced_people_hold_a_place_and_the_mentor_sees_nothing(cast, waiting):
    match = introduce(cast, waiting, participant_agreed_on=cast.here.site.today())

    assert match.is_introduced
    assert not match.is_open
    assert not sees(cast.here.mentor_user, waiting)
    assert Enrollment.objects.waiting_for_a_match().filter(pk=waiting.pk).exists()
    assert with_held(type(match.mentor).objects.filter(pk=match.mentor_id)).get().held == 2
    assert not Message.objects.filter(rule="match-started").exists()


def test_with_the_second_yes_the_match_begins(cast, waiting):
    today = cast.here.site.today()
    match = introduce(cast, waiting)

    first = workflow.accept(match=match, by=cast.here.staff, participant_agreed_on=today)
    assert first.is_introduced

    both = workflow.accept(match=match, by=cast.here.staff, participant_agreed_on=today, mentor_agreed_on=today)
    assert (both.status, both.starts_on) == (Status.ACTIVE, today)
    assert both.commitment_ends_on is not None
    assert sees(cast.here.mentor_user, waiting)
    assert Message.objects.get(rule="match-started").recipient == cast.here.mentor_user
    with pytest.raises(workflow.CannotMatch, match="begun already"):
        workflow.accept(match=match, by=cast.here.staff)


def test_a_match_that_began_before_a_yes_is_refused(cast, waiting):
    today = cast.here.site.today()
    match = introduce(cast, waiting)

    with pytest.raises(workflow.CannotMatch, match="Both agree before"):
        workflow.accept(
            match=match,
            by=cast.here.staff,
            participant_agreed_on=today,
            mentor_agreed_on=today,
            starts_on=today - timedelta(days=3),
        )


def test_an_introduction_ends_with_the_case(cast, waiting):
    match = introduce(cast, waiting)

    workflow.end_all(enrollment=waiting, on=cast.here.site.today(), by=cast.here.staff)

    match.refresh_from_db()
    assert (match.status, match.end_reason) == (Status.ENDED, EndReason.NOT_BEGUN)
    assert not sees(cast.here.mentor_user, waiting)


# --- Conflicts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (Kind.VETO, "participant said no"),
        (Kind.MENTOR_VETO, "mentor said no"),
        (Kind.RELATIVE, "related"),
        (Kind.CLOSE, "too well"),
    ],
)
def test_a_no_of_either_side_and_a_tie_cannot_be_saved(cast, waiting, kind, sentence):
    say(cast, waiting, kind)

    with pytest.raises(workflow.CannotMatch, match=sentence):
        introduce(cast, waiting)

    _free, barred = proposals_for(waiting, today=cast.here.site.today())
    assert sentence in next(one.why for one in barred if one.mentor == cast.here.mentor)


def test_a_no_ends_the_introduction(cast, waiting):
    match = introduce(cast, waiting)

    say(cast, waiting, Kind.MENTOR_VETO)

    match.refresh_from_db()
    assert match.end_reason == EndReason.NOT_BEGUN
    with pytest.raises(workflow.CannotChange, match="noted about these two already"):
        say(cast, waiting, Kind.MENTOR_VETO)


def test_who_shares_a_household_is_not_matched(cast, waiting):
    home = child_of(waiting.participant, given_name="Bo").memberships.get().household
    cast.here.mentor.person.memberships.create(household=home, part="relative", starts_on=date(2020, 1, 1))

    with pytest.raises(workflow.CannotMatch, match="one household"):
        introduce(cast, waiting)


def test_the_same_worker_on_both_sides_is_a_conflict_that_names_no_case(cast, waiting):
    own = EnrollmentFactory(
        participant=cast.here.mentor.person, site=cast.here.site, worker=cast.here.staff, registered=False
    )

    with pytest.raises(workflow.CannotMatch, match="a case or a worker in common"):
        introduce(cast, waiting)

    own.status, own.closed_on = "closed", cast.here.site.today()
    own.save()
    assert introduce(cast, waiting).is_introduced


# --- Paused, and taken up again ----------------------------------------------------------------


def test_a_match_is_paused_and_goes_on(cast):
    today, match = cast.here.site.today(), cast.here.match

    paused = workflow.pause(
        match=match, on=today - timedelta(days=2), kind=MatchPause.Kind.MENTOR_AWAY, by=cast.here.staff
    )
    assert paused.is_paused
    assert paused.is_open
    assert sees(cast.here.mentor_user, match.enrollment)
    with pytest.raises(workflow.CannotChange, match="before the pause"):
        workflow.resume(match=match, on=today - timedelta(days=3), by=cast.here.staff)

    assert workflow.resume(match=match, on=today, by=cast.here.staff).status == Status.ACTIVE
    assert match.pauses.get().ends_on == today


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"on": -400}, "before the match"),
        ({"kind": "other"}, "in a few words"),
        ({"expected_on": -1}, "before the pause"),
    ],
)
def test_an_impossible_pause_is_refused(cast, changes, sentence):
    today = cast.here.site.today()
    days = {name: today + timedelta(days=value) for name, value in changes.items() if name != "kind"}
    details = {"on": today, "kind": changes.get("kind", "mentor_away"), **days}

    with pytest.raises(workflow.CannotChange, match=sentence):
        workflow.pause(match=cast.here.match, by=cast.here.staff, **details)


def test_a_paused_match_that_ends_ends_its_pause(cast):
    today = cast.here.site.today()
    match = workflow.pause(match=cast.here.match, on=today, kind="participant_wished", by=cast.here.staff)

    workflow.end(match=match, on=today, reason=EndReason.MOVED, by=cast.here.staff)

    assert match.pauses.get().ends_on == today


def test_an_ended_match_goes_on_as_it_was_and_the_history_keeps_the_end(cast):
    match = cast.here.matching.ended

    again = workflow.reopen(match=match, reason="Both came back", by=cast.here.staff)

    assert (again.status, again.ended_on, again.end_reason) == (Status.ACTIVE, None, "")
    assert Event.objects.about(match).get(verb="match.reopened").details["before"]["reason"] == "moved"
    with pytest.raises(workflow.CannotMatch, match="has ended"):
        workflow.reopen(match=match, reason="Twice", by=cast.here.staff)


def test_a_match_that_cannot_be_made_cannot_be_taken_up_again(cast):
    match = cast.here.matching.ended
    say(cast, match.enrollment, Kind.VETO, match.mentor)

    with pytest.raises(workflow.CannotMatch, match="participant said no"):
        workflow.reopen(match=match, reason="Try", by=cast.here.staff)


# --- Who fits ----------------------------------------------------------------------------------


def profile(cast, mentor, **changes):
    kept = getattr(mentor, "profile", None)
    return mentors.write_profile(mentor=mentor, by=cast.here.staff, version=kept.version if kept else 0, **changes)


def test_the_wishes_of_the_family_decide_the_order(cast, waiting):
    here = County.objects.create(name="Storyfield", state=cast.here.site.state)
    waiting.participant.county = here
    waiting.participant.save()
    profile(
        cast,
        cast.here.free_mentor,
        counties=[here],
        free_times=["evenings"],
        experiences=["foster_care"],
        agrees=True,
    )
    workflow.write_wishes(
        enrollment=waiting, by=cast.here.staff, version=0, experience="matters", free_times=["evenings"]
    )

    free, _barred = proposals_for(waiting, today=cast.here.site.today())

    assert free[0].mentor == cast.here.free_mentor
    words = " / ".join(reason.words for reason in free[0].reasons)
    for said in ("Storyfield County", "weekday evenings", "Has been through it, as Opal wishes"):
        assert said in words
    assert "the culture of both" in free[0].missing_words
    assert "foster" not in words


def test_who_was_asked_for_stands_first(cast, waiting):
    say(cast, waiting, Kind.WISH, cast.here.free_mentor)

    free, _barred = proposals_for(waiting, today=cast.here.site.today())

    assert free[0].reasons[0].words == "Opal asked for this mentor"


def test_what_a_mentor_lived_through_is_written_only_with_their_yes(cast):
    with pytest.raises(mentors.CannotChange, match="Without a yes"):
        profile(cast, cast.here.mentor, experiences=["reunified"])


def test_opening_what_a_mentor_lived_through_is_recorded(cast, client_of):
    profile(cast, cast.here.mentor, experiences=["reunified"], agrees=True)

    words = client_of(cast.here.staff).get(cast.here.mentor.get_absolute_url()).content.decode()

    assert "Was reunited with their own children" in words
    assert Opening.objects.about(cast.here.mentor).get().what == "lived experience"


def test_a_mentor_with_a_place_sees_who_waits_those_who_fit_first(cast, waiting):
    waiting.participant.city = "Ozark"
    waiting.participant.save()
    mentor = with_held(type(cast.here.free_mentor).objects.filter(pk=cast.here.free_mentor.pk)).get()

    assert [one.enrollment for one in waiting_for(mentor, user=cast.here.staff)] == [waiting]

    say(cast, waiting, Kind.VETO, cast.here.free_mentor)
    assert waiting_for(mentor, user=cast.here.staff) == []
    assert waiting_for(mentor, user=cast.there.staff) == []


def test_the_pool_lays_mentors_beside_who_waits(cast, waiting):
    waiting.participant.language = "so"
    waiting.participant.save()

    pool = pool_of([cast.here.site], "young_parent", user=cast.here.staff)

    assert (pool.mentors, pool.free, pool.waiting) == (2, 3, 1)
    somali = next(line for line in pool.by_language if line.name == "Somali")
    assert (somali.mentors, somali.waiting, somali.is_short) == (0, 1, True)
    assert pool_of([cast.here.site], "young_parent", user=cast.there.staff).waiting == 0


def test_a_mentors_page_costs_the_same_however_many_wait(cast, client_of, waiting):
    client, page = client_of(cast.here.staff), cast.here.free_mentor.get_absolute_url()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(page)
        return len(captured)

    queries()
    few = queries()
    for number in range(5):
        person = person_at(cast.here.site, given_name=f"Waiting{number}")
        EnrollmentFactory(participant=person, site=cast.here.site, worker=cast.here.staff, registered=False)

    assert queries() == few


# --- Pages -------------------------------------------------------------------------------------


def test_staff_introduce_two_and_note_the_yes_later(cast, client_of, waiting):
    client, today = client_of(cast.here.staff), cast.here.site.today().isoformat()

    client.post(
        reverse("matches:start", args=[waiting.pk]),
        {"mentor": cast.here.free_mentor.pk, "participant_agreed_on": today, "starts_on": today},
    )
    match = waiting.matches.get()
    assert match.is_introduced

    client.post(
        reverse("matches:accept", args=[match.pk]),
        {"participant_agreed_on": today, "mentor_agreed_on": today, "starts_on": today},
    )
    match.refresh_from_db()
    assert match.status == Status.ACTIVE


def test_wishes_written_by_two_at_once_are_refused_with_both_versions(cast, client_of, waiting):
    workflow.write_wishes(enrollment=waiting, by=cast.here.supervisor, version=0, words="Somebody patient")

    answer = client_of(cast.here.staff).post(
        reverse("matches:wishes", args=[waiting.pk]), {"words": "Somebody funny", "version": "0"}
    )

    words = answer.content.decode()
    assert "Somebody patient" in words
    assert "Somebody funny" in words
    assert MatchWishes.objects.get().words == "Somebody patient"


@pytest.mark.parametrize(
    ("page", "typed", "name", "sentence"),
    [
        ("matches:pause", {"on": NOT_A_DAY, "kind": "mentor_away"}, "on", "cannot read"),
        ("matches:pause", {"on": "2026-11-20", "kind": "other"}, "note", "in a few words"),
    ],
)
def test_bad_input_about_a_pause(cast, client_of, page, typed, name, sentence):
    answer = client_of(cast.here.staff).post(reverse(page, args=[cast.here.match.pk]), typed)

    assert sentence in error_beside(answer, name)
    assert not MatchPause.objects.exists()
