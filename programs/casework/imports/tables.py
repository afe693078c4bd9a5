"""Spreadsheets that were sent."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.tables import DayColumn, LinkColumn, NumberColumn, PortalTable, StatusColumn


class ImportTable(PortalTable):
    subject = LinkColumn(
        accessor="get_subject_display", verbose_name=_("Rows"), sub="file_name", order_by=("subject",)
    )
    site = tables.Column(accessor="site__name", verbose_name=_("Site"))
    sent = DayColumn(accessor="recorded_at", verbose_name=_("Sent"), sub="recorded_by.name")
    created_count = NumberColumn(verbose_name=_("New"))
    unchanged_count = NumberColumn(verbose_name=_("Known already"))
    refused_count = NumberColumn(verbose_name=_("Refused"))
    status = StatusColumn(accessor="get_status_display", kind="status_kind", order_by=("status",))

    caption = _("Spreadsheets")
    row_header = "subject"

    class Meta:
        order_by = ("-sent",)
