"""Which visits to count: a month or a program year, and those of which visitor and model."""

from dataclasses import dataclass
from datetime import date, timedelta

import django_filters
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentors.models import Kind, Mentor
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match

MONTHS_OFFERED = 13
YEARS_OFFERED = 3


@dataclass(frozen=True)
class Span:
    """A month or a program year: its code in the address, its words, and its first and last day."""

    code: str
    words: str
    first: date
    last: date
    is_month: bool


def spans(pace, today):
    """The months that may be asked for, the running one first, then the program years."""
    found = []
    first = today.replace(day=1)
    for _month in range(MONTHS_OFFERED):
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        found.append(Span(f"{first:%Y-%m}", formats.date_format(first, "F Y"), first, last, True))
        first = (first - timedelta(days=1)).replace(day=1)
    day = today
    for _year in range(YEARS_OFFERED):
        begins, ends = pace.year(day)
        words = _("Program year %(from)s to %(until)s") % {
            "from": formats.date_format(begins, "M Y"),
            "until": formats.date_format(ends, "M Y"),
        }
        found.append(Span(str(begins.year), words, begins, ends, False))
        day = begins - timedelta(days=1)
    return found


class VisitFilter(django_filters.FilterSet):
    span = django_filters.ChoiceFilter(
        label=gettext_lazy("When"), empty_label=gettext_lazy("Last month"), method="as_counted"
    )
    visitor = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Home visitor"),
        empty_label=gettext_lazy("All"),
        queryset=Mentor.objects.none(),
        method="with_visitor",
    )

    class Meta:
        model = Enrollment
        fields = ()

    def __init__(self, *args, pace, today, **options):
        super().__init__(*args, **options)
        self.spans = spans(pace, today)
        self.filters["span"].extra["choices"] = [(span.code, span.words) for span in self.spans]
        visitors = Mentor.objects.not_voided().for_user(self.request.user).filter(kind=Kind.HOME_VISITOR)
        self.filters["visitor"].queryset = visitors.with_person()
        self.filters["visitor"].field.label_from_instance = lambda mentor: mentor.name

    @property
    def chosen(self):
        """The span that is asked for; the last month where none is, or an unknown one."""
        asked = self.form.cleaned_data.get("span") if self.form.is_valid() else ""
        return next((span for span in self.spans if span.code == asked), self.spans[1])

    def as_counted(self, queryset, name, code):
        """The span says what is counted; who is in it follows from the days of each case."""
        return queryset

    def with_visitor(self, queryset, name, mentor):
        matches = Match.objects.not_voided().filter(
            mentor=mentor, starts_on__lte=self.chosen.last, enrollment__in=queryset
        )
        since = matches.exclude(ended_on__lt=self.chosen.first)
        return queryset.filter(pk__in=since.values("enrollment"))
