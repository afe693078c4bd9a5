"""Groups and cafés, and the months of each region."""

import django_tables2 as tables
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mmp_portal.ui import markup
from mmp_portal.ui.tables import NumberColumn, PortalTable


class Groups(PortalTable):
    """One row a group that was held, the latest first."""

    caption = gettext_lazy("Groups and cafés")
    row_header = "topic"

    topic = tables.Column(verbose_name=gettext_lazy("Group"), orderable=False, attrs={"td": {"data-label": ""}})
    site = tables.Column(accessor="site__name", verbose_name=gettext_lazy("Site"), orderable=False)
    kind = tables.Column(accessor="kind_label", verbose_name=gettext_lazy("Kind"), orderable=False)
    people = NumberColumn(verbose_name=gettext_lazy("Came"), orderable=False)
    pages = tables.Column(verbose_name=gettext_lazy("What they said"), orderable=False)

    def render_topic(self, value, record):
        day = formats.date_format(timezone.localtime(record.starts_at, record.site.zone), "M j, Y")
        return markup.person(value, url=record.get_absolute_url(), sub=day, show_face=False)

    def render_pages(self, value, record):
        words = ngettext("%(count)d page", "%(count)d pages", value) % {"count": value}
        url = reverse("moppp:feedback", args=[record.pk])
        return markup.person(words if value else _("Ask them"), url=url, show_face=False)


class Months(PortalTable):
    """One row a month, a column for each region."""

    caption = gettext_lazy("Groups of each region by month")
    row_header = "month"

    month = tables.Column(
        accessor="first", verbose_name=gettext_lazy("Month"), orderable=False, attrs={"td": {"data-label": ""}}
    )

    def __init__(self, months, *, regions):
        columns = [(f"region_{region.pk}", RegionColumn(region)) for region in regions]
        super().__init__(months, extra_columns=columns)

    def render_month(self, value, record):
        name = formats.date_format(value, "F Y")
        return markup.two_lines(name, _("still running")) if record.is_running else name


class RegionColumn(tables.Column):
    """How many groups a region has in the month; a month without one is flagged."""

    def __init__(self, region):
        self.region = region.pk
        super().__init__(accessor="counts", verbose_name=region.name, orderable=False, empty_values=())

    def render(self, value):
        count = value.get(self.region, 0)
        if not count:
            return markup.status(_("None"), "late")
        return markup.status(ngettext("%(count)d group", "%(count)d groups", count) % {"count": count}, "met")
