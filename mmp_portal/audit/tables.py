"""The trail as tables. They lie below the look, so they name its classes and its template themselves."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit.models import Event, Opening
from mmp_portal.audit.words import OF_THE_HOUSE, PAGES, opened_in_words, verb_in_words

# Pages that only those who work on cases may open; to others the number is text.
OF_CASEWORK = {"casefile:story", "casefile:person", "matches:match", "contacts:contact", "meetings:meeting"}
OF_CASEWORK |= {"matches:mentor"}


class TrailTable(tables.Table):
    at = tables.DateTimeColumn(verbose_name=_("When"), format="D, M j, Y, g:i a")
    by = tables.Column(verbose_name=_("Who"), accessor="by__name", default=_("The portal"))
    subject_label = tables.Column(verbose_name=_("Record"), orderable=False)
    site = tables.Column(verbose_name=_("Site"), accessor="site__name", default=_("None"))
    reason = tables.Column(verbose_name=_("Why"), orderable=False, default="")

    class Meta:
        template_name = "django_tables2/table.html"
        attrs = {"class": "table table-cards"}
        order_by = "-at"

    row_header = "at"

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
        lines = []
        for name, after in value.get("after", {}).items():
            before = value.get("before", {}).get(name)
            lines.append(f"{name}: {before} → {after}" if before is not None else f"{name}: {after}")
        lines += [
            f"{name}: {before}"
            for name, before in value.get("before", {}).items()
            if name not in value.get("after", {})
        ]
        return "; ".join(line.replace("_", " ") for line in lines)
