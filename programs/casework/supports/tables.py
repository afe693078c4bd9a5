"""Entries in a list: what it was, for whom, how much, and what was left."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.ui import markup
from mmp_portal.ui.tables import DayColumn, NumberColumn, PortalTable
from programs.casework.supports.filters import name_of
from programs.casework.supports.words import amount_in_words, kind_in_words


class Entries(PortalTable):
    caption = gettext_lazy("Entries of the ledger")
    row_header = "kind"
    on_request = ("recorded_at",)

    on = DayColumn(verbose_name=gettext_lazy("Day"))
    kind = tables.Column(verbose_name=gettext_lazy("What it was"))
    account = tables.Column(verbose_name=gettext_lazy("Account"), order_by=("account__name",))
    who = tables.Column(
        accessor="enrollment", verbose_name=gettext_lazy("For whom"), default="", order_by=("enrollment__number",)
    )
    amount = NumberColumn(verbose_name=gettext_lazy("Amount"))
    balance_after = NumberColumn(verbose_name=gettext_lazy("Left after it"), orderable=False)
    by = tables.Column(accessor="recorded_by__name", verbose_name=gettext_lazy("By"), default="", orderable=False)
    recorded_at = tables.DateTimeColumn(verbose_name=gettext_lazy("Written down"))
    take_back = tables.Column(
        verbose_name=gettext_lazy("Take back"), empty_values=(), orderable=False, exclude_from_export=True
    )

    class Meta:
        order_by = ("-recorded_at",)

    def __init__(self, *args, may_edit=False, **options):
        self.may_edit = may_edit
        super().__init__(*args, **options)

    def render_kind(self, value, record):
        return markup.two_lines(self.value_kind(value, record), record.words)

    def value_kind(self, value, record):
        return str(kind_in_words(record.account.program, value))

    def render_account(self, value):
        return name_of(value)

    def render_who(self, value):
        return markup.person(value.participant.name, url=value.get_absolute_url(), sub=value.number, show_face=False)

    def value_who(self, value):
        return value.number

    def render_amount(self, value, record):
        return amount_in_words(record.account.book, value)

    def render_balance_after(self, value, record):
        return amount_in_words(record.account.book, value)

    def render_take_back(self, record):
        if record.is_counter:
            return _("takes back an entry")
        if record.is_countered:
            return _("taken back")
        if not self.may_edit:
            return ""
        return markup.person(_("Take back"), url=reverse("supports:take_back", args=[record.pk]), show_face=False)
