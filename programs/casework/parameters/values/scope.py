"""Who may set a value, and for which sites."""

from mmp_portal.accounts.permissions import Permission, Role
from mmp_portal.agencies.models import Site


def sets_for_all(user) -> bool:
    """Whether `user` administers the whole installation, so that a value may hold at every site."""
    return any(
        grant.role == Role.ADMINISTRATOR and grant.agency_id is None
        for grant in user.grants_with(Permission.PARAMETER_EDIT)
    )


def sites_of(user):
    """Sites for which `user` may set values: a supervisor's own, those of an administrator's agency, or all."""
    if sets_for_all(user):
        return Site.objects.order_by("name")
    grants = user.grants_with(Permission.PARAMETER_EDIT)
    agencies = {grant.agency_id for grant in grants if grant.role == Role.ADMINISTRATOR}
    sites = {grant.site_id for grant in grants if grant.site_id}
    return (Site.objects.filter(agency__in=agencies) | Site.objects.filter(pk__in=sites)).order_by("name")
