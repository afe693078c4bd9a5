"""Who is in the program now."""

import django_tables2 as tables
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mmp_portal.ui import markup
from mmp_portal.ui.tables import PortalTable
from mmp_portal.ui.templatetags.ui import clock, day
from programs.casework.casefile.standing import companion_of, standing_of
from programs.casework.enrollments.models import Status


class Parents(PortalTable):
    """One row a family: with whom, the next court date, and where the children are."""

    caption = gettext_lazy("Parents in the program")
    row_header = "name"

    name = tables.Column(
        accessor="participant",
        verbose_name=gettext_lazy("Name"),
        order_by=("participant__family_name", "participant__given_name"),
        attrs={"td": {"data-label": ""}},
    )
    status = tables.Column(verbose_name=gettext_lazy("Status"))
    companion = tables.Column(verbose_name=gettext_lazy("With"), empty_values=(), orderable=False)
    court = tables.Column(verbose_name=gettext_lazy("Next court date"), empty_values=(), orderable=False)
    children = tables.Column(verbose_name=gettext_lazy("Children away"), empty_values=(), orderable=False)

    class Meta:
        order_by = ("name",)

    def __init__(self, *args, **options):
        self.coming = {}
        self.away = {}
        super().__init__(*args, **options)

    def render_name(self, value, record):
        return markup.person(value.name, url=record.get_absolute_url(), sub=record.number)

    def render_status(self, record):
        standing = standing_of(record)
        return markup.status(standing.word, standing.kind)

    def render_companion(self, record):
        return companion_of(record)

    def render_court(self, record):
        hearing = self.coming.get(record.pk)
        if hearing is None:
            return _("None known") if record.status != Status.PAUSED else _("Nothing in a pause")
        return markup.two_lines(f"{day(hearing.starts_at)}, {clock(hearing.starts_at)}", hearing.get_kind_display())

    def render_children(self, record):
        count = self.away.get(record.pk, 0)
        return ngettext("%(count)d child", "%(count)d children", count) % {"count": count} if count else _("None")
