"""Finding applications: by name, kind, and how far they are."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentors.models import Kind, MentorApplication


class ApplicationFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Name"), method="find")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Kind.choices, empty_label=_("Any"))
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=MentorApplication.Status.choices, empty_label=_("Without an answer")
    )

    class Meta:
        model = MentorApplication
        fields = ("kind", "status")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.form.order_fields(["q", "kind", "status"])

    def filter_queryset(self, queryset):
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("status") else found.waiting()

    def find(self, queryset, name, words):
        for word in words.split():
            queryset = queryset.filter(Q(given_name__icontains=word) | Q(family_name__icontains=word))
        return queryset
