"""What a role may do, and which rows it may do it to."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from mmp_portal.accounts.models import RoleGrant, User
from mmp_portal.accounts.permissions import ROLES, Permission, Role
from mmp_portal.accounts.scope import case_q
from participants.models import Registration
from programs.casework.enrollments.models import Enrollment
from tests.factories.accounts import RoleGrantFactory, UserFactory, user_with
from tests.factories.agencies import AgencyFactory, SiteFactory
from tests.factories.casework import EnrollmentFactory

pytestmark = pytest.mark.django_db

CASEWORK = {
    Permission.PERSON_VIEW,
    Permission.CASE_VIEW,
    Permission.RESTRICTED_VIEW,
    Permission.ENROLLMENT_CLOSE,
    Permission.CONTACT_REVIEW,
}


def test_every_role_has_its_permissions():
    assert set(ROLES) == set(Role)
    assert all(Permission.HOME in permissions for permissions in ROLES.values())


def test_only_those_who_work_on_cases_open_them():
    holders = {role for role in Role if ROLES[role] & CASEWORK}

    assert holders == {Role.STAFF, Role.SUPERVISOR}


def test_supervisor_may_all_that_staff_may():
    assert ROLES[Role.STAFF] < ROLES[Role.SUPERVISOR]


def test_mentor_and_viewer_see_no_list_of_people():
    for role in (Role.MENTOR, Role.VIEWER):
        assert not ROLES[role] & {Permission.PERSON_VIEW, Permission.MENTOR_VIEW, Permission.USER_VIEW}


def test_administrator_opens_a_file_only_by_breaking_the_glass():
    permissions = ROLES[Role.ADMINISTRATOR]

    assert Permission.CASE_BREAK_GLASS in permissions
    assert not permissions & CASEWORK


def test_viewer_opens_reports_alone():
    assert ROLES[Role.VIEWER] == {Permission.HOME, Permission.REPORT_VIEW}


# --- case_q -----------------------------------------------------------------------------------


def seen(user):
    return set(Enrollment.objects.filter(case_q(User.objects.get(pk=user.pk))))


def test_staff_reach_the_cases_of_their_site_alone():
    here, there = EnrollmentFactory(), EnrollmentFactory()

    assert seen(user_with("staff", site=here.site)) == {here}
    assert seen(user_with("staff", site=there.site)) == {there}


def test_staff_of_one_program_reach_its_cases_alone():
    site = SiteFactory()
    mine = EnrollmentFactory(site=site, program="young_parent")
    EnrollmentFactory(site=site, program="worksite")

    assert seen(user_with("staff", site=site, program="young_parent")) == {mine}


def test_two_roles_reach_the_cases_of_both():
    first, second = EnrollmentFactory(), EnrollmentFactory(program="worksite")
    user = user_with("staff", site=first.site, program="young_parent")
    RoleGrantFactory(user=user, role="supervisor", site=second.site)

    assert seen(user) == {first, second}


@pytest.mark.parametrize("role", ["mentor", "viewer", "administrator"])
def test_other_roles_reach_no_case(role):
    case = EnrollmentFactory()
    where = {} if role == "administrator" else {"site": case.site}

    assert seen(user_with(role, **where)) == set()


def test_role_reaches_nothing_before_its_first_and_after_its_last_day():
    case, today = EnrollmentFactory(), timezone.localdate()
    past = user_with("staff", site=case.site)
    past.role_grants.update(ends_on=today - timedelta(days=1))
    coming = user_with("staff", site=case.site)
    coming.role_grants.update(starts_on=today + timedelta(days=1))
    last_day = user_with("staff", site=case.site)
    last_day.role_grants.update(ends_on=today)

    assert seen(past) == seen(coming) == set()
    assert seen(last_day) == {case}


def test_person_whose_access_ended_reaches_nothing():
    case = EnrollmentFactory()
    user = user_with("staff", site=case.site, is_active=False)

    assert seen(user) == set()
    assert not user.may(Permission.HOME)


def test_scope_of_rows_without_a_program_asks_for_the_site_alone():
    case = EnrollmentFactory()
    user = user_with("staff", site=case.site, program="worksite")

    assert Registration.objects.filter(case_q(user, program=None)).count() == 1


# --- Constraints, both sides ------------------------------------------------------------------


def refused(**fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrantFactory(**fields)


def test_address_is_taken_in_whatever_letters():
    UserFactory(email="hattie@example.org")
    UserFactory(email="hattie@example.com")

    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="Hattie@Example.org")


def test_role_is_one_of_the_table():
    refused(role="king", site=SiteFactory())
    for role in ("mentor", "staff", "supervisor", "viewer"):
        RoleGrantFactory(role=role, site=SiteFactory())


@pytest.mark.parametrize("role", ["mentor", "staff", "supervisor"])
def test_casework_role_has_a_site(role):
    refused(role=role, site=None)


def test_administrator_has_no_site_and_no_program():
    refused(role="administrator", site=SiteFactory())
    refused(role="administrator", site=None, program="worksite")
    RoleGrantFactory(role="administrator", site=None)
    RoleGrantFactory(role="administrator", site=None, agency=AgencyFactory())


def test_role_ends_on_or_after_its_first_day():
    site, day = SiteFactory(), date(2026, 3, 1)
    refused(role="staff", site=site, starts_on=day, ends_on=date(2026, 2, 28))
    RoleGrantFactory(role="staff", site=site, starts_on=day, ends_on=day)


def test_role_is_held_once_at_a_site():
    user, site = UserFactory(), SiteFactory()
    RoleGrantFactory(user=user, role="staff", site=site)
    refused(user=user, role="staff", site=site)
    RoleGrantFactory(user=user, role="supervisor", site=site)
    RoleGrant.objects.filter(user=user, role="staff").update(ends_on=date(2026, 1, 1))
    RoleGrantFactory(user=user, role="staff", site=site, starts_on=date(2026, 1, 2))
