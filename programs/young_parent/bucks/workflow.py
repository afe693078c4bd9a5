"""Crediting what was earned, and giving points by hand."""

from django.db import transaction
from django.utils.translation import gettext as _

from programs.casework.supports import workflow as ledger
from programs.casework.supports.models import Account, Book
from programs.casework.supports.workflow import CannotEnter
from programs.young_parent.bucks.earning import to_credit
from programs.young_parent.bucks.names import names_at

BY_HAND = "by_hand"


def account_of(enrollment, *, by):
    """The family's points, under the name that the site gives them; opened with none in it where there is no account yet."""
    return ledger.open_account(
        book=Book.POINTS,
        site=enrollment.site,
        program=enrollment.program,
        enrollment=enrollment,
        name=names_at(enrollment.site).points,
        by=by,
    )


def balance_of(enrollment):
    """What the family has left, 0 where nothing was earned yet."""
    found = Account.objects.not_voided().in_book(Book.POINTS).filter(enrollment=enrollment)
    return found.values_list("balance", flat=True).first() or 0


@transaction.atomic
def credit(*, enrollment, by, on):
    """Put in everything that was earned up to the day and is not in the ledger. Twice at once is once.

    Returns the entries, none where nothing was left to credit.
    """
    account = account_of(enrollment, by=by)
    Account.objects.select_for_update().get(pk=account.pk)
    return [
        ledger.enter(account=account, amount=one.points, kind=one.kind, on=one.on, by=by, key=one.key)
        for one in to_credit(enrollment, on=on)
    ]


def give(*, enrollment, amount, on, words, by):
    """Put points in, or take them out, by hand and with a reason. Raises CannotEnter."""
    if not words.strip():
        raise CannotEnter(_("Say what it is for."), "words")
    return ledger.enter(account=account_of(enrollment, by=by), amount=amount, kind=BY_HAND, on=on, words=words, by=by)
