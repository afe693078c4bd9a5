"""Filters above the trail: by person, day and site, within what one may see."""

from datetime import datetime, time, timedelta

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.models import User
from mmp_portal.agencies.models import Site
from mmp_portal.audit.models import Event, Opening
from mmp_portal.audit.words import opened_in_words, verb_in_words


def day_filter(label, method):
    return django_filters.DateFilter(label=label, method=method, widget=forms.DateInput(attrs={"type": "date"}))


class TrailFilter(django_filters.FilterSet):
    by = django_filters.ModelChoiceFilter(label=_("Who"), queryset=User.objects.none(), empty_label=_("Anybody"))
    site = django_filters.ModelChoiceFilter(label=_("Site"), queryset=Site.objects.none(), empty_label=_("Any"))
    first = day_filter(_("From"), "from_day")
    last = day_filter(_("Until"), "until_day")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.filters["by"].field.queryset = User.objects.filter(pk__in=self.queryset.order_by().values("by"))
        self.filters["by"].field.label_from_instance = lambda user: user.name
        self.filters["site"].field.queryset = Site.objects.filter(pk__in=self.queryset.order_by().values("site"))
        for name in ("first", "last"):
            self.filters[name].field.error_messages["invalid"] = _(
                "The portal cannot read this as a day. Type it like 11/23/2026."
            )

    def from_day(self, rows, name, day):
        return rows.filter(at__gte=_begin(day))

    def until_day(self, rows, name, day):
        return rows.filter(at__lt=_begin(day + timedelta(days=1)))


def _begin(day):
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


class OpeningFilter(TrailFilter):
    what = django_filters.ChoiceFilter(label=_("What"), empty_label=_("Anything"))

    class Meta:
        model = Opening
        fields: list[str] = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        kinds = self.queryset.order_by("what").values_list("what", flat=True).distinct()
        self.filters["what"].extra["choices"] = [(kind, opened_in_words(kind)) for kind in kinds]


class EventFilter(TrailFilter):
    verb = django_filters.ChoiceFilter(label=_("What"), empty_label=_("Anything"))

    class Meta:
        model = Event
        fields: list[str] = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        verbs = self.queryset.order_by("verb").values_list("verb", flat=True).distinct()
        self.filters["verb"].extra["choices"] = [(verb, verb_in_words(verb)) for verb in verbs]
