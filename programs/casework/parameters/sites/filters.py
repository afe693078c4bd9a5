"""Filters above the list of sites."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import Agency, Site, State
from programs import registry


class SiteFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("Name, code or county"), method="by_words", widget=forms.TextInput(attrs={"type": "search"})
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices, empty_label=_("Any"))
    program = django_filters.ChoiceFilter(label=_("Program"), method="by_program", empty_label=_("Any"))
    agency = django_filters.ModelChoiceFilter(label=_("Agency"), queryset=Agency.objects.none(), empty_label=_("Any"))

    class Meta:
        model = Site
        fields: list[str] = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.filters["program"].extra["choices"] = [(p.code, p.short_name) for p in registry.all_programs()]
        self.filters["agency"].field.queryset = Agency.objects.filter(sites__in=self.queryset).distinct()

    def by_words(self, rows, name, value):
        for word in value.split():
            found = Q(name__icontains=word) | Q(code__iexact=word) | Q(city__icontains=word)
            rows = rows.filter(found | Q(pk__in=Site.objects.filter(counties__name__icontains=word)))
        return rows

    def by_program(self, rows, name, value):
        return rows.offering(value, on=timezone.localdate())
