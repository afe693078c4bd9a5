"""A family's visit plan: what decides it, what counts as what, and who may change it."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mmp_portal.agencies.models import SiteProgram
from mmp_portal.audit.models import Event
from programs.casework.contacts import workflow as contacts
from programs.casework.contacts.models import ContactShare
from programs.casework.enrollments.models import Pause
from programs.casework.matches.models import Match
from programs.moppp import workflow
from programs.moppp.models import ExcusedVisit, FactorReview, FamilyLevel
from programs.moppp.visits.footing import footing_of, footings_of
from programs.moppp.visits.tally import by_mentor, plan_of, spoken, tallies_of
from tests.factories.accounts import user_with
from tests.factories.casework import AppointmentFactory, ContactFactory, MatchFactory
from tests.factories.mentors import MentorFactory
from tests.factories.moppp import days_ago, family_at
from tests.factories.parameters import value_at


@pytest.fixture
def family(cast):
    return cast.here.moppp.enrollment


@pytest.fixture
def today(cast):
    return cast.here.site.today()


def region_becomes(site, model, day):
    """The site's region changes its model on the day."""
    site.programs.filter(program="moppp").update(ends_on=day - timedelta(days=1))
    SiteProgram.objects.create(site=site, program="moppp", home_visiting_model=model, starts_on=day)


def visit(family, ago, **facts):
    return ContactFactory(enrollment=family, started_at=days_ago(ago), **{"kind": "home_visit", **facts})


def counts(family, today, days=60):
    tally = tallies_of([family], today - timedelta(days=days), today)[family.pk]
    return tally.done, tally.tried, tally.excused, tally.called_off


# --- The model -------------------------------------------------------------------------------


def test_family_follows_the_model_of_its_region_on_the_day_it_came_and_keeps_it(cast, family, today):
    changed = today - timedelta(days=30)
    region_becomes(cast.here.site, "pat", changed)
    newcomer = family_at(cast.here.site, enrolled_on=changed)

    found = footings_of([family, newcomer])

    assert found[family.pk].model_on(today) == "hfa"
    assert found[newcomer.pk].model_on(today) == "pat"


def test_a_case_older_than_the_offer_follows_the_first_model_of_its_site(cast):
    family = family_at(cast.here.site, enrolled_on=date(2001, 1, 1), level="")

    assert footing_of(family).model_on(date(2001, 1, 1)) == "hfa"


def test_family_follows_another_model_from_the_day_somebody_decides(cast, family, today):
    day = today - timedelta(days=10)

    workflow.set_model(enrollment=family, model="pat", starts_on=day, reason="Moved regions", by=cast.here.staff)

    footing = footing_of(family)
    assert footing.model_on(day - timedelta(days=1)) == "hfa"
    assert footing.model_on(day) == "pat"
    assert footing.level_on(day) == ""
    assert [stretch.model for stretch in footing.stretches(today)] == ["hfa", "pat"]
    with pytest.raises(workflow.CannotPlan, match="already"):
        workflow.set_model(enrollment=family, model="pat", starts_on=today, reason="Again", by=cast.here.staff)


def test_stressors_decide_between_twelve_and_twenty_four(cast, family, today):
    footing = footing_of(family_at(cast.here.site, level=""))
    assert footing.step_on(today) is None

    region_becomes(cast.here.site, "pat", today - timedelta(days=200))
    pat = family_at(cast.here.site, level="")
    assert footing_of(pat).step_on(today) == ("pat", "few_stressors")
    for count, step in ((1, "few_stressors"), (2, "many_stressors")):
        FactorReview.objects.update_or_create(
            enrollment=pat, about="stressors", asked_on=today, defaults={"count": count, "out_of": 16}
        )
        assert footing_of(pat).step_on(today) == ("pat", step)
        assert footing_of(pat).step_on(today - timedelta(days=1)) == ("pat", "few_stressors")


# --- The level -------------------------------------------------------------------------------


def test_a_step_forward_needs_the_supervisor(cast, family, today):
    with pytest.raises(workflow.CannotPlan, match="together") as refusal:
        workflow.set_level(enrollment=family, level="2", starts_on=today, by=cast.here.staff)
    assert refusal.value.about == "agreed_by"

    row = workflow.set_level(
        enrollment=family, level="2", starts_on=today, by=cast.here.staff, agreed_by=cast.here.supervisor
    )

    assert footing_of(family).level_on(today) == "2"
    assert Event.objects.about(row).get().verb == "moppp.level_set"


def test_after_creative_outreach_a_family_goes_on_with_the_level_it_left(cast, family, today):
    set_level = {"enrollment": family, "by": cast.here.staff}
    workflow.set_level(level="co", starts_on=today - timedelta(days=9), **set_level)

    assert workflow.level_left(footing_of(family), today) == "1"
    with pytest.raises(workflow.CannotPlan, match="the level it left"):
        workflow.set_level(level="3", starts_on=today, **set_level)
    workflow.set_level(level="1", starts_on=today, **set_level)

    assert workflow.level_left(footing_of(family), today) == ""


@pytest.mark.parametrize(
    ("level", "ago", "sentence"),
    [
        ("1", 0, "on this level on that day already"),
        ("2p", 101, "before the enrollment"),
        ("2p", -1, "in the future"),
        ("2p", 100, "Another level begins"),
    ],
)
def test_a_level_that_cannot_be_is_refused(cast, family, today, level, ago, sentence):
    with pytest.raises(workflow.CannotPlan, match=sentence):
        workflow.set_level(enrollment=family, level=level, starts_on=today - timedelta(days=ago), by=cast.here.staff)


def test_levels_belong_to_one_model_and_to_open_cases(cast, family, today):
    workflow.set_model(enrollment=family, model="pat", starts_on=today, reason="Moved", by=cast.here.staff)
    with pytest.raises(workflow.CannotPlan, match="another model"):
        workflow.set_level(enrollment=family, level="co", starts_on=today, by=cast.here.staff)

    family.status, family.closed_on = "closed", today
    family.save()
    with pytest.raises(workflow.CannotPlan, match="closed"):
        workflow.set_model(enrollment=family, model="hfa", starts_on=today, reason="Back", by=cast.here.staff)


# --- What counts -----------------------------------------------------------------------------


def test_done_tried_excused_and_called_off_are_told_apart(cast, family, today):
    assert counts(family, today) == (1, 0, 0, 0)

    visit(family, 3, setting="virtual")
    ContactFactory(enrollment=family, kind="call", started_at=days_ago(3))
    visit(family, 8, outcome="attempted", duration_minutes=None)
    missed = {"enrollment": family, "kind": "home_visit", "status": "missed"}
    AppointmentFactory(starts_at=days_ago(8), missed_reason="no_show", **missed)  # the same try, written twice
    AppointmentFactory(starts_at=days_ago(20), missed_reason="no_show", **missed)
    AppointmentFactory(starts_at=days_ago(22), missed_reason="family", **missed)
    AppointmentFactory(starts_at=days_ago(24), missed_reason="us", **missed)
    workflow.excuse_visit(enrollment=family, on=today, reason="weather", by=cast.here.staff)

    assert counts(family, today) == (2, 2, 1, 2)


def test_a_visit_shared_with_another_family_counts_for_each(cast, family, today):
    other = family_at(cast.here.site)
    ContactShare.objects.create(contact=cast.here.moppp.visit, enrollment=other)

    assert counts(other, today)[0] == 1


def test_a_voided_visit_counts_nowhere(cast, family, today):
    contacts.void(contact=cast.here.moppp.visit, reason="Twice", by=cast.here.staff)

    assert counts(family, today) == (0, 0, 0, 0)


def test_an_excuse_needs_words_where_no_reason_fits(cast, family, today):
    with pytest.raises(workflow.CannotPlan, match="few words"):
        workflow.excuse_visit(enrollment=family, on=today, reason="other", by=cast.here.staff)


def test_the_year_so_far_is_counted_until_today_and_the_line_is_asked_of_hfa(cast, family, today):
    plan = plan_of(family, on=today)

    assert plan.so_far.expected == Fraction((today - max(plan.first, family.enrolled_on)).days + 1, 7)
    assert plan.whole > plan.so_far.expected or plan.last == today
    assert plan.so_far.asked_share == 75
    assert plan.so_far.is_met is False
    assert sum(month.is_running for month in plan.months) <= 1


@pytest.mark.parametrize(("done", "is_met"), [(2, False), (3, True), (4, True)])
def test_three_of_four_reach_the_line(cast, today, done, is_met):
    family = family_at(cast.here.site, enrolled_on=today - timedelta(days=27))
    for number in range(done):
        visit(family, number * 7)

    tally = tallies_of([family], today - timedelta(days=27), today)[family.pk]

    assert (tally.expected, tally.is_met) == (4, is_met)


def test_nothing_is_expected_in_a_pause(cast, family, today):
    before = tallies_of([family], today - timedelta(days=27), today)[family.pk].expected
    Pause.objects.create(
        enrollment=family,
        starts_on=today - timedelta(days=13),
        ends_on=today - timedelta(days=6),
        kind="away",
        paused_by=cast.here.staff,
    )

    assert before - tallies_of([family], today - timedelta(days=27), today)[family.pk].expected == 1


def test_each_visitor_owes_the_days_of_their_own_match(cast, family, today):
    first, handed_over = today - timedelta(days=27), today - timedelta(days=13)
    old = cast.here.moppp.match
    Match.objects.filter(pk=old.pk).update(
        ended_on=handed_over - timedelta(days=1), status="ended", end_reason="moved"
    )
    new = MatchFactory(
        enrollment=family,
        mentor=MentorFactory(site=cast.here.site, kind="home_visitor"),
        starts_on=handed_over,
        commitment_ends_on=None,
    )

    found = by_mentor([family], Match.objects.filter(enrollment=family), first, today, footings_of([family]))

    assert {pk: tally.expected for pk, (tally, _families) in found.items()} == {old.mentor_id: 2, new.mentor_id: 2}
    assert found[old.mentor_id][0].done == 1  # recorded in the first match, whatever its day
    assert found[new.mentor_id][1] == {family.pk}


@pytest.mark.parametrize(("number", "words"), [(4, "4"), (Fraction(13, 3), "4.3"), (Fraction(1, 100), "0")])
def test_a_number_is_said_with_its_decimal(number, words):
    assert spoken(number) == words


# --- Pages -----------------------------------------------------------------------------------


def page(client_of, user, name, *args, query=""):
    return client_of(user).get(f"{reverse(name, args=args)}{query}")


def test_the_plan_stands_in_a_tab_of_the_case_and_beside_its_story(cast, client_of, family):
    story = client_of(cast.here.staff).get(family.get_absolute_url()).content.decode()
    plan = page(client_of, cast.here.staff, "moppp:plan", family.pk).content.decode()

    assert reverse("moppp:plan", args=[family.pk]) in story
    assert "Visits in" in story
    assert "Now on: Level 1" in story
    assert "Healthy Families America" in plan
    assert "Level 1" in plan


def test_the_panel_counts_as_the_plan_does(cast, client_of, family, today):
    """The panel is told from the lines of the story, the plan's page from rows of its own."""
    begins, ago = today - timedelta(days=60), timedelta(days=1)
    value_at(cast.here.site, program="moppp", name="hfa_level_1_visits", starts_on=begins, value=26)
    value_at(cast.there.site, program="moppp", name="hfa_level_1_visits", starts_on=begins, value=13)
    FamilyLevel.objects.create(enrollment=family, level="2", starts_on=today - timedelta(days=20))
    rest = {"kind": "away", "paused_by": cast.here.staff}
    Pause.objects.create(enrollment=family, starts_on=begins, ends_on=begins + 9 * ago, **rest)
    visit(family, 12)
    visit(family, 13, kind="call")
    visit(family, 14, outcome="attempted", duration_minutes=None)
    ContactShare.objects.create(contact=visit(family_at(cast.here.site), 3), enrollment=family)

    panels = client_of(cast.here.staff).get(family.get_absolute_url()).context["panels"]

    told, plan = next(panel for panel in panels if "plan" in panel)["plan"], plan_of(family, on=today)
    assert (told.so_far.done, told.so_far.expected, told.whole) == (
        plan.so_far.done,
        plan.so_far.expected,
        plan.whole,
    )
    assert [month.tally.done for month in told.months] == [month.tally.done for month in plan.months]
    assert (told.footing.model_on(today), told.footing.level_on(today)) == ("hfa", "2")


@pytest.mark.parametrize(("count", "step"), [(None, "few_stressors"), (9, "many_stressors")])
def test_the_panel_of_a_family_that_follows_pat_knows_its_stressors(cast, client_of, today, count, step):
    region_becomes(cast.here.site, "pat", today - timedelta(days=90))
    family = family_at(cast.here.site, level=None, enrolled_on=today - timedelta(days=50))
    if count:
        FactorReview.objects.create(
            enrollment=family, about="stressors", asked_on=today - timedelta(days=9), count=count, out_of=20
        )

    panels = client_of(cast.here.staff).get(family.get_absolute_url()).context["panels"]

    told = next(panel for panel in panels if "plan" in panel)["plan"]
    assert told.footing.step_on(today) == ("pat", step)
    assert told.whole == plan_of(family, on=today).whole


def test_a_case_of_another_program_has_no_visit_plan(cast, client_of):
    assert page(client_of, cast.here.staff, "moppp:plan", cast.here.enrollment.pk).status_code == 404


@pytest.mark.parametrize("year", ["1999", "x", "9" * 30, "²"])
def test_a_year_outside_the_case_is_no_page(cast, client_of, family, year):
    assert page(client_of, cast.here.staff, "moppp:plan", family.pk, query=f"?year={year}").status_code == 404


def test_a_level_is_set_on_the_page_and_a_refusal_stands_beside_its_field(cast, client_of, family, today):
    client = client_of(cast.here.staff)
    url = reverse("moppp:set_level", args=[family.pk])

    refused = client.post(url, {"level": "2", "starts_on": today.isoformat()})
    sent = client.post(
        url,
        {"level": "2", "starts_on": today.isoformat(), "agreed_by": cast.here.supervisor.pk, "reason": "Keeps it up"},
    )

    assert "decide this step together" in refused.content.decode()
    assert sent.status_code == 302
    assert FamilyLevel.objects.get(enrollment=family, level="2").reason == "Keeps it up"


def test_an_excused_visit_is_voided_and_counts_no_more(cast, client_of, family, today):
    workflow.excuse_visit(enrollment=family, on=today, reason="illness", by=cast.here.staff)
    row = ExcusedVisit.objects.get(enrollment=family)

    client_of(cast.here.staff).post(
        reverse("casefile:record_void", args=["excused_visit", row.pk]), {"reason": "Wrong family"}
    )

    assert counts(family, today)[2] == 0


# --- The room --------------------------------------------------------------------------------


def test_the_room_says_who_is_in_and_who_visits(cast, client_of, family):
    words = page(client_of, cast.here.staff, "moppp:home").content.decode()

    assert "Sage Kindly" in words
    assert "Vera Doorbell" in words
    assert "Level 1" in words
    assert "Juniper" not in words


def test_staff_of_another_program_find_an_empty_room(cast, client_of):
    helper = user_with("staff", site=cast.here.site, program="worksite")

    words = page(client_of, helper, "moppp:home").content.decode()

    assert "Nobody is in the program now" in words
    assert "Sage" not in words


def test_the_room_costs_the_same_for_few_and_many(cast, client_of, family):
    client = client_of(cast.here.staff)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("moppp:home"))
        return len(captured)

    queries()
    few = queries()
    for _number in range(12):
        other = family_at(cast.here.site)
        MatchFactory(enrollment=other, mentor=cast.here.moppp.match.mentor, commitment_ends_on=None)
        visit(other, 3)

    assert queries() == few
