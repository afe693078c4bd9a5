"""Claims in a list, as finance reads them: no family, and numbers as numbers."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.tables import DayColumn, LinkColumn, NumberColumn, PortalTable, StatusColumn
from programs import registry
from programs.casework.expenses.money import dollars


class ExpenseTable(PortalTable):
    spent_on = DayColumn(verbose_name=_("Day"))
    what = LinkColumn(accessor="get_kind_display", verbose_name=_("What"), order_by=("kind",))
    who = tables.Column(accessor="claimed_by__name", verbose_name=_("Claimed by"))
    site = tables.Column(accessor="site__name", verbose_name=_("Site"))
    program = tables.Column(verbose_name=_("Program"), default="")
    miles = NumberColumn(verbose_name=_("Miles"), default="")
    cents_per_mile = NumberColumn(verbose_name=_("Cents a mile"), default="")
    amount = NumberColumn(accessor="amount_cents", verbose_name=_("Amount"))
    status = StatusColumn(accessor="get_status_display", kind="status_kind", order_by=("status",))
    decided_by = tables.Column(accessor="decided_by__name", verbose_name=_("Decided by"), default="")
    paid_on = tables.Column(verbose_name=_("Paid"), default="")

    caption = _("Expenses")
    row_header = "what"
    on_request = ("site", "program", "cents_per_mile", "decided_by", "paid_on")

    class Meta:
        order_by = ("-spent_on",)

    def render_program(self, value):
        return registry.get(value).short_name if value else ""

    def render_amount(self, value):
        return dollars(value)

    def value_amount(self, value):
        return value / 100

    def value_spent_on(self, value):
        return value

    def value_paid_on(self, value):
        return value
