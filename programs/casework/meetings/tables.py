"""Meetings in a list."""

import django_tables2 as tables
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.markup import two_lines
from mmp_portal.ui.tables import LinkColumn, NumberColumn, PortalTable, ProgramColumn
from mmp_portal.ui.templatetags.ui import clock, full_day
from programs import registry


class MeetingTable(PortalTable):
    starts_at = tables.Column(verbose_name=_("When"), attrs={"td": {"class": "text-nowrap"}})
    topic = LinkColumn(sub="kind_label", verbose_name=_("Meeting"))
    program = ProgramColumn(programs=registry.get)
    place = tables.Column(verbose_name=_("Place"), default=_("Not said yet"))
    asked = NumberColumn(verbose_name=_("Asked"))
    said_yes = NumberColumn(verbose_name=_("Said yes"))
    came = NumberColumn(verbose_name=_("Came"))

    caption = _("Meetings")
    row_header = "topic"

    def render_starts_at(self, value, record):
        begins = timezone.localtime(value, record.site.zone)
        return two_lines(full_day(begins), clock(begins))
