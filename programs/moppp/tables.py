"""Who is in the program now."""

import django_tables2 as tables
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.agencies.models import HomeVisitingModel
from mmp_portal.ui import markup
from mmp_portal.ui.tables import PortalTable
from programs.casework.casefile.standing import companion_of, standing_of
from programs.casework.enrollments.models import Status
from programs.moppp.models import Level
from programs.moppp.visits.expected import HFA
from programs.moppp.visits.tables import share_words


class Families(PortalTable):
    """One row a family: with whom, by which model, and the visits of this month and the last."""

    caption = gettext_lazy("Families in the program")
    row_header = "name"

    name = tables.Column(
        accessor="participant",
        verbose_name=gettext_lazy("Name"),
        order_by=("participant__family_name", "participant__given_name"),
        attrs={"td": {"data-label": ""}},
    )
    status = tables.Column(verbose_name=gettext_lazy("Status"))
    companion = tables.Column(verbose_name=gettext_lazy("Home visitor"), empty_values=(), orderable=False)
    model = tables.Column(verbose_name=gettext_lazy("Model"), empty_values=(), orderable=False)
    month = tables.Column(verbose_name=gettext_lazy("Visits this month"), empty_values=(), orderable=False)
    before = tables.Column(verbose_name=gettext_lazy("Last month"), empty_values=(), orderable=False)

    class Meta:
        order_by = ("name",)

    def __init__(self, *args, today, **options):
        self.today = today
        self.footings, self.so_far, self.last = {}, {}, {}
        super().__init__(*args, **options)

    def render_name(self, value, record):
        return markup.person(value.name, url=record.get_absolute_url(), sub=record.number)

    def render_status(self, record):
        standing = standing_of(record)
        return markup.status(standing.word, standing.kind)

    def render_companion(self, record):
        return companion_of(record)

    def render_model(self, record):
        footing = self.footings[record.pk]
        model = footing.model_on(self.today)
        if not model:
            return _("Not known")
        label = HomeVisitingModel(model).label
        if model != HFA:
            return label
        level = footing.level_on(self.today)
        return markup.two_lines(Level(level).label if level else _("No level yet"), label)

    def render_month(self, record):
        if record.status == Status.PAUSED:
            return _("Nothing in a pause")
        return self._figure(self.so_far[record.pk], _("%(expected)s expected by today"))

    def render_before(self, record):
        tally = self.last[record.pk]
        return share_words(tally) if tally.is_met is not None else self._figure(tally, _("%(expected)s expected"))

    def _figure(self, tally, expectation):
        return markup.two_lines(tally.done, expectation % {"expected": tally.expected_words})
