"""The list of sites."""

import django_tables2 as tables
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import Site
from mmp_portal.ui import markup
from mmp_portal.ui.tables import LinkColumn, PortalTable
from programs import registry


class SiteTable(PortalTable):
    caption = _("Sites")
    row_header = "name"

    name = LinkColumn(verbose_name=_("Site"), sub="city")
    code = tables.Column(verbose_name=_("Code"))
    agency = tables.Column(verbose_name=_("Agency"), accessor="agency__name")
    programs = tables.Column(verbose_name=_("Offers today"), orderable=False, empty_values=())
    counties = tables.Column(verbose_name=_("Counties"), orderable=False, empty_values=())

    class Meta:
        model = Site
        fields = ("name", "code", "agency", "programs", "counties")

    def render_programs(self, record):
        today = timezone.localdate()
        offered = [
            row.program
            for row in record.programs.all()
            if row.starts_on <= today and (row.ends_on is None or row.ends_on >= today)
        ]
        tags = [(markup.program_tag(registry.get(code)),) for code in dict.fromkeys(offered)]
        return format_html_join(" ", "{}", tags) if tags else _("None yet")

    def render_counties(self, record):
        return ", ".join(county.name for county in record.counties.all()) or _("None yet")
