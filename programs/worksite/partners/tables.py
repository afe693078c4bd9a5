"""Corporate Partners as a list."""

import django_tables2 as tables
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.markup import two_lines
from mmp_portal.ui.tables import LinkColumn, NumberColumn, PortalTable, StatusColumn

KINDS = {
    "prospect": "new",
    "talking": "waiting",
    "signed": "active",
    "resting": "paused",
    "declined": "declined",
    "ended": "closed",
}


class PartnerTable(PortalTable):
    name = LinkColumn(sub="get_industry_display", verbose_name=_("Company"))
    status = StatusColumn(kind=KINDS)
    city = tables.Column(verbose_name=_("City"), default="")
    mentoring = NumberColumn(verbose_name=_("Mentors"))
    free = NumberColumn(verbose_name=_("Open places"))
    signed_on = tables.Column(verbose_name=_("Agreement"), empty_values=())
    talked = tables.Column(verbose_name=_("Last talk"), empty_values=())
    next_step = tables.Column(verbose_name=_("Next step"), empty_values=(), order_by=("next_step_on",))
    offers = tables.Column(verbose_name=_("What they offer"), default="")

    caption = _("Corporate Partners")
    row_header = "name"
    on_request = ("offers",)

    class Meta:
        order_by = ("name",)

    def __init__(self, *args, today, **options):
        self.today = today
        super().__init__(*args, **options)

    def render_signed_on(self, record):
        if record.signed_on is None:
            return ""
        ends = record.agreement_ends_on
        return two_lines(
            formats.date_format(record.signed_on, _("M j, Y")),
            _("until %(day)s") % {"day": formats.date_format(ends, _("M j, Y"))} if ends else "",
        )

    def render_talked(self, value):
        return formats.date_format(value, _("M j, Y")) if value else _("never")

    def render_next_step(self, record):
        if not record.next_step_on:
            return ""
        day = formats.date_format(record.next_step_on, _("M j"))
        who = record.next_step_by.name
        if record.next_step_on < self.today:
            return two_lines(record.next_step, _("late since %(day)s, %(who)s") % {"day": day, "who": who})
        return two_lines(record.next_step, _("by %(day)s, %(who)s") % {"day": day, "who": who})
