"""The inbox as a list."""

import django_tables2 as tables
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mmp_portal.ui import markup
from mmp_portal.ui.tables import PortalTable, StatusColumn
from mmp_portal.ui.templatetags.ui import day


class ReferralTable(PortalTable):
    """One row a referral: who, for which program, from whom, how old, how it stands, and what comes next."""

    caption = gettext_lazy("Referrals")
    row_header = "name"
    on_request = ("tries", "site", "channel", "cris_number")

    name = tables.Column(
        accessor="person",
        verbose_name=gettext_lazy("Name"),
        order_by=("person__family_name", "person__given_name"),
        attrs={"td": {"data-label": ""}},
    )
    program = tables.Column(verbose_name=gettext_lazy("Program"), empty_values=())
    source = tables.Column(verbose_name=gettext_lazy("Who refers"))
    received_on = tables.Column(verbose_name=gettext_lazy("Received"), attrs={"td": {"class": "text-nowrap"}})
    status = StatusColumn()
    intake_worker = tables.Column(
        accessor="intake_worker",
        verbose_name=gettext_lazy("Intake worker"),
        order_by=("intake_worker__name",),
        empty_values=(),
    )
    tries = tables.Column(accessor="attempt_count", verbose_name=gettext_lazy("Tries"))
    next_step = tables.Column(verbose_name=gettext_lazy("Next step"), empty_values=(), orderable=False)
    site = tables.Column(verbose_name=gettext_lazy("Site"))
    channel = tables.Column(verbose_name=gettext_lazy("How it came"))
    cris_number = tables.Column(verbose_name=gettext_lazy("CRIS number"))

    class Meta:
        order_by = ("-received_on",)

    def __init__(self, *args, today, limits, **options):
        self.today = today
        self.limits = limits
        super().__init__(*args, **options)

    def render_name(self, value, record):
        return markup.person(value.name, url=record.get_absolute_url(), sub=record.number)

    def render_program(self, record):
        return markup.program_tag(record.definition) if record.program else _("Whichever fits")

    def render_source(self, record):
        named = record.referrer_organization or record.referrer_name
        return markup.two_lines(record.get_source_display(), named)

    def render_received_on(self, value, record):
        days = record.age_on(self.today).days
        age = ngettext("%(count)d day", "%(count)d days", days) % {"count": days} if days else _("Today")
        return markup.two_lines(day(value), age)

    def render_intake_worker(self, value):
        return value.name if value else _("Nobody yet")

    def render_tries(self, value, record):
        if not value:
            return _("None yet")
        tried = ngettext("%(count)d try", "%(count)d tries", value) % {"count": value}
        return markup.two_lines(tried, _("last %(day)s") % {"day": day(record.last_attempt_on)})

    def render_next_step(self, record):
        by = self.limits.next_by(record)
        if by is None:
            return _("Ended")
        late = self.limits.late_days(record)
        if late:
            words = ngettext("%(count)d day late", "%(count)d days late", late) % {"count": late}
            return markup.two_lines(markup.status(words, "late"), self.limits.next_step(record))
        if by == self.today:
            return markup.two_lines(markup.status(_("Today"), "waiting", "clock"), self.limits.next_step(record))
        return markup.two_lines(_("by %(day)s") % {"day": day(by)}, self.limits.next_step(record))
