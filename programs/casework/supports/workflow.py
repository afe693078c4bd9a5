"""Putting in and taking out. Nobody takes what is not there, however many reach for it at once.

Every verb locks the rows of its accounts, in the order of their keys, before it looks at what is left. The
database refuses a balance below zero besides.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from programs.casework.supports import followers
from programs.casework.supports.models import MOST, Account, Entry

COUNTER = "counter"


class CannotEnter(Exception):
    """Why nothing was entered, in a sentence for the user; `about` names the field it is about."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


class NotEnough(CannotEnter):
    """There is less in the account than was asked for; `left` is what there is, `account` where."""

    def __init__(self, account, left):
        super().__init__(
            _("There is not that much left of %(name)s: %(count)d.") % {"name": account.name, "count": left}, "amount"
        )
        self.account, self.left = account, left


@dataclass(frozen=True, kw_only=True)
class Line:
    """What is to be entered in one account: more than 0 puts in, less takes out.

    `kind` is the room's word for what it was, `enrollment` for whom, `words` why. A `key` names what it came from,
    such as "contact-12": it is entered once in an account, and again only after it was taken back.
    """

    account: Account
    amount: int
    kind: str
    enrollment: Any = None
    words: str = ""
    key: str = ""


# --- Accounts -------------------------------------------------------------------------------


@transaction.atomic
def open_account(*, book, site, program, name, by, enrollment=None, code="", starts_on=None, ends_on=None):
    """The account of this code, opened with nothing in it where there is none yet.

    An enrollment's account belongs to its site and program. Opening it twice is opening it once.
    """
    owner = {"enrollment": enrollment} if enrollment else {"site": site, "program": program, "enrollment": None}
    if enrollment:
        type(enrollment).objects.select_for_update().get(pk=enrollment.pk)
    else:
        type(site).objects.select_for_update().get(pk=site.pk)
    found = Account.objects.not_voided().filter(book=book, code=code, **owner).first()
    if found:
        return found
    account = Account.objects.create(
        book=book,
        site=site,
        program=program,
        enrollment=enrollment,
        code=code,
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
        recorded_by=by,
    )
    trail.record(by, "support_account.opened", account, after={"book": str(book), "code": code})
    return account


def balance_of(account):
    """What is left in the account now, read anew."""
    return Account.objects.values_list("balance", flat=True).get(pk=account.pk)


# --- Entries --------------------------------------------------------------------------------


def enter(*, account, amount, kind, on, by, enrollment=None, words="", key=""):
    """Put `amount` (whole cents, pieces or points) into the account, or take it out where it is below zero.

    Raises NotEnough where less is left, and CannotEnter for an amount of nothing, a day to come, a closed account,
    or a `key` that was entered already.
    """
    line = Line(account=account, amount=amount, kind=kind, enrollment=enrollment, words=words, key=key)
    return enter_together(lines=[line], on=on, by=by)[0]


@transaction.atomic
def enter_together(*, lines: list[Line], on: date, by):
    """Enter several lines, such as points spent and the item they bought: all of them, or none.

    They are also taken back together. Returns the entries in the order of the lines. Raises as `enter` does.
    """
    accounts = _locked(line.account for line in lines)
    together = uuid4() if len(lines) > 1 else None
    made = []
    for line in lines:
        account = accounts[line.account.pk]
        _check(account, line, on)
        made.append(_write(account, line, on=on, by=by, together=together))
    return made


@transaction.atomic
def counter(*, entry, reason, by, on=None):
    """Take an entry back by one of the opposite amount, with a reason; and with it what was entered together with it.

    Returns the counter-entries. Raises NotEnough where what was put in is spent already, and CannotEnter for an entry
    that was taken back before, or takes back another.
    """
    entries = Entry.objects.filter(pk=entry.pk)
    if entry.together:
        entries = Entry.objects.filter(together=entry.together, counters=None)
    accounts = _locked(Account(pk=pk) for pk in entries.values_list("account", flat=True))
    made = []
    taken_back = list(entries.select_related("countered_by", "enrollment").order_by("pk"))
    for one in taken_back:
        _check_can_counter(one, reason)
        account = accounts[one.account_id]
        _check_left(account, -one.amount)
        line = Line(account=account, amount=-one.amount, kind=COUNTER, enrollment=one.enrollment, words=reason)
        made.append(_write(account, line, on=on or account.site.today(), by=by, counters=one))
    followers.tell(entries=taken_back, reason=reason, by=by)
    return made


def _check_can_counter(entry, reason):
    if entry.is_counter:
        raise CannotEnter(_("This entry takes back another. It stays as it is."))
    if entry.is_countered:
        raise CannotEnter(_("This entry was taken back already."))
    if not reason.strip():
        raise CannotEnter(_("Say why it is taken back."), "reason")


def _locked(accounts):
    """The accounts by key, locked in one order, so that two who need the same never wait for each other."""
    keys = sorted({account.pk for account in accounts})
    rows = Account.objects.select_for_update(of=("self",)).select_related("site").filter(pk__in=keys).order_by("pk")
    return {row.pk: row for row in rows}


def _check(account, line, on):
    if not line.amount:
        raise CannotEnter(_("Say how much it was."), "amount")
    if account.voided_at:
        raise CannotEnter(_("This account was voided."))
    if on > account.site.today():
        raise CannotEnter(_("The day lies in the future. Check the date."), "on")
    if (account.starts_on and on < account.starts_on) or (account.ends_on and on > account.ends_on):
        raise CannotEnter(_("%(name)s is not for that day.") % {"name": account.name}, "on")
    if line.key and Entry.objects.standing().filter(account=account, key=line.key).exists():
        raise CannotEnter(_("This was entered already."))
    _check_left(account, line.amount)


def _check_left(account, amount):
    if account.balance + amount < 0:
        raise NotEnough(account, account.balance)
    if account.balance + amount > MOST:
        raise CannotEnter(_("That is more than an account holds. Check the amount."), "amount")


def _write(account, line, *, on, by, counters=None, together=None):
    """One entry and the new balance. `account` is locked; its balance is kept in step for the next line."""
    account.balance += line.amount
    Account.objects.filter(pk=account.pk).update(balance=F("balance") + line.amount)
    entry = Entry.objects.create(
        account=account,
        amount=line.amount,
        on=on,
        kind=line.kind,
        enrollment=line.enrollment or account.enrollment,
        words=line.words,
        key=line.key,
        counters=counters,
        together=together,
        balance_after=account.balance,
        recorded_by=by,
    )
    trail.record(
        by,
        "support.countered" if counters else "support.entered",
        entry,
        site=account.site,
        after={"account": account.pk, "amount": line.amount, "left": account.balance},
    )
    return entry
