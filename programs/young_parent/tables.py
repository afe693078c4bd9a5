"""Who is in the program now."""

import django_tables2 as tables
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.ui import markup
from mmp_portal.ui.tables import PortalTable
from mmp_portal.ui.templatetags.ui import full_day, minutes
from programs.casework.casefile.standing import companion_of, open_match_of, standing_of
from programs.casework.enrollments.models import Status


class YoungParents(PortalTable):
    """One row a family: with whom, on which day of the year, and the month so far."""

    caption = gettext_lazy("Young parents in the program")
    row_header = "name"

    name = tables.Column(
        accessor="participant",
        verbose_name=gettext_lazy("Name"),
        order_by=("participant__family_name", "participant__given_name"),
        attrs={"td": {"data-label": ""}},
    )
    status = tables.Column(verbose_name=gettext_lazy("Status"))
    companion = tables.Column(verbose_name=gettext_lazy("With"), empty_values=(), orderable=False)
    promise = tables.Column(
        verbose_name=gettext_lazy("The year"), empty_values=(), orderable=False, attrs={"td": {"class": "text-nowrap"}}
    )
    mentored = tables.Column(verbose_name=gettext_lazy("With the mentor"), empty_values=(), orderable=False)
    attended = tables.Column(verbose_name=gettext_lazy("At meetings"), empty_values=(), orderable=False)

    class Meta:
        order_by = ("name",)

    def __init__(self, *args, today, **options):
        self.today = today
        self.months = {}
        self.reasons = {}
        super().__init__(*args, **options)

    def render_name(self, value, record):
        age = value.age_in_words(self.today)
        second = f"{record.number} · {age}" if age else record.number
        return markup.person(value.name, url=record.get_absolute_url(), sub=second)

    def render_status(self, record):
        if record.pk in self.reasons:
            return markup.status(_("At risk"), "at-risk")
        standing = standing_of(record)
        return markup.status(standing.word, standing.kind)

    def render_companion(self, record):
        return companion_of(record)

    def render_promise(self, record):
        match = open_match_of(record)
        if match is None:
            return _("Not begun")
        if not match.commitment_days:
            return full_day(match.starts_on)
        return markup.two_lines(
            _("Day %(number)d of %(last)d") % {"number": match.day_number(self.today), "last": match.commitment_days},
            _("until %(day)s") % {"day": formats.date_format(match.commitment_ends_on, _("M j, Y"))},
        )

    def render_mentored(self, record):
        return self._progress(record, 0)

    def render_attended(self, record):
        return self._progress(record, 1)

    def _progress(self, record, which):
        rows = self.months.get(record.pk, [])
        if record.status == Status.PAUSED:
            return _("Nothing in a pause")
        if which >= len(rows) or open_match_of(record) is None:
            return _("Not expected yet")
        row = rows[which]
        second = ""
        if row.kind == "low":
            second = _("%(minutes)s expected by today") % {"minutes": minutes(row.by_today)}
        elif row.kind == "good":
            second = _("the month's time is done")
        return markup.two_lines(row.figure, second)
