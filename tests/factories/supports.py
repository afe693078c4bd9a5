"""Accounts of the ledger, and what was entered."""

from programs.casework.supports import workflow
from programs.casework.supports.models import Book


def account_at(site, *, book=Book.GOODS, program="young_parent", code="diapers-3", name="Diapers, size 3", holds=0):
    """An account of the site, with so much put in today."""
    account = workflow.open_account(book=book, site=site, program=program, code=code, name=name, by=None)
    if holds:
        workflow.enter(account=account, amount=holds, kind="bought", on=site.today(), by=None)
        account.refresh_from_db()
    return account


def points_of(enrollment, *, holds=0, on=None):
    """The Baby Bucks of a family, with so many put in."""
    account = workflow.open_account(
        book=Book.POINTS,
        site=enrollment.site,
        program=enrollment.program,
        enrollment=enrollment,
        name="Baby Bucks",
        by=None,
    )
    if holds:
        workflow.enter(account=account, amount=holds, kind="gift", on=on or enrollment.site.today(), by=None)
        account.refresh_from_db()
    return account


def entry_of(enrollment, *, amount=5):
    """Points put into a family's account today."""
    return workflow.enter(
        account=points_of(enrollment), amount=amount, kind="gift", on=enrollment.site.today(), by=None
    )
