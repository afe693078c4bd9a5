"""Openings as a list."""

import django_tables2 as tables
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.markup import two_lines
from mmp_portal.ui.tables import LinkColumn, NumberColumn, PortalTable, StatusColumn

KINDS = {"open": "active", "filled": "met", "closed": "closed"}


class OpeningTable(PortalTable):
    title = LinkColumn(sub="partner__name", verbose_name=_("Job"))
    status = StatusColumn(kind=KINDS)
    places = NumberColumn(verbose_name=_("Places"))
    hours = tables.Column(verbose_name=_("Hours"), order_by=("hours_from", "hours_to"), default="")
    wage = tables.Column(verbose_name=_("Wage"), order_by=("wage_from_cents", "wage_to_cents"), default="")
    where = tables.Column(verbose_name=_("Where"), orderable=False, default="")
    ages = tables.Column(verbose_name=_("Ages"), orderable=False, default="")
    industry = tables.Column(
        accessor="get_industry_display", order_by="industry", verbose_name=_("Industry"), default=""
    )
    last_day = tables.Column(verbose_name=_("Last day"), empty_values=())

    caption = _("Openings")
    row_header = "title"
    on_request = ("industry",)

    class Meta:
        order_by = ("-opens_on",)

    def render_where(self, record):
        return two_lines(record.where, record.bus_line)

    def render_last_day(self, value):
        return formats.date_format(value, _("M j, Y")) if value else _("until filled")
