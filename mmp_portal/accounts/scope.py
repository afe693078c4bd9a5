"""Which rows a role reaches: staff and supervisors, those of their sites and programs."""

from django.db.models import Q

from mmp_portal.accounts.permissions import Role

CASEWORK_ROLES = (Role.STAFF, Role.SUPERVISOR)


def case_q(user, *, site="site", program="program", roles=CASEWORK_ROLES):
    """The rows of the sites and programs in which `user` holds one of `roles`, as a Q.

    `site` and `program` are the lookups that lead from the row to them; `program=None` where the
    row belongs to a site alone. Nobody's rows, when the person holds no such role.
    """
    reach = Q(pk__in=[])
    if not user.is_active:
        return reach
    for grant in user.grants:
        if grant.role not in roles:
            continue
        rows = Q(**{site: grant.site_id})
        if grant.program and program:
            rows &= Q(**{program: grant.program})
        reach |= rows
    return reach
