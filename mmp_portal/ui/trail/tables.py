"""The trail as tables."""

from datetime import date, datetime

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit.models import Event, Opening
from mmp_portal.audit.words import OF_THE_HOUSE, PAGES, opened_in_words, verb_in_words
from mmp_portal.ui.tables import PortalTable

# Pages that only those who work on cases may open; to others the number is text.
OF_CASEWORK = {"casefile:story", "casefile:person", "matches:match", "contacts:contact", "meetings:meeting"}
OF_CASEWORK |= {"matches:mentor", "goals:goal"}


def in_words(value):
    """Mon, Nov 23, 2026, 3:30 pm, whether a moment or a day, as it is or as it was stored; other words as they are."""
    if isinstance(value, str):
        try:
            value = (parse_date(value) if len(value) == 10 else parse_datetime(value)) or value
        except ValueError:
            return value
    if isinstance(value, datetime):
        moment = timezone.localtime(value) if timezone.is_aware(value) else value
        return f"{date_format(moment, 'D, M j, Y')}, {date_format(moment, 'g:i a').replace('.', '')}"
    if isinstance(value, date):
        return date_format(value, "D, M j, Y")
    if isinstance(value, list):
        return ", ".join(str(in_words(part)) for part in value)
    return str(value).replace("_", " ")


class TrailTable(PortalTable):
    at = tables.Column(verbose_name=_("When"))
    by = tables.Column(verbose_name=_("Who"), accessor="by__name", default=_("The portal"))
    subject_label = tables.Column(
        verbose_name=_("Record"), orderable=False, attrs={"td": {"class": "text-nowrap"}, "th": {}}
    )
    site = tables.Column(verbose_name=_("Site"), accessor="site__name", default=_("None"))
    reason = tables.Column(verbose_name=_("Why"), orderable=False, default="")

    class Meta:
        order_by = "-at"

    row_header = "at"

    def render_at(self, value):
        return in_words(value)

    def render_subject_label(self, value, record):
        kind = record.subject_type
        page = PAGES.get(f"{kind.app_label}.{kind.model}")
        if page is None or (page in OF_CASEWORK and not self.request.user.may(Permission.CASE_VIEW)):
            return value
        return format_html('<a href="{}">{}</a>', reverse(page, args=[record.subject_id]), value)


class OpeningTable(TrailTable):
    caption = _("Who opened what")

    what = tables.Column(verbose_name=_("Opened"))

    class Meta(TrailTable.Meta):
        model = Opening
        fields = ("at", "by", "what", "subject_label", "site", "reason")
        empty_text = _("Nobody has opened a case file in this time.")

    def render_what(self, value):
        return opened_in_words(value)


class EventTable(TrailTable):
    caption = _("Who changed what")

    verb = tables.Column(verbose_name=_("Did"))
    details = tables.Column(verbose_name=_("Before and after"), orderable=False, default="")

    class Meta(TrailTable.Meta):
        model = Event
        fields = ("at", "by", "verb", "subject_label", "site", "reason", "details")
        empty_text = _("Nothing was changed in this time.")

    def _may_read(self, record):
        return record.verb.split(".")[0] in OF_THE_HOUSE or self.request.user.may(Permission.CASE_VIEW)

    def render_verb(self, value):
        return verb_in_words(value)

    def render_reason(self, value, record):
        return value if self._may_read(record) else _("Shown to those who work on the case")

    def render_details(self, value, record):
        if not self._may_read(record):
            return ""
        before, after = value.get("before", {}), value.get("after", {})
        lines = []
        for name in dict.fromkeys([*before, *after]):
            told = [in_words(side[name]) for side in (before, after) if side.get(name) not in (None, "")]
            if told:
                lines.append(f"{name.replace('_', ' ')}: {' → '.join(told)}")
        return "; ".join(lines)
