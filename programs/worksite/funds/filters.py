"""How requests for funds are narrowed: by status and by fund."""

import django_filters
from django.utils.translation import gettext_lazy as _

from programs.worksite.models.funds import Fund, FundRequest, Status


class FundFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(label=_("Status"), empty_label=_("All"), choices=Status.choices)
    fund = django_filters.ChoiceFilter(label=_("What for"), empty_label=_("All"), choices=Fund.choices)

    class Meta:
        model = FundRequest
        fields = ()
