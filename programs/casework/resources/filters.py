"""How the directory is narrowed: by need, county, language, culture and words."""

import django_filters
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import County
from participants.models import Language
from programs.casework.resources.models import Resource, Service

YES = (("1", _("yes")),)


class ResourceFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Words"), method="with_words")
    service = django_filters.ChoiceFilter(
        label=_("Need"), empty_label=_("All"), choices=Service.choices, method="for_service"
    )
    county = django_filters.ModelChoiceFilter(
        label=_("County"), empty_label=_("All"), queryset=County.objects.none(), method="in_county"
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), empty_label=_("All"), choices=Language.choices, method="in_language"
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), empty_label=_("All"), choices=(("formal", _("Formal")), ("informal", _("Informal")))
    )
    unchecked = django_filters.ChoiceFilter(
        label=_("To check again"), empty_label=_("All"), choices=YES, method="only_unchecked"
    )

    class Meta:
        model = Resource
        fields = ()

    def __init__(self, *args, today, **options):
        self.today = today
        super().__init__(*args, **options)
        self.filters["county"].queryset = counties_of(self.request.user)

    def with_words(self, rows, name, words):
        return rows.matching(words.replace("\0", " "))  # PostgreSQL knows no NUL

    def for_service(self, rows, name, code):
        return rows.offering(code)

    def in_county(self, rows, name, county):
        return rows.serving(county)

    def in_language(self, rows, name, code):
        return rows.speaking(code)

    def only_unchecked(self, rows, name, value):
        return rows.to_check(self.today)


def counties_of(user):
    """The counties that the agencies of the person's sites serve."""
    agencies = {site.agency_id for site in user.sites}
    return County.objects.filter(sites__agency__in=agencies).distinct().order_by("name")
