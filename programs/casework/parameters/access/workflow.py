"""Inviting people to sign in, reminding them of it, and ending it: each leaves a trace and tells the person."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from mmp_portal.accounts import workflow as accounts
from mmp_portal.accounts.workflow import CannotEnd, CannotGrant
from mmp_portal.audit import trail
from mmp_portal.outbox.queue import queue

__all__ = ["CannotEnd", "CannotGrant", "CannotInvite", "end", "invitation_link", "invite", "resend"]


class CannotInvite(Exception):
    """Why no invitation can be sent, in a sentence for the user."""


def invitation_link(user):
    """The page on which the person chooses a password, once; good for two weeks."""
    uid, key = user_pk_to_url_str(user), default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key})
    return f"{settings.PORTAL_URL}{path}"


@transaction.atomic
def invite(*, email, name, role, by, site=None, agency=None, program="", language="en"):
    """Give somebody a role and send the way in. Raises CannotGrant.

    Whoever signs in already keeps name and password and is told of the new role; nothing else
    distinguishes the two, so that nobody learns who works elsewhere. `by` None is the portal itself.
    """
    user, _is_new = accounts.find_or_create_user(email=email, name=name, language=language)
    was_active = user.is_active
    grant = accounts.give(user=user, role=role, by=by, site=site, agency=agency, program=program)
    trail.record(
        by, "access.given", user, site=site, after={"role": str(role), "program": program, "agency": str(agency or "")}
    )
    if user.has_usable_password() and was_active:
        _tell(user, "role_given", grant, by=by)
    else:
        _tell(user, "invitation", grant, by=by)
    return grant


@transaction.atomic
def resend(*, user, by):
    """Send the invitation again, with a new link. Raises CannotInvite once a password was chosen."""
    if not user.is_active:
        raise CannotInvite(_("This person’s access has ended. Invite them again instead."))
    if user.has_usable_password():
        raise CannotInvite(_("This person has chosen a password already. They can ask for a new one when signing in."))
    grant = user.role_grants.filter(by.manages_q()).order_by("-starts_on").first()
    trail.record(by, "access.invited_again", user, site=grant.site if grant else None)
    _tell(user, "invitation", grant, by=by)


@transaction.atomic
def end(*, user, by, on=None, reason=""):
    """End the roles that `by` may end, at once or with the last day `on`. Raises CannotEnd."""
    grants = accounts.end(user=user, by=by, on=on)
    for grant in grants:
        trail.record(
            by,
            "access.ended",
            user,
            site=grant.site,
            reason=reason,
            after={"role": grant.role, "until": grant.ends_on.isoformat()},
        )
    return grants


def _tell(user, letter, grant, *, by):
    """Queue a letter of templates/account/email in the person's language; its link is wiped once it is sent."""
    with translation.override(user.language):
        words = {
            "user": user,
            "grant": grant,
            "by": by,
            "link": invitation_link(user) if letter == "invitation" else settings.PORTAL_URL,
        }
        subject = render_to_string(f"account/email/{letter}_subject.txt", words)
        body = render_to_string(f"account/email/{letter}_message.txt", words).strip()
    queue(
        rule=letter.replace("_", "-"),
        subject=" ".join(subject.split()),
        body=body,
        to=user,
        site=grant.site if grant else None,
        is_secret=letter == "invitation",
    )
