"""Partners as a list."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.tables import LinkColumn, NumberColumn, PortalTable
from mmp_portal.ui.templatetags.ui import full_day


class PartnerTable(PortalTable):
    name = LinkColumn(sub="get_kind_display", verbose_name=_("Partner"))
    site = tables.Column(accessor="site__name", verbose_name=_("Site"))
    sent = NumberColumn(verbose_name=_("Referrals"))
    accepted = NumberColumn(verbose_name=_("Enrolled"))
    last_talk_on = tables.Column(verbose_name=_("Last talk"), default=_("None yet"))
    next_step_on = tables.Column(verbose_name=_("Next step by"), default=_("None"))
    agreed_until = tables.Column(verbose_name=_("Agreement until"), default=_("None"))
    phone = tables.Column(verbose_name=_("Phone"), orderable=False, default="")

    caption = _("Community partners")
    row_header = "name"
    on_request = ("phone",)

    class Meta:
        order_by = ("name",)

    def render_last_talk_on(self, value):
        return full_day(value)

    def value_last_talk_on(self, value):
        return value

    def render_next_step_on(self, value):
        return full_day(value)

    def value_next_step_on(self, value):
        return value

    def render_agreed_until(self, value):
        return _("No end") if value.year == 9999 else full_day(value)

    def value_agreed_until(self, value):
        return _("No end") if value.year == 9999 else value
