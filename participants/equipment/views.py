"""What somebody has to take part with, and what was lent to them."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.accounts.scope import case_q
from mmp_portal.ui.sending import sent
from participants.equipment import workflow
from participants.equipment.forms import LoanForm, ReturnForm
from participants.models import EquipmentLoan
from participants.tabs import address_of, fill_in, person_at_hand, show, site_at_hand

TAB = "equipment"


def loans_at_hand(request, person):
    """Loans of the user's sites to the person."""
    return EquipmentLoan.objects.not_voided().filter(case_q(request.user, program=None), person=person)


@requires(Permission.PERSON_VIEW)
def equipment(request, pk):
    """Device, camera, internet, and every loan."""
    person = person_at_hand(request, pk)
    return show(
        request,
        "participants/equipment/equipment.html",
        person=person,
        tab=TAB,
        loans=loans_at_hand(request, person).select_related("site"),
        may_edit=request.user.may(Permission.PERSON_EDIT),
    )


@requires(Permission.PERSON_EDIT)
def lend(request, pk):
    """Lend something."""
    person = person_at_hand(request, pk)
    site = site_at_hand(request, person)
    form = LoanForm(sent(request), initial={"lent_on": site.today()}, cancel_url=address_of(TAB, person))

    def save(cleaned):
        workflow.lend(person=person, by=request.user, site=site, **form.details)

    return fill_in(request, form, save, person=person, tab=TAB, title=_("Lend equipment"), done=_("Lent."))


@requires(Permission.PERSON_EDIT)
def correct(request, pk, loan):
    """Put right what is written about a loan."""
    person = person_at_hand(request, pk)
    loan = get_object_or_404(loans_at_hand(request, person), pk=loan)
    form = LoanForm(sent(request), instance=loan, cancel_url=address_of(TAB, person))

    def save(cleaned):
        workflow.correct(loan=loan, by=request.user, version=cleaned["version"], **form.details)

    return fill_in(request, form, save, person=person, tab=TAB, title=_("Correct a loan"), done=_("Saved."))


@requires(Permission.PERSON_EDIT)
def take_back(request, pk, loan):
    """It came back."""
    person = person_at_hand(request, pk)
    loan = get_object_or_404(loans_at_hand(request, person).out().select_related("site"), pk=loan)
    form = ReturnForm(sent(request), initial={"on": loan.site.today()}, cancel_url=address_of(TAB, person))

    def save(cleaned):
        workflow.take_back(loan=loan, by=request.user, **cleaned)

    return fill_in(
        request, form, save, person=person, tab=TAB, title=_("It came back"), lead=loan.what, done=_("Noted.")
    )
