"""Opening a closed case again, correcting its days, and what came of goals when it closed."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mmp_portal.audit.models import Event
from programs.casework.closings import workflow
from programs.casework.closings.models import Closing, ReopenLimit, reopen_days_at
from programs.casework.enrollments import endings
from programs.casework.enrollments import workflow as enrollments
from programs.casework.enrollments.models import Enrollment, Status
from tests.factories.casework import ContactFactory
from tests.participants.typed import error_beside


def close(cast, *, days_ago=0, **changes):
    """Close Juniper's case so many days ago; the contact of three days ago is moved before it."""
    on = cast.here.site.today() - timedelta(days=days_ago)
    if days_ago:
        cast.here.contact.started_at -= timedelta(days=days_ago)
        cast.here.contact.save()
    facts = {"on": on, "reason": "year_kept", "by": cast.here.staff} | changes
    return workflow.close(enrollment=cast.here.enrollment, **facts)


def reopen(cast, **changes):
    facts = {"reason": "They are back", "by": cast.here.staff} | changes
    return workflow.reopen(enrollment=cast.here.enrollment, **facts)


# --- What came of the goals ------------------------------------------------------------------


def test_closing_says_what_came_of_each_goal(cast):
    goal = cast.here.goal

    close(cast, goal_outcomes={goal.pk: ("reached", "At last")}, outcome_words="Stands alone", next_service="Library")

    goal.refresh_from_db()
    assert (goal.status, goal.outcome_words, goal.ended_on) == ("reached", "At last", cast.here.site.today())
    closing = Closing.objects.get()
    assert (closing.outcome_words, closing.next_service) == ("Stands alone", "Library")


def test_a_goal_left_out_stays_the_familys_own(cast):
    close(cast)

    cast.here.goal.refresh_from_db()
    assert cast.here.goal.is_open


def test_a_goal_set_after_the_closing_refuses_it_whole(cast):
    with pytest.raises(workflow.CannotClose, match="before the goal was set") as refusal:
        close(cast, days_ago=70, goal_outcomes={cast.here.goal.pk: ("reached", "")})

    assert refusal.value.about == f"goal_{cast.here.goal.pk}"
    cast.here.enrollment.refresh_from_db()
    assert cast.here.enrollment.is_open
    assert not Closing.objects.exists()


def test_the_form_asks_for_each_goal(cast, client_of):
    client, goal = client_of(cast.here.staff), cast.here.goal
    address = reverse("closings:close", args=[cast.here.enrollment.pk])
    assert goal.words in client.get(address).content.decode()

    client.post(
        address,
        {
            "on": cast.here.site.today().isoformat(),
            "reason": "moved",
            f"goal_{goal.pk}": "dropped",
            f"goal_{goal.pk}_words": "Another school",
        },
    )

    goal.refresh_from_db()
    assert (goal.status, goal.outcome_words) == ("dropped", "Another school")


# --- What else ends --------------------------------------------------------------------------


@pytest.fixture
def an_ending(monkeypatch):
    """An ending of its own for the test, in place of those of the apps."""
    calls = []
    monkeypatch.setattr(endings, "_endings", {})
    ending = endings.Ending(
        name="toys",
        describe=lambda enrollment: [f"2 toys of {enrollment.number} go back"],
        end=lambda enrollment, on, by: calls.append((enrollment.pk, on, by)),
    )
    endings.register(ending)
    return ending, calls


def test_what_apps_have_registered_ends_too(cast, an_ending):
    close(cast)

    assert an_ending[1] == [(cast.here.enrollment.pk, cast.here.site.today(), cast.here.staff)]


def test_the_page_says_what_would_end(cast, client_of, an_ending):
    words = client_of(cast.here.staff).get(reverse("closings:close", args=[cast.here.enrollment.pk])).content.decode()

    assert f"2 toys of {cast.here.enrollment.number} go back" in words
    assert not an_ending[1]


def test_an_ending_has_one_name(an_ending):
    with pytest.raises(ValueError, match="twice"):
        endings.register(an_ending[0])


def test_an_ending_that_fails_leaves_the_case_open(cast, monkeypatch):
    def fail(enrollment, on, by):
        raise RuntimeError("no")

    monkeypatch.setattr(endings, "_endings", {"x": endings.Ending(name="x", describe=lambda enrollment: [], end=fail)})

    with pytest.raises(RuntimeError):
        close(cast)

    cast.here.enrollment.refresh_from_db()
    cast.here.match.refresh_from_db()
    assert cast.here.enrollment.is_open
    assert cast.here.match.is_open


# --- Opening again ---------------------------------------------------------------------------


def test_a_case_opens_again_and_its_closing_stays_in_the_history(cast):
    closing = close(cast, days_ago=5)

    reopen(cast)

    cast.here.enrollment.refresh_from_db()
    closing.refresh_from_db()
    assert (cast.here.enrollment.status, cast.here.enrollment.closed_on) == (Status.ENROLLED, None)
    assert (closing.void_reason, closing.voided_by) == ("They are back", cast.here.staff)
    event = Event.objects.get(verb="enrollment.reopened")
    assert event.reason == "They are back"
    cast.here.match.refresh_from_db()
    assert not cast.here.match.is_open, "a match is made anew"


def test_a_case_closes_and_opens_as_often_as_life_wants(cast):
    for _time in range(2):
        close(cast)
        reopen(cast)
    close(cast)

    assert Closing.objects.count() == 3
    assert Closing.objects.not_voided().count() == 1


def test_one_closing_stands_at_a_time(cast):
    closing = close(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        Closing.objects.create(enrollment=closing.enrollment, on=closing.on, reason="moved")


@pytest.mark.parametrize(("days_ago", "opens"), [(90, True), (91, False)])
def test_it_opens_for_ninety_days_where_nothing_else_is_set(cast, days_ago, opens):
    close(cast, days_ago=days_ago)

    if opens:
        reopen(cast)
    else:
        with pytest.raises(workflow.CannotReopen, match="too long ago"):
            reopen(cast)

    cast.here.enrollment.refresh_from_db()
    assert cast.here.enrollment.is_open is opens


def test_the_site_sets_for_how_long(cast):
    close(cast, days_ago=4)
    closed_on = cast.here.site.today() - timedelta(days=4)
    workflow.set_reopen_limit(site=cast.here.site, days=3, starts_on=closed_on, by=cast.here.supervisor)

    assert reopen_days_at(cast.here.site, closed_on) == 3
    assert reopen_days_at(cast.there.site, closed_on) == 90
    assert not workflow.can_reopen(Enrollment.objects.get(pk=cast.here.enrollment.pk))


def test_what_closed_before_keeps_the_days_that_held_then(cast):
    close(cast, days_ago=4)
    closed_on = cast.here.site.today() - timedelta(days=4)
    later = closed_on + timedelta(days=1)

    workflow.set_reopen_limit(site=cast.here.site, days=3, starts_on=later, by=cast.here.supervisor)

    assert reopen_days_at(cast.here.site, closed_on) == 90
    assert reopen_days_at(cast.here.site, later) == 3
    assert workflow.can_reopen(Enrollment.objects.get(pk=cast.here.enrollment.pk))


def test_an_open_case_is_not_opened(cast):
    with pytest.raises(workflow.CannotReopen, match="not closed"):
        reopen(cast)


def test_beside_a_new_case_the_old_one_stays_closed(cast):
    close(cast)
    new = enrollments.enroll(
        participant=cast.here.participant,
        program="young_parent",
        site=cast.here.site,
        worker=None,
        on=cast.here.site.today(),
        by=cast.here.staff,
    )

    assert new.follows == cast.here.enrollment
    with pytest.raises(workflow.CannotReopen, match="another open case"):
        reopen(cast)


def test_the_page_opens_a_case_again(cast, client_of):
    close(cast)
    client, address = client_of(cast.here.staff), reverse("closings:reopen", args=[cast.here.enrollment.pk])

    assert "still empty" in error_beside(client.post(address, {"reason": ""}), "reason")
    answer = client.post(address, {"reason": "Closed by mistake"}, follow=True)

    words = answer.content.decode()
    assert "The case is open again" in words
    assert "Closed, and opened again later" in words
    assert "Opened again" in words


def test_the_page_of_a_case_closed_long_ago_leads_to_enrolling(cast, client_of):
    close(cast, days_ago=120)

    words = client_of(cast.here.staff).get(reverse("closings:reopen", args=[cast.here.enrollment.pk])).content.decode()

    assert "Closed too long ago" in words
    assert reverse("enrollments:enroll", args=[cast.here.participant.pk]) in words
    assert 'name="reason"' not in words


def test_the_supervisor_sets_the_days_of_the_own_site_alone(cast, client_of):
    client = client_of(cast.here.supervisor)
    address = reverse("closings:reopen_limit", args=[cast.here.site.pk])

    for typed, sentence in (
        ("", "still empty"),
        ("-1", "at least 0"),
        ("400", "at most 366"),
        ("ten", "whole number"),
    ):
        assert sentence in error_beside(client.post(address, {"days": typed}), "days")
    client.post(address, {"days": "30", "starts_on": "2026-07-01"})

    limit = ReopenLimit.objects.get()
    assert (limit.days, limit.starts_on) == (30, date(2026, 7, 1))
    assert "Jul 1, 2026" in client.get(address).content.decode()
    assert client.get(reverse("closings:reopen_limit", args=[cast.there.site.pk])).status_code == 404
    assert client_of(cast.here.staff).get(address).status_code == 403


@pytest.mark.parametrize(("days", "is_refused"), [(0, False), (366, False), (367, True)])
def test_the_limit_is_a_year_at_most(cast, days, is_refused):
    try:
        with transaction.atomic():
            ReopenLimit.objects.create(site=cast.here.site, starts_on=date(2026, 7, 1), days=days)
    except IntegrityError:
        assert is_refused
    else:
        assert not is_refused


# --- Correcting the days ---------------------------------------------------------------------


def correct(cast, **changes):
    case = Enrollment.objects.get(pk=cast.here.enrollment.pk)
    facts = {"enrolled_on": case.enrolled_on, "reason": "The paper says so", "by": cast.here.staff}
    return workflow.correct_days(enrollment=case, version=changes.pop("version", case.version), **facts | changes)


def test_both_days_are_corrected_and_the_closing_follows(cast):
    close(cast)
    today = cast.here.site.today()

    correct(cast, enrolled_on=today - timedelta(days=210), closed_on=today)

    cast.here.enrollment.refresh_from_db()
    assert cast.here.enrollment.enrolled_on == today - timedelta(days=210)
    event = Event.objects.get(verb="enrollment.days_corrected")
    assert event.reason == "The paper says so"
    assert event.details["before"]["enrolled_on"] == (today - timedelta(days=200)).isoformat()


def test_the_day_of_the_closing_moves_with_the_case(cast):
    close(cast, days_ago=10)
    today = cast.here.site.today()

    correct(cast, closed_on=today - timedelta(days=2))

    assert Closing.objects.get().on == today - timedelta(days=2)


@pytest.mark.parametrize(
    ("days_ago", "sentence", "about"),
    [
        (-1, "in the future", "enrolled_on"),
        (2, "contact before that day", "enrolled_on"),
        (100, "A match began", "enrolled_on"),
    ],
)
def test_nothing_of_a_case_lies_before_its_beginning(cast, days_ago, sentence, about):
    with pytest.raises(workflow.CannotClose, match=sentence) as refusal:
        correct(cast, enrolled_on=cast.here.site.today() - timedelta(days=days_ago))

    assert refusal.value.about == about


def test_a_goal_or_a_pause_lies_within_the_case(cast):
    case, today, staff = cast.here.enrollment, cast.here.site.today(), cast.here.staff
    case.matches.all().update(starts_on=today, commitment_ends_on=None)
    with pytest.raises(workflow.CannotClose, match="A goal was set"):
        correct(cast, enrolled_on=today - timedelta(days=59))
    enrollments.pause(enrollment=case, on=today - timedelta(days=100), reason="Away", by=staff)
    with pytest.raises(workflow.CannotClose, match="A pause began"):
        correct(cast, enrolled_on=today - timedelta(days=61))


def test_a_closing_day_lies_after_the_last_contact(cast):
    close(cast)
    today = cast.here.site.today()

    for day, sentence in (
        (today + timedelta(days=1), "in the future"),
        (today - timedelta(days=4), "contact after that day"),
        (today - timedelta(days=300), "before the enrollment"),
    ):
        with pytest.raises(workflow.CannotClose, match=sentence):
            correct(cast, closed_on=day)


def test_who_was_second_is_told(cast):
    with pytest.raises(workflow.CannotClose, match="Somebody changed this case"):
        correct(cast, version=cast.here.enrollment.version + 1)


def test_the_page_corrects_the_days(cast, client_of):
    client, address = client_of(cast.here.staff), reverse("closings:days", args=[cast.here.enrollment.pk])
    assert 'name="closed_on"' not in client.get(address).content.decode()
    earlier = (cast.here.site.today() - timedelta(days=230)).isoformat()

    refused = client.post(address, {"enrolled_on": earlier, "reason": "", "version": "1"})
    assert "still empty" in error_beside(refused, "reason")
    client.post(address, {"enrolled_on": earlier, "reason": "The paper says so", "version": "1"})

    cast.here.enrollment.refresh_from_db()
    assert cast.here.enrollment.enrolled_on.isoformat() == earlier


def test_a_shared_contact_counts_as_one_of_the_case(cast):
    """A contact of another family that this one shared happened in this case, too."""
    other = ContactFactory(enrollment=cast.there.enrollment, started_at=cast.here.contact.started_at)
    other.shares.create(enrollment=cast.here.enrollment)

    with pytest.raises(workflow.CannotClose, match="contact after that day"):
        workflow.close(
            enrollment=cast.here.enrollment,
            on=cast.here.site.today() - timedelta(days=4),
            reason="moved",
            by=cast.here.staff,
        )


# --- Invitations -----------------------------------------------------------------------------


def test_invitations_ahead_are_declined_in_their_place(cast, client_of):
    attendance = cast.here.attendance
    words = client_of(cast.here.staff).get(reverse("closings:close", args=[cast.here.enrollment.pk])).content.decode()
    assert "declined in their place" in words

    close(cast)

    attendance.refresh_from_db()
    assert attendance.answer == "no"
    mentors = cast.here.meeting.attendances.get(person=cast.here.mentor.person)
    assert mentors.answer == "", "the mentor may still come"


def test_a_meeting_that_was_called_off_asks_nobody(cast):
    cast.here.meeting.called_off_at, cast.here.meeting.called_off_reason = timezone.now(), "Snow"
    cast.here.meeting.save()

    close(cast)

    cast.here.attendance.refresh_from_db()
    assert cast.here.attendance.answer == ""
