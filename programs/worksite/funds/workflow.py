"""Asking for education funds, deciding, paying; and putting money into a pot.

The money is set aside in the ledger when it is approved, under the lock of its pot: of two who reach for the last
dollar one is told that it is gone, and nobody is given more than the cap of a fund in a fiscal year.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Role
from mmp_portal.audit import trail
from mmp_portal.files import workflow as files
from mmp_portal.outbox.queue import ring
from programs.casework.enrollments.models import Enrollment
from programs.casework.parameters.components import components_at
from programs.casework.supports import workflow as ledger
from programs.casework.supports.models import Account
from programs.worksite.funds.pots import PROGRAM, cap_cents, given_cents, pot_of
from programs.worksite.models.funds import FundRequest, Status
from programs.worksite.models.openings import dollars

OWNER = "fund-request"
BUDGET = "budget"


class CannotFund(Exception):
    """Why it cannot be asked for, approved or paid so, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


@transaction.atomic
def put_in(*, site, fund, amount_cents, on, by, words=""):
    """Put money into the pot of a fund in the fiscal year of the day. Raises CannotFund."""
    if on > site.today():
        raise CannotFund(_("The date lies in the future. Check the year."), "on")
    account = pot_of(site=site, fund=fund, on=on, by=by)
    try:
        return ledger.enter(account=account, amount=amount_cents, kind=BUDGET, on=on, by=by, words=words)
    except ledger.CannotEnter as refusal:
        raise CannotFund(str(refusal), "amount_cents") from refusal


@transaction.atomic
def ask(*, enrollment, fund, amount_cents, by, words=""):
    """Ask for money, and tell the supervisors of the site. Raises CannotFund where it is above the cap, or not there."""
    enrollment = Enrollment.objects.select_for_update().select_related("site").get(pk=enrollment.pk)
    if not enrollment.is_open:
        raise CannotFund(_("This case is closed."))
    site, today = enrollment.site, enrollment.site.today()
    if "funds" not in {part.code for part in components_at(enrollment.definition, site, today)}:
        raise CannotFund(_("This site gives no education funds."))
    account = pot_of(site=site, fund=fund, on=today, by=by)
    _check_cap(enrollment, account, fund, amount_cents, today)
    left = ledger.balance_of(account)
    if amount_cents > left:
        raise CannotFund(
            _("There is not that much left in this fund: %(left)s.") % {"left": dollars(left)}, "amount_cents"
        )
    row = FundRequest.objects.create(
        enrollment=enrollment,
        fund=fund,
        account=account,
        amount_cents=amount_cents,
        words=words,
        asked_on=today,
        recorded_by=by,
    )
    trail.record(by, "fund.asked", row, site=site, after={"case": enrollment.number, "cents": amount_cents})
    for supervisor in User.objects.holding(Role.SUPERVISOR, site=site, program=PROGRAM):
        if supervisor != by:
            ring(
                to=supervisor,
                rule="fund-asked",
                key=f"fund-asked:{row.pk}:user-{supervisor.pk}:bell",
                subject=_("Education funds are asked for and wait for your decision"),
                site=site,
                link=row.get_absolute_url(),
            )
    return row


def _check_cap(enrollment, account, fund, amount_cents, on):
    cap, given = cap_cents(enrollment.site, fund, on), given_cents(enrollment.participant, account)
    if given + amount_cents > cap:
        raise CannotFund(
            _("That is more than one person is given from this fund in a year: %(cap)s, of which %(left)s are left.")
            % {"cap": dollars(cap), "left": dollars(max(0, cap - given))},
            "amount_cents",
        )


def _locked(request):
    """The request and its pot, locked: the pot first, so that all who reach for it stand in one line."""
    Account.objects.select_for_update().get(pk=request.account_id)
    rows = FundRequest.objects.select_for_update(of=("self",)).select_related(
        "enrollment__site", "enrollment__participant", "account", "recorded_by"
    )
    request = rows.get(pk=request.pk)
    if request.voided_at:
        raise CannotFund(_("This record was voided. It stays as it is."))
    return request


def _check_may_become(request, status):
    if not request.may_become(status):
        raise CannotFund(
            _("From “%(now)s” it cannot become “%(then)s”.")
            % {"now": request.get_status_display(), "then": Status(status).label}
        )


def _check_somebody_else(request, by):
    if request.recorded_by_id == by.pk:
        raise CannotFund(_("Somebody else decides on what one asked for."))


@transaction.atomic
def approve(*, request, by):
    """Set the money aside. Raises CannotFund: for who asked, above the cap, or where it is gone."""
    request = _locked(request)
    _check_may_become(request, Status.APPROVED)
    _check_somebody_else(request, by)
    _check_cap(request.enrollment, request.account, request.fund, request.amount_cents, request.asked_on)
    today = request.enrollment.site.today()
    try:
        request.entry = ledger.enter(
            account=request.account,
            amount=-request.amount_cents,
            kind=request.fund,
            on=today,
            by=by,
            enrollment=request.enrollment,
            key=f"fund-request-{request.pk}",
        )
    except ledger.NotEnough as refusal:
        raise CannotFund(
            _("There is not that much left in this fund: %(left)s.") % {"left": dollars(refusal.left)}
        ) from refusal
    except ledger.CannotEnter as refusal:
        raise CannotFund(str(refusal)) from refusal
    request.status, request.decided_by, request.decided_on = Status.APPROVED, by, today
    return _saved(request, by, "fund.approved")


@transaction.atomic
def decline(*, request, reason, by):
    """Refuse it, with a reason. Raises CannotFund."""
    request = _locked(request)
    _check_may_become(request, Status.DECLINED)
    _check_somebody_else(request, by)
    request.status, request.decided_by, request.decided_on = Status.DECLINED, by, request.enrollment.site.today()
    request.reason = reason
    return _saved(request, by, "fund.declined", reason=reason)


@transaction.atomic
def take_back(*, request, reason, by):
    """It is not needed any more; what was set aside goes back into its pot. Raises CannotFund, also once it is paid."""
    request = _locked(request)
    _check_may_become(request, Status.TAKEN_BACK)
    if request.status == Status.PAID:
        raise CannotFund(_("It was paid. Where the money came back, take its entry back in the ledger."))
    if request.entry:
        ledger.counter(entry=request.entry, reason=reason, by=by)
        request.refresh_from_db()
        return request
    return _taken_back(request, reason, by)


def follow_the_ledger(*, entries, reason, by):
    """An entry of the ledger was taken back: the request that rests on it is taken back with it, paid or not.

    Called inside the transaction that took it back, so the two never say different things.
    """
    rows = FundRequest.objects.select_for_update(of=("self",)).select_related("enrollment__site", "recorded_by")
    for request in rows.filter(entry__in=entries, status__in=[Status.APPROVED, Status.PAID]):
        _taken_back(request, reason, by)


def _taken_back(request, reason, by):
    request.status, request.reason = Status.TAKEN_BACK, reason
    return _saved(request, by, "fund.taken_back", reason=reason)


@transaction.atomic
def pay(*, request, paid_on, by, receipt=None):
    """Note that it was paid, with the receipt where there is one. Raises CannotFund."""
    request = _locked(request)
    _check_may_become(request, Status.PAID)
    if paid_on > request.enrollment.site.today():
        raise CannotFund(_("The date lies in the future. Check the year."), "paid_on")
    if paid_on < request.decided_on:
        raise CannotFund(_("This lies before the day it was approved."), "paid_on")
    if receipt is not None:
        try:
            request.receipt = files.attach(file=receipt, kind=OWNER, by=by)
        except files.CannotAttach as refusal:
            raise CannotFund(str(refusal), "receipt") from refusal
    request.status, request.paid_on, request.paid_by = Status.PAID, paid_on, by
    return _saved(request, by, "fund.paid")


def _saved(request, by, verb, **told):
    request.version += 1
    request.save()
    trail.record(by, verb, request, site=request.enrollment.site, **told)
    asked_by = request.recorded_by
    if asked_by and asked_by != by and verb in ("fund.approved", "fund.declined", "fund.taken_back"):
        ring(
            to=asked_by,
            rule="fund-decided",
            key=f"fund-decided:{request.pk}:{request.version}:bell",
            subject=_("Education funds that you asked for were decided on"),
            site=request.enrollment.site,
            link=request.get_absolute_url(),
        )
    return request
