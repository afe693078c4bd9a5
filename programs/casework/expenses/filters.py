"""How the list of claims is narrowed."""

from calendar import monthrange

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.models import User
from programs.casework.contacts.filters import MonthFilter
from programs.casework.expenses.models import Expense, Status


class ExpenseFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(label=_("Status"), empty_label=_("All"), choices=Status.choices)
    kind = django_filters.ChoiceFilter(label=_("Kind"), empty_label=_("All"), choices=Expense.Kind.choices)
    month = MonthFilter(label=_("Month"), method="in_month")
    who = django_filters.ModelChoiceFilter(
        field_name="claimed_by", label=_("Claimed by"), empty_label=_("Everybody"), queryset=User.objects.none()
    )

    class Meta:
        model = Expense
        fields = ()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        people = User.objects.filter(pk__in=self.queryset.order_by().values("claimed_by"))
        self.filters["who"].queryset = people.order_by("name")
        self.filters["who"].field.label_from_instance = lambda user: user.name

    def in_month(self, rows, name, first):
        if first is None:
            return rows
        last = first.replace(day=monthrange(first.year, first.month)[1])
        return rows.filter(spent_on__gte=first, spent_on__lte=last)


class OwnFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(label=_("Status"), empty_label=_("All"), choices=Status.choices)
    month = MonthFilter(label=_("Month"), method="in_month", widget=forms.TextInput(attrs={"type": "month"}))

    in_month = ExpenseFilter.in_month

    class Meta:
        model = Expense
        fields = ()
