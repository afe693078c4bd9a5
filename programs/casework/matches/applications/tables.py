"""The list of those who ask to become mentors."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy

from mmp_portal.ui import markup
from mmp_portal.ui.tables import PortalTable, StatusColumn
from mmp_portal.ui.templatetags.ui import full_day

STATUS_KINDS = {
    "new": "new",
    "interviewed": "screening",
    "accepted": "active",
    "declined": "declined",
    "withdrawn": "closed",
}


class Applications(PortalTable):
    """One row an application."""

    caption = gettext_lazy("Applications")
    row_header = "name"

    name = tables.Column(
        verbose_name=gettext_lazy("Name"), order_by=("family_name", "given_name"), attrs={"td": {"data-label": ""}}
    )
    status = StatusColumn(kind=STATUS_KINDS)
    received_on = tables.Column(verbose_name=gettext_lazy("Received"))
    language = tables.Column(verbose_name=gettext_lazy("Language"), accessor="get_language_display", orderable=False)

    class Meta:
        order_by = ("-received_on",)

    def render_name(self, value, record):
        return markup.person(value, url=record.get_absolute_url(), sub=str(record.get_kind_display()))

    def value_name(self, value):
        return value

    def render_received_on(self, value):
        return full_day(value)

    def value_received_on(self, value):
        return value
