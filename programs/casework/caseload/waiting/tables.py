"""The waiting list as a table, in its own order."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mmp_portal.ui import markup
from mmp_portal.ui.tables import PortalTable
from mmp_portal.ui.templatetags.ui import day, full_day


class WaitingTable(PortalTable):
    """One row a family. It cannot be sorted otherwise: the order is what it says."""

    caption = gettext_lazy("Families waiting, in the order in which a place is offered")
    row_header = "name"

    place = tables.Column(verbose_name=gettext_lazy("Order"))
    name = tables.Column(accessor="person", verbose_name=gettext_lazy("Family"))
    priority = tables.Column(accessor="priority_words", verbose_name=gettext_lazy("Priority"))
    ages_out = tables.Column(accessor="ages_out_on", verbose_name=gettext_lazy("Too old from"), empty_values=())
    waiting = tables.Column(accessor="days", verbose_name=gettext_lazy("Waiting"))
    last_word = tables.Column(verbose_name=gettext_lazy("Tries"))

    class Meta:
        orderable = False
        row_attrs = {"class": lambda record: "is-next" if record.place == 1 else ""}

    def render_place(self, value):
        return format_html('<span class="rank">{}</span>', value)

    def value_place(self, value):
        return value

    def render_name(self, value, record):
        return markup.person(value.name, url=record.referral.get_absolute_url(), sub=record.referral.number)

    def value_name(self, value):
        return value.name

    def render_priority(self, value, record):
        return markup.two_lines(markup.status(value, record.priority_kind), record.factors)

    def value_priority(self, value, record):
        return f"{value}, {record.factors}" if record.factors else value

    def render_ages_out(self, value, record):
        if not value:
            return _("None") if record.screening else _("Not known yet")
        if not record.ages_out_soon:
            return full_day(value)
        left = max(record.days_left, 0)
        words = ngettext("%(count)d day left", "%(count)d days left", left) % {"count": left}
        return markup.two_lines(markup.status(words, "late", "clock"), day(value))

    def value_ages_out(self, value):
        return value

    def render_waiting(self, record):
        return record.waiting_words

    def value_waiting(self, value):
        return value
