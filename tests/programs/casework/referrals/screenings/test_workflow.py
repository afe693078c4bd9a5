"""Storing a screening: whole, never edited, and the risk factors in a row of their own."""

from datetime import timedelta

import pytest

from eligibility import answers as said
from mmp_portal.audit.models import Event
from programs import registry
from programs.casework.parameters.models import DatedValue
from programs.casework.referrals.models import Status
from programs.casework.referrals.screenings import known, workflow
from programs.casework.referrals.screenings.kept import parameters_again
from programs.casework.referrals.screenings.models import LookThrough, RestrictedAnswers, Screening
from tests.factories.accounts import user_with
from tests.factories.participants import person_at
from tests.factories.referrals import referral_at
from tests.factories.screenings import FIVE, answers_of, screening_of


@pytest.fixture
def family(cast):
    """Somebody at Oak Grove of whom nothing was screened yet."""
    return person_at(cast.here.site, given_name="Opal", family_name="Makebelieve")


def store(cast, family, **changes):
    return screening_of(family, site=cast.here.site, by=cast.here.staff, **changes)


def test_facts_values_and_answer_are_kept_whole(cast, family):
    screening = store(cast, family)

    assert (screening.outcome, screening.has_priority, screening.priority_in_words) == (
        "eligible",
        True,
        "5 of 15 risk factors",
    )
    assert screening.facts["annual_income_cents"] == 24_000_00
    assert screening.parameters["values"]["income_limit"]["value"] == 185
    assert screening.parameters["guideline"]["year"] == screening.guideline_year
    assert {finding["code"] for finding in screening.answer["findings"]} >= {"moppp.child", "moppp.income"}
    assert Event.objects.filter(verb="screening.stored", subject_id=screening.pk).exists()


def test_which_risk_factors_stand_in_a_row_of_their_own_alone(cast, family):
    screening = store(cast, family, words="Left him in June.")

    kept = screening.restricted
    assert (frozenset(kept.risk_factors), kept.words) == (FIVE, "Left him in June.")
    whole = repr([screening.facts, screening.answer, screening.parameters["values"].keys()])
    assert not any(factor in whole.replace("young_parent_age", "") for factor in FIVE)
    trail = Event.objects.filter(subject_id=screening.pk).values_list("details", flat=True)
    assert "intimate_partner_violence" not in repr(list(trail))


def test_what_is_set_later_changes_no_stored_answer(cast, family):
    screening = store(cast, family)
    DatedValue.objects.create(
        program="moppp",
        name="priority_minimum",
        site=cast.here.site,
        starts_on=cast.here.site.today() - timedelta(days=30),
        value=9,
        source="A test",
    )

    kept = screening.restricted
    answers = said.from_data(screening.facts, risk_factors=kept.risk_factors)
    again = registry.get("moppp").decide(
        said.facts_for("moppp", answers), parameters_again(screening.parameters), on=screening.screened_on
    )

    assert again.as_data() == screening.answer


def test_a_newer_screening_takes_the_place_of_the_one_before(cast, family):
    first = store(cast, family)
    second = store(cast, family, annual_income_cents=99_000_00)

    def in_force():
        return list(Screening.objects.in_force().filter(person=family))

    assert in_force() == [second]
    second.voided_at, second.voided_by, second.void_reason = second.recorded_at, cast.here.staff, "Typed for another"
    second.save()
    assert in_force() == [first]


def test_a_screening_answers_the_open_referral_and_begins_it(cast, family):
    referral = referral_at(cast.here.site, by=cast.here.staff, person=family, program="")

    screening = store(cast, family)

    referral.refresh_from_db()
    assert screening.referral == referral
    assert referral.status == Status.SCREENING


@pytest.mark.parametrize(
    ("change", "sentence"),
    [("future", "future"), ("program", "does not offer"), ("died", "not on record"), ("early", "No value")],
)
def test_what_cannot_be_screened_is_refused(cast, family, change, sentence):
    site, on, program = cast.here.site, cast.here.site.today(), "moppp"
    if change == "future":
        on += timedelta(days=1)
    elif change == "program":
        site.programs.filter(program="moppp").update(ends_on=on - timedelta(days=1))
    elif change == "early":
        site.programs.filter(program="moppp").update(starts_on=on.replace(year=2000, day=1))
        on = on.replace(year=2014, day=1)
    else:
        family.died_on, family.death_told_by = on, "Her sister"
        family.save()

    with pytest.raises(workflow.CannotScreen, match=sentence):
        workflow.store(person=family, program=program, site=site, answers=answers_of(), on=on, by=cast.here.staff)

    assert not Screening.objects.filter(person=family).exists()


# --- Who sees which risk factors ------------------------------------------------------------------


def sees(user, screening):
    return RestrictedAnswers.objects.for_user(user).filter(screening=screening).exists()


def test_risk_factors_are_for_who_took_the_family_in_and_the_supervisor(cast, family):
    screening = store(cast, family)
    colleague = user_with("staff", site=cast.here.site)

    assert sees(cast.here.staff, screening)
    assert sees(cast.here.supervisor, screening)
    for user in (colleague, cast.here.mentor_user, cast.there.supervisor, cast.administrator, cast.viewer):
        assert not sees(user, screening)


def test_the_intake_worker_goes_before_whoever_screened(cast, family):
    intake = user_with("staff", site=cast.here.site)
    referral_at(cast.here.site, by=intake, person=family, program="moppp", intake_worker=intake)

    screening = store(cast, family)

    assert sees(intake, screening)
    assert not sees(cast.here.staff, screening)


def test_a_colleague_who_screens_again_carries_the_factors_on_unseen(cast, family, client_of):
    first = store(cast, family, words="Left him in June.")
    colleague = user_with("staff", site=cast.here.site)
    address = f"/participants/{family.pk}/screen/moppp/"

    page = client_of(colleague).get(address).content.decode()
    client_of(colleague).post(
        address,
        {"on": first.screened_on, "household_size": "4", "youngest_child_born_on": "2025-10-02", "no_income": "on"},
    )

    assert "carried on and counted" in page
    assert "factor_no_diploma" not in page
    again = Screening.objects.in_force().get(person=family)
    assert again.pk != first.pk
    assert (again.risk_factor_count, again.restricted.words) == (5, "Left him in June.")
    assert not sees(colleague, again)
    assert sees(cast.here.staff, again)


# --- What is known already ------------------------------------------------------------------------


def test_what_was_said_once_is_not_asked_again(cast, family):
    store(cast, family, is_expecting=True, unborn_children=2)

    answers = known.answers_known(family, on=cast.here.site.today(), site=cast.here.site, programs=["moppp"])

    assert (answers.is_expecting, answers.unborn_children, answers.risk_factors) == (True, 2, None)


def test_our_rows_go_before_what_was_said(cast, family):
    screening_of(family, site=cast.here.site, by=cast.here.staff, program="young_parent", born_on=None)
    family.born_on = cast.here.site.today() - timedelta(days=18 * 366)
    family.save()

    answers = known.answers_known(family, on=cast.here.site.today(), site=cast.here.site, programs=["young_parent"])

    assert answers.born_on == family.born_on


def test_the_facts_known_carry_the_risk_factors(cast, family):
    store(cast, family)

    facts = known.facts_known(family, "moppp", on=cast.here.site.today(), site=cast.here.site)

    assert facts.risk_factors == FIVE


# --- Again ----------------------------------------------------------------------------------------


def test_screened_again_keeps_the_factors_with_whoever_heard_them(cast, family):
    screening = store(cast, family)

    (again,) = workflow.store_again(
        screenings=[screening],
        site=cast.here.site,
        program="moppp",
        on=cast.here.site.today(),
        by=cast.here.supervisor,
        changed=1,
    )

    assert again.restricted.recorded_by == cast.here.staff
    assert LookThrough.objects.get().stored == 1
    assert (
        workflow.store_again(
            screenings=[screening],
            site=cast.here.site,
            program="moppp",
            on=cast.here.site.today(),
            by=cast.here.supervisor,
            changed=1,
        )
        == []
    ), "somebody stored a newer one meanwhile"
