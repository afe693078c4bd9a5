"""The review queue as a list."""

import django_tables2 as tables
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.markup import status, two_lines
from mmp_portal.ui.tables import LinkColumn, PortalTable
from mmp_portal.ui.templatetags.ui import day, minutes
from programs.casework.caseload.review.queue import HELP, KINDS, REASONS, RETURNED


class ReviewTable(PortalTable):
    reason = tables.Column(verbose_name=_("Why"), order_by=("rank",))
    what = LinkColumn(
        accessor="kind_label",
        verbose_name=_("What"),
        url="thread_url",
        sub="enrollment__participant__name",
        order_by=("kind",),
    )
    note = tables.Column(verbose_name=_("Note"), orderable=False, empty_values=(None,))
    recorded_by = tables.Column(accessor="recorded_by__name", verbose_name=_("Written by"))
    started_at = tables.Column(verbose_name=_("When"), attrs={"td": {"class": "text-nowrap"}})
    action = tables.Column(verbose_name=_("Seen"), empty_values=(), orderable=False, exclude_from_export=True)

    caption = _("Contacts to look at")
    row_header = "what"

    class Meta:
        order_by = ("reason",)

    def render_reason(self, value):
        return status(REASONS[value], KINDS.get(value, "waiting"))

    def render_note(self, value):
        return value if len(value) <= 90 else f"{value[:88]}…"

    def render_started_at(self, value, record):
        return two_lines(day(value), minutes(record.duration_minutes) if record.duration_minutes else "")

    def render_action(self, record):
        if record.reason in (HELP, RETURNED):
            words = gettext("Answer") if record.reason == HELP else gettext("Open")
            return format_html(
                '<a class="btn btn-quiet btn-sm" href="{}">{}<span class="visually-hidden">: {}</span></a>',
                record.thread_url,
                words,
                record.enrollment.participant.name,
            )
        return format_html(
            '<form method="post" action="{}">'
            '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
            '<input type="hidden" name="action" value="resolve"><input type="hidden" name="back" value="queue">'
            '<button class="btn btn-quiet btn-sm" type="submit">{}<span class="visually-hidden">: {}</span></button>'
            "</form>",
            reverse("caseload:thread", args=[record.pk]),
            get_token(self.request),
            gettext("Seen"),
            record.enrollment.participant.name,
        )
