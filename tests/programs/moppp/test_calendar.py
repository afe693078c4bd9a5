"""Factors asked again, what follows the program, and the age at which it ends."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from eligibility.rules.moppp import risk_factors
from mmp_portal.agencies.models import SiteProgram
from mmp_portal.audit.models import Opening
from participants.ages import anniversary
from programs.casework.assessments.models import Assessment, Tool
from programs.casework.enrollments.models import Enrollment
from programs.gathering import gathered
from programs.moppp import workflow
from programs.moppp.due import RULE, SOURCES
from programs.moppp.factors.lists import STRESSOR_WORDS, factors_of, stressors
from programs.moppp.models import FactorReview, FactorReviewDetail, TransitionPlan
from tests.factories.accounts import user_with
from tests.factories.casework import ContactFactory
from tests.factories.moppp import asked_of, days_ago, family_at
from tests.factories.parameters import value_at
from tests.factories.participants import child_of
from tests.factories.referrals import referral_at


@pytest.fixture
def today(cast):
    return cast.here.site.today()


@pytest.fixture
def family(cast):
    return cast.here.moppp.enrollment


def visited(site, *, child_days, asked=1):
    """A family with a child so many days old, visited, its risk factors asked so many days ago."""
    family = family_at(site, enrolled_on=site.today() - timedelta(days=300))
    ContactFactory(enrollment=family, kind="home_visit", started_at=days_ago(2))
    asked_of(family, by=None, days=asked)
    child_of(family.participant, born_on=site.today() - timedelta(days=child_days))
    return family


def owed(family, today):
    calendar = [source for source in SOURCES if source.rule == RULE]
    return [item.why for item in gathered(calendar, Enrollment.objects.filter(pk=family.pk), today, None)]


# --- Factors ---------------------------------------------------------------------------------


def test_the_two_lists_are_two(cast, today):
    assert len(risk_factors()) == 15
    assert len(stressors()) == 16
    assert set(stressors()) != set(risk_factors())
    assert tuple(stressors().values()) == STRESSOR_WORDS


def test_a_factor_that_the_site_has_added_is_asked_too(cast, today):
    value_at(cast.here.site, program="moppp", name="own_risk_factors", value=["no_car"])

    assert list(factors_of("risk", site=cast.here.site, on=today).items())[-1] == ("no_car", "No car")


def test_how_many_is_kept_apart_from_which(cast, client_of, family, today):
    client = client_of(cast.here.staff)

    client.post(
        reverse("moppp:ask", args=[family.pk, "risk"]),
        {"asked_on": today.isoformat(), "codes": ["single_parent", "intimate_partner_violence", "young_parent"]},
    )

    review = FactorReview.objects.get(enrollment=family, asked_on=today)
    page = client.get(reverse("moppp:factors", args=[family.pk])).content.decode()
    assert (review.count, review.out_of) == (3, 15)
    assert "3 of 15" in page
    assert "partner violence" not in page
    with pytest.raises(workflow.CannotPlan, match="on that day already"):
        workflow.ask_factors(enrollment=family, about="risk", asked_on=today, codes=[], out_of=15, by=cast.here.staff)


def test_which_factors_there_were_opens_for_few_and_is_recorded(cast, client_of, family):
    url = reverse("moppp:which", args=[cast.here.moppp.detail.pk])

    assert client_of(user_with("staff", site=cast.here.site)).get(url).status_code == 404
    page = client_of(cast.here.supervisor).get(url).content.decode()

    assert "Single Parent household" in page
    assert Opening.objects.about(family).filter(by=cast.here.supervisor, what="restricted facts").exists()
    assert FactorReviewDetail.objects.for_user(cast.there.supervisor).filter(review__enrollment=family).count() == 0


def test_an_unknown_list_is_no_page(cast, client_of, family):
    assert client_of(cast.here.staff).get(reverse("moppp:ask", args=[family.pk, "other"])).status_code == 404


@pytest.mark.parametrize(("months", "is_owed"), [(6, False), (3, False), (1, True)])
def test_risk_factors_are_asked_again_after_the_months_of_the_setting(cast, today, months, is_owed):
    value_at(cast.here.site, program="moppp", name="risk_factors_asked_months", value=months)
    family = visited(cast.here.site, child_days=100, asked=20)

    assert ("Risk factors are asked again." in owed(family, today)) is is_owed


STRESSORS = "Stressors are asked: they decide how many visits the family is owed."


@pytest.mark.parametrize(
    ("model", "asked_ago", "is_owed"),
    [("pat", None, True), ("pat", 20, False), ("pat", 250, True), ("hfa", None, False)],
)
def test_stressors_of_parents_as_teachers_are_asked_when_the_family_comes_and_again(
    cast, today, follows, model, asked_ago, is_owed
):
    follows(model)
    family = family_at(cast.here.site, enrolled_on=today - timedelta(days=300))
    if asked_ago:
        day = today - timedelta(days=asked_ago)
        FactorReview.objects.create(enrollment=family, about="stressors", asked_on=day, count=1, out_of=16)

    assert (STRESSORS in owed(family, today)) is is_owed


# --- The first family assessment -------------------------------------------------------------

FIRST = "The first family assessment is due."


@pytest.fixture
def follows(cast):
    """Has the site follow one of the two models, since before its families came."""

    def follow(model):
        offer = {"site": cast.here.site, "program": "moppp", "starts_on": date(2015, 7, 1)}
        SiteProgram.objects.filter(site=cast.here.site, program="moppp").delete()
        SiteProgram.objects.create(home_visiting_model=model, **offer)

    return follow


@pytest.mark.parametrize(
    ("model", "days_ago_enrolled", "is_owed"),
    [("hfa", 15, False), ("hfa", 16, True), ("pat", 75, False), ("pat", 76, True), ("", 300, False)],
)
def test_the_first_assessment_is_owed_by_the_day_of_the_familys_model(
    cast, today, follows, model, days_ago_enrolled, is_owed
):
    follows(model)
    family = family_at(cast.here.site, enrolled_on=today - timedelta(days=days_ago_enrolled))

    assert (FIRST in owed(family, today)) is is_owed


@pytest.mark.parametrize(("code", "is_owed"), [("frog", False), ("lsp", True)])
def test_the_tool_of_the_model_settles_it(cast, today, follows, code, is_owed):
    follows("hfa")
    family = family_at(cast.here.site)
    tool = Tool.objects.create(code=code, name="A tool", about="family")
    Assessment.objects.create(enrollment=family, tool=tool, given_on=today, recorded_by=cast.here.staff)

    assert (FIRST in owed(family, today)) is is_owed


def test_a_site_may_name_another_tool(cast, today, follows):
    follows("hfa")
    family = family_at(cast.here.site)
    tool = Tool.objects.create(code="our-talk", name="Our talk", about="family")
    Assessment.objects.create(enrollment=family, tool=tool, given_on=today, recorded_by=cast.here.staff)
    value_at(cast.here.site, program="moppp", name="hfa_first_assessment", value=["our_talk"])

    assert FIRST not in owed(family, today)


# --- What follows ----------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "is_owed"), [(900, False), (925, True)])
def test_a_plan_is_owed_from_two_and_a_half_years_until_it_is_made(cast, today, days, is_owed):
    family = visited(cast.here.site, child_days=days)
    assert any("plan what follows" in why for why in owed(family, today)) is is_owed

    child = family.participant.children(on=today).get()
    workflow.plan_transition(
        enrollment=family, child=child, next_program="head_start", made_on=today, by=cast.here.staff
    )

    assert not any("plan what follows" in why for why in owed(family, today))


def test_a_plan_of_something_else_says_what(cast, family, today):
    with pytest.raises(workflow.CannotPlan, match="what follows"):
        workflow.plan_transition(
            enrollment=family, child=cast.here.moppp.child, next_program="other", made_on=today, by=cast.here.staff
        )


def test_a_plan_is_written_on_its_page_and_voided_from_there(cast, client_of, family, today):
    client = client_of(cast.here.staff)
    client.post(
        reverse("moppp:plan_transition", args=[family.pk]),
        {"child": cast.here.moppp.child.pk, "next_program": "preschool", "made_on": today.isoformat()},
    )
    plan = TransitionPlan.objects.get(enrollment=family)
    page = reverse("moppp:transitions", args=[family.pk])
    assert "Robin: Preschool" in client.get(page).content.decode()

    client.post(reverse("casefile:record_void", args=["transition_plan", plan.pk]), {"reason": "Another child"})

    assert "Robin: Preschool" not in client.get(page).content.decode()


# --- The age at which it ends ----------------------------------------------------------------


@pytest.mark.parametrize(("days_before", "is_warned"), [(91, False), (90, True), (0, True), (-5, True)])
def test_the_third_birthday_is_told_ninety_days_ahead(cast, today, days_before, is_warned):
    born = anniversary(today + timedelta(days=days_before), -3)
    family = visited(cast.here.site, child_days=(today - born).days)

    assert any("past the age of the program" in why for why in owed(family, today)) is is_warned


def test_after_a_referral_by_childrens_division_it_is_the_fifth_birthday(cast, today):
    family = visited(cast.here.site, child_days=3 * 365)
    referral_at(
        cast.here.site, by=None, person=family.participant, program="moppp", source="childrens_division", days_ago=60
    )
    assert not any("past the age" in why for why in owed(family, today))

    value_at(cast.here.site, program="moppp", name="childrens_division_to_five", value=False)
    assert any("3 years old" in why for why in owed(family, today))


def test_a_family_that_expects_another_child_does_not_age_out(cast, today):
    family = visited(cast.here.site, child_days=3 * 365)
    person = family.participant
    person.due_on = today + timedelta(days=40)
    person.save()

    assert not any("past the age" in why for why in owed(family, today))
