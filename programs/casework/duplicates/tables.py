"""Pairs of records that may be of one person."""

import django_tables2 as tables
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.ui import markup
from mmp_portal.ui.tables import PortalTable


class DuplicateTable(PortalTable):
    one = tables.Column(
        verbose_name=gettext_lazy("One record"),
        order_by=("one__family_name", "one__given_name"),
        attrs={"td": {"data-label": ""}},
    )
    other = tables.Column(verbose_name=gettext_lazy("The other"), order_by=("other__family_name", "other__given_name"))
    reasons = tables.Column(accessor="reason_labels", verbose_name=gettext_lazy("Why"), orderable=False)
    weight = tables.Column(verbose_name=gettext_lazy("How sure"))
    found_at = tables.DateColumn(verbose_name=gettext_lazy("Found"), format="M j, Y")

    caption = gettext_lazy("Perhaps written down twice")
    row_header = "one"
    on_request = ("found_at",)

    class Meta:
        order_by = ("-weight", "one")

    def __init__(self, *args, today, **options):
        self.today = today
        super().__init__(*args, **options)

    def _who(self, person):
        return person.age_in_words(self.today) or _("Age not known")

    def render_one(self, value, record):
        return markup.person(value.name, url=record.get_absolute_url(), sub=self._who(value))

    def value_one(self, value):
        return value.name

    def render_other(self, value):
        return markup.two_lines(value.name, self._who(value))

    def value_other(self, value):
        return value.name

    def render_reasons(self, value):
        return ", ".join(str(label) for label in value)

    def render_weight(self, value):
        return _("very likely") if value >= VERY_LIKELY else _("likely")


# A name and two more signs, such as birth date and phone.
VERY_LIKELY = 6
