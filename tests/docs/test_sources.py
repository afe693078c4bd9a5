"""What the programs' own descriptions name is offered on the pages, in their words.

Each case names the source and the section it comes from. `docs/coverage.md` points here.
"""

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from tests.factories.casework import EnrollmentFactory


def words_of(response):
    """The page as somebody reads it, on one line."""
    assert response.status_code == 200
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()).replace("&#x27;", "'"))


def record_page(cast, client, program):
    """The page on which staff record a contact in a case of this program."""
    enrollment = EnrollmentFactory(program=program, site=cast.here.site, worker=cast.here.staff)
    return words_of(client.get(reverse("contacts:record", args=[enrollment.pk])))


def missing(page, *wanted):
    return [words for words in wanted if words not in page]


@pytest.fixture
def staff(cast, client_of):
    return client_of(cast.here.staff)


def test_young_parent_contacts_are_about_what_mentors_help_with(cast, staff):
    """MMP, Young Parent Program: “assists the young parent to develop effective parenting skills …”."""
    page = record_page(cast, staff, "young_parent")

    assert not missing(
        page,
        "Parenting skills",
        "Healthy life",
        "Immunizations",
        "Less stress",
        "Staying in school",
        "Care for self and child",
    )


def test_mpmp_contacts_are_about_the_five_protective_factors(cast, staff):
    """MPMP, Essential Components, Protective Factors."""
    page = record_page(cast, staff, "mpmp")

    assert not missing(
        page,
        "Parental resilience",
        "Knowledge of parenting and child development",
        "Social and emotional competence of children",
        "Social connections",
        "Concrete support in times of need",
    )


def test_mpmp_contacts_happen_in_the_seven_delivery_settings(cast, staff):
    """MPMP, Delivery Settings."""
    page = record_page(cast, staff, "mpmp")

    assert not missing(
        page,
        "Birth family home",
        "Community daily living setting",
        "Community-based agency",
        "Justice setting",
        "Public child welfare agency",
        "Shelter",
        "Virtual",
    )


def test_mpmp_contacts_say_which_of_the_five_components_they_were_part_of(cast, staff):
    """MPMP, Essential Components: “Navigating the Process”, “Navigating the Case Plan”, and the three others."""
    page = record_page(cast, staff, "mpmp")

    assert not missing(
        page,
        "Part of the program",
        "Navigating the process",
        "Navigating the case plan",
        "Connecting parents with resources",
        "Coaching on parenting strategies",
        "Offering an empathetic ear",
        "Who else took part",
    )


def test_mpmp_mentors_attend_court_dates_and_family_meetings(cast, staff):
    """MPMP, Essential Components, Navigating the Process: “attend court dates and meetings with parents”."""
    page = record_page(cast, staff, "mpmp")

    assert not missing(page, "Court date", "Family meeting")


def test_moppp_families_are_visited_at_home(cast, staff):
    """MOPPP, Overview: “Home visitors will provide targeted intensive home visits”."""
    page = record_page(cast, staff, "moppp")

    assert not missing(page, "Home visit", "Their home")


def test_moppp_visits_are_about_what_parents_as_teachers_focuses_on(cast, staff):
    """MOPPP, Models, PAT: “parent-child interaction, development-centered parenting, and family well-being”."""
    page = record_page(cast, staff, "moppp")

    assert not missing(page, "Parent-child interaction", "Development-centered parenting", "Family well-being")


def test_a_family_of_moppp_may_end_by_its_own_wish(cast, staff):
    """MOPPP, Models, HFA: “a voluntary program”."""
    page = staff.get(reverse("closings:close", args=[cast.here.moppp.enrollment.pk])).content.decode()

    assert "The family wished to end" in page


def test_every_group_of_the_four_programs_can_be_planned(staff):
    """MMP, Worksite Program and Young Parent Program; MOPPP, Overview; MPMP, Training Information."""
    page = words_of(staff.get(reverse("meetings:plan")))

    assert not missing(
        page,
        "Job readiness class",
        "Downtime",
        "Support meeting",
        "Banquet",
        "Group Connection",
        "Parent Café",
        "Training day",
        "Refresher",
    )


def test_each_program_has_its_own_kind_of_mentor(staff):
    """MMP: “work place mentor”, “community mentor”; MPMP: “Parent Mentors”; MOPPP: “Home visitors”."""
    page = words_of(staff.get(reverse("mentors:create")))

    assert not missing(page, "Workplace mentor", "Community mentor", "Parent Mentor", "Home visitor")


def test_what_a_mentor_must_hold_can_be_noted(cast, staff):
    """MPMP, Prerequisite/Minimum Provider Qualifications."""
    page = words_of(staff.get(reverse("mentors:qualification", args=[cast.here.mentor.pk])))

    assert not missing(
        page,
        "High school diploma or equivalent",
        "Driver's license",
        "Car insurance",
        "Background check",
    )


def test_a_moppp_site_says_which_model_it_follows(cast, client_of):
    """MOPPP, Models: Healthy Families America and Parents as Teachers."""
    site = cast.here.site
    site.programs.filter(program="moppp").delete()
    page = words_of(client_of(cast.administrator).get(reverse("sites:program", args=[site.pk])))

    assert not missing(page, "Healthy Families America", "Parents as Teachers")


def test_young_parents_home_page_says_what_the_program_consists_of(staff):
    """MMP, Young Parent Program: matching, monthly support meetings, health, school."""
    page = words_of(staff.get(reverse("young_parent:home")))

    assert not missing(
        page,
        "A match with a trained community mentor",
        "Monthly support meetings",
        "A healthy life, and immunizations kept updated",
    )
