"""Which sites somebody sees, and which of them they may change."""

from mmp_portal.accounts.permissions import Permission, Role
from mmp_portal.agencies.models import Agency, Site


def sites_seen(user):
    """A supervisor's own sites; those of an administrator's agency; all of them for the installation's."""
    return _reached(user, Permission.SITE_VIEW)


def sites_changed(user):
    return _reached(user, Permission.SITE_EDIT)


def agencies_changed(user):
    """The agencies whose sites `user` may add to and change."""
    grants = user.grants_with(Permission.SITE_EDIT)
    if any(grant.agency_id is None for grant in grants):
        return Agency.objects.all()
    return Agency.objects.filter(pk__in=[grant.agency_id for grant in grants])


def _reached(user, permission):
    agencies, sites = set(), set()
    for grant in user.grants_with(permission):
        if grant.role == Role.ADMINISTRATOR and grant.agency_id is None:
            return Site.objects.all()
        if grant.role == Role.ADMINISTRATOR:
            agencies.add(grant.agency_id)
        else:
            sites.add(grant.site_id)
    return Site.objects.filter(agency__in=agencies) | Site.objects.filter(pk__in=sites)
