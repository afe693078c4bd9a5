"""How the list of meetings is narrowed."""

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs import registry
from programs.casework.meetings.models import Meeting

COMING, HELD, MISSING, CALLED_OFF = "coming", "held", "missing", "called-off"
SHOW = (
    (COMING, _("Coming")),
    (HELD, _("Held")),
    (MISSING, _("Attendance missing")),
    (CALLED_OFF, _("Called off")),
)


class MeetingFilter(django_filters.FilterSet):
    program = django_filters.ChoiceFilter(label=_("Program"), empty_label=_("All"))
    q = django_filters.CharFilter(field_name="topic", lookup_expr="icontains", label=_("Topic"))
    show = django_filters.ChoiceFilter(choices=SHOW, widget=forms.HiddenInput, method="only", label=_("Show"))

    class Meta:
        model = Meeting
        fields = ()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.filters["program"].extra["choices"] = [
            (program.code, program.short_name) for program in registry.all_programs()
        ]

    def only(self, rows, name, value):
        now = timezone.now()
        if value == HELD:
            return rows.held(now).order_by("-starts_at")
        if value == MISSING:
            return rows.without_attendance(now).order_by("-starts_at")
        if value == CALLED_OFF:
            return rows.exclude(called_off_at=None).order_by("-starts_at")
        return rows.upcoming(now)
