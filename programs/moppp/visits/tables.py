"""Visits by month, by family and by visitor."""

import django_tables2 as tables
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.agencies.models import HomeVisitingModel
from mmp_portal.ui import markup
from mmp_portal.ui.tables import NumberColumn, PortalTable
from programs.moppp.models import Level
from programs.moppp.visits.expected import HFA


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


class BySite(TallyTable):
    """One row a site, and a last one for all of them together."""

    caption = gettext_lazy("Visits by site")
    row_header = "site"

    site = tables.Column(
        accessor="of",
        verbose_name=gettext_lazy("Site"),
        orderable=False,
        empty_values=(),
        attrs={"td": {"data-label": ""}},
    )
    families = NumberColumn(verbose_name=gettext_lazy("Families"), orderable=False)
    line = tables.Column(
        accessor="line_words", verbose_name=gettext_lazy("Families at the line"), orderable=False, empty_values=()
    )

    class Meta:
        sequence = ("site", "families", "expected", "done", "share", "line", "...")

    def render_site(self, value):
        return value.name if value else _("All together")


class FamilyVisits(TallyTable):
    """One row a family."""

    caption = gettext_lazy("Visits by family")
    row_header = "name"

    name = tables.Column(
        accessor="of",
        verbose_name=gettext_lazy("Name"),
        orderable=False,
        attrs={"td": {"data-label": ""}},
    )
    site = tables.Column(accessor="of__site__name", verbose_name=gettext_lazy("Site"), orderable=False)
    model = tables.Column(accessor="of", verbose_name=gettext_lazy("Model"), orderable=False)

    class Meta:
        sequence = ("name", "site", "model", "...")

    def __init__(self, *args, footings, last, **options):
        self.footings, self.last = footings, last
        super().__init__(*args, **options)

    def render_name(self, value):
        url = reverse("moppp:plan", args=[value.pk])
        return markup.person(value.participant.name, url=url, sub=value.number)

    def value_name(self, value):
        return value.number

    def render_model(self, value):
        return self.value_model(value)

    def value_model(self, value):
        """The model on the last day that counts, and the level where it has levels."""
        footing = self.footings[value.pk]
        model = footing.model_on(self.last)
        if not model:
            return _("Not known")
        if model != HFA:
            return HomeVisitingModel(model).label
        level = footing.level_on(self.last)
        return Level(level).label if level else _("No level yet")

    def value_share(self, value):
        return "" if value.share is None else _("%(share)d%%") % {"share": value.share}
