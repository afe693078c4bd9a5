"""How the records are narrowed: by half-year, by start or end, and by an answer to an element."""

import django_filters
from django.utils.translation import gettext_lazy as _

from programs.worksite.models.nytd import Moment, NytdRecord
from programs.worksite.nytd.elements import outcomes, services


def answers_to_choose():
    """Every answer to every element, as `37:yes`."""
    return [
        (f"{one.number}:{code}", f"{one.number} {one.label}: {label}")
        for one in (*services(), *outcomes())
        for code, label in one.answers
    ]


class NytdFilter(django_filters.FilterSet):
    half = django_filters.ChoiceFilter(label=_("Half-year"), empty_label=_("All"), method="in_half")
    moment = django_filters.ChoiceFilter(label=_("Start or end"), empty_label=_("All"), choices=Moment.choices)
    answer = django_filters.ChoiceFilter(
        label=_("Element and answer"), empty_label=_("All"), choices=answers_to_choose, method="with_answer"
    )

    class Meta:
        model = NytdRecord
        fields = ()

    def __init__(self, *args, halves, **options):
        super().__init__(*args, **options)
        self.halves = {half.code: half for half in halves}
        self.filters["half"].extra["choices"] = [(half.code, half.label) for half in halves]

    def in_half(self, rows, name, value):
        half = self.halves[value]
        return rows.filter(taken_on__gte=half.first, taken_on__lte=half.last)

    def with_answer(self, rows, name, value):
        number, said = value.split(":")
        return rows.filter(answers__element=number, answers__said=said)
