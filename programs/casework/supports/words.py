"""Amounts and kinds of the ledger, as people read them."""

from django.utils.translation import gettext as _

from programs import registry
from programs.casework.supports.models import Book
from programs.casework.supports.workflow import COUNTER


def amount_in_words(book, amount):
    """“$15.00” in the book of funds, “12” in the others; a minus in front of what was taken out."""
    sign = "−" if amount < 0 else ""
    if book == Book.FUNDS:
        return f"{sign}${abs(amount) / 100:,.2f}"
    return f"{sign}{abs(amount):,}"


def kind_in_words(program, kind):
    """What an entry was, in the program's own word."""
    if kind == COUNTER:
        return _("Taken back")
    return registry.get(program).label_of("support_kinds", kind)
