"""Lending equipment, and taking it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from participants import facts
from participants.facts import CannotWrite
from participants.models import EquipmentLoan


@transaction.atomic
def lend(*, person, by, site, **details):
    """Lend something to somebody."""
    loan = EquipmentLoan.objects.create(person=person, site=site, recorded_by=by, **details)
    trail.record(by, "equipment.lent", loan, site=site, after={"what": loan.what})
    return loan


@transaction.atomic
def correct(*, loan, by, version, **details):
    """Put right what is written about a loan. Raises CannotWrite if somebody changed it since."""
    return facts.correct(loan, by=by, version=version, verb="equipment.corrected", **details)


@transaction.atomic
def take_back(*, loan, by, on):
    """Note that it came back. Raises CannotWrite when it did already, or would have before it was lent."""
    loan = EquipmentLoan.objects.select_for_update().get(pk=loan.pk)
    if loan.voided_at or loan.returned_on:
        raise CannotWrite(_("This came back already."))
    if on < loan.lent_on:
        raise CannotWrite(_("It cannot come back before it was lent."), about="on")
    loan.returned_on = on
    loan.version += 1
    loan.save()
    trail.record(by, "equipment.returned", loan, site=loan.site, after={"on": on.isoformat()})
    return loan
