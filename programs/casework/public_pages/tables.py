"""Pages for the public as a list for those who look after them."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui import markup
from mmp_portal.ui.tables import LinkColumn, PortalTable
from mmp_portal.ui.templatetags.ui import full_day


class PageTable(PortalTable):
    title = LinkColumn(url="url", verbose_name=_("Page"), orderable=False)
    site = tables.Column(verbose_name=_("Site"), default=_("Every site"), orderable=False)
    reviewed_on = tables.Column(verbose_name=_("Reviewed"), default=_("None yet"), orderable=False)
    due_on = tables.Column(verbose_name=_("Due again"), default=_("None yet"), orderable=False)
    state = tables.Column(verbose_name=_("Review"), empty_values=(), orderable=False)
    change_url = tables.Column(verbose_name=_("To do"), empty_values=(), orderable=False)

    caption = _("Public pages")
    row_header = "title"

    def render_reviewed_on(self, value, record):
        return markup.two_lines(full_day(value), record.reviewed_by)

    def value_reviewed_on(self, value):
        return value

    def render_due_on(self, value):
        return full_day(value)

    def value_due_on(self, value):
        return value

    def render_state(self, record):
        if record.review is None:
            return markup.status(_("Not reviewed yet"), "waiting")
        if record.is_overdue:
            return markup.status(_("Review is due"), "late")
        return markup.status(_("Reviewed"), "met")

    def value_state(self, record):
        if record.review is None:
            return _("Not reviewed yet")
        return _("Review is due") if record.is_overdue else _("Reviewed")

    def render_change_url(self, record):
        """What one does about it: read it and note so; for a site's page its words come first."""
        return markup.person(
            _("Words and reviews") if record.change_url else _("Note a review"),
            url=record.change_url or record.review_url,
            show_face=False,
        )

    def value_change_url(self, record):
        return ""
