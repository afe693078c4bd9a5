"""Contacts in a list."""

import django_tables2 as tables
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.markup import status, two_lines
from mmp_portal.ui.tables import LinkColumn, MinutesColumn, PersonColumn, PortalTable, ProgramColumn, StatusColumn
from mmp_portal.ui.templatetags.ui import clock, day, minutes
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
    setting = tables.Column(accessor="setting_label", verbose_name=_("Where"), order_by=("setting",))
    about = tables.Column(verbose_name=_("About"), empty_values=(), orderable=False)
    travel = tables.Column(accessor="travel_minutes", verbose_name=_("Minutes on the road"))
    miles_driven = tables.Column(verbose_name=_("Miles"))
    interpreter_used = tables.Column(verbose_name=_("Interpreter"))
    recorded_by = tables.Column(accessor="recorded_by__name", verbose_name=_("Written by"))
    state = tables.Column(verbose_name=_("Seen"), empty_values=(), orderable=False)

    caption = _("Contacts")
    row_header = "kind"
    on_request = ("setting", "about", "travel", "miles_driven", "interpreter_used")

    class Meta:
        order_by = ("-started_at",)

    def render_about(self, record):
        return ", ".join(str(label) for label in record.about_labels) or gettext("not said")

    def render_interpreter_used(self, value):
        return gettext("yes") if value else gettext("no")

    def render_recorded_by(self, value, record):
        if not record.on_behalf_of:
            return value
        return two_lines(value, gettext("for %(name)s") % {"name": record.on_behalf_of.name})

    def render_started_at(self, value, record):
        begun = timezone.localtime(value, record.enrollment.site.zone)
        return two_lines(day(begun), begun.year if begun.year != timezone.localdate().year else "")

    def render_duration_minutes(self, value, record):
        if record.is_try:
            return gettext("a try")
        return minutes(value) if value else gettext("not said")

    def value_started_at(self, value, record):
        return timezone.localtime(value, record.enrollment.site.zone).replace(tzinfo=None)

    def value_duration_minutes(self, value):
        return value

    def render_state(self, record):
        if record.voided_at:
            return status(gettext("Voided"), "declined")
        if record.waits_for_help:
            return status(gettext("Help wanted"), "late")
        if record.seen_at:
            return status(gettext("Seen"), "met")
        return status(gettext("Not seen yet"), "plain")


class AppointmentTable(PortalTable):
    starts_at = tables.Column(verbose_name=_("When"), attrs={"td": {"class": "text-nowrap"}})
    who = PersonColumn(
        accessor="enrollment__participant__name",
        verbose_name=_("With"),
        url="enrollment__get_absolute_url",
        sub="enrollment__number",
        order_by=("enrollment__participant__family_name", "enrollment__participant__given_name"),
    )
    program = ProgramColumn(accessor="enrollment__program", programs=registry.get)
    kind = LinkColumn(accessor="kind_label", verbose_name=_("What"), order_by=("kind",), sub="setting_label")
    kept_by = tables.Column(accessor="kept_by_name", verbose_name=_("Kept by"), orderable=False)
    state = StatusColumn(accessor="get_status_display", kind="status_kind", order_by=("status",))

    caption = _("Appointments")
    row_header = "kind"

    def render_starts_at(self, value, record):
        begins = timezone.localtime(value, record.enrollment.site.zone)
        return two_lines(day(begins), clock(begins))

    def value_starts_at(self, value, record):
        return timezone.localtime(value, record.enrollment.site.zone).replace(tzinfo=None)
