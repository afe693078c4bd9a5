"""Visits by month, by family and by visitor."""

import django_tables2 as tables
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.ui import markup
from mmp_portal.ui.tables import NumberColumn, PortalTable


def share_words(tally):
    """“88%”, and whether the line of the model is reached; empty where nothing was expected."""
    if tally.share is None:
        return ""
    words = _("over 100%") if tally.share > 100 else _("%(share)d%%") % {"share": tally.share}
    if tally.is_met is None:
        return words
    return markup.status(words, "met" if tally.is_met else "waiting")


class TallyTable(PortalTable):
    """What every row of visits counts. The rows have a `tally`."""

    expected = NumberColumn(
        accessor="tally__expected_words", verbose_name=gettext_lazy("Expected"), orderable=False, localize=False
    )
    done = NumberColumn(accessor="tally__done", verbose_name=gettext_lazy("Done"), orderable=False)
    share = tables.Column(
        accessor="tally", verbose_name=gettext_lazy("Done of expected"), orderable=False, empty_values=()
    )
    tried = NumberColumn(accessor="tally__tried", verbose_name=gettext_lazy("Tried"), orderable=False)
    excused = NumberColumn(accessor="tally__excused", verbose_name=gettext_lazy("Excused"), orderable=False)
    called_off = NumberColumn(accessor="tally__called_off", verbose_name=gettext_lazy("Called off"), orderable=False)

    def render_share(self, value):
        return share_words(value)


class Months(TallyTable):
    """The months of a family's program year that have begun."""

    caption = gettext_lazy("Visits by month")
    row_header = "month"

    month = tables.Column(
        accessor="first", verbose_name=gettext_lazy("Month"), orderable=False, attrs={"td": {"data-label": ""}}
    )

    class Meta:
        sequence = ("month", "...")

    def render_month(self, record):
        name = formats.date_format(record.first, "F Y")
        if record.is_running:
            return markup.two_lines(name, _("still running"))
        return name

    def render_share(self, value, record):
        """A month that is still running is not judged yet."""
        return "" if record.is_running else share_words(value)


class ByVisitor(TallyTable):
    """One row a home visitor."""

    caption = gettext_lazy("Visits by home visitor")
    row_header = "visitor"

    visitor = tables.Column(
        verbose_name=gettext_lazy("Home visitor"), orderable=False, attrs={"td": {"data-label": ""}}
    )
    families = NumberColumn(verbose_name=gettext_lazy("Families"), orderable=False)

    class Meta:
        sequence = ("visitor", "families", "...")

    def render_visitor(self, value, record):
        return markup.person(value, url=record["url"], sub=record["site"])
