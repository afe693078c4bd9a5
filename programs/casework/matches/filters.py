"""Finding mentors: by words, kind, status, whether they have a free place, and whose papers end."""

from datetime import timedelta

import django_filters
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentors.models import Kind, Mentor, Status
from participants.models import Person
from programs.casework.matches.passport import FORECAST, ending_by


class MentorFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Name or phone"), method="find")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Kind.choices, empty_label=_("Any"))
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Status.choices, empty_label=_("All but left"))
    places = django_filters.ChoiceFilter(
        label=_("Places"),
        choices=(("free", _("With a free place")), ("none", _("Without a match"))),
        empty_label=_("Any"),
        method="keep_places",
    )

    papers = django_filters.ChoiceFilter(
        label=_("Papers"),
        choices=(("expired", _("Ended")), ("soon", _("Ended, or end within 90 days"))),
        empty_label=_("Any"),
        method="keep_papers",
    )

    class Meta:
        model = Mentor
        fields = ("kind", "status")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.form.order_fields(["q", "kind", "status", "places", "papers"])

    def filter_queryset(self, queryset):
        found = super().filter_queryset(queryset)
        if not self.form.cleaned_data.get("status"):
            found = found.exclude(status=Status.LEFT)
        return found

    def find(self, queryset, name, words):
        people = Person.objects.matching(words)
        return queryset.filter(Q(person__in=people.values("pk")) | Q(partner__name__icontains=words.strip()))

    def keep_places(self, queryset, name, which):
        if which == "free":
            return queryset.filter(status=Status.ACTIVE, held__lt=F("capacity"))
        return queryset.filter(held=0)

    def keep_papers(self, queryset, name, which):
        today = timezone.localdate()
        return ending_by(queryset, today + FORECAST if which == "soon" else today - timedelta(days=1))
