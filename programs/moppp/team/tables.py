"""The home visitors and what each carries."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mmp_portal.ui import markup
from mmp_portal.ui.tables import NumberColumn, PortalTable
from mmp_portal.ui.templatetags.ui import minutes
from programs.moppp.team.points import HUNDRED, in_points


class Visitors(PortalTable):
    """One row a home visitor, those with the most room first."""

    caption = gettext_lazy("Home visitors and what they carry")
    row_header = "visitor"

    visitor = tables.Column(
        verbose_name=gettext_lazy("Home visitor"), orderable=False, attrs={"td": {"data-label": ""}}
    )
    families = NumberColumn(verbose_name=gettext_lazy("Families"), orderable=False)
    carried = tables.Column(verbose_name=gettext_lazy("Points"), orderable=False)
    free = tables.Column(verbose_name=gettext_lazy("Room"), orderable=False)
    supervision = tables.Column(verbose_name=gettext_lazy("Supervision this month"), orderable=False, empty_values=())
    files = tables.Column(verbose_name=gettext_lazy("Files reviewed this quarter"), orderable=False)

    def render_visitor(self, value):
        url = reverse("matches:mentor", args=[value.pk])
        return markup.person(value.name, url=url, sub=value.site.name)

    def render_carried(self, value, record):
        words = _("%(points)s of %(most)s") % {"points": in_points(value), "most": in_points(record.most)}
        if not record.unknown:
            return words
        without = ngettext("%(count)d family without a level", "%(count)d families without a level", record.unknown)
        return markup.two_lines(words, without % {"count": record.unknown})

    def render_free(self, value, record):
        if record.is_over:
            return markup.status(_("%(points)s too many") % {"points": in_points(-value)}, "late")
        return markup.status(in_points(value), "met" if value >= HUNDRED else "waiting")

    def render_supervision(self, value, record):
        """Kept of planned, and the time; empty to whoever may not know of it."""
        if value is None:
            return ""
        said = _("%(done)s of %(asked)s") % {
            "done": minutes(value["taken"] or 0),
            "asked": minutes(record.asked["minutes"]),
        }
        kept = _("%(kept)d of %(planned)d kept") % {"kept": value["kept"], "planned": value["planned"]}
        return markup.two_lines(said, kept)

    def render_files(self, value, record):
        words = _("%(done)d of %(asked)d") % {"done": value, "asked": record.asked["files"]}
        return markup.status(words, "met" if value >= record.asked["files"] else "waiting")
