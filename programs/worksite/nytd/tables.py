"""The records as a list, and the counts of every element."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.tables import DayColumn, LinkColumn, NumberColumn, PortalTable


class NytdTable(PortalTable):
    person = LinkColumn(
        accessor="enrollment__participant__name",
        sub="enrollment__number",
        verbose_name=_("Participant"),
        order_by=("enrollment__participant__family_name", "enrollment__participant__given_name"),
    )
    moment = tables.Column(verbose_name=_("Start or end"))
    taken_on = DayColumn(verbose_name=_("Asked on"))
    answered = NumberColumn(verbose_name=_("Elements answered"))

    caption = _("State youth outcomes")
    row_header = "person"

    class Meta:
        order_by = ("-taken_on",)


class CountTable(PortalTable):
    """One row for each element and answer; for a file."""

    number = tables.Column(verbose_name=_("Element"))
    label = tables.Column(verbose_name=_("What it is"))
    said = tables.Column(verbose_name=_("Answer"))
    start = tables.Column(verbose_name=_("At the start"))
    end = tables.Column(verbose_name=_("At the end"))
