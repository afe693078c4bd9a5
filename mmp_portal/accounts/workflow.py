"""Who may sign in, and as what: giving a role and ending it.

Nothing here leaves a trace or sends mail, because both lie above this app; the pages of people who
sign in (`programs.casework.parameters.access`) do so around these verbs.
"""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.accounts.models import RoleGrant, User
from mmp_portal.accounts.permissions import Permission, Role

# A supervisor invites those who work at the site; supervisors and administrators are appointed by an administrator.
A_SUPERVISOR_GIVES = (Role.MENTOR, Role.STAFF, Role.VIEWER)
WITH_A_SITE = (Role.MENTOR, Role.STAFF, Role.SUPERVISOR)


class CannotGrant(Exception):
    """Why this role cannot be given so, in a sentence for the user."""


class CannotEnd(Exception):
    """Why this access cannot end so, in a sentence for the user."""


def serves_the_installation(user):
    """Whether the person administers the whole installation."""
    return any(grant.role == Role.ADMINISTRATOR and grant.agency_id is None for grant in user.grants)


def agencies_administered(user):
    """Ids of the agencies the person administers; the whole installation is not meant."""
    return {grant.agency_id for grant in user.grants if grant.role == Role.ADMINISTRATOR and grant.agency_id}


def sites_supervised(user):
    return {grant.site_id for grant in user.grants if grant.role == Role.SUPERVISOR}


def roles_to_give(by):
    """The roles `by` may hand out, in the order of the table."""
    if serves_the_installation(by) or agencies_administered(by):
        return tuple(Role)
    return A_SUPERVISOR_GIVES if by.may(Permission.USER_INVITE) else ()


def check_can_give(by, *, role, site=None, agency=None, program=""):
    """Raise CannotGrant with the reason, or return."""
    if not roles_to_give(by):
        raise CannotGrant(_("Ask a supervisor of the site to invite this person."))
    if role not in roles_to_give(by):
        raise CannotGrant(_("Supervisors and administrators are appointed by an administrator."))
    if role in WITH_A_SITE and site is None:
        raise CannotGrant(_("Choose the site."))
    if role == Role.ADMINISTRATOR and (site or program):
        raise CannotGrant(_("An administrator serves an agency or the whole installation, not one site."))
    if serves_the_installation(by):
        return
    if agencies_administered(by):
        where = site.agency_id if site else agency.pk if agency else None
        if where not in agencies_administered(by):
            raise CannotGrant(_("Choose your own agency, or one of its sites."))
    elif site is None or site.pk not in sites_supervised(by) or agency:
        raise CannotGrant(_("Choose one of the sites you supervise."))


def grants_to_end(by):
    """The roles in force that `by` may end: for a supervisor, those a supervisor may give."""
    grants = RoleGrant.objects.in_force(timezone.localdate()).filter(by.manages_q())
    if not (serves_the_installation(by) or agencies_administered(by)):
        grants = grants.filter(role__in=A_SUPERVISOR_GIVES)
    return grants


@transaction.atomic
def give(*, user, role, by, site=None, agency=None, program="", on=None):
    """Let somebody hold a role from the day `on` (by default today) on. Raises CannotGrant.

    `by` None is the portal itself, at the very beginning. Somebody whose access had ended may sign in again.
    """
    if by is not None:
        check_can_give(by, role=role, site=site, agency=agency, program=program)
    day = on or timezone.localdate()
    held = RoleGrant.objects.in_force(day).filter(
        user=user, role=role, site=site, agency=agency, program__in=["", program]
    )
    if held.exists():
        raise CannotGrant(_("This person holds the role here already."))
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
    return RoleGrant.objects.create(user=user, role=role, site=site, agency=agency, program=program, starts_on=day)


def find_or_create_user(*, email, name, language="en"):
    """The person who signs in with the address, in whatever letters it is written; and whether they are new."""
    known = User.objects.filter(email__iexact=email.strip()).first()
    if known:
        return known, False
    return User.objects.create_user(email, name=name.strip(), language=language), True


@transaction.atomic
def end(*, user, by, on=None):
    """End the roles of `user` that `by` may end; at once, or with the last day `on`. Raises CannotEnd.

    Ended at once, a person without another role no longer signs in, and what they had open is closed.
    Returns the roles that were ended.
    """
    if user == by:
        raise CannotEnd(_("Nobody ends their own access. Ask another administrator."))
    today = timezone.localdate()
    if on and on < today:
        raise CannotEnd(_("The last day lies in the past. Leave it empty to end the access at once."))
    grants = list(grants_to_end(by).filter(user=user).select_for_update(of=("self",)))
    if not grants:
        raise CannotEnd(_("There is no role here that you may end."))
    _keep_an_administrator(grants)
    for grant in grants:
        grant.ends_on = on or max(grant.starts_on, today - timedelta(days=1))
        grant.save(update_fields=["ends_on"])
    if on is None:
        ended = {grant.pk for grant in grants}
        if not RoleGrant.objects.in_force(today).filter(user=user).exclude(pk__in=ended).exists():
            user.is_active = False
            user.save(update_fields=["is_active"])
        sign_out_everywhere(user)
    return grants


def _keep_an_administrator(grants):
    """The installation always keeps somebody who may open it to others."""
    ended = {grant.pk for grant in grants if grant.role == Role.ADMINISTRATOR and grant.agency_id is None}
    if not ended:
        return
    others = RoleGrant.objects.in_force(timezone.localdate()).filter(
        role=Role.ADMINISTRATOR, agency=None, user__is_active=True
    )
    if not others.exclude(pk__in=ended).exists():
        raise CannotEnd(_("This is the last administrator of the installation. Invite another one first."))


def sign_out_everywhere(user):
    """Close every session of the person, on whatever device."""
    for session in Session.objects.filter(expire_date__gte=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
