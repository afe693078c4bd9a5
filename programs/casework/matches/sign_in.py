"""Letting a mentor sign in: the account and the person come together."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentors.models import Mentor
from mentors.models import Status as MentorStatus
from mmp_portal.accounts.permissions import Role
from mmp_portal.audit import trail
from participants.models import Person
from programs import registry
from programs.casework.parameters.access import workflow as access


class CannotLetIn(Exception):
    """Why this mentor cannot be invited so, in a sentence for the user."""


def program_of(mentor):
    """The code of the program that asks for mentors of this kind, empty where none or several do."""
    codes = [program.code for program in registry.all_programs() if program.mentor_kind == mentor.kind]
    return codes[0] if len(codes) == 1 else ""


@transaction.atomic
def let_in(*, mentor, email, by):
    """Invite a mentor to sign in under the address, and tie the account to the person. Raises CannotLetIn."""
    mentor = Mentor.objects.select_for_update().select_related("site").get(pk=mentor.pk)
    person = Person.objects.select_for_update().get(pk=mentor.person_id)
    if person.user_id:
        raise CannotLetIn(_("This mentor signs in already."))
    if mentor.status == MentorStatus.LEFT:
        raise CannotLetIn(_("This mentor has left. Let them apply again first."))
    try:
        grant = access.invite(
            email=email,
            name=person.name,
            role=Role.MENTOR,
            by=by,
            site=mentor.site,
            program=program_of(mentor),
            language=person.language if person.language in ("en", "es") else "en",
        )
    except access.CannotGrant as refusal:
        raise CannotLetIn(str(refusal)) from refusal
    if Person.objects.filter(user=grant.user).exists():
        raise CannotLetIn(_("Somebody else signs in with this address. Ask for another one."))
    person.user = grant.user
    person.email = person.email or grant.user.email
    person.version += 1
    person.save()
    trail.record(by, "mentor.invited", mentor)
    return grant.user
