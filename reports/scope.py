"""Which sites a person may have a report of, whether whole or masked, and whose records they may open."""

from django.db.models import Q

from mmp_portal.accounts.permissions import Permission, Role
from mmp_portal.agencies.models import Site
from programs import registry

ALL = "all"


def _sites(grants, program):
    """The sites these roles reach for the program; those of an agency, or all, where the role names no site."""
    reach = Q(pk__in=[])
    for grant in grants:
        if grant.program and grant.program != program:
            continue
        if grant.site_id:
            reach |= Q(pk=grant.site_id)
        elif grant.agency_id:
            reach |= Q(agency=grant.agency_id)
        else:
            reach |= ~Q(pk=None)
    return Site.objects.filter(reach, programs__program=program).distinct().order_by("name").select_related("agency")


def sites_for(user, program):
    """Sites that offer the program, now or once, and of which `user` may have reports."""
    return _sites(user.grants_with(Permission.REPORT_VIEW), program)


def programs_for(user):
    """Programs of which `user` may have a report of some site, with those sites, as [(Program, [Site])]."""
    found = ((program, list(sites_for(user, program.code))) for program in registry.all_programs())
    return [(program, sites) for program, sites in found if sites]


def is_masked_for(user, program, sites):
    """Whether small counts are masked: unless a role that works with people, or an administrator's, covers the sites."""
    grants = [grant for grant in user.grants_with(Permission.REPORT_VIEW) if grant.role != Role.VIEWER]
    return not _covers(grants, program, sites)


def may_open_rows(user, program, sites):
    """Whether `user` may open the records behind a figure of all these sites."""
    return _covers(user.grants_with(Permission.REPORT_ROWS), program, sites)


def _covers(grants, program, sites):
    return {site.pk for site in sites} <= set(_sites(grants, program).values_list("pk", flat=True))


def chosen(user, program, code):
    """The sites meant by a site's code or `all`, as a list; empty where `user` may have none of them."""
    sites = sites_for(user, program)
    return list(sites) if code == ALL else list(sites.filter(code=code))


def programs_for_totals(user):
    """Programs with the sites whose totals `user` may see, as [(Program, [Site])]."""
    grants = user.grants_with(Permission.TOTALS_VIEW)
    found = ((program, list(_sites(grants, program.code))) for program in registry.all_programs())
    return [(program, sites) for program, sites in found if sites]
