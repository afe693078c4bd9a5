"""Matches: who fits, beginning with both agreements, a year's promise, and ending well."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mmp_portal.audit.models import Event
from mmp_portal.outbox.models import Message
from programs import registry
from programs.casework.matches import workflow
from programs.casework.matches.models import TRANSITIONS, EndReason, Match, Status
from programs.casework.matches.proposals import proposals_for
from tests.factories.accounts import user_with
from tests.factories.casework import EnrollmentFactory, MatchFactory
from tests.factories.mentors import MentorFactory, QualificationFactory
from tests.factories.participants import person_at
from tests.participants.typed import LONG, NOT_A_DAY, error_beside


@pytest.fixture
def waiting(cast):
    """A case without a match, enrolled a month ago."""
    person = person_at(cast.here.site, given_name="Opal", family_name="Makebelieve", language="es", city="Ozark")
    return EnrollmentFactory(
        participant=person,
        site=cast.here.site,
        worker=cast.here.staff,
        registered=False,
        enrolled_on=cast.here.site.today() - timedelta(days=30),
    )


def start(cast, enrollment, mentor, **changes):
    today = cast.here.site.today()
    details = {
        "starts_on": today,
        "participant_agreed_on": today,
        "mentor_agreed_on": today,
        "by": cast.here.staff,
        **changes,
    }
    return workflow.start(enrollment=enrollment, mentor=mentor, **details)


# --- Beginning -------------------------------------------------------------------------------


def test_a_match_begins_with_a_promise_of_a_year_a_trace_and_a_notice(cast, waiting):
    match = start(cast, waiting, cast.here.mentor)

    assert match.status == Status.ACTIVE
    assert match.commitment_ends_on == match.starts_on.replace(year=match.starts_on.year + 1)
    assert Event.objects.about(match).get().verb == "match.started"
    notice = Message.objects.get(rule="match-started")
    assert notice.recipient == cast.here.mentor_user
    assert "Opal" not in notice.subject + notice.body


@pytest.mark.parametrize(
    ("starts_on", "last"),
    [
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2026, 5, 28), date(2027, 5, 28)),
        (date(2027, 3, 1), date(2028, 3, 1)),
    ],
)
def test_a_year_is_an_anniversary(starts_on, last):
    assert workflow.commitment_end(registry.get("young_parent"), starts_on) == last


def test_a_program_without_a_promise_has_no_last_day():
    promising = {program.code for program in registry.all_programs() if program.commitment}
    free = [program for program in registry.all_programs() if program.code not in promising]

    assert free
    assert {workflow.commitment_end(program, date(2026, 5, 28)) for program in free} == {None}


@pytest.mark.parametrize(
    ("mentor", "sentence"),
    [
        ({"status": "in_training"}, "not active"),
        ({"status": "resting"}, "not active"),
        ({"kind": "workplace"}, "This program needs"),
    ],
)
def test_a_mentor_who_does_not_fit_is_refused(cast, waiting, mentor, sentence):
    with pytest.raises(workflow.CannotMatch, match=sentence):
        start(cast, waiting, MentorFactory(site=cast.here.site, **mentor))

    assert not waiting.matches.exists()


def test_a_mentor_of_another_site_is_refused(cast, waiting):
    with pytest.raises(workflow.CannotMatch, match="another site"):
        start(cast, waiting, cast.there.mentor)


def test_a_full_mentor_is_refused(cast, waiting):
    full = MentorFactory(site=cast.here.site, capacity=1)
    start(cast, waiting, full)
    other = EnrollmentFactory(site=cast.here.site, enrolled_on=waiting.enrolled_on)

    with pytest.raises(workflow.CannotMatch, match="as many matches as agreed"):
        start(cast, other, full)


def test_the_same_two_are_not_matched_twice(cast):
    with pytest.raises(workflow.CannotMatch, match="matched already"):
        start(cast, cast.here.enrollment, cast.here.mentor)


def test_nobody_mentors_themselves(cast, waiting):
    with pytest.raises(workflow.CannotMatch, match="themselves"):
        start(cast, waiting, MentorFactory(site=cast.here.site, person=waiting.participant))


def test_a_closed_case_has_no_match(cast):
    closed = EnrollmentFactory(site=cast.here.site, status="closed", closed_on=date(2026, 2, 1))

    with pytest.raises(workflow.CannotMatch, match="closed"):
        start(cast, closed, cast.here.mentor)


def test_a_match_does_not_begin_before_the_enrollment(cast, waiting):
    early = waiting.enrolled_on - timedelta(days=1)

    with pytest.raises(workflow.CannotMatch, match="before the enrollment"):
        start(cast, waiting, cast.here.mentor, starts_on=early)


@pytest.mark.parametrize("side", ["participant_agreed_on", "mentor_agreed_on"])
def test_both_agree_before_the_match_begins(cast, waiting, side):
    today = cast.here.site.today()

    with pytest.raises(workflow.CannotMatch, match="Both agree before"):
        start(cast, waiting, cast.here.mentor, starts_on=today - timedelta(days=3), **{side: today})


# --- Days and milestones ---------------------------------------------------------------------


def test_the_day_of_the_match(cast):
    match, today = cast.here.match, cast.here.site.today()

    assert match.day_number(today) == 180
    assert match.day_number(match.starts_on) == 0
    assert match.day_number(match.starts_on - timedelta(days=1)) == 0
    assert match.day_number(match.commitment_ends_on) == 365
    assert match.day_number(match.commitment_ends_on + timedelta(days=40)) == 365


def test_milestones_on_day_180(cast):
    milestones = cast.here.match.milestones(cast.here.site.today())

    assert [milestone.is_done for milestone in milestones] == [True, True, False, False, False, False]
    assert [str(milestone.label) for milestone in milestones if milestone.is_next] == ["Second quarterly check"]
    assert [str(milestone.label) for milestone in milestones] == [
        "30 days",
        "First quarterly check",
        "Second quarterly check",
        "9 months",
        "11 months",
        "Anniversary",
    ]


# --- Ending ----------------------------------------------------------------------------------


def end(cast, **changes):
    details = {
        "match": cast.here.match,
        "on": cast.here.site.today(),
        "reason": EndReason.MOVED,
        "by": cast.here.staff,
        **changes,
    }
    return workflow.end(**details)


def test_every_status_has_its_row_in_the_table():
    assert set(TRANSITIONS) == set(Status.values)


def test_ending_leaves_a_trace_and_tells_the_mentor(cast):
    match = end(cast, note="A good half year")

    assert (match.status, match.end_reason, match.version) == (Status.ENDED, EndReason.MOVED, 2)
    assert Event.objects.about(match).get().verb == "match.ended"
    assert Message.objects.get(rule="match-ended").recipient == cast.here.mentor_user
    cast.here.enrollment.refresh_from_db()
    assert cast.here.enrollment.is_open


def test_ending_twice_is_refused(cast):
    end(cast)

    with pytest.raises(workflow.CannotEnd, match="already"):
        end(cast)


@pytest.mark.parametrize(
    ("days", "sentence"), [(-181, "before it began"), (1, "future"), (-30, "a contact after that day")]
)
def test_ending_on_an_impossible_day_is_refused(cast, days, sentence):
    with pytest.raises(workflow.CannotEnd, match=sentence):
        end(cast, on=cast.here.site.today() + timedelta(days=days))

    cast.here.match.refresh_from_db()
    assert cast.here.match.is_open


# --- Constraints -----------------------------------------------------------------------------


def refused(**fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        MatchFactory(**fields)


@pytest.mark.django_db
class TestConstraints:
    def test_status_is_known(self):
        refused(status="dreaming")

    def test_one_open_match_for_a_pair(self):
        match = MatchFactory()
        pair = {"enrollment": match.enrollment, "mentor": match.mentor}
        MatchFactory(**pair, status="ended", ended_on=date(2026, 3, 1), end_reason="moved")
        refused(**pair)

    def test_the_promise_ends_after_it_begins(self):
        MatchFactory(starts_on=date(2026, 2, 1), commitment_ends_on=date(2026, 2, 2))
        MatchFactory(commitment_ends_on=None)
        refused(starts_on=date(2026, 2, 1), commitment_ends_on=date(2026, 2, 1))

    def test_ended_exactly_with_day_and_reason(self):
        MatchFactory(status="ended", starts_on=date(2026, 2, 1), ended_on=date(2026, 2, 1), end_reason="moved")
        refused(status="ended", ended_on=date(2026, 3, 1), end_reason="")
        refused(status="ended", ended_on=None, end_reason="moved")
        refused(status="active", ended_on=date(2026, 3, 1), end_reason="moved")
        refused(status="ended", ended_on=date(2026, 1, 31), end_reason="moved")

    def test_active_when_both_agreed(self):
        MatchFactory(status="proposed", participant_agreed_on=None, mentor_agreed_on=None)
        refused(status="active", participant_agreed_on=None)
        refused(status="active", mentor_agreed_on=None)
        refused(status="paused", participant_agreed_on=None)


# --- Who fits --------------------------------------------------------------------------------


def words_of(proposals, mentor):
    """What is said of one mentor, in one line."""
    (proposal,) = [one for one in proposals if one.mentor == mentor]
    return " / ".join(reason.words for reason in proposal.reasons)


def test_proposals_say_why_best_first(cast, waiting):
    today = cast.here.site.today()
    speaks = MentorFactory(
        site=cast.here.site,
        interests="cooking",
        person=person_at(cast.here.site, given_name="Luz", language="es", city="ozark"),
    )
    QualificationFactory(mentor=speaks, valid_until=today + timedelta(days=400))

    free, barred = proposals_for(waiting, today=today)

    assert free[0].mentor == speaks
    best = words_of(free, speaks)
    for words in (
        "Speaks Spanish, as Opal does",
        "2 places free of 2",
        "Both live in",
        "Trained on",
        "cooking",
        "Everything that a mentor must hold was seen",
    ):
        assert words in best
    other = words_of(free, cast.here.mentor)
    assert "Opal's language is Spanish" in other
    assert "1 place free of 2" in other
    assert "Not seen yet, ask for it: Background check" in other
    assert barred == []


def test_an_interpreter_needed_speaks_against(cast, waiting):
    waiting.participant.needs_interpreter = True

    free, _ = proposals_for(waiting, today=cast.here.site.today())

    assert ("no", True) in [(reason.kind, "interpreter" in reason.words) for reason in free[0].reasons]


def test_those_who_cannot_be_matched_are_named_with_the_reason(cast, waiting):
    site = cast.here.site
    MentorFactory(site=site, status="resting", person=person_at(site, given_name="Rest"))
    MentorFactory(site=site, status="in_training", person=person_at(site, given_name="Train"))
    full = MentorFactory(site=site, capacity=1, person=person_at(site, given_name="Full"))
    MatchFactory(enrollment=EnrollmentFactory(site=site), mentor=full)
    MentorFactory(site=site, status="left", person=person_at(site, given_name="Left"))
    MentorFactory(site=site, kind="workplace", person=person_at(site, given_name="Work"))

    _, barred = proposals_for(waiting, today=site.today())

    assert {one.mentor.person.given_name: one.why for one in barred} == {
        "Rest": "Is resting.",
        "Train": "Is not trained and active yet.",
        "Full": "Has the one match agreed on.",
    }


def test_proposals_cost_the_same_for_few_and_many(cast, waiting):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            proposals_for(waiting, today=cast.here.site.today())
        return len(captured)

    few = queries()
    for _ in range(20):
        QualificationFactory(mentor=MentorFactory(site=cast.here.site))

    assert queries() == few


# --- Pages -----------------------------------------------------------------------------------


def form(cast, **changes):
    today = cast.here.site.today().isoformat()
    return {
        "mentor": cast.here.mentor.pk,
        "starts_on": today,
        "participant_agreed_on": today,
        "mentor_agreed_on": today,
        **changes,
    }


def page(enrollment):
    return reverse("matches:start", args=[enrollment.pk])


def test_staff_choose_a_mentor_and_match(cast, client_of, waiting):
    client = client_of(cast.here.staff)
    assert "Choose Hattie" in client.get(page(waiting)).content.decode()
    chosen = client.get(page(waiting) + f"?mentor={cast.here.mentor.pk}").content.decode()
    assert "Both promise the time until" in chosen

    answer = client.post(page(waiting), form(cast))

    match = waiting.matches.get()
    assert answer.url == match.get_absolute_url()
    assert match.recorded_by == cast.here.staff


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        ({"starts_on": ""}, "starts_on", "still empty"),
        ({"starts_on": NOT_A_DAY}, "starts_on", "cannot read"),
        ({"participant_agreed_on": (date.today() + timedelta(days=2)).isoformat()}, "participant_agreed_on", "future"),
        ({"mentor_agreed_on": "02/30/2026"}, "mentor_agreed_on", "cannot read"),
    ],
)
def test_bad_input_in_the_match_form(cast, client_of, waiting, changes, name, sentence):
    answer = client_of(cast.here.staff).post(page(waiting), form(cast, **changes))

    assert answer.status_code == 200
    assert sentence in error_beside(answer, name)
    assert not waiting.matches.exists()


@pytest.mark.parametrize("mentor", ["", "abc", "99999", "there"])
def test_a_mentor_who_is_not_offered_is_refused(cast, client_of, waiting, mentor):
    mentor = cast.there.mentor.pk if mentor == "there" else mentor

    answer = client_of(cast.here.staff).post(page(waiting), form(cast, mentor=mentor))

    assert answer.status_code == 200
    words = answer.content.decode()
    assert "Choose a mentor first." in words or "cannot be chosen for this case" in words
    assert not waiting.matches.exists()


def test_a_refusal_stands_in_the_summary_and_keeps_the_dates(cast, client_of, waiting):
    early = (waiting.enrolled_on - timedelta(days=9)).isoformat()

    answer = client_of(cast.here.staff).post(
        page(waiting), form(cast, starts_on=early, participant_agreed_on=early, mentor_agreed_on=early)
    )

    assert "The match begins before the enrollment did." in answer.content.decode()
    assert early in answer.content.decode()


def test_staff_end_a_match(cast, client_of):
    match = cast.here.match

    answer = client_of(cast.here.staff).post(
        reverse("matches:end", args=[match.pk]),
        {"on": cast.here.site.today().isoformat(), "reason": "moved", "note": "Thank you 🌼"},
    )

    match.refresh_from_db()
    assert answer.url == cast.here.enrollment.get_absolute_url()
    assert (match.status, match.end_note) == (Status.ENDED, "Thank you 🌼")


@pytest.mark.parametrize(
    ("typed", "name", "sentence"),
    [
        ({"on": ""}, "on", "still empty"),
        ({"on": NOT_A_DAY}, "on", "cannot read"),
        ({"on": (date.today() + timedelta(days=2)).isoformat()}, "on", "future"),
        ({"reason": ""}, "reason", "Choose one"),
        ({"reason": "enrollment_closed"}, "reason", "not offered"),
        ({"note": LONG}, "note", "Keep this to 300"),
    ],
)
def test_bad_input_about_the_end(cast, client_of, typed, name, sentence):
    whole = {"on": cast.here.site.today().isoformat(), "reason": "moved", "note": "", **typed}

    answer = client_of(cast.here.staff).post(reverse("matches:end", args=[cast.here.match.pk]), whole)

    assert sentence in error_beside(answer, name)
    cast.here.match.refresh_from_db()
    assert cast.here.match.is_open


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", True),
        ("?q=hattie", True),
        ("?q=nobody", False),
        ("?kind=community", True),
        ("?kind=workplace", False),
        ("?status=active", True),
        ("?status=left", False),
        ("?places=free", True),
        ("?places=none", False),
    ],
)
def test_mentors_are_filtered(cast, client_of, query, shown):
    words = client_of(cast.here.staff).get(reverse("matches:mentors") + query).content.decode()

    assert ("Hattie Goodtale OAK" in words) is shown


def test_the_list_of_mentors_costs_the_same_for_3_and_30(cast, client_of):
    client = client_of(cast.here.staff)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("matches:mentors"))
        return len(captured)

    queries()
    for _ in range(2):
        MatchFactory(enrollment=EnrollmentFactory(site=cast.here.site))
    few = queries()
    for _ in range(20):
        MatchFactory(enrollment=EnrollmentFactory(site=cast.here.site))

    assert queries() == few


def test_staff_of_one_program_see_mentors_but_not_the_families_of_others(cast, client_of):
    helper = user_with("staff", site=cast.here.site, program="worksite")

    words = client_of(helper).get(reverse("matches:mentor", args=[cast.here.mentor.pk])).content.decode()

    assert "Hattie Goodtale" in words
    assert "Juniper" not in words


def test_the_page_of_a_match_counts_what_was_done(cast, client_of):
    words = client_of(cast.here.staff).get(cast.here.match.get_absolute_url()).content.decode()

    assert "Day 180 of 365" in words
    assert "1 h" in words


def test_a_mentor_has_no_page_of_the_match(cast, client_of):
    assert client_of(cast.here.mentor_user).get(cast.here.match.get_absolute_url()).status_code == 403
    assert Match.objects.for_user(cast.here.mentor_user).count() == 1


def test_whoever_is_staff_elsewhere_has_no_page_of_the_own_match(cast, client_of):
    match = cast.here.match
    cast.here.mentor_user.role_grants.create(role="staff", site=cast.there.site, starts_on="2020-01-01")
    client = client_of(cast.here.mentor_user)

    assert client.get(match.get_absolute_url()).status_code == 404
    assert client.get(reverse("matches:end", args=[match.pk])).status_code == 404
    assert client.get(cast.there.match.get_absolute_url()).status_code == 200
