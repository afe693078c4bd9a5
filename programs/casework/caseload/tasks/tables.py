"""Tasks in a list."""

import django_tables2 as tables
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.markup import status, two_lines
from mmp_portal.ui.tables import LinkColumn, PortalTable
from mmp_portal.ui.templatetags.ui import day
from programs.casework.caseload.models.tasks import Status

KINDS = {Status.OPEN: "waiting", Status.DONE: "met", Status.DROPPED: "declined"}


class TaskTable(PortalTable):
    due_on = tables.Column(verbose_name=_("By when"), attrs={"td": {"class": "text-nowrap"}})
    words = LinkColumn(verbose_name=_("What is to be done"))
    about = LinkColumn(
        verbose_name=_("About"),
        url="about_url",
        sub="enrollment__number",
        empty_values=(None,),
        order_by=("enrollment__participant__family_name", "mentor__person__family_name"),
    )
    assigned_to = tables.Column(accessor="assigned_to__name", verbose_name=_("For whom"))
    recorded_by = tables.Column(accessor="recorded_by__name", verbose_name=_("Entered by"))
    status = tables.Column(accessor="get_status_display", verbose_name=_("Status"), order_by=("status",))

    caption = _("Tasks")
    row_header = "words"

    class Meta:
        order_by = ("due_on",)

    def render_due_on(self, value, record):
        late = record.days_late(timezone.localdate())
        if late:
            return two_lines(day(value), ngettext("%(count)d day late", "%(count)d days late", late) % {"count": late})
        return day(value)

    def render_status(self, value, record):
        if record.voided_at:
            return status(gettext("Voided"), "declined")
        if record.days_late(timezone.localdate()):
            return status(gettext("Late"), "late")
        return status(value, KINDS[record.status])
