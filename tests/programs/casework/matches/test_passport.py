"""The passport: what a mentor must hold at a site, how it stands, and what an end of it forbids."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentors import workflow as mentors
from mentors.models import Kind, Qualification
from programs.casework.contacts.models import Contact
from programs.casework.expenses import workflow as expenses
from programs.casework.matches import workflow
from programs.casework.matches.passport import EXPIRED, EXPIRING, HELD, MISSING, passport_of, rules_of
from programs.casework.matches.proposals import proposals_for
from programs.casework.parameters.models import DatedValue
from tests.factories.casework import EnrollmentFactory
from tests.factories.files import stored
from tests.factories.mentors import MentorFactory, QualificationFactory


@pytest.fixture
def today(cast):
    return cast.here.site.today()


def passport(mentor, today):
    return passport_of(mentor, rules_of(mentor.site, mentor.kind, on=today), on=today)


def paper(mentor, today, days=None, what="background_check"):
    """A paper that ends so many days from today, or never."""
    until = None if days is None else today + timedelta(days=days)
    return QualificationFactory(mentor=mentor, what=what, valid_until=until)


def set_at(site, name, value, today):
    DatedValue.objects.create(
        program="mentors", name=name, site=site, starts_on=today, value=value, source="Our license"
    )


def stamp(mentor, today, what):
    return next(one for one in passport(mentor, today).stamps if one.what == what)


@pytest.mark.parametrize(("days", "state"), [(-1, EXPIRED), (0, EXPIRING), (30, EXPIRING), (31, HELD), (None, HELD)])
def test_a_paper_stands_by_its_last_day(cast, today, days, state):
    paper(cast.here.mentor, today, days)

    assert stamp(cast.here.mentor, today, "background_check").state == state


def test_the_newer_paper_counts_and_a_voided_one_does_not(cast, today):
    mentor = cast.here.mentor
    paper(mentor, today, -10)
    newer = paper(mentor, today, 300)
    assert passport(mentor, today).state == HELD

    Qualification.objects.filter(pk=newer.pk).update(
        voided_at="2026-01-01T00:00Z", voided_by=cast.here.staff, void_reason="Wrong person"
    )
    assert passport(mentor, today).state == EXPIRED


def test_each_kind_must_hold_what_its_program_says(cast, today):
    site = cast.here.site
    parent_mentor = rules_of(site, Kind.PARENT_MENTOR, on=today).must_hold
    for what in ("diploma", "drivers_license", "car_insurance", "digital_tools", "cultural_range"):
        assert what in parent_mentor
    for what in ("system_knowledge", "low_income", "data_entry", "background_check", "human_services_check"):
        assert what in parent_mentor
    assert "model_training" in rules_of(site, Kind.HOME_VISITOR, on=today).must_hold
    assert rules_of(site, Kind.WORKPLACE, on=today).must_hold == ("mentor_training",)


def test_a_site_says_what_its_license_requires(cast, today):
    set_at(cast.here.site, "mpmp_license_requires_checks", False, today)

    assert "background_check" not in rules_of(cast.here.site, Kind.PARENT_MENTOR, on=today).must_hold
    assert "background_check" in rules_of(cast.there.site, Kind.PARENT_MENTOR, on=today).must_hold
    before = today - timedelta(days=1)
    assert "background_check" in rules_of(cast.here.site, Kind.PARENT_MENTOR, on=before).must_hold


def test_training_that_was_finished_needs_no_paper_of_its_own(cast, today):
    assert stamp(cast.here.mentor, today, "mentor_training").state == HELD
    assert stamp(cast.here.mentor, today, "background_check").state == MISSING


def test_what_has_ended_bars_a_new_match_and_no_note(cast, today):
    case = EnrollmentFactory(site=cast.here.site, enrolled_on=today)
    paper(cast.here.mentor, today, -1)

    with pytest.raises(workflow.CannotMatch, match="Background check: ended on"):
        workflow.introduce(enrollment=case, mentor=cast.here.mentor, on=today, by=cast.here.staff)
    _free, barred = proposals_for(case, today=today)
    assert "ended on" in next(one.why for one in barred if one.mentor == cast.here.mentor)

    assert Contact.objects.for_user(cast.here.mentor_user).filter(pk=cast.here.contact.pk).exists()


def test_a_paper_that_was_never_seen_is_named_and_bars_nothing(cast, today):
    case = EnrollmentFactory(site=cast.here.site, enrolled_on=today)

    assert workflow.introduce(enrollment=case, mentor=cast.here.mentor, on=today, by=cast.here.staff)


def test_somebody_too_young_is_not_matched(cast, today):
    case = EnrollmentFactory(site=cast.here.site, enrolled_on=today)
    mentor = MentorFactory(site=cast.here.site, person__born_on=today - timedelta(days=17 * 365))

    with pytest.raises(workflow.CannotMatch, match="18 years"):
        workflow.introduce(enrollment=case, mentor=mentor, on=today, by=cast.here.staff)


@pytest.mark.parametrize(("days", "is_barred"), [(-3, True), (-2, False), (None, False)])
def test_miles_are_claimed_only_for_days_on_which_the_insurance_was_good(cast, today, days, is_barred):
    paper(cast.here.mentor, today, days, what="car_insurance")
    claim = {
        "site": cast.here.site,
        "by": cast.here.mentor_user,
        "kind": "mileage",
        "spent_on": today - timedelta(days=2),
        "miles": 12,
    }

    if is_barred:
        with pytest.raises(expenses.CannotClaim, match="Car insurance: ended on"):
            expenses.claim(**claim)
        assert expenses.claim(**{**claim, "kind": "parking", "amount_cents": 500})
    else:
        assert expenses.claim(**claim)


@pytest.mark.parametrize(("query", "shown"), [("?papers=expired", False), ("?papers=soon", True), ("?q=hattie", True)])
def test_the_list_forecasts_whose_papers_end(cast, client_of, today, query, shown):
    paper(cast.here.mentor, today, 90)

    words = client_of(cast.here.staff).get(reverse("matches:mentors") + query).content.decode()

    assert ("Hattie Goodtale" in words) is shown


def test_evidence_is_opened_by_the_site_and_nobody_else(cast, client_of, today):
    kept = mentors.add_qualification(
        mentor=cast.here.mentor,
        by=cast.here.staff,
        what="diploma",
        seen_on=today,
        file=stored(cast.here.staff),
    )

    page = client_of(cast.here.staff).get(cast.here.mentor.get_absolute_url()).content.decode()
    assert kept.file.get_absolute_url() in page
    assert f"by {cast.here.staff.name}" in page
    assert client_of(cast.here.staff).get(kept.file.get_absolute_url()).status_code == 200
    assert client_of(cast.there.staff).get(kept.file.get_absolute_url()).status_code == 404
