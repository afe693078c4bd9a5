"""How the ledger is narrowed; a figure of a room leads here with its account in the address."""

from calendar import monthrange

import django_filters
from django.utils.translation import gettext_lazy as _

from programs.casework.contacts.filters import MonthFilter
from programs.casework.supports.models import Account, Book, Entry

ONLY = (("in", _("Put in")), ("out", _("Taken out")), ("back", _("Taken back")))


def name_of(account):
    """“Diapers, size 3”; a family's own account with its case number."""
    return f"{account.name}, {account.enrollment.number}" if account.enrollment else account.name


class LedgerFilter(django_filters.FilterSet):
    book = django_filters.ChoiceFilter(
        field_name="account__book", label=_("Book"), empty_label=_("All"), choices=Book.choices
    )
    account = django_filters.ModelChoiceFilter(
        label=_("Account"), empty_label=_("All"), queryset=Account.objects.none()
    )
    only = django_filters.ChoiceFilter(label=_("Show"), empty_label=_("All"), choices=ONLY, method="of_one_way")
    month = MonthFilter(label=_("Month"), method="in_month")

    class Meta:
        model = Entry
        fields = ()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        accounts = Account.objects.not_voided().for_user(self.request.user).select_related("enrollment")
        self.filters["account"].queryset = accounts
        self.filters["account"].field.label_from_instance = name_of

    def of_one_way(self, rows, name, way):
        if way == "back":
            return rows.exclude(counters=None)
        return rows.put_in() if way == "in" else rows.taken_out()

    def in_month(self, rows, name, first):
        if first is None:
            return rows
        last = first.replace(day=monthrange(first.year, first.month)[1])
        return rows.filter(on__gte=first, on__lte=last)

    @property
    def chosen_account(self):
        """The one account at hand, or None."""
        return self.form.cleaned_data.get("account") if self.form.is_valid() else None
