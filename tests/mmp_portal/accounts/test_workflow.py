"""Giving roles and ending them: who may, and what follows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mmp_portal.accounts import workflow
from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Role
from tests.factories.accounts import UserFactory, user_with
from tests.factories.agencies import AgencyFactory, SiteFactory

pytestmark = pytest.mark.django_db


def fresh(user):
    """The same person without what was remembered of their roles."""
    return User.objects.get(pk=user.pk)


@pytest.fixture
def site():
    return SiteFactory()


@pytest.fixture
def supervisor(site):
    return user_with("supervisor", site=site)


@pytest.fixture
def administrator():
    return user_with("administrator")


def test_supervisor_gives_the_roles_of_the_own_site(supervisor, site):
    for role in (Role.MENTOR, Role.STAFF, Role.VIEWER):
        grant = workflow.give(user=UserFactory(), role=role, site=site, by=supervisor)

        assert (grant.starts_on, grant.ends_on) == (timezone.localdate(), None)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_supervisor_appoints_no_supervisor_and_no_administrator(supervisor, site, role):
    with pytest.raises(workflow.CannotGrant, match="appointed by an administrator"):
        workflow.give(user=UserFactory(), role=role, site=site if role == Role.SUPERVISOR else None, by=supervisor)


def test_staff_invite_nobody(site):
    with pytest.raises(workflow.CannotGrant, match="Ask a supervisor"):
        workflow.give(user=UserFactory(), role=Role.MENTOR, site=site, by=user_with("staff", site=site))


def test_supervisor_gives_no_role_at_another_site(supervisor):
    with pytest.raises(workflow.CannotGrant, match="sites you supervise"):
        workflow.give(user=UserFactory(), role=Role.STAFF, site=SiteFactory(), by=supervisor)


def test_supervisor_names_no_viewer_of_an_agency(supervisor, site):
    with pytest.raises(workflow.CannotGrant, match="sites you supervise"):
        workflow.give(user=UserFactory(), role=Role.VIEWER, agency=site.agency, by=supervisor)


def test_administrator_of_an_agency_stays_in_it(site):
    administrator = user_with("administrator", agency=site.agency)
    workflow.give(user=UserFactory(), role=Role.SUPERVISOR, site=site, by=administrator)
    workflow.give(user=UserFactory(), role=Role.ADMINISTRATOR, agency=site.agency, by=administrator)

    for refused in ({"site": SiteFactory()}, {"role": Role.ADMINISTRATOR}, {"role": Role.VIEWER}):
        with pytest.raises(workflow.CannotGrant, match="your own agency"):
            workflow.give(**{"user": UserFactory(), "role": Role.STAFF, "by": administrator} | refused)
    with pytest.raises(workflow.CannotGrant, match="your own agency"):
        workflow.give(user=UserFactory(), role=Role.ADMINISTRATOR, agency=AgencyFactory(), by=administrator)


def test_role_held_already_is_refused(administrator, site):
    user = user_with("staff", site=site)

    with pytest.raises(workflow.CannotGrant, match="already"):
        workflow.give(user=user, role=Role.STAFF, site=site, by=administrator)
    with pytest.raises(workflow.CannotGrant, match="already"):
        workflow.give(user=user, role=Role.STAFF, site=site, program="worksite", by=administrator)


def test_access_that_had_ended_opens_again_with_a_new_role(administrator, site):
    user = UserFactory(is_active=False)

    workflow.give(user=user, role=Role.MENTOR, site=site, by=administrator)

    assert fresh(user).is_active


def test_end_at_once_closes_roles_access_and_sessions(client, supervisor, site):
    user = user_with("staff", site=site)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    workflow.end(user=user, by=supervisor)

    user = fresh(user)
    assert not user.is_active
    assert user.role_grants.get().ends_on == timezone.localdate() - timedelta(days=1)
    assert client.get("/access/settings/").status_code == 302


def test_end_on_a_day_leaves_the_access_until_then(supervisor, site):
    user, last_day = user_with("staff", site=site), timezone.localdate() + timedelta(days=5)

    workflow.end(user=user, on=last_day, by=supervisor)

    assert fresh(user).is_active
    assert user.role_grants.get().ends_on == last_day


def test_end_keeps_a_role_at_another_site(supervisor, site):
    user = user_with("staff", site=site)
    elsewhere = SiteFactory()
    user.role_grants.create(role="staff", site=elsewhere, starts_on=timezone.localdate())

    workflow.end(user=user, by=supervisor)

    user = fresh(user)
    assert user.is_active
    assert [grant.site for grant in user.grants] == [elsewhere]


def test_role_given_today_and_ended_today_no_longer_lets_in(supervisor, site):
    user = UserFactory()
    workflow.give(user=user, role=Role.STAFF, site=site, by=supervisor)

    workflow.end(user=user, by=supervisor)

    assert not fresh(user).is_active


def test_last_day_in_the_past_is_refused(supervisor, site):
    user = user_with("staff", site=site)

    with pytest.raises(workflow.CannotEnd, match="past"):
        workflow.end(user=user, on=timezone.localdate() - timedelta(days=1), by=supervisor)


def test_supervisor_ends_no_other_supervisor(supervisor, site):
    other = user_with("supervisor", site=site)

    with pytest.raises(workflow.CannotEnd, match="no role here"):
        workflow.end(user=other, by=supervisor)


def test_nobody_ends_their_own_access(administrator):
    with pytest.raises(workflow.CannotEnd, match="their own"):
        workflow.end(user=administrator, by=administrator)


def test_installation_keeps_an_administrator(administrator):
    other = user_with("administrator")
    workflow.end(user=other, by=administrator)
    inactive = user_with("administrator", is_active=False)

    with pytest.raises(workflow.CannotEnd, match="last administrator"):
        workflow.end(user=administrator, by=fresh(inactive))
