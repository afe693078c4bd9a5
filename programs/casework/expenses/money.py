"""Amounts in dollars, as people read them."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from programs.casework.expenses.models import Status


def dollars(cents):
    """“$1,234.50”."""
    return f"${(cents or 0) / 100:,.2f}"


@dataclass
class Month:
    """The sums of one month."""

    first: object
    cents: dict = field(default_factory=dict)

    @property
    def waiting(self):
        return self.cents.get(Status.CLAIMED, 0) + self.cents.get(Status.RETURNED, 0)

    @property
    def words(self):
        """“$60.00 waits”, “$20.30 approved”, “$186.45 paid”: what there is of it."""
        parts = (
            (self.waiting, _("%(amount)s waits")),
            (self.cents.get(Status.APPROVED, 0), _("%(amount)s approved")),
            (self.cents.get(Status.PAID, 0), _("%(amount)s paid")),
            (self.cents.get(Status.DECLINED, 0), _("%(amount)s declined")),
        )
        return [words % {"amount": dollars(cents)} for cents, words in parts if cents]


def months_of(expenses, *, most=12):
    """The sums of the latest months in which something was spent."""
    months: dict = {}
    for row in expenses.by_month():
        months.setdefault(row["month"], Month(row["month"])).cents[row["status"]] = row["cents"]
    return list(months.values())[:most]
