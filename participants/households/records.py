"""Places in households, read in the history, voided and restored with a reason."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.audit.kinds import CannotRestore, Kind
from participants.facts import CannotWrite
from participants.households.workflow import check_place
from participants.models import HouseholdMember


def check_restore(member):
    """A place that has been given anew meanwhile does not come back beside the new one."""
    try:
        check_place(member)
    except CannotWrite as refusal:
        raise CannotRestore(str(refusal)) from None


PLACE = Kind(
    code="household_member",
    label=_("Place in a household"),
    model=HouseholdMember,
    rows=lambda user: HouseholdMember.objects.for_user(user).select_related("person", "household"),
    url=lambda member: reverse("participants:household", args=[member.person_id]),
    words=lambda member: member.relationship_in_words,
    check_restore=check_restore,
)
