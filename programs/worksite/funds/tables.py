"""Requests for education funds as a list."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.tables import DayColumn, LinkColumn, NumberColumn, PortalTable, StatusColumn

KINDS = {"asked": "waiting", "approved": "active", "declined": "declined", "paid": "met", "taken_back": "closed"}


class FundTable(PortalTable):
    person = LinkColumn(
        accessor="enrollment__participant__name",
        sub="enrollment__number",
        verbose_name=_("For whom"),
        order_by=("enrollment__participant__family_name", "enrollment__participant__given_name"),
    )
    fund = tables.Column(verbose_name=_("What for"))
    amount = NumberColumn(order_by="amount_cents", verbose_name=_("Amount"))
    status = StatusColumn(kind=KINDS)
    asked_on = DayColumn(sub="recorded_by__name", verbose_name=_("Asked for"))
    decided_by = tables.Column(accessor="decided_by__name", verbose_name=_("Decided by"), default="")

    caption = _("Requests for education funds")
    row_header = "person"

    class Meta:
        order_by = ("-asked_on",)
