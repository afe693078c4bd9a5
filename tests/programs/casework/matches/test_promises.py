"""The promise of each side: renewed by both, and running on when a match ends and another begins."""

from datetime import timedelta

import pytest
from django.urls import reverse

from programs.casework.matches import workflow
from programs.casework.matches.models import EndReason, Match
from programs.casework.matches.promises import first_meeting, first_met_on, promises_of
from tests.factories.casework import EnrollmentFactory, MatchFactory
from tests.factories.participants import person_at


@pytest.fixture
def match(cast):
    """Juniper and Hattie, on day 180 of 365."""
    return cast.here.match


@pytest.fixture
def today(cast):
    return cast.here.site.today()


def renew(match, today, **changes):
    facts = {
        "until": match.commitment_ends_on + timedelta(days=200),
        "participant_agreed_on": today,
        "mentor_agreed_on": today,
    }
    return workflow.renew(match=match, by=None, **{**facts, **changes})


# --- Renewing ---------------------------------------------------------------------------------


def test_a_renewed_promise_goes_on_and_keeps_the_day_before(match, today):
    before = match.commitment_ends_on

    renewal = renew(match, today)

    match.refresh_from_db()
    assert (renewal.before_on, match.commitment_ends_on) == (before, before + timedelta(days=200))
    assert [promise.days for promise in promises_of(match, today)] == [565, 565]


@pytest.mark.parametrize(
    ("changes", "about"),
    [
        (lambda match, today: {"until": match.commitment_ends_on}, "until"),
        (lambda match, today: {"until": match.commitment_ends_on + timedelta(days=400)}, "until"),
        (lambda match, today: {"participant_agreed_on": today + timedelta(days=1)}, "participant_agreed_on"),
        (lambda match, today: {"mentor_agreed_on": match.starts_on - timedelta(days=1)}, "mentor_agreed_on"),
    ],
)
def test_a_renewal_that_cannot_be_is_refused_beside_its_field(match, today, changes, about):
    with pytest.raises(workflow.CannotRenew) as refusal:
        renew(match, today, **changes(match, today))

    assert refusal.value.about == about


def test_an_ended_match_is_not_renewed(cast, match, today):
    workflow.end(match=match, on=today, reason=EndReason.MOVED, by=cast.here.staff)

    with pytest.raises(workflow.CannotRenew, match="has ended"):
        renew(match, today)


def test_staff_renew_on_the_page_and_both_sides_are_shown(cast, client_of, match, today):
    client = client_of(cast.here.staff)
    until = match.commitment_ends_on + timedelta(days=100)

    client.post(
        reverse("matches:renew", args=[match.pk]),
        {
            "until": until.isoformat(),
            "participant_agreed_on": today.isoformat(),
            "mentor_agreed_on": today.isoformat(),
        },
    )

    page = client.get(match.get_absolute_url()).content.decode()
    assert "Day 180 of 465" in page
    assert "Renewed" in page
    assert Match.objects.get(pk=match.pk).commitment_ends_on == until


# --- Each side's year -------------------------------------------------------------------------


def rematch(cast, match, today, *, mentor, ended_ago=30):
    """End the match, and match the family with somebody else the day after."""
    match.status, match.end_reason = "ended", EndReason.MENTOR_WISHED
    match.ended_on = today - timedelta(days=ended_ago)
    match.save()
    starts_on = match.ended_on + timedelta(days=1)
    return MatchFactory(
        enrollment=match.enrollment,
        mentor=mentor,
        starts_on=starts_on,
        commitment_ends_on=starts_on + timedelta(days=365),
        participant_agreed_on=starts_on,
        mentor_agreed_on=starts_on,
    )


def test_the_participants_year_runs_on_with_another_mentor(cast, match, today):
    new = rematch(cast, match, today, mentor=cast.here.free_mentor)

    participant, mentor = promises_of(new, today)

    assert (participant.since, participant.until, participant.runs_on) == (
        match.starts_on,
        match.commitment_ends_on,
        True,
    )
    assert (mentor.since, mentor.day, mentor.runs_on) == (new.starts_on, 29, False)


def test_the_mentors_year_runs_on_with_another_family(cast, match, today):
    match.status, match.end_reason, match.ended_on = "ended", EndReason.MOVED, today - timedelta(days=10)
    match.save()
    other = EnrollmentFactory(participant=person_at(cast.here.site), site=cast.here.site, registered=False)
    starts_on = today - timedelta(days=5)
    new = MatchFactory(
        enrollment=other,
        mentor=cast.here.mentor,
        starts_on=starts_on,
        commitment_ends_on=starts_on + timedelta(days=365),
        participant_agreed_on=starts_on,
        mentor_agreed_on=starts_on,
    )

    participant, mentor = promises_of(new, today)

    assert (participant.since, participant.runs_on) == (starts_on, False)
    assert (mentor.since, mentor.day, mentor.runs_on) == (match.starts_on, 180, True)


def test_a_year_that_was_over_begins_anew(cast, match, today):
    match.starts_on = today - timedelta(days=500)
    match.commitment_ends_on = today - timedelta(days=135)
    match.participant_agreed_on = match.mentor_agreed_on = match.starts_on
    new = rematch(cast, match, today, mentor=cast.here.free_mentor)

    participant, _mentor = promises_of(new, today)

    assert (participant.since, participant.runs_on) == (new.starts_on, False)


# --- Milestones -------------------------------------------------------------------------------


def test_the_first_meeting_is_a_milestone_of_its_own(match, today):
    made = match.contacts.model.objects.made().of_matches([match.pk])

    (met,) = first_meeting(match, first_met_on(made))
    (owed,) = first_meeting(match, first_met_on(made.none()))

    assert (met.is_done, met.on) == (True, today - timedelta(days=3))
    assert (owed.is_done, owed.on) == (False, match.starts_on + timedelta(days=7))


def test_words_of_both_sides_are_kept_at_an_early_end(cast, client_of, match, today):
    client_of(cast.here.staff).post(
        reverse("matches:end", args=[match.pk]),
        {"on": today.isoformat(), "reason": "moved", "note": "I miss her", "mentor_note": "We stay friends"},
    )

    match.refresh_from_db()
    assert (match.end_note, match.mentor_end_note) == ("I miss her", "We stay friends")
