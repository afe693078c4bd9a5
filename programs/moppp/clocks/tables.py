"""Families and their clocks."""

import django_tables2 as tables
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mmp_portal.ui import markup
from mmp_portal.ui.tables import PortalTable
from programs.moppp.clocks.first_visit import State

WORDS = {
    State.IN_TIME: (gettext_lazy("In time"), "met"),
    State.LATE: (gettext_lazy("Late"), "late"),
    State.RUNNING: (gettext_lazy("Running"), "waiting"),
    State.UNKNOWN: (gettext_lazy("Not known"), "plain"),
}


def day_in_words(day):
    return formats.date_format(day, "M j, Y") if day else ""


def started_by(clock):
    """What the clock counts from, in words."""
    if clock.starts_on is None:
        return _("No birth and no referral day on record")
    if clock.is_expected:
        return _("Birth expected %(day)s") % {"day": day_in_words(clock.starts_on)}
    return day_in_words(clock.starts_on)


class FirstVisits(PortalTable):
    """One row a family; those whose clock runs come first, the nearest last day before the others."""

    caption = gettext_lazy("First home visits")
    row_header = "name"

    name = tables.Column(
        accessor="case", verbose_name=gettext_lazy("Name"), orderable=False, attrs={"td": {"data-label": ""}}
    )
    group = tables.Column(accessor="clock", verbose_name=gettext_lazy("Came by"), orderable=False)
    starts = tables.Column(accessor="clock", verbose_name=gettext_lazy("Counts from"), orderable=False)
    last_day = tables.Column(accessor="clock", verbose_name=gettext_lazy("In time until"), orderable=False)
    visited = tables.Column(accessor="clock", verbose_name=gettext_lazy("First visit"), orderable=False)
    state = tables.Column(accessor="clock", verbose_name=gettext_lazy("Clock"), orderable=False)

    def __init__(self, *args, today, **options):
        self.today = today
        super().__init__(*args, **options)

    def render_name(self, value):
        return markup.person(value.participant.name, url=value.get_absolute_url(), sub=value.number)

    def render_group(self, value):
        return _("Children’s Division") if value.by_child_welfare else _("Another way")

    def render_starts(self, value):
        return started_by(value)

    def render_last_day(self, value):
        left = value.days_left(self.today)
        if left is None:
            return day_in_words(value.last_day)
        words = ngettext("%(count)d day left", "%(count)d days left", left) % {"count": left}
        return markup.two_lines(day_in_words(value.last_day), words)

    def render_visited(self, value):
        return day_in_words(value.visited_on) or _("None yet")

    def render_state(self, value):
        return markup.status(*WORDS[value.state])
