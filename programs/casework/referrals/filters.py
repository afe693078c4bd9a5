"""Finding referrals: by words, program, who refers, intake worker, and the lists kept ready."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.models import User
from programs import registry
from programs.casework.referrals.models import Referral, Status

LISTS = (
    ("", _("All open")),
    ("mine", _("Mine, open")),
    ("late", _("Late")),
    *((status.value, status.label) for status in Status),
)


def workers_of(request):
    """Those who take in the referrals the person sees."""
    rows = Referral.objects.for_user(request.user)
    return User.objects.filter(pk__in=rows.values("intake_worker")).order_by("name")


class ReferralFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Name or number"), method="find")
    program = django_filters.ChoiceFilter(label=_("Program"), empty_label=_("All of mine"), null_label=None)
    source = django_filters.ChoiceFilter(
        label=_("Who refers"), empty_label=_("Anyone"), choices=Referral.Source.choices
    )
    worker = django_filters.ModelChoiceFilter(
        label=_("Intake worker"), field_name="intake_worker", queryset=workers_of, empty_label=_("Anyone")
    )
    list = django_filters.ChoiceFilter(
        label=_("List"), choices=LISTS[1:], method="keep_list", widget=forms.HiddenInput
    )

    class Meta:
        model = Referral
        fields = ()

    def __init__(self, *args, limits, **options):
        self.limits = limits
        super().__init__(*args, **options)
        fields = self.form.fields
        fields["program"].choices = [
            ("", _("All of mine")),
            *((program.code, program.short_name) for program in registry.all_programs()),
        ]
        fields["worker"].label_from_instance = lambda user: user.name

    def filter_queryset(self, queryset):
        """Without words or list, the open referrals."""
        asked = self.form.cleaned_data
        found = super().filter_queryset(queryset)
        return found if asked.get("q") or asked.get("list") else found.open()

    def find(self, queryset, name, words):
        return queryset.matching(words.replace("\0", " "))  # PostgreSQL knows no NUL

    def keep_list(self, queryset, name, which):
        if which == "mine":
            return queryset.open().of_worker(self.request.user)
        if which == "late":
            return queryset.late(self.limits)
        return queryset.filter(status=which)
