"""How openings are narrowed: by words, status, industry, and those a young person can reach by bus."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentors.models import Industry
from programs.worksite.models.openings import Opening, Status

YES = (("1", _("yes")),)


class OpeningFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Words"), method="with_words")
    status = django_filters.ChoiceFilter(label=_("Status"), empty_label=_("All"), choices=Status.choices)
    industry = django_filters.ChoiceFilter(label=_("Industry"), empty_label=_("All"), choices=Industry.choices)
    bus = django_filters.ChoiceFilter(label=_("On a bus line"), empty_label=_("All"), choices=YES, method="by_bus")

    class Meta:
        model = Opening
        fields = ()

    def with_words(self, rows, name, words):
        for word in words.replace("\0", " ").split():
            rows = rows.filter(
                Q(title__icontains=word) | Q(partner__name__icontains=word) | Q(workplace__city__icontains=word)
            )
        return rows

    def by_bus(self, rows, name, value):
        return rows.exclude(workplace=None).exclude(workplace__bus_line="")
