"""Contacts in a list."""

import django_tables2 as tables
from django.utils import timezone
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.markup import status, two_lines
from mmp_portal.ui.tables import LinkColumn, MinutesColumn, PersonColumn, PortalTable, ProgramColumn
from mmp_portal.ui.templatetags.ui import day, minutes
from programs import registry


class ContactTable(PortalTable):
    started_at = tables.Column(verbose_name=_("When"), attrs={"td": {"class": "text-nowrap"}})
    who = PersonColumn(
        accessor="enrollment__participant__name",
        verbose_name=_("With"),
        url="enrollment__get_absolute_url",
        sub="enrollment__number",
        order_by=("enrollment__participant__family_name", "enrollment__participant__given_name"),
    )
    program = ProgramColumn(accessor="enrollment__program", programs=registry.get)
    kind = LinkColumn(accessor="kind_label", verbose_name=_("What"), order_by=("outcome", "kind"))
    duration_minutes = MinutesColumn(verbose_name=_("How long"))
    recorded_by = tables.Column(accessor="recorded_by__name", verbose_name=_("Written by"))
    state = tables.Column(verbose_name=_("Seen"), empty_values=(), orderable=False)

    caption = _("Contacts")
    row_header = "kind"

    class Meta:
        order_by = ("-started_at",)

    def render_started_at(self, value, record):
        begun = timezone.localtime(value, record.enrollment.site.zone)
        return two_lines(day(begun), begun.year if begun.year != timezone.localdate().year else "")

    def render_duration_minutes(self, value, record):
        if record.is_try:
            return _gettext("a try")
        return minutes(value) if value else _gettext("not said")

    def value_started_at(self, value, record):
        return timezone.localtime(value, record.enrollment.site.zone).replace(tzinfo=None)

    def value_duration_minutes(self, value):
        return value

    def render_state(self, record):
        if record.voided_at:
            return status(_gettext("Voided"), "declined")
        if record.waits_for_help:
            return status(_gettext("Help wanted"), "late")
        if record.seen_at:
            return status(_gettext("Seen"), "met")
        return status(_gettext("Not seen yet"), "plain")
