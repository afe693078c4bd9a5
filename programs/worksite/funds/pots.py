"""The pots of a site: one for each fund in each fiscal year, and what is left, there and for one person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from programs.casework.parameters.values.overlay import parameters_for
from programs.casework.supports import workflow as ledger
from programs.casework.supports.models import Account, Book
from programs.worksite.models.funds import Fund, FundRequest
from programs.worksite.models.openings import dollars

PROGRAM = "worksite"


def fiscal_year(site, day):
    """The number, the first and the last day of the site's fiscal year; it is named for the year in which it ends."""
    month = site.fiscal_year_starts
    begins = date(day.year if day.month >= month else day.year - 1, month, 1)
    ends = date.fromordinal(date(begins.year + 1, month, 1).toordinal() - 1)
    return ends.year, begins, ends


def code_of(site, fund, day):
    return f"{fund}-{fiscal_year(site, day)[0]}"


def pot_of(*, site, fund, on, by):
    """The pot of a fund in the fiscal year of the day, opened empty where there is none yet."""
    year, begins, ends = fiscal_year(site, on)
    return ledger.open_account(
        book=Book.FUNDS,
        site=site,
        program=PROGRAM,
        code=f"{fund}-{year}",
        name=_("%(fund)s, fiscal year %(year)d") % {"fund": Fund(fund).label, "year": year},
        starts_on=begins,
        ends_on=ends,
        by=by,
    )


def cap_cents(site, fund, day):
    """How much one person may be given from a fund in a fiscal year, in cents, as set on the day."""
    return parameters_for(PROGRAM, site=site).value_on(f"fund_cap_{fund}", day) * 100


def given_cents(person, account):
    """How much the person was given from the pot already, set aside or paid, in whichever case."""
    rows = FundRequest.objects.granted().filter(enrollment__participant=person, account=account)
    return rows.aggregate(sum=Sum("amount_cents"))["sum"] or 0


@dataclass(frozen=True)
class Pot:
    """What is left of a fund this fiscal year, and how much of it one person may still be given, in cents."""

    fund: Any
    left_cents: int
    cap_cents: int
    person_left_cents: int
    rows_url: str = ""  # the entries behind what is left; "" where nothing was ever put in

    @property
    def label(self):
        return self.fund.label

    @property
    def left(self):
        return dollars(self.left_cents)

    @property
    def cap(self):
        return dollars(self.cap_cents)

    @property
    def person_left(self):
        return dollars(self.person_left_cents)


def pots_of(site, *, on, person=None):
    """Every fund of the site this fiscal year, opened or not; with what is left for `person` where one is asked about."""
    parameters = parameters_for(PROGRAM, site=site)
    accounts = {
        account.code: account
        for account in Account.objects.not_voided().filter(
            book=Book.FUNDS, site=site, program=PROGRAM, enrollment=None
        )
    }
    given = dict(
        FundRequest.objects.granted()
        .filter(enrollment__participant=person, account__site=site)
        .order_by()
        .values_list("account")
        .annotate(sum=Sum("amount_cents"))
        if person
        else []
    )
    found = []
    for fund in Fund:
        account = accounts.get(code_of(site, fund, on))
        cap = parameters.value_on(f"fund_cap_{fund}", on) * 100
        left = account.balance if account else 0
        spent = given.get(account.pk, 0) if account else 0
        url = account.get_absolute_url() if account else ""
        found.append(Pot(fund, left, cap, max(0, min(left, cap - spent)), url))
    return found
