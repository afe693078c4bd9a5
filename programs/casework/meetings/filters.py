"""How the list of meetings is narrowed."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import Site
from programs import registry
from programs.casework.meetings.models import Meeting, ServedProgram

COMING, HELD, MISSING, CALLED_OFF = "coming", "held", "missing", "called-off"
SHOW = (
    (COMING, _("Coming")),
    (HELD, _("Held")),
    (MISSING, _("Attendance missing")),
    (CALLED_OFF, _("Called off")),
)


class MeetingFilter(django_filters.FilterSet):
    program = django_filters.ChoiceFilter(label=_("Program"), empty_label=_("All"), method="of_program")
    kind = django_filters.ChoiceFilter(label=_("Kind"), empty_label=_("All"), method="of_kind")
    site = django_filters.ModelChoiceFilter(label=_("Site"), queryset=Site.objects.none(), empty_label=_("All"))
    place = django_filters.CharFilter(field_name="place", lookup_expr="icontains", label=_("Place"))
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
        self.filters["kind"].extra["choices"] = [
            (program.short_name, [(f"{program.code}:{kind.code}", kind.label) for kind in program.meeting_kinds])
            for program in registry.all_programs()
            if program.meeting_kinds
        ]
        sites = {site.pk for site in self.request.user.sites}
        if len(sites) > 1 and self.request.site is None:
            self.filters["site"].queryset = Site.objects.filter(pk__in=sites)
        else:
            del self.filters["site"]

    def of_program(self, rows, name, value):
        """Those it holds, and those of others that it takes part in."""
        also = ServedProgram.objects.filter(program=value)
        return rows.filter(Q(program=value) | Q(pk__in=also.values("meeting")))

    def of_kind(self, rows, name, value):
        program, kind = value.split(":")
        return rows.filter(program=program, kind=kind)

    def only(self, rows, name, value):
        now = timezone.now()
        if value == HELD:
            return rows.held(now).order_by("-starts_at")
        if value == MISSING:
            return rows.without_attendance(now).order_by("-starts_at")
        if value == CALLED_OFF:
            return rows.exclude(called_off_at=None).order_by("-starts_at")
        return rows.upcoming(now)
