"""Claiming, deciding, paying, and telling whoever waits. Nobody decides on their own."""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Role
from mmp_portal.audit import trail
from mmp_portal.files import workflow as files
from mmp_portal.outbox.queue import queue, ring
from programs.casework.expenses.models import Expense, MileageRate, Status, amount_for
from programs.casework.expenses.money import dollars
from programs.casework.matches.passport import why_not_driving

OWNER = "expense"


class CannotClaim(Exception):
    """Why the claim cannot be made or changed so, in a sentence for the user; `about` names the field it is about."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


class CannotDecide(CannotClaim):
    """Why the claim cannot be approved, returned, declined or paid, in a sentence for the user."""


# --- Claiming -------------------------------------------------------------------------------


def worth(*, site, kind, spent_on, miles=None, amount_cents=None):
    """The fields that say what the claim is worth. Raises CannotClaim.

    Miles are worth the rate in force on the day they were driven; the rate is kept with the amount, so that
    a later rate changes nothing.
    """
    if spent_on > site.today():
        raise CannotClaim(_("The day lies in the future. Check the date."), "spent_on")
    if kind != Expense.Kind.MILEAGE:
        if not amount_cents:
            raise CannotClaim(_("Say how much it was."), "amount")
        return {"miles": None, "rate": None, "cents_per_mile": None, "amount_cents": amount_cents}
    if not miles:
        raise CannotClaim(_("Say how many miles you drove."), "miles")
    rate = MileageRate.objects.in_force(site.agency, spent_on)
    if rate is None:
        raise CannotClaim(_("No mileage rate is set for this day. Ask your administrator."), "spent_on")
    amount = amount_for(miles, rate.cents_per_mile)
    if amount < 1:
        raise CannotClaim(_("These miles are worth less than a cent."), "miles")
    return {"miles": miles, "rate": rate, "cents_per_mile": rate.cents_per_mile, "amount_cents": amount}


def check_may_drive(user, *, site, kind, spent_on):
    """Raise CannotClaim where a mentor drove after the license or the insurance had ended. Notes are never barred."""
    why = why_not_driving(user, site, on=spent_on) if kind == Expense.Kind.MILEAGE else ""
    if why:
        raise CannotClaim(why, "spent_on")


@transaction.atomic
def claim(*, site, by, kind, spent_on, program="", miles=None, amount_cents=None, note="", receipt=None, contact=None):
    """Claim an expense, and tell the supervisors. The miles of a contact are claimed once. Raises CannotClaim."""
    value = worth(site=site, kind=kind, spent_on=spent_on, miles=miles, amount_cents=amount_cents)
    check_may_drive(by, site=site, kind=kind, spent_on=spent_on)
    if contact and Expense.objects.not_voided().filter(contact=contact, claimed_by=by).exists():
        raise CannotClaim(_("The miles of this contact are claimed already."))
    expense = Expense.objects.create(
        claimed_by=by,
        recorded_by=by,
        site=site,
        program=program,
        kind=kind,
        spent_on=spent_on,
        note=note,
        contact=contact,
        receipt=_attached(receipt, by),
        **value,
    )
    trail.record(by, "expense.claimed", expense, after={"amount_cents": expense.amount_cents, "kind": kind})
    _tell_supervisors(expense)
    return expense


def claim_miles_of(*, contact, by):
    """Claim the miles of a contact as they stand there. Raises CannotClaim."""
    if not contact.miles_driven:
        raise CannotClaim(_("No miles were noted for this contact."))
    return claim(
        site=contact.enrollment.site,
        by=by,
        program=contact.enrollment.program,
        kind=Expense.Kind.MILEAGE,
        spent_on=contact.happened_on(),
        miles=contact.miles_driven,
        contact=contact,
    )


def _attached(receipt, by):
    if receipt is None:
        return None
    try:
        return files.attach(file=receipt, kind=OWNER, by=by)
    except files.CannotAttach as refusal:
        raise CannotClaim(str(refusal), "receipt") from refusal


def _tell_supervisors(expense):
    """A notice for each supervisor of the site and program, except the one who claims."""
    for supervisor in User.objects.holding(Role.SUPERVISOR, site=expense.site, program=expense.program):
        if supervisor != expense.claimed_by:
            ring(
                to=supervisor,
                rule="expense-claimed",
                key=f"expense-claimed:expense-{expense.pk}:{expense.version}:user-{supervisor.pk}:bell",
                subject=_("An expense waits for your decision"),
                body=_("%(name)s claims %(amount)s.")
                % {"name": expense.claimed_by.name, "amount": dollars(expense.amount_cents)},
                site=expense.site,
                link=expense.get_absolute_url(),
            )


@transaction.atomic
def correct(*, expense, by, version, kind, spent_on, miles=None, amount_cents=None, note="", receipt=None):
    """Change a claim that is not decided; one that was returned waits for a decision again. Raises CannotClaim."""
    expense = _locked(expense)
    if not expense.may_be_changed_by(by):
        raise CannotClaim(_("This claim is decided. It stays as it is."))
    if expense.version != version:
        raise CannotClaim(_("Somebody saved this record after you opened it. Both versions are shown."))
    check_may_drive(expense.claimed_by, site=expense.site, kind=kind, spent_on=spent_on)
    for name, value in worth(
        site=expense.site, kind=kind, spent_on=spent_on, miles=miles, amount_cents=amount_cents
    ).items():
        setattr(expense, name, value)
    expense.kind, expense.spent_on, expense.note = kind, spent_on, note
    if receipt is not None:
        expense.receipt = _attached(receipt, by)
    was_returned = expense.status == Status.RETURNED
    expense.status = Status.CLAIMED
    expense.version += 1
    expense.save()
    trail.record(by, "expense.corrected", expense, after={"amount_cents": expense.amount_cents})
    if was_returned:
        _tell_supervisors(expense)
    return expense


@transaction.atomic
def take_back(*, expense, reason, by):
    """The one who claimed takes the claim back before it is decided; it stays in the history. Raises CannotClaim."""
    expense = _locked(expense)
    if not expense.may_be_changed_by(by):
        raise CannotClaim(_("This claim is decided or taken back already."))
    expense.voided_at = timezone.now()
    expense.voided_by = by
    expense.void_reason = reason
    expense.version += 1
    expense.save(update_fields=["voided_at", "voided_by", "void_reason", "version"])
    trail.record(by, "expense.taken_back", expense, reason=reason)
    return expense


# --- Deciding and paying --------------------------------------------------------------------


def approve(*, expense, by):
    """Approve a claim, and tell the payee. Raises CannotDecide."""
    return _decide(expense, Status.APPROVED, by=by)


def return_with(*, expense, question, by):
    """Send a claim back with a question; the payee answers by putting it right. Raises CannotDecide."""
    return _decide(expense, Status.RETURNED, by=by, words=question)


def decline(*, expense, reason, by):
    """Decline a claim with a reason, for good. Raises CannotDecide."""
    return _decide(expense, Status.DECLINED, by=by, words=reason)


@transaction.atomic
def _decide(expense, status, *, by, words=""):
    expense = _locked(expense)
    _check_can_decide(expense, status, by)
    expense.status = status
    expense.decided_by, expense.decided_at, expense.decision_note = by, timezone.now(), words
    expense.version += 1
    expense.save()
    trail.record(by, f"expense.{status}", expense, reason=words)
    _tell_payee(expense)
    return expense


def _check_can_decide(expense, status, by):
    if expense.claimed_by_id == by.pk:
        raise CannotDecide(_("Nobody decides on their own expenses. Ask another supervisor."))
    if not expense.may_become(status):
        raise CannotDecide(
            _("This claim is “%(status)s” by now. Open it again.") % {"status": expense.get_status_display()}
        )


@transaction.atomic
def pay(*, expense, on, by):
    """Note that an approved claim was paid on the day, and tell the payee. Raises CannotDecide."""
    expense = _locked(expense)
    _check_can_decide(expense, Status.PAID, by)
    if on > expense.site.today():
        raise CannotDecide(_("The day lies in the future. Check the date."), "paid_on")
    if on < expense.spent_on:
        raise CannotDecide(_("This was paid before it was spent? Check the date."), "paid_on")
    expense.status, expense.paid_on = Status.PAID, on
    expense.version += 1
    expense.save(update_fields=["status", "paid_on", "version"])
    trail.record(by, "expense.paid", expense, after={"on": on.isoformat()})
    _tell_payee(expense)
    return expense


@transaction.atomic
def pay_all(*, expenses, on, by):
    """Note that all of these were paid on the day: all of them, or none. Raises CannotDecide."""
    return [pay(expense=expense, on=on, by=by) for expense in expenses]


SUBJECTS = {
    Status.APPROVED: "expense-approved",
    Status.RETURNED: "expense-returned",
    Status.DECLINED: "expense-declined",
    Status.PAID: "expense-paid",
}


def _tell_payee(expense):
    """A notice and a letter to whoever claimed it, in their language. Of the family they drove to, no word."""
    payee, rule = expense.claimed_by, SUBJECTS[expense.status]
    with translation.override(payee.language):
        subject, body = _words_for(expense)
    key = f"{rule}:expense-{expense.pk}:{expense.version}:user-{payee.pk}"
    about = {"rule": rule, "subject": subject, "body": body, "site": expense.site}
    ring(to=payee, key=f"{key}:bell", link=expense.get_absolute_url(), **about)
    queue(to=payee, key=f"{key}:email", link=expense.get_absolute_url(), about={"expense": expense.pk}, **about)


def _words_for(expense):
    facts = {"amount": dollars(expense.amount_cents), "words": expense.decision_note}
    if expense.status == Status.APPROVED:
        return _("Your expense of %(amount)s is approved") % facts, _("It will be paid next.")
    if expense.status == Status.RETURNED:
        return _("A question about your expense of %(amount)s") % facts, facts["words"]
    if expense.status == Status.DECLINED:
        return _("Your expense of %(amount)s was declined") % facts, facts["words"]
    return _("Your expense of %(amount)s is paid") % facts, _("Thank you for the way you went.")


def _locked(expense):
    expense = Expense.objects.select_for_update().get(pk=expense.pk)
    if expense.voided_at:
        raise CannotDecide(_("This claim was taken back."))
    return expense


# --- Rates ----------------------------------------------------------------------------------


@transaction.atomic
def set_rate(*, agency, starts_on, cents_per_mile, source, by):
    """Set what a mile is worth from a day on. What was claimed before keeps its rate. Raises CannotClaim."""
    same = MileageRate.objects.not_voided().filter(agency=agency, starts_on=starts_on)
    if same.exists():
        raise CannotClaim(_("A rate begins on this day already. Void that one first."), "starts_on")
    rate = MileageRate.objects.create(
        agency=agency, starts_on=starts_on, cents_per_mile=cents_per_mile, source=source, recorded_by=by
    )
    trail.record(
        by, "mileage_rate.set", rate, after={"from": starts_on.isoformat(), "cents_per_mile": str(cents_per_mile)}
    )
    return rate


@transaction.atomic
def void_rate(*, rate, reason, by):
    """Take back a rate that was set by mistake; claims made with it keep it. Raises CannotClaim."""
    rate = MileageRate.objects.select_for_update().get(pk=rate.pk)
    if rate.voided_at:
        raise CannotClaim(_("This rate was voided already."))
    rate.voided_at = timezone.now()
    rate.voided_by = by
    rate.void_reason = reason
    rate.version += 1
    rate.save(update_fields=["voided_at", "voided_by", "void_reason", "version"])
    trail.record(by, "mileage_rate.voided", rate, reason=reason)
    return rate
