"""How the list of contacts is narrowed; figures of other pages lead here with these in the address."""

import re
from calendar import monthrange
from datetime import date

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs import registry
from programs.casework.contacts.models import Contact

YES = (("1", _("yes")),)


class MonthField(forms.CharField):
    """A month such as 2026-09; gives its first day."""

    def __init__(self, **options):
        options.setdefault("widget", forms.TextInput(attrs={"type": "month", "placeholder": "2026-09"}))
        super().__init__(**options)

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return None
        found = re.fullmatch(r"(\d{4})-(\d{1,2})", value)
        try:
            return date(int(found[1]), int(found[2]), 1)
        except (TypeError, ValueError):
            raise ValidationError(_("Type a month like 2026-09.")) from None


class MonthFilter(django_filters.Filter):
    field_class = MonthField


class ContactFilter(django_filters.FilterSet):
    program = django_filters.ChoiceFilter(field_name="enrollment__program", label=_("Program"), empty_label=_("All"))
    month = MonthFilter(label=_("Month"), method="in_month")
    who = django_filters.ChoiceFilter(
        label=_("Written by"), empty_label=_("Everybody"), choices=(("me", _("me")),), method="by_me"
    )
    without_minutes = django_filters.ChoiceFilter(
        label=_("Without minutes"), empty_label=_("All"), choices=YES, method="only_without_minutes"
    )
    help = django_filters.ChoiceFilter(
        label=_("Help wanted"), empty_label=_("All"), choices=YES, method="only_help_wanted"
    )
    match = django_filters.NumberFilter(field_name="match", widget=forms.HiddenInput, label=_("Match"))
    case = django_filters.NumberFilter(field_name="enrollment", widget=forms.HiddenInput, label=_("Case"))
    own = django_filters.ChoiceFilter(
        choices=YES, widget=forms.HiddenInput, label=_("My cases"), method="only_of_own_cases"
    )

    class Meta:
        model = Contact
        fields = ()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.filters["program"].extra["choices"] = [
            (program.code, program.short_name) for program in registry.all_programs()
        ]

    def in_month(self, rows, name, first):
        if first is None:
            return rows
        return rows.between(
            first, first.replace(day=monthrange(first.year, first.month)[1]), timezone.get_current_timezone()
        )

    def by_me(self, rows, name, value):
        return rows.filter(recorded_by=self.request.user)

    def only_without_minutes(self, rows, name, value):
        return rows.without_minutes()

    def only_help_wanted(self, rows, name, value):
        return rows.help_wanted()

    def only_of_own_cases(self, rows, name, value):
        return rows.of_cases_of(self.request.user)
