"""How the review queue is narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.models import User
from programs import registry
from programs.casework.caseload.review.queue import REASONS, to_look_at
from programs.casework.caseload.tasks.filters import PersonFilter
from programs.casework.contacts.models import Contact


class ReviewFilter(django_filters.FilterSet):
    why = django_filters.ChoiceFilter(
        label=_("Why"), empty_label=_("To look at"), choices=tuple(REASONS.items()), method="for_reason"
    )
    program = django_filters.ChoiceFilter(field_name="enrollment__program", label=_("Program"), empty_label=_("All"))
    writer = PersonFilter(
        field_name="recorded_by", label=_("Written by"), empty_label=_("Everybody"), queryset=User.objects.none()
    )
    worker = PersonFilter(
        field_name="enrollment__worker", label=_("Worker"), empty_label=_("Everybody"), queryset=User.objects.none()
    )

    class Meta:
        model = Contact
        fields = ()

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        self.filters["program"].extra["choices"] = [
            (program.code, program.short_name) for program in registry.all_programs()
        ]
        self.filters["writer"].queryset = people
        self.filters["worker"].queryset = people

    @property
    def qs(self):
        """Without a reason chosen: what is to be done something about."""
        rows = super().qs
        return rows if self.form.cleaned_data.get("why") else to_look_at(rows)

    def for_reason(self, rows, name, value):
        return rows.filter(reason=value)
