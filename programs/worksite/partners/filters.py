"""How companies are narrowed: by words, status, industry, and whose next step is open."""

import django_filters
from django.utils.translation import gettext_lazy as _

from mentors.models import CorporatePartner, Industry, Partnership

BEING_WON = ("being_won", _("On the way"))
NEXT = (("mine", _("mine")), ("late", _("late")), ("none", _("none")))


class PartnerFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Words"), method="with_words")
    status = django_filters.ChoiceFilter(
        label=_("Status"), empty_label=_("All"), choices=[*Partnership.choices, BEING_WON], method="by_status"
    )
    industry = django_filters.ChoiceFilter(label=_("Industry"), empty_label=_("All"), choices=Industry.choices)
    next = django_filters.ChoiceFilter(label=_("Next step"), empty_label=_("All"), choices=NEXT, method="by_next")

    class Meta:
        model = CorporatePartner
        fields = ()

    def __init__(self, *args, today, **options):
        self.today = today
        super().__init__(*args, **options)

    def with_words(self, rows, name, words):
        return rows.matching(words.replace("\0", " "))  # PostgreSQL knows no NUL

    def by_status(self, rows, name, status):
        return rows.being_won() if status == BEING_WON[0] else rows.filter(status=status)

    def by_next(self, rows, name, which):
        if which == "mine":
            return rows.filter(next_step_by=self.request.user)
        if which == "late":
            return rows.filter(next_step_on__lt=self.today)
        return rows.filter(next_step="")
