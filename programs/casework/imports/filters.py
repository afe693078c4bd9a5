"""How the list of spreadsheets is narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _

from programs.casework.imports.models import Import, Status, Subject


class ImportFilter(django_filters.FilterSet):
    subject = django_filters.ChoiceFilter(label=_("Rows"), empty_label=_("All"), choices=Subject.choices)
    status = django_filters.ChoiceFilter(label=_("Status"), empty_label=_("All"), choices=Status.choices)

    class Meta:
        model = Import
        fields = ()
