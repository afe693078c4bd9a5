"""Rates of an agency, and what people claimed."""

from datetime import date
from decimal import Decimal

from programs.casework.expenses import workflow
from programs.casework.expenses.models import MileageRate


def rate_of(agency, *, starts_on=date(2015, 1, 1), cents_per_mile="67.5"):
    """The agency's rate from a day on; made once."""
    rate, _made = MileageRate.objects.get_or_create(
        agency=agency, starts_on=starts_on, defaults={"cents_per_mile": Decimal(cents_per_mile)}
    )
    return rate


def expense_of(user, site, *, kind="mileage", spent_on=None, **facts):
    """A claim of today: ten miles, or ten dollars, unless said otherwise."""
    usual = {"miles": Decimal(10)} if kind == "mileage" else {"amount_cents": 1000}
    return workflow.claim(site=site, by=user, kind=kind, spent_on=spent_on or site.today(), **{**usual, **facts})
