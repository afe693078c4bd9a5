"""The directory as a list."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.markup import two_lines
from mmp_portal.ui.tables import LinkColumn, PortalTable


class ResourceTable(PortalTable):
    name = LinkColumn(sub="who_may_go", verbose_name=_("Service"))
    services = tables.Column(accessor="service_labels", verbose_name=_("Helps with"), orderable=False)
    where = tables.Column(verbose_name=_("Where"), orderable=False, empty_values=())
    languages = tables.Column(accessor="language_labels", verbose_name=_("Languages"), orderable=False)
    cultures = tables.Column(verbose_name=_("Cultures"), default="")
    phone = tables.Column(verbose_name=_("Phone"), orderable=False, attrs={"td": {"class": "text-nowrap"}}, default="")
    cost = tables.Column(verbose_name=_("Cost"), default="")
    hours = tables.Column(verbose_name=_("Hours"), default="")
    checked_on = tables.Column(verbose_name=_("Checked"), empty_values=())

    caption = _("Services")
    row_header = "name"
    on_request = ("cultures", "cost", "hours")

    class Meta:
        order_by = ("name",)

    def __init__(self, *args, today, **options):
        self.today = today
        super().__init__(*args, **options)

    def render_services(self, value):
        return ", ".join(value)

    def render_languages(self, value):
        return ", ".join(value)

    def render_where(self, record):
        return record.where or _("Not said")

    def render_checked_on(self, record):
        words = record.checked_in_words(self.today)
        return two_lines(words, _("Look again") if record.is_stale(self.today) else "")
