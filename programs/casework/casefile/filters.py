"""Finding people: by words, program, how the case stands, and worker, and the lists kept ready."""

from datetime import timedelta

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.models import User
from programs import registry
from programs.casework.enrollments.models import Enrollment, Status

QUIET_FOR = timedelta(weeks=2)
ENDS_WITHIN = timedelta(days=60)

LISTS = (
    ("", _("All open")),
    ("mine", _("Mine, open")),
    ("quiet", _("No contact for 2 weeks")),
    ("ending", _("Year ends within 60 days")),
    ("closed", _("Closed")),
    ("not_enrolled", _("Registered, not enrolled")),
)

STANDINGS = (
    ("open", _("Open")),
    ("waiting", _("Waiting for a match")),
    ("matched", _("Matched")),
    ("paused", _("Paused")),
    ("closed", _("Closed")),
)


def workers_of(request):
    """Those to whom the cases the person sees are assigned."""
    cases = Enrollment.objects.for_casework(request.user)
    return User.objects.filter(pk__in=cases.values("worker")).order_by("name")


class CaseFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Name, number or phone"), method="find")
    program = django_filters.ChoiceFilter(label=_("Program"), empty_label=_("All of mine"))
    status = django_filters.ChoiceFilter(label=_("Status"), choices=STANDINGS, empty_label=_("Any"), method="stand")
    worker = django_filters.ModelChoiceFilter(label=_("Worker"), queryset=workers_of, empty_label=_("Anyone"))
    list = django_filters.ChoiceFilter(
        label=_("List"), choices=LISTS[1:], method="keep_list", widget=forms.HiddenInput
    )

    class Meta:
        model = Enrollment
        fields = ("program", "worker")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        fields = self.form.fields
        fields["program"].choices = [
            ("", _("All of mine")),
            *((program.code, program.short_name) for program in registry.all_programs()),
        ]
        fields["worker"].label_from_instance = lambda user: user.name
        self.form.order_fields(["q", "program", "status", "worker"])

    def filter_queryset(self, queryset):
        """Without words, status or list, the open cases."""
        asked = self.form.cleaned_data
        found = super().filter_queryset(queryset)
        if not any(asked.get(name) for name in ("q", "status", "list")):
            found = found.exclude(status=Status.CLOSED)
        return found

    def find(self, queryset, name, words):
        return queryset.matching(words)

    def stand(self, queryset, name, standing):
        if standing == "open":
            return queryset.open()
        if standing == "waiting":
            return queryset.waiting_for_a_match()
        if standing == "matched":
            return queryset.matched()
        return queryset.filter(status=standing)

    def keep_list(self, queryset, name, which):
        if which == "mine":
            return queryset.open().of_worker(self.request.user)
        if which == "quiet":
            return queryset.quiet_since(timezone.now() - QUIET_FOR)
        if which == "ending":
            return queryset.with_commitment_ending_by(timezone.localdate() + ENDS_WITHIN)
        if which == "closed":
            return queryset.filter(status=Status.CLOSED)
        return queryset
