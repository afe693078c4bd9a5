"""How the queue of probable duplicates is narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _

from participants.duplicates.finding import Reason
from participants.duplicates.models import ProbableDuplicate, Status

SIGNS = [
    (code, label)
    for code, label in Reason.choices
    if code not in (Reason.NAME_SAME, Reason.NAME_ALIKE, Reason.BORN_DIFFERS)
]


class DuplicateFilter(django_filters.FilterSet):
    """Those to be looked at, unless others are asked for."""

    sign = django_filters.ChoiceFilter(label=_("Sign"), empty_label=_("All"), choices=SIGNS, method="with_sign")
    status = django_filters.ChoiceFilter(
        label=_("Status"),
        empty_label=Status.OPEN.label,
        choices=[(Status.NOT_SAME, Status.NOT_SAME.label)],
        method="with_status",
    )

    class Meta:
        model = ProbableDuplicate
        fields = ()

    def with_sign(self, rows, name, code):
        return rows.with_sign(code)

    def with_status(self, rows, name, status):
        return rows

    @property
    def wanted(self):
        """The status that the address asks for."""
        asked = self.form.cleaned_data.get("status") if self.form.is_valid() else ""
        return asked or Status.OPEN
