"""The items of a shelf."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy

from mmp_portal.ui.tables import LinkColumn, NumberColumn, PortalTable


class Shelf(PortalTable):
    """One row an item of a site, with what is left and what was given in the program year."""

    caption = gettext_lazy("Goods on the shelf")
    row_header = "name"

    name = LinkColumn(verbose_name=gettext_lazy("Item"), orderable=False, attrs={"td": {"data-label": ""}})
    site = tables.Column(accessor="site__name", verbose_name=gettext_lazy("Site"), orderable=False)
    balance = NumberColumn(verbose_name=gettext_lazy("On the shelf"), orderable=False)
    to_families = NumberColumn(verbose_name=gettext_lazy("Given at visits"), orderable=False)
    at_groups = NumberColumn(verbose_name=gettext_lazy("Given at groups"), orderable=False)
